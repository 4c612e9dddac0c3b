/** The foot of the tray: what Send would send, the ten seconds with Undo, the work under way, what came of it all. */
import { Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { KeepWhy } from '../outbox/outbox-here.tsx';
import { areOffline } from '../outbox/outbox-state.ts';
import { PrepareDecisions } from '../prepared/prepare-decisions.tsx';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import { useTranslation } from '../words/translation.ts';
import { Countdown, useSecondsLeft } from './countdown.tsx';
import { decide, sendNow, stopDeciding, undo } from './decisions.ts';
import type { DecisionJob } from './decisions-slice.ts';
import { type Told, wasNotSent, wentThrough } from './outcomes.ts';
import { choose, closeTray, showJob } from './tray.ts';
import { ClearClipboard, ExportOutcomes, KeepForLater, KeepUnsent } from './tray-after.tsx';
import { type DecideItem, isPressing, itemsOf, type TrayRow } from './tray-rows.ts';

/** Whether none of the accounts concerned reaches its server: what is chosen can only be kept. */
export function useIsLater(rows: readonly TrayRow[]): boolean {
  const sync = useStore((state) => state.sync);
  return areOffline(
    sync,
    itemsOf(rows).map(({ accountId }) => accountId),
  );
}

/** Sends what is chosen, after its ten seconds. */
export function sendChosen(rows: readonly TrayRow[]): void {
  const items = itemsOf(rows);
  if (items.length === 0) return;
  const job = crypto.randomUUID();
  void decide(items, { job });
  showJob(job);
}

export function ChoosingFoot({ rows }: { rows: readonly TrayRow[] }) {
  const { t } = useTranslation('codes');
  const items = itemsOf(rows);
  const later = useIsLater(rows);
  return (
    <>
      <p className="dialog-note" id="tray-note">
        <Sum rows={rows} count={items.length} later={later} />
      </p>
      <Button onClick={closeTray}>{t('dialog.close')}</Button>
      <PrepareDecisions items={items} onKept={() => putOff(items)} />
      {later ? (
        <KeepForLater items={items} />
      ) : (
        <Button
          variant="primary"
          disabled={items.length === 0}
          aria-describedby="tray-note"
          shortcut="mod+enter"
          onClick={() => sendChosen(rows)}
        >
          {t('tray.send', { count: items.length })}
        </Button>
      )}
    </>
  );
}

/** They are for another day: the codes stay at hand, and are chosen for nothing now. */
function putOff(items: readonly DecideItem[]): void {
  choose(
    items.map(({ handle }) => handle),
    'later',
  );
  closeTray();
}

/** What Send would send, in a sentence. */
function Sum({ rows, count, later }: { rows: readonly TrayRow[]; count: number; later: boolean }): ReactNode {
  const { t, i18n } = useTranslation('codes');
  const open = rows.filter(({ over }) => over === null);
  if (open.length === 0) return t('dialog.nothingToDo');
  if (count === 0) return t('tray.sum.none');
  const items = itemsOf(rows);
  const accepts = items.filter(({ decision }) => decision === 'accept').length;
  const refuses = items.length - accepts;
  const list = new Intl.ListFormat(i18n.language).format([
    ...(accepts > 0 ? [t('tray.sum.accepts', { count: accepts })] : []),
    ...(refuses > 0 ? [t('tray.sum.refuses', { count: refuses })] : []),
  ]);
  const stay = open.length - items.length;
  const conditions = [
    ...(accepts > 0 ? [t('tray.sum.conditions')] : []),
    ...(rows.some((row) => row.choice === 'refuse' && row.cancels) ? [t('tray.sum.cancels')] : []),
  ];
  return (
    <>
      <strong>
        {later
          ? t('tray.sum.keeps', { list })
          : t(stay > 0 ? 'tray.sum.some' : 'tray.sum.all', { list, count: stay })}
      </strong>{' '}
      {later ? <KeepWhy /> : conditions.join(' ')}
    </>
  );
}

/** Undo stands apart from where Send stood, so that a second press of Send takes nothing back. */
export function WaitingFoot({ id, job }: { id: string; job: DecisionJob }) {
  const { t } = useTranslation('codes');
  const seconds = useSecondsLeft(job.sendsAt);
  const requests = useStore((state) => state.requests);
  const now = useStore((state) => state.now);
  const pressing = isPressing(job.items, new Map(requests.map((one) => [one.key, one])), now);
  const count = job.items.length;
  return (
    <div className="tray-undo">
      <Countdown seconds={seconds} />
      <p>
        <strong>{t('undo.nothingYet')}</strong> {t('undo.goes', { count, seconds })} {t('undo.alsoClosed')}{' '}
        {pressing ? <span className="tray-urgent">{t('undo.pressing')}</span> : null}
      </p>
      <Button
        className="tray-undo-button"
        icon={<Undo2 aria-hidden="true" />}
        shortcut="mod+z"
        onClick={() => void undo(id)}
      >
        {t('undo.undo')}
      </Button>
      <span className="tray-gap" />
      <Button variant="quiet" onClick={() => sendNow(id)}>
        {t('undo.now')}
      </Button>
      <Button onClick={closeTray}>{t('dialog.close')}</Button>
      <span className="visually-hidden" role="status">
        {t('undo.told', { count })}
      </span>
    </div>
  );
}

export function SendingFoot({ id, job }: { id: string; job: DecisionJob }) {
  const { t } = useTranslation('codes');
  const total = job.items.length;
  return (
    <>
      <div className="dialog-note">
        <Progress label={t('dialog.progress', { done: job.done, total })} done={job.done} total={total} />
      </div>
      <Button disabled={job.stopping} onClick={() => stopDeciding(id)}>
        {job.stopping ? t('dialog.stopping') : t('dialog.stop')}
      </Button>
      <Button onClick={closeTray}>{t('dialog.close')}</Button>
    </>
  );
}

export function OverFoot({ told }: { told: readonly Told[] }) {
  const { t } = useTranslation('codes');
  const pasted = useStore(({ codes }) => codes.origins.includes('paste'));
  const total = told.length;
  const taken = told.filter(({ outcome }) => outcome !== null && wentThrough(outcome)).length;
  const sent = total - told.filter(({ outcome }) => outcome !== null && wasNotSent(outcome)).length;
  return (
    <>
      <p className="dialog-note" role="status">
        {sent < total
          ? t('dialog.finishedUnsent', { sent, done: taken, count: total })
          : taken === total
            ? t('dialog.finished', { count: total })
            : t('dialog.finishedSome', { done: taken, count: total })}
      </p>
      {pasted ? <ClearClipboard /> : null}
      <ExportOutcomes told={told} />
      <KeepUnsent told={told} />
      <Button variant="primary" onClick={closeTray}>
        {t('tray.done')}
      </Button>
    </>
  );
}
