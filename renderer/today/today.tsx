/** Today, the first screen: what waits for me, what failed, what moves without me and what ends soon. Decides nothing. */
import { ClipboardPaste } from 'lucide-react';
import { useMemo } from 'react';
import type { Move } from '../../shared/moves.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { Service } from '../../shared/service.ts';
import { useChosenAccount } from '../accounts/accounts.ts';
import { dayOf } from '../activity/activity-view.ts';
import { pasteFromClipboard } from '../codes/codes.ts';
import { byNextEnd, underWay } from '../handover/handover-progress.ts';
import { useFreshHandovers } from '../handover/use-handovers.ts';
import { useRequestRows, useRequestsLoading } from '../requests/request-rows.ts';
import { useRequests } from '../requests/requests-state.ts';
import { RequestsUnread } from '../requests/requests-unread.tsx';
import { useOpenChanges } from '../rules/changes-state.ts';
import { useServices } from '../services/services-state.ts';
import { NewerVersionLine } from '../settings/newer-version.tsx';
import { useNow } from '../store/now.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { everRead } from '../store/sync.ts';
import { Button } from '../ui/button.tsx';
import { Screen } from '../ui/screen.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { TodayChanged } from './today-changed.tsx';
import { TodayExpiring } from './today-expiring.tsx';
import { TodayHandovers } from './today-handovers.tsx';
import { TodayMoves } from './today-moves.tsx';
import { TodayPrepared } from './today-prepared.tsx';
import { TodayAllQuiet, TodayQuiet } from './today-quiet.tsx';
import { TodayReminders } from './today-reminders.tsx';
import { TodayTroubles } from './today-troubles.tsx';
import { cameOf, expiringOf, troublesOf, waitsForMe, waitsForOthers } from './today-view.ts';
import { TodayCodes, TodayWaits } from './today-waits.tsx';
import './today.css';

const NO_SERVICES: readonly Service[] = [];
const NO_ACTIVITY: readonly never[] = [];
const NO_MOVES: readonly Move[] = [];

export function TodayScreen() {
  const { t } = useTranslation('today');
  const rows = useRequestRows();
  const loading = useRequestsLoading(rows.length);
  const sync = useStore((state) => state.sync);
  const unread = rows.length === 0 && !loading && !everRead(sync, 'requestsAt');
  return (
    <Screen
      title={t('title')}
      note={<Note />}
      actions={
        <Button
          icon={<ClipboardPaste aria-hidden="true" />}
          shortcut="mod+v"
          onClick={() => {
            go({ screen: 'requests' });
            void pasteFromClipboard();
          }}
        >
          {t('paste')}
        </Button>
      }
    >
      {loading ? <Waiting /> : unread ? <RequestsUnread /> : <Told />}
    </Screen>
  );
}

/** The day, and what the last one brought. */
function Note() {
  const { t } = useTranslation('today');
  const formats = useFormats();
  const number = useNumber();
  const now = useNow();
  const requests = useRequests();
  const { done, refused } = useMemo(() => cameOf(requests, now), [requests, now]);
  const came = [
    ...(done === 0 ? [] : [t('came.done', { count: done, shown: number(done) })]),
    ...(refused === 0 ? [] : [t('came.refused', { count: refused, shown: number(refused) })]),
  ];
  return (
    <>
      {formats.day(now)}
      {came.length === 0 ? null : ` · ${t('came.since', { what: came.join(', ') })}`}
    </>
  );
}

function Told() {
  const rows = useRequestRows();
  const requests = useRequests();
  const services = useServices() ?? NO_SERVICES;
  const people = useStore((state) => state.people);
  const now = useNow();
  const chosen = useChosenAccount();
  const all = useStore((state) => state.activity) ?? NO_ACTIVITY;
  const activity = useMemo(
    () => (chosen === null ? all : all.filter(({ nichandle }) => nichandle === chosen.nichandle)),
    [all, chosen],
  );
  const waits = useMemo(() => waitsForMe(rows), [rows]);
  const others = useMemo(() => waitsForOthers(rows), [rows]);
  const seen = useStore((state) => state.settings.troublesSeen);
  const troubles = useMemo(() => troublesOf(activity, requests, now, seen), [activity, requests, now, seen]);
  // A day has no finer moment: services need not be gone through every half minute.
  const today = dayOf(now);
  const expiring = useMemo(
    () => expiringOf(services, people, new Date(`${today}T00:00:00`).getTime()),
    [services, people, today],
  );
  const changes = useOpenChanges();
  const handovers = useFreshHandovers();
  const records = useMemo(() => byNextEnd(underWay(handovers ?? [])), [handovers]);
  const decided = useMemo(
    () =>
      activity.filter(
        ({ kind, outcome, at }) =>
          (kind === 'accept' || kind === 'refuse') && outcome === 'done' && dayOf(at) === today,
      ).length,
    [activity, today],
  );
  const quiet = waits.length === 0 && troubles.length === 0;
  const leaving = expiring.some(({ leaver }) => leaver !== null);
  const moves = useMovesGoing();
  const aside = records.length > 0 || moves.length > 0 || changes.length > 0 || quiet;
  return (
    <div className={aside ? 'today' : 'today today-alone'}>
      <div className="today-main">
        <TodayPrepared />
        {waits.length === 0 ? null : (
          <>
            <TodayCodes rows={waits} />
            <TodayWaits rows={waits} />
          </>
        )}
        {quiet ? <TodayQuiet decided={decided} others={others} /> : null}
        <TodayReminders requests={requests} />
        {troubles.length === 0 ? null : <TodayTroubles entries={troubles} />}
        {expiring.length === 0 ? null : <TodayExpiring expiring={expiring} />}
        <NewerVersionLine />
      </div>
      {aside ? (
        <div className="today-aside">
          {records.length === 0 ? null : <TodayHandovers records={records} />}
          {moves.length === 0 ? null : <TodayMoves moves={moves} />}
          {changes.length === 0 ? null : <TodayChanged changes={changes} />}
          {quiet ? (
            <TodayAllQuiet changed={changes.length > 0} leaving={leaving} failed={troubles.length > 0} />
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** Projects that go on, of the chosen account: the one with the nearest day first. */
function useMovesGoing(): readonly Move[] {
  const moves = useStore((state) => state.moves) ?? NO_MOVES;
  const chosen = useChosenAccount();
  return useMemo(
    () =>
      moves
        .filter(
          ({ ended, paused, nichandle, target }) =>
            ended === null &&
            !paused &&
            (chosen === null ||
              [nichandle, target].some((handle) => sameNichandle(handle, chosen.nichandle))),
        )
        .toSorted((a, b) => (a.day ?? '9').localeCompare(b.day ?? '9') || a.begun.localeCompare(b.begun)),
    [moves, chosen],
  );
}

function Waiting() {
  const { t } = useTranslation('common');
  return (
    <div role="status" className="today-waiting">
      <span className="visually-hidden">{t('loading')}</span>
      {['64%', '52%', '58%', '41%', '55%'].map((width) => (
        <span key={width} className="skeleton" style={{ width }} />
      ))}
    </div>
  );
}
