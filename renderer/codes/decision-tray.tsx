/** The decision tray: what to do with every code found, the ten seconds in which all of it can be taken back, and what came of each. One window of one size throughout. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useCalled } from '../people/names.ts';
import { useStore } from '../store/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { matchesShortcut } from '../ui/keys.ts';
import { useTranslation } from '../words/translation.ts';
import type { CodesOrigin } from './codes-slice.ts';
import { undo } from './decisions.ts';
import { CutShortNote, FileNotesList } from './file-notes.tsx';
import { groupOf, type Told, wasNotSent } from './outcomes.ts';
import { closeTray } from './tray.ts';
import { TrayChoose } from './tray-choose.tsx';
import { ChoosingFoot, OverFoot, SendingFoot, sendChosen, useIsLater, WaitingFoot } from './tray-foot.tsx';
import { TraySent, useTold } from './tray-sent.tsx';
import { useTrayRows } from './use-tray.ts';
import './tray.css';
import './tray-decisions.css';
import './tray-narrow.css';

/** Where the focus starts: on the first row, so that the keys work at once, else on the tray itself; no button is one Enter away. */
const START = {
  get current(): HTMLElement | null {
    return (
      document.querySelector<HTMLElement>('.dialog-tray [data-row][tabindex="0"]') ??
      document.querySelector<HTMLElement>('.dialog-tray')
    );
  },
};

export function DecisionTray() {
  const { t } = useTranslation('codes');
  const jobId = useStore((state) => state.codes.job);
  const job = useStore((state) => (jobId === null ? undefined : state.decisions.jobs[jobId]));
  const rows = useTrayRows();
  const told = useTold(job ?? null);
  const later = useIsLater(rows);
  const phase = job?.phase ?? 'choosing';
  const count = job?.items.length ?? 0;
  const sent = count - told.filter(({ outcome }) => outcome !== null && wasNotSent(outcome)).length;
  const isFirst = useRef(true);
  useEffect(() => {
    // The dialog itself sets the focus when it opens.
    if (!isFirst.current) START.current?.focus({ preventScroll: true });
    isFirst.current = false;
  }, [phase]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = phase === 'waiting' && jobId !== null && matchesShortcut(event, 'mod+z');
      const isSend = phase === 'choosing' && !later && matchesShortcut(event, 'mod+enter');
      if (!isUndo && !isSend) return;
      event.preventDefault();
      event.stopPropagation();
      if (isUndo) void undo(jobId);
      else if (!event.repeat) sendChosen(rows);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [phase, jobId, later, rows]);
  const parts: Record<typeof phase, () => { title: string; description: ReactNode; footer: ReactNode }> = {
    choosing: () => ({
      title: '',
      description: <ChoosingHead />,
      footer: <ChoosingFoot rows={rows} />,
    }),
    waiting: () => ({
      title: t('tray.sending', { count }),
      description: t('tray.takeBack'),
      footer: jobId === null || job === undefined ? null : <WaitingFoot id={jobId} job={job} />,
    }),
    sending: () => ({
      title: t('tray.sending', { count }),
      description: t('dialog.progress', { done: job?.done ?? 0, total: count }),
      footer: jobId === null || job === undefined ? null : <SendingFoot id={jobId} job={job} />,
    }),
    over: () => ({
      title: sent === 0 ? t('tray.noneSent') : t('tray.sent', { count: sent }),
      description: <Counts told={told} />,
      footer: <OverFoot told={told} />,
    }),
  };
  const { title, description, footer } = parts[phase]();
  return (
    <Dialog
      open
      onClose={closeTray}
      size="tray"
      title={phase === 'choosing' ? <ChoosingTitle count={rows.length} /> : title}
      description={description}
      initialFocus={START}
      footer={footer}
    >
      {job === undefined ? <Choosing /> : <TraySent job={job} told={told} left={rows} />}
    </Dialog>
  );
}

const TITLES = {
  paste: 'title',
  message: 'titleMail',
  dragged: 'titleDragged',
  files: 'titleFiles',
  mail: 'titleMail',
  arrived: 'titleArrived',
} as const satisfies Record<CodesOrigin, string>;

function ChoosingTitle({ count }: { count: number }) {
  const { t } = useTranslation('codes');
  const { origins, look } = useStore((state) => state.codes);
  const [origin, ...others] = origins;
  return origin === undefined || others.length > 0 || look === null
    ? t('tray.title', { count })
    : t(`dialog.${TITLES[origin]}`, { count });
}

const KEYS = [
  ['↑ ↓', 'move'],
  ['A', 'accept'],
  ['R', 'refuse'],
  ['L', 'later'],
] as const;

function ChoosingHead() {
  const { t } = useTranslation('codes');
  return (
    <div className="tray-head">
      <span>{t('dialog.stay')}</span>
      <span className="tray-legend" aria-hidden="true">
        {KEYS.map(([key, what]) => (
          <span key={key}>
            <kbd className="shortcut">{key}</kbd> {t(`tray.legend.${what}`)}
          </span>
        ))}
      </span>
    </div>
  );
}

function Choosing() {
  const { t } = useTranslation('codes');
  const look = useStore((state) => state.codes.look);
  const rows = useTrayRows();
  return (
    <>
      {rows.length === 0 ? <p className="tray-empty">{t('tray.empty')}</p> : <TrayChoose rows={rows} />}
      <CutShortNote what={look?.cutShort ?? null} />
      {look?.files == null ? null : <FileNotesList files={look.files} />}
    </>
  );
}

/** "1 needs a look · 5 done · 8 with Luis Romero", a dot of its colour before each. */
function Counts({ told }: { told: readonly Told[] }) {
  const { t, i18n } = useTranslation('codes');
  const called = useCalled();
  const groups = Map.groupBy(told, ({ standing }) => groupOf(standing));
  const others = groups.get('others') ?? [];
  const people = [...new Set(others.flatMap(({ who }) => who.map((one) => called(one))))];
  // Of my other account's turn nobody else is to be told.
  const isTheirs = others.every(({ standing }) => standing === 'with');
  const parts = (['look', 'done', 'others', 'elsewhere'] as const).flatMap((group) => {
    const count = groups.get(group)?.length ?? 0;
    if (count === 0) return [];
    const who = new Intl.ListFormat(i18n.language).format(people.slice(0, 2));
    const text =
      group === 'others' && isTheirs && people.length > 0 && people.length <= 2
        ? t('tray.counts.with', { count, who })
        : t(`tray.counts.${group === 'others' && !isTheirs ? 'confirmed' : group}`, { count });
    return [{ group, text }];
  });
  return (
    <ul className="tray-counts">
      {parts.map(({ group, text }) => (
        <li key={group} className={`tray-count-${group}`}>
          {text}
        </li>
      ))}
    </ul>
  );
}
