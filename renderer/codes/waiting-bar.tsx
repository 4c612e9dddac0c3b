/** Decisions in their ten seconds, once the tray is closed, and those taken one by one: how long they can be taken back, at the foot of the window. */
import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import { Countdown, useSecondsLeft } from './countdown.tsx';
import { sendNow, undo } from './decisions.ts';
import type { DecisionJob } from './decisions-slice.ts';
import { closeTray, openTray, showJob } from './tray.ts';
import { isPressing } from './tray-rows.ts';
import { useServiceName } from './tray-words.ts';
import './waiting-bar.css';

export function WaitingBar() {
  const jobs = useStore((state) => state.decisions.jobs);
  const { open, job: ofTray } = useStore((state) => state.codes);
  // What came of the tray's own is told until it was looked at.
  const all = Object.entries(jobs).filter(([id, { phase }]) => (id === ofTray ? !open : phase !== 'over'));
  const heaps = all.filter(([, { single }]) => !single);
  const singles = all.filter(([, { single, phase }]) => single && phase === 'waiting');
  const [last, ...before] = singles.toReversed();
  const isThere = heaps.length > 0 || last !== undefined;
  const host = useHost(isThere);
  if (!isThere) return null;
  return createPortal(
    <div className="waiting-bars">
      {last === undefined ? null : <Bar key={last[0]} id={last[0]} job={last[1]} before={before.length} />}
      {heaps.map(([id, job]) => (
        <Bar key={id} id={id} job={job} before={0} />
      ))}
    </div>,
    host,
  );
}

const LOOK_MS = 200;

/** What it hangs on: a sheet has the word alone while it is open, so Undo has to be in it. */
function useHost(isThere: boolean): Element {
  const [host, setHost] = useState<Element>(document.body);
  useEffect(() => {
    if (!isThere) return;
    const look = () => setHost(document.querySelector('.sheet[role="dialog"]') ?? document.body);
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [isThere]);
  return host.isConnected ? host : document.body;
}

/** `before`: others that wait as well; taken back one by one, the last first. */
function Bar({ id, job, before }: { id: string; job: DecisionJob; before: number }) {
  const { t } = useTranslation('codes');
  const seconds = useSecondsLeft(job.sendsAt);
  const requests = useStore((state) => state.requests);
  const now = useStore((state) => state.now);
  const serviceName = useServiceName();
  const [first] = job.items;
  const count = job.items.length;
  const request = requests.find(({ key }) => key === first?.requestKey) ?? null;
  const what =
    job.single && first !== undefined
      ? t(`undo.single.${first.decision}`, { name: serviceName(request) })
      : t('tray.sending', { count });
  if (job.phase !== 'waiting') {
    const isOver = job.phase === 'over';
    const title = t(isOver ? 'tray.sent' : 'tray.sending', { count });
    return (
      <section className="waiting-bar" data-foot="" aria-label={title}>
        <p role="status">
          <strong>{title}</strong> {isOver ? null : t('dialog.progress', { done: job.done, total: count })}
        </p>
        {isOver ? (
          <Button variant="quiet" onClick={closeTray}>
            {t('dialog.close')}
          </Button>
        ) : null}
        <Button
          onClick={() => {
            showJob(id);
            openTray();
          }}
        >
          {t('undo.look')}
        </Button>
      </section>
    );
  }
  const pressing = isPressing(job.items, new Map(requests.map((one) => [one.key, one])), now);
  return (
    <section
      className={job.single ? 'waiting-bar waiting-bar-single' : 'waiting-bar'}
      data-foot=""
      aria-label={what}
    >
      <Countdown seconds={seconds} />
      {/* At the left: at the right end it would stand where Send stood. */}
      <Button icon={<Undo2 aria-hidden="true" />} shortcut="mod+z" onClick={() => void undo(id)}>
        {t('undo.undo')}
      </Button>
      <p>
        <strong>{job.single ? what : t('undo.nothingYet')}</strong>{' '}
        {job.single ? t('undo.in', { count: seconds }) : t('undo.goes', { count, seconds })}{' '}
        {pressing ? <span className="tray-urgent">{t('undo.pressing')}</span> : null}
        {before > 0 ? t('undo.before', { count: before }) : null}
      </p>
      <Button variant="quiet" onClick={() => sendNow(id)}>
        {t('undo.now')}
      </Button>
      <span className="visually-hidden" role="status">
        {what} {t('undo.told', { count })}
      </span>
    </section>
  );
}
