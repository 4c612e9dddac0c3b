/**
 * Proves a hand-over's record by the ledger: which of its lines tell of it, that they follow one another, and whether a file
 * that was kept says what they say. Pure: texts go in. What it cannot see: a ledger made anew as a whole.
 */
import { createHash } from 'node:crypto';
import { readCsv, unguarded } from '../../shared/csv.ts';
import {
  RECORD_CELLS,
  RECORD_MARKS,
  type RecordFault,
  type RecordProof,
  type RecordVerdict,
  type SealedEntry,
} from '../../shared/record.ts';
import { type Chain, readChain } from '../storage/chain.ts';
import { type Intent, ledgerLine, type Outcome } from './ledger.ts';

/** A request shows a `dateRequest` close to when it was asked for; further apart it is another world's of the same number. */
const SAME_WORLD_MS = 15 * 60_000;

type Told = { line: Intent | Outcome; seal: string; number: number };

function toldIn({ lines }: Chain): Told[] {
  return lines.flatMap((one) => {
    const line = one.kind === 'content' ? ledgerLine(one.value) : null;
    return one.kind === 'content' && line !== null ? [{ line, seal: one.chain, number: one.number }] : [];
  });
}

export function proveRecord(ledger: string, group: string): RecordProof {
  const chain = readChain(ledger);
  const told = toldIn(chain);
  const asked = new Map<string, Intent>();
  const groups: { group: string; at: string }[] = [];
  for (const { line } of told) {
    if (line.line !== 'intent' || line.kind !== 'changeContact' || line.group === null) continue;
    if (!groups.some((one) => one.group === line.group)) groups.push({ group: line.group, at: line.at });
    if (line.group === group) asked.set(line.id, line);
  }
  const made = new Map<string, number>();
  for (const { line } of told) {
    const intent = line.line === 'outcome' ? asked.get(line.id) : undefined;
    if (intent === undefined || line.line !== 'outcome') continue;
    for (const id of line.requestIds) made.set(`${intent.api}/${id}`, Date.parse(intent.at));
  }
  const isOfIt = (line: Intent): boolean => {
    const at = line.requestKey === null ? undefined : made.get(line.requestKey);
    if (at === undefined) return asked.has(line.id);
    return line.dateRequest !== null && Math.abs(Date.parse(line.dateRequest) - at) <= SAME_WORLD_MS;
  };
  const intents = new Map(
    told.flatMap(({ line }) => (line.line === 'intent' && isOfIt(line) ? [[line.id, line] as const] : [])),
  );
  const used = told.filter(({ line }) => intents.has(line.id));
  const entries = used.map(({ line, seal }): SealedEntry => {
    return { seal, intent: line.id, requestKey: intents.get(line.id)?.requestKey ?? null };
  });
  return {
    number: numberOf(groups, group),
    entries,
    sha256: digestOf(entries.map(({ seal }) => seal)),
    faults: faultsBetween(chain, used.at(0)?.number ?? 0, used.at(-1)?.number ?? 0),
  };
}

/** By year, in the order in which they were begun. */
function numberOf(groups: readonly { group: string; at: string }[], group: string): string | null {
  const own = groups.find((one) => one.group === group);
  if (own === undefined) return null;
  const year = own.at.slice(0, 4);
  const place = groups.filter(({ at }) => at.startsWith(year)).indexOf(own) + 1;
  return `${year}-${String(place).padStart(4, '0')}`;
}

function digestOf(seals: readonly string[]): string {
  return createHash('sha256').update(seals.join('\n')).digest('hex');
}

/** A line that was altered cannot be read as one of the chain; one taken out leaves a gap before the next. */
function faultsBetween({ lines, gaps }: Chain, first: number, last: number): RecordFault[] {
  const within = ({ number }: { number: number }): boolean => number > first && number <= last;
  const faults: RecordFault[] = [
    ...lines
      .filter((line) => line.kind === 'unreadable' && within(line))
      .map(({ number }) => ({ kind: 'altered' as const, line: number })),
    ...gaps.filter(within).map(({ number }) => ({ kind: 'missing' as const, line: number })),
  ];
  return faults.sort((a, b) => a.line - b.line);
}

type KeptRow = { service: string; request: string; entries: number[] };

/** `null` where it is no record's file. */
function readRecord(text: string): { rows: KeptRow[]; sha256: string; seals: string[] } | null {
  const rows: KeptRow[] = [];
  const seals: string[] = [];
  let sha256: string | null = null;
  let isTable = true;
  for (const [index, cells] of readCsv(text).entries()) {
    const [first = '', second = '', third = ''] = cells;
    // Above the digest stands the table, whose head is a row of words.
    if (first === RECORD_MARKS.digest && cells.length < RECORD_CELLS.all) [sha256, isTable] = [second, false];
    else if (!isTable && first === RECORD_MARKS.entry) {
      if (second !== String(seals.length + 1)) return null;
      // A seal may begin with a sign that spreadsheets are guarded from.
      seals.push(unguarded(third));
    } else if (isTable && index > 0 && cells.length >= RECORD_CELLS.all) {
      const numbers = (cells[RECORD_CELLS.entries] ?? '').split(' ').filter((one) => one !== '');
      rows.push({
        service: unguarded(first),
        request: cells[RECORD_CELLS.request] ?? '',
        entries: numbers.map(Number),
      });
    }
  }
  return sha256 === null || seals.length === 0 ? null : { rows, sha256, seals };
}

export function verifyRecord(text: string, ledger: string): RecordVerdict {
  const record = readRecord(text);
  if (record === null) return { is: 'no-record' };
  const chain = readChain(ledger);
  const told = toldIn(chain);
  const places = new Map(told.map((one, place) => [one.seal, place]));
  const faults: Extract<RecordVerdict, { is: 'differs' }>['faults'] = [];
  if (digestOf(record.seals) !== record.sha256) faults.push({ kind: 'digest', at: 0 });

  const found: Told[] = [];
  let before = -1;
  for (const [index, seal] of record.seals.entries()) {
    const place = places.get(seal) ?? -1;
    const one = told[place];
    if (one === undefined || place <= before) faults.push({ kind: 'not-there', at: index + 1 });
    else {
      before = place;
      found.push(one);
    }
  }
  for (const { kind, line } of faultsBetween(chain, found[0]?.number ?? 0, found.at(-1)?.number ?? 0)) {
    faults.push({ kind, at: line });
  }
  const bySeal = new Map(found.map((one) => [one.seal, one.line]));
  const intents = new Map(found.flatMap(({ line }) => (line.line === 'intent' ? [[line.id, line]] : [])));
  for (const [index, row] of record.rows.entries()) {
    const own = row.entries.flatMap((number) => bySeal.get(record.seals[number - 1] ?? '') ?? []);
    if (!agrees(row, own, intents)) faults.push({ kind: 'row', at: index + 1 });
  }
  return faults.length > 0
    ? { is: 'differs', faults }
    : { is: 'whole', entries: found.length, rows: record.rows.length };
}

/** The service is the one that was asked for, and the number one that OVHcloud answered with. */
function agrees(
  row: KeptRow,
  own: readonly (Intent | Outcome)[],
  intents: ReadonlyMap<string, Intent>,
): boolean {
  const asked = own.filter((line) => line.line === 'intent' && line.kind === 'changeContact');
  if (!asked.some((line) => line.line === 'intent' && (line.serviceName ?? '') === row.service)) return false;
  if (row.request === '') return true;
  return own.some(
    (line) =>
      line.line === 'outcome' &&
      intents.get(line.id)?.kind === 'changeContact' &&
      line.requestIds.some((id) => String(id) === row.request),
  );
}
