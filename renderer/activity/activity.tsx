/** Activity: what was done from here and what came of it, read from the ledger. Changes nothing. */
import { Activity as ActivityIcon, SearchX } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { changeQuery, go, useQuery } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useNumber } from '../words/format.ts';
import { listActivity } from './activity-state.ts';
import './activity.css';
import { HandoverUnderWay } from '../handover/handover-under-way.tsx';
import { saveTable } from '../list/save-table.ts';
import { calledInFull, useNames, useWordsOf } from '../people/names.ts';
import { useTranslation } from '../words/translation.ts';
import { useWhy } from './activity-line.tsx';
import { ActivityList } from './activity-list.tsx';
import { type ActivityDay, activityTable, daysOf, findActivity, needsLook } from './activity-view.ts';

export function ActivityScreen() {
  const { t } = useTranslation('activity');
  const activity = useStore((state) => state.activity);
  const failure = useStore((state) => state.activityFailure);
  const chosen = useChosenHandle();
  const [query, setQuery] = useQuery('q');
  const [show] = useQuery('show');
  useEffect(() => {
    void listActivity();
  }, []);
  const own = useMemo(
    () => (activity ?? []).filter((entry) => chosen === null || entry.nichandle === chosen),
    [activity, chosen],
  );
  const wordsOf = useWordsOf();
  const all = useMemo(() => findActivity(own, query, wordsOf), [own, query, wordsOf]);
  const failed = useMemo(() => all.filter(needsLook), [all]);
  // While nothing was read there is no number to tell.
  const count = (entries: readonly unknown[]) => (activity === null ? {} : { count: entries.length });
  const scroller = useRef<HTMLDivElement>(null);
  const above = useRef<HTMLDivElement>(null);
  const days = useMemo(() => daysOf(show === 'failed' ? failed : all), [show, failed, all]);
  return (
    <Screen
      title={t('title')}
      actions={
        <>
          <ExportShown days={days} />
          <HandoverUnderWay />
        </>
      }
      filters={
        <Segmented
          label={t('outcomes')}
          value={show === 'failed' ? 'failed' : 'all'}
          onChange={(value) => changeQuery({ show: value === 'all' ? '' : value })}
          items={[
            { value: 'all', label: t('segment.all'), ...count(all) },
            { value: 'failed', label: t('segment.failed'), ...count(failed) },
          ]}
        />
      }
      search={
        <SearchField
          label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={query}
          onChange={setQuery}
        />
      }
    >
      <div className="activity-place" ref={scroller}>
        <div className="activity">
          <div className="activity-above" ref={above}>
            <p className="activity-lead">{t('lead')}</p>
            {failure === null ? null : <FailureNote failure={failure} onNext={() => void listActivity()} />}
            {activity === null && failure === null ? <Waiting /> : null}
          </div>
          {days.length === 0 ? null : <ActivityList days={days} scroller={scroller} above={above} />}
          {activity !== null && days.length === 0 ? <Nothing any={activity.length > 0} /> : null}
        </div>
      </div>
    </Screen>
  );
}

/** Exactly what stands below, in its order. */
function ExportShown({ days }: { days: readonly ActivityDay[] }) {
  const { t } = useTranslation('activity');
  const number = useNumber();
  const why = useWhy();
  const names = useNames();
  const write = () => {
    const head = ['at', 'what', 'account', 'service', 'requests', 'changes', 'outcome', 'why', 'queryId'];
    const table = activityTable(days, {
      kind: ({ kind, outcome }) => t(outcome === 'done' ? `done.${kind}` : `kind.${kind}`),
      contact: (type) => t(`requests:contact.${type}`),
      outcome: (outcome) => t(`outcome.${outcome}`),
      called: (nichandle) => calledInFull(nichandle, names),
      why,
    });
    void saveTable({
      stem: t('exportFile'),
      table: [head.map((name) => t(`csv.${name}`)), ...table],
      what: t('exported', { count: table.length, shown: number(table.length) }),
      now: Date.now(),
    });
  };
  return (
    <Button
      disabled={days.length === 0}
      title={days.length === 0 ? t('exportNothing') : undefined}
      onClick={write}
    >
      {t('export')}
    </Button>
  );
}

/** The NIC handle the whole window is narrowed to. */
function useChosenHandle(): string | null {
  return useStore(
    (state) => state.accounts.find((account) => account.id === state.settings.account)?.nichandle ?? null,
  );
}

function Waiting() {
  const { t } = useTranslation('common');
  return (
    <div role="status" className="activity-waiting">
      <span className="visually-hidden">{t('loading')}</span>
      {['52%', '64%', '41%', '58%'].map((width) => (
        <span key={width} className="skeleton" style={{ width }} />
      ))}
    </div>
  );
}

function Nothing({ any }: { any: boolean }) {
  const { t } = useTranslation('activity');
  return any ? (
    <Empty
      icon={<SearchX aria-hidden="true" />}
      title={t('nothing.title')}
      text={t('nothing.text')}
      action={<Button onClick={() => changeQuery({ q: '', show: '' })}>{t('nothingAction')}</Button>}
    />
  ) : (
    <Empty
      icon={<ActivityIcon aria-hidden="true" />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={<Button onClick={() => go({ screen: 'requests' })}>{t('emptyAction')}</Button>}
    />
  );
}
