/** What waits for the user's word: each with what has changed since, chosen ones sent with one press. Drops nothing unasked. */

import { useState } from 'react';
import { orderedTypes } from '../../shared/contact.ts';
import type { Failure } from '../../shared/failure.ts';
import { showName } from '../../shared/idn.ts';
import { isMine } from '../../shared/mine.ts';
import type { OutboxChange, OutboxEntry, OutboxOutcome } from '../../shared/outbox.ts';
import { HandoverStory } from '../handover/handover-story.tsx';
import { SENT_TONES } from '../handover/sent-tones.ts';
import { Handle } from '../people/handle.tsx';
import { useMine } from '../people/mine.ts';
import { ShownName } from '../services/services-name.tsx';
import { useTypeName } from '../services/type-name.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { Progress } from '../ui/progress.tsx';
import { TwoLines } from '../ui/two-lines.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useFormats } from '../words/format.ts';
import { type OutboxJob } from './outbox-slice.ts';
import {
  chosenEntries,
  closeOutbox,
  dropEntries,
  isSendable,
  reviewOutbox,
  sendChosen,
  stopSending,
  togglePicked,
  useAllOffline,
} from './outbox-state.ts';
import '../codes/codes.css';
import './outbox.css';
import { useTranslation } from '../words/translation.ts';

const OUTCOME_TONES: Record<OutboxOutcome['outcome'], Tone> = {
  ...SENT_TONES,
  accepted: 'good',
  refused: 'good',
  'wrong-code': 'bad',
  'already-confirmed': 'mute',
  'not-waiting': 'mute',
  'not-allowed': 'bad',
};
const VERDICT_TONES = { unchanged: 'good', changed: 'you', blocked: 'wait', gone: 'bad' } as const;

