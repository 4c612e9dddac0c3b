/** The record as it is printed: black on white, nothing said by colour, one or two languages. Decides nothing and asks nothing. */
import { Fragment } from 'react';
import { showName } from '../../shared/idn.ts';
import type { RecordProof } from '../../shared/record.ts';
import { knownTypes, type RecordLine, type SideWhen } from './record-lines.ts';
import type { RecordWords } from './record-words.ts';

export type Party = { name: string; company: string | null; nichandle: string | null };

export type PaperFacts = {
  words: readonly [RecordWords, RecordWords | null];
  lines: readonly RecordLine[];
  proof: RecordProof | null;
  /** Who it was asked by. */
  asker: string;
  from: Party;
  to: Party;
  customer: string;
  services: number;
  period: readonly [number, number];
  /** Milliseconds since 1970: the day on it. */
  now: number;
  tells: { confirmed: boolean; requests: boolean; left: boolean; out: boolean };
  /** `null`: it is not to be told. */
  handleOf: (nichandle: string) => string | null;
  called: (nichandle: string) => string;
};

export function RecordPaper(facts: PaperFacts) {
  const { words, proof, tells, lines } = facts;
  const [first, second] = words;
  const shown = lines.filter(({ is }) => is !== 'left-out');
  const out = lines.filter(({ is }) => is === 'left-out');
  const isWhole = proof !== null && proof.faults.length === 0;
  return (
    <article className="record-paper" lang={first.language}>
      <header className="record-head">
        <p className="record-asker">{facts.asker}</p>
        <p className="record-number">
          {proof?.number == null ? null : (
            <>
              {first.say('number', { number: proof.number })}
              <br />
            </>
          )}
          {first.day(facts.now)}
        </p>
      </header>
      <h2 className="record-title">{first.say('title')}</h2>
      {second === null ? null : (
        <p className="record-title-second" lang={second.language}>
          {second.say('title')}
        </p>
      )}
      <Parties {...facts} />
      <p className="record-statement">{first.say('statement', { who: facts.asker })}</p>
      {second === null ? null : (
        <p className="record-second" lang={second.language}>
          {second.say('statement', { who: facts.asker })}
        </p>
      )}
      <Table {...facts} lines={shown} />
      {tells.left ? <Left {...facts} lines={shown} /> : null}
      {tells.out && out.length > 0 ? <LeftOut {...facts} lines={out} /> : null}
      {proof === null ? null : (
        <footer className="record-foot">
          {[first, ...(second === null ? [] : [second])].map((one) => (
            <p key={one.language} lang={one.language}>
              {one.say(isWhole ? 'drawn' : 'drawnNot', {
                count: proof.entries.length,
                shown: one.number(proof.entries.length),
              })}
            </p>
          ))}
          <p className="record-digest">SHA-256 {proof.sha256.match(/.{8}/g)?.join(' ')}</p>
        </footer>
      )}
    </article>
  );
}

/** "From · De". */
function Both({ words, of }: { words: PaperFacts['words']; of: string }) {
  const [first, second] = words;
  return second === null ? first.say(of) : `${first.say(of)} · ${second.say(of)}`;
}

function Parties({ words, from, to, customer, services, period }: PaperFacts) {
  const [first, second] = words;
  const count = (one: RecordWords) => one.say('services', { count: services, shown: one.number(services) });
  return (
    <dl className="record-parties">
      {(['from', 'to'] as const).map((key) => {
        const party = key === 'from' ? from : to;
        return (
          <div key={key}>
            <dt>
              <Both words={words} of={key} />
            </dt>
            <dd>
              <b>{party.name}</b>
              {party.company === null ? null : <span>{party.company}</span>}
              {party.nichandle === null ? null : <code>{party.nichandle}</code>}
            </dd>
          </div>
        );
      })}
      <div>
        <dt>
          <Both words={words} of="for" />
        </dt>
        <dd>
          {customer === '' ? null : <b>{customer}</b>}
          <span>{second === null ? count(first) : `${count(first)} · ${count(second)}`}</span>
          <span>{first.span(...period)}</span>
        </dd>
      </div>
    </dl>
  );
}