export function OutboxDialog() {
  const open = useStore((state) => state.outbox.open);
  return open ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation('outbox');
  const outbox = useStore((state) => state.outbox);
  const { list, job, failure, reviewing } = outbox;
  const isOpenable = (id: string): boolean =>
    list?.entries.some((entry) => entry.id === id && entry.kind !== 'locked') === true;
  const unread = commonFailure(
    Object.fromEntries(Object.entries(outbox.unread).filter(([id]) => isOpenable(id))),
  );
  const waiting = list?.entries ?? [];
  // What went through has left the outbox; its row stays until the dialog is closed.
  const sent = job?.entries.filter(({ id }) => !waiting.some((entry) => entry.id === id)) ?? [];
  const entries = [...sent, ...waiting];
  return (
    <Dialog
      open
      onClose={closeOutbox}
      size="l"
      title={t('dialog.title', { count: waiting.length })}
      description={
        <span role="status">
          {reviewing.size > 0 ? t('dialog.reading') : t(list?.persistent ? 'dialog.sealed' : 'dialog.memory')}
        </span>
      }
      footer={job?.running ? <Running job={job} /> : <Foot />}
    >
      {failure === null ? null : <FailureNote failure={failure} />}
      {unread === null || job !== null ? null : <FailureNote failure={unread} compact />}
      {entries.length === 0 ? (
        <p>{t('dialog.nothing')}</p>
      ) : (
        <table className="codes outbox">
          <caption className="visually-hidden">{t('dialog.table')}</caption>
          <thead>
            <tr>
              <th scope="col" className="codes-check">
                <span className="visually-hidden">{t('common:select')}</span>
              </th>
              <th scope="col">{t('dialog.service')}</th>
              <th scope="col">{t('dialog.decision')}</th>
              <th scope="col">{t('dialog.handover')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('dialog.state')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row key={entry.id} entry={entry} unreadSaid={unread !== null} />
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}

/** The one reason why several could not be read anew; `null` where there are none, one, or several. */
function commonFailure(unread: Readonly<Record<string, Failure>>): Failure | null {
  const [first, ...others] = Object.values(unread);
  if (first === undefined || others.length === 0) return null;
  return others.every(({ code }) => code === first.code) ? first : null;
}

function Running({ job }: { job: OutboxJob }) {
  const { t } = useTranslation('outbox');
  const done = Object.keys(job.outcomes).length;
  const total = job.entries.length;
  return (
    <>
      <div className="dialog-note">
        <Progress label={t('dialog.progress', { done, total })} done={done} total={total} />
      </div>
      <Button disabled={job.stopping} onClick={stopSending}>
        {t(job.stopping ? 'dialog.stopping' : 'dialog.stop')}
      </Button>
    </>
  );
}

function Foot() {
  const { t, i18n } = useTranslation('outbox');
  const outbox = useStore((state) => state.outbox);
  const offline = useAllOffline();
  const [dropping, setDropping] = useState(false);
  const chosen = chosenEntries(outbox);
  const { list, job, reviewing } = outbox;
  const entries = list?.entries ?? [];
  const count = (of: (entry: OutboxEntry) => boolean) => chosen.filter(of).length;
  const acts = [
    ['accepts', count((entry) => entry.kind === 'decision' && entry.decision === 'accept')] as const,
    ['refuses', count((entry) => entry.kind === 'decision' && entry.decision === 'refuse')] as const,
    ['asks', count((entry) => entry.kind === 'handover')] as const,
  ].flatMap(([act, n]) => (n > 0 ? [t(`dialog.${act}`, { count: n })] : []));
  const accepts = chosen.some((entry) => entry.kind === 'decision' && entry.decision === 'accept');
  // Dropped is what is not ticked, so that one press never takes away what is about to be sent.
  const left = entries.filter((entry) => !chosen.includes(entry) && entry.state !== 'sending');
  if (dropping && left.length > 0)
    return (
      <>
        <p className="dialog-note" role="status">
          {t('dialog.dropSure', { count: left.length })}
        </p>
        <Button onClick={() => setDropping(false)}>{t('common:back')}</Button>
        <Button
          variant="danger"
          onClick={() => {
            setDropping(false);
            void dropEntries(left.map(({ id }) => id));
          }}
        >
          {t('dialog.drop', { count: left.length })}
        </Button>
      </>
    );
  const through = Object.values(job?.outcomes ?? {}).filter(
    ({ outcome }) => OUTCOME_TONES[outcome] === 'good',
  ).length;
  return (
    <>
      <p className="dialog-note" id="outbox-note" role="status">
        {chosen.length > 0
          ? `${t('dialog.what', { list: new Intl.ListFormat(i18n.language).format(acts) })} ${accepts ? t('codes:tray.sum.conditions') : ''}`
          : job !== null
            ? t('dialog.finished', { done: through, count: job.entries.length })
            : reviewing.size > 0
              ? t('dialog.reading')
              : offline
                ? t('banner.offline')
                : entries.length > 0
                  ? t('dialog.none')
                  : ''}
      </p>
      {left.length > 0 && reviewing.size === 0 ? (
        <Button onClick={() => setDropping(true)}>{t('dialog.dropAsk', { count: left.length })}</Button>
      ) : null}
      {entries.length > 0 && (job !== null || Object.keys(outbox.unread).length > 0) ? (
        <Button onClick={reviewOutbox}>{t('dialog.again')}</Button>
      ) : null}
      {entries.length === 0 || (job !== null && chosen.length === 0) ? (
        <Button onClick={closeOutbox}>{t('common:close')}</Button>
      ) : (
        <Button
          variant="primary"
          disabled={chosen.length === 0}
          busy={reviewing.size > 0 && chosen.length === 0}
          aria-describedby="outbox-note"
          onClick={() => void sendChosen()}
        >
          {t('dialog.send', { count: chosen.length })}
        </Button>
      )}
    </>
  );
}

/** `unreadSaid`: why it could not be read anew is said above all rows. */
function Row({ entry, unreadSaid }: { entry: OutboxEntry; unreadSaid: boolean }) {
  const { t } = useTranslation('outbox');
  const outbox = useStore((state) => state.outbox);
  const typeName = useTypeName();
  const formats = useFormats();
  const now = useNow();
  const { job, unread, reviewing, picked } = outbox;
  const outcome = job?.outcomes[entry.id];
  const isIn = job?.running === true && job.entries.some(({ id }) => id === entry.id);
  // Of one that cannot be opened its own words say why; what holds for all is said once, above them.
  const isSaid = entry.kind === 'locked' || unreadSaid;
  const failure = outcome?.failure ?? (isSaid ? null : (unread[entry.id] ?? null));
  const name =
    entry.kind === 'decision'
      ? (entry.seen.serviceName ?? t('requests:unknownService'))
      : entry.kind === 'handover'
        ? entry.serviceName
        : t('row.locked');
  const types =
    entry.kind === 'decision'
      ? entry.seen.contactTypes
      : entry.kind === 'handover'
        ? entry.row.changes.map(({ contactType }) => contactType)
        : [];
  const sub = [
    entry.kind === 'locked'
      ? formats.short(Date.parse(entry.at), now)
      : typeName(entry.kind === 'decision' ? entry.seen.family : entry.family),
    orderedTypes(types)
      .map((type) => t(`common:role.${type}.short`, { defaultValue: type }))
      .join(', '),
    entry.kind === 'decision' ? String(entry.seen.id) : '',
  ].filter((part) => part !== '');
  const changes = entry.kind === 'locked' || outcome !== undefined ? [] : entry.now.changes;
  const isLocked = entry.kind === 'locked' && outcome === undefined;
  const said =
    outcome !== undefined || entry.state === 'unknown' || isLocked || changes.length > 0 || failure !== null;
  const act = entry.kind === 'decision' ? entry.decision : 'handover';
  return (
    <>
      <tr className={said ? 'codes-explained' : undefined} data-state={entry.state}>
        <td className="codes-check">
          <Checkbox
            label={t('common:selectRow', { name: showName(name) })}
            checked={picked.has(entry.id) && isSendable(entry, outbox)}
            disabled={!isSendable(entry, outbox) || job?.running === true || outcome !== undefined}
            onChange={() => togglePicked(entry.id)}
          />
        </td>
        <td className="codes-service">
          <TwoLines main={<ShownName name={name} />} sub={sub.join(' · ')} title={name} />
        </td>
        <td className="outbox-decision">
          {entry.kind === 'locked' ? null : (
            <TwoLines main={t(`row.${act}`)} sub={formats.short(Date.parse(entry.at), now)} />
          )}
        </td>
        <td className="codes-handover">
          <FromTo entry={entry} />
        </td>
        <td className="codes-verdict">
          <Verdict
            entry={entry}
            outcome={outcome}
            sending={isIn}
            reading={reviewing.has(entry.id)}
            unread={unread[entry.id] !== undefined}
          />
        </td>
      </tr>
      {said ? (
        <tr>
          <td colSpan={5} className="codes-why">
            {outcome === undefined && entry.state === 'unknown' ? <p>{t('row.unknownWhy')}</p> : null}
            {isLocked ? <p>{t(`row.lockedWhy.${entry.why}`)}</p> : null}
            {outcome === undefined ? null : <p>{t(`outcomeWhy.${outcome.outcome}`)}</p>}
            {changes.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: changes have no other identity and never move.
              <Change key={index} change={change} entry={entry} />
            ))}
            {failure === null ? null : <FailureNote failure={failure} compact />}
          </td>
        </tr>
      ) : null}
    </>
  );
}

type VerdictProps = {
  entry: OutboxEntry;
  outcome: OutboxOutcome | undefined;
  sending: boolean;
  reading: boolean;
  /** It could not be read anew: how it is now is not known, and not claimed. */
  unread: boolean;
};

function Verdict({ entry, outcome, sending, reading, unread }: VerdictProps) {
  const { t } = useTranslation('outbox');
  if (outcome !== undefined)
    return <Pill tone={OUTCOME_TONES[outcome.outcome]}>{t(`outcome.${outcome.outcome}`)}</Pill>;
  if (sending || entry.state === 'sending') return <Pill tone="wait">{t('row.sending')}</Pill>;
  if (reading) return <Pill tone="mute">{t('row.reading')}</Pill>;
  if (entry.state === 'unknown') return <Pill tone="you">{t('outcome.unknown')}</Pill>;
  if (entry.kind === 'locked') return <Pill tone="bad">{t(`row.lockedPill.${entry.why}`)}</Pill>;
  const { verdict, changes } = entry.now;
  if (unread && verdict === 'unchanged') return <Pill tone="mute">{t('verdict.unread')}</Pill>;
  const expired = changes.some(({ kind }) => kind === 'expired');
  return <Pill tone={VERDICT_TONES[verdict]}>{t(expired ? 'verdict.expired' : `verdict.${verdict}`)}</Pill>;
}

function FromTo({ entry }: { entry: OutboxEntry }) {
  const { t } = useTranslation('outbox');
  const mine = useMine();
  const name = (nichandle: string | null) => <Handle nichandle={nichandle} mine={isMine(nichandle, mine)} />;
  if (entry.kind === 'locked') return null;
  const pairs =
    entry.kind === 'decision'
      ? [{ from: entry.seen.fromAccount, to: entry.seen.toAccount }]
      : entry.row.changes.map(({ from, to }) => ({ from, to }));
  const seen = new Set<string>();
  return pairs.flatMap(({ from, to }) => {
    const key = `${from} ${to}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      <span key={key} className="outbox-pair">
        {name(from)} <span aria-hidden="true">→</span>
        <span className="visually-hidden">{t('requests:table.to')}</span> {name(to)}
      </span>,
    ];
  });
}

function Change({ change, entry }: { change: OutboxChange; entry: OutboxEntry }) {
  const { t } = useTranslation('outbox');
  const services = useStore((state) => state.services);
  const stateName = (state: string) => t(`state.${state}`, { defaultValue: state });
  switch (change.kind) {
    case 'state':
      return <p>{t('change.state', { from: stateName(change.from), to: stateName(change.to) })}</p>;
    case 'side':
      return <p>{t(`change.side.${change.code}`, { nichandle: change.nichandle })}</p>;
    case 'decided':
      return <p>{t(`change.decided.${change.decision}`)}</p>;
    case 'contact':
      return (
        <p>
          {t('change.contact', {
            role: t(`common:role.${change.contactType}.full`),
            from: change.from ?? '?',
            to: change.to ?? '?',
          })}
        </p>
      );
    case 'reason':
      return entry.kind === 'handover' ? (
        <HandoverStory
          row={{ ...entry.row, verdict: 'blocked', reason: change.reason }}
          service={services?.find(({ key }) => key === entry.serviceKey)}
          named={false}
        />
      ) : null;
    case 'expired':
    case 'elsewhere':
    case 'new-code':
    case 'wrong-code':
    case 'missing':
      return <p>{t(`change.${change.kind}`)}</p>;
  }
}