function Table({ words, lines, tells, handleOf, called }: PaperFacts) {
  const [first, second] = words;
  const columns = [
    'service',
    'contact',
    'before',
    'after',
    ...(tells.requests ? ['request'] : []),
    tells.confirmed ? 'confirmed' : 'state',
  ];
  const who = (nichandle: string | null) =>
    nichandle === null ? (
      first.say('nobody')
    ) : (
      <>
        {called(nichandle) === nichandle ? <code>{nichandle}</code> : called(nichandle)}
        {called(nichandle) === nichandle || handleOf(nichandle) === null ? null : <code>{nichandle}</code>}
      </>
    );
  return (
    <table className="record-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {first.say(`head.${column}`)}
              {second === null ? null : <span lang={second.language}>{second.say(`head.${column}`)}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">
              {nameIn(line)}
              <span>
                {[...new Set([first.type(line.family), second?.type(line.family) ?? ''])]
                  .filter((text) => text !== '')
                  .join(' · ')}
              </span>
            </th>
            <td>
              {first.list(rolesOf(line, first))}
              {second === null ? null : (
                <span lang={second.language}>{second.list(rolesOf(line, second))}</span>
              )}
            </td>
            <td>{who(line.from)}</td>
            <td>{who(line.to)}</td>
            {tells.requests ? <td className="record-figure">{line.requestId ?? ''}</td> : null}
            <td>
              <StateOf line={line} words={words} />
              {tells.confirmed && line.sides.length > 0 ? <span>{sidesIn(line, first, called)}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function nameIn({ serviceName, serviceKey }: RecordLine): string {
  return showName(serviceName ?? serviceKey);
}

export function rolesOf(line: RecordLine, words: RecordWords): string[] {
  return knownTypes(line.types).map((type) => words.say(`role.${type}`));
}

/** In words for what ended otherwise than done. */
export function stateIn(line: RecordLine, words: RecordWords): string {
  if (line.is === 'open' || line.is === 'untold' || line.is === 'done') return words.say(`state.${line.is}`);
  const isKnown = ['refused', 'expired', 'aborted', 'error', 'failed', 'unknown', 'not-sent'].includes(
    line.state,
  );
  return words.say(`state.${isKnown ? line.state : 'other'}`);
}

function StateOf({ line, words: [first, second] }: { line: RecordLine; words: PaperFacts['words'] }) {
  if (line.is === 'done' && line.at !== null) return first.moment(Date.parse(line.at));
  return (
    <b>{second === null ? stateIn(line, first) : `${stateIn(line, first)} · ${stateIn(line, second)}`}</b>
  );
}

/** "Cobalto 08:50, Luis by 09:14". */
export function sidesIn(line: RecordLine, words: RecordWords, called: (nichandle: string) => string): string {
  const beside = line.at === null ? null : Date.parse(line.at);
  const one = ({ nichandle, is, at }: SideWhen): string => {
    const who = called(nichandle);
    const when = at === null ? '' : words.hour(Date.parse(at), beside);
    return words.say(`side.${at === null && is === 'by' ? 'confirmed' : is}`, { who, when });
  };
  return line.sides.map(one).join(', ');
}

/** So many are told one by one. */
const MOST_LEFT = 12;

function Left({ words, lines, called }: PaperFacts) {
  const left = lines.filter(({ is }) => is !== 'done');
  const [first, second] = words;
  const both = [first, ...(second === null ? [] : [second])];
  return (
    <section className={second === null ? 'record-left' : 'record-left record-left-two'}>
      {both.map((one) => (
        <div key={one.language} lang={one.language}>
          <h3>{one.say('left.title')}</h3>
          {left.length === 0 ? <p>{one.say('left.nothing')}</p> : null}
          {left.slice(0, MOST_LEFT).map((line) => (
            <p key={line.key}>{leftIn(line, one, called)}</p>
          ))}
          {left.length > MOST_LEFT ? (
            <p>
              {one.say('left.more', {
                count: left.length - MOST_LEFT,
                shown: one.number(left.length - MOST_LEFT),
              })}
            </p>
          ) : null}
        </div>
      ))}
    </section>
  );
}

function leftIn(line: RecordLine, words: RecordWords, called: (nichandle: string) => string): string {
  const waits = line.sides.filter(({ is }) => is === 'not-yet' || is === 'not-known');
  const key = line.is === 'open' ? (waits.length > 0 && line.deadline !== null ? 'waits' : 'moves') : line.is;
  const what = [words.type(line.family), ...rolesOf(line, words)].filter((text) => text !== '');
  return words.say(`left.${key}`, {
    service: nameIn(line),
    what: what.join(', '),
    who: words.list(waits.map(({ nichandle }) => called(nichandle))),
    until: line.deadline === null ? '' : words.until(line.deadline),
    from: line.from === null ? words.say('nobody') : called(line.from),
    state: stateIn(line, words),
  });
}

function LeftOut({ words, lines }: PaperFacts) {
  const [first] = words;
  return (
    <section className="record-out">
      <h3>
        <Both words={words} of="out.title" />
      </h3>
      <dl>
        {lines.map((line) => (
          <Fragment key={line.key}>
            <dt>{nameIn(line)}</dt>
            <dd>
              {stateIn(line, first)}
              {line.why === null ? '' : `: ${line.why}`}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
