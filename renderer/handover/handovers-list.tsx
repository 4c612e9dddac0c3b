/** All hand-overs made from here: first those under way, the next to run out first, then what is over. Sends nothing. */
import { Repeat, SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { listActivity } from '../activity/activity-state.ts';
import { findActivity } from '../activity/activity-view.ts';
import { MovesSection } from '../moves/moves-section.tsx';
import { useWordsOf } from '../people/names.ts';
import { PreparedSection } from '../prepared/prepared-section.tsx';
import { go, useQuery } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { HandoverLine } from './handover-line.tsx';
import { byNextEnd, underWay } from './handover-progress.ts';
import type { HandoverRecord } from './handover-records.ts';
import { HandoverUnderWay } from './handover-under-way.tsx';
import { useFreshHandovers } from './use-handovers.ts';
import './handovers.css';

/** Hand-overs that are over, in sight before the older ones are asked for. */
const OVER_SHOWN = 10;

export function HandoversList() {
  const { t } = useTranslation('handovers');
  const records = useFreshHandovers();
  const failure = useStore((state) => state.activityFailure);
  const wordsOf = useWordsOf();
  const [query, setQuery] = useQuery('q');
  const found = useMemo(
    () =>
      (records ?? []).filter(
        ({ rows }) =>
          findActivity(
            rows.map(({ entry }) => entry),
            query,
            wordsOf,
          ).length > 0,
      ),
    [records, query, wordsOf],
  );
  const moving = useMemo(() => byNextEnd(underWay(found)), [found]);
  const over = useMemo(() => found.filter((record) => !moving.includes(record)), [found, moving]);
  return (
    <Screen
      title={t('title')}
      actions={<HandoverUnderWay />}
      search={
        records === null || records.length === 0 ? undefined : (
          <SearchField
            label={t('search.label')}
            placeholder={t('search.placeholder')}
            value={query}
            onChange={setQuery}
          />
        )
      }
    >
      <div className="handovers">
        {failure === null ? null : <FailureNote failure={failure} onNext={() => void listActivity()} />}
        {records === null && failure === null ? <Waiting /> : null}
        <Section title={t('moving')} records={moving} />
        <PreparedSection />
        <MovesSection />
        <Section title={t('over')} records={over} most={OVER_SHOWN} />
        {records !== null && found.length === 0 ? (
          <Nothing any={records.length > 0} onClear={() => setQuery('')} />
        ) : null}
      </div>
    </Screen>
  );
}

type SectionProps = { title: string; records: readonly HandoverRecord[]; most?: number };

function Section({ title, records, most = Number.POSITIVE_INFINITY }: SectionProps) {
  const { t } = useTranslation('handovers');
  const number = useNumber();
  const [all, setAll] = useState(false);
  if (records.length === 0) return null;
  const shown = all ? records : records.slice(0, most);
  return (
    <section className="handovers-section" aria-label={title}>
      <h2>
        {title} <span className="handovers-count">{number(records.length)}</span>
      </h2>
      <ul>
        {shown.map((record) => (
          <HandoverLine key={record.group} record={record} about />
        ))}
      </ul>
      {shown.length < records.length ? (
        <Button variant="link" onClick={() => setAll(true)}>
          {t('older', { count: records.length - shown.length })}
        </Button>
      ) : null}
    </section>
  );
}

function Waiting() {
  const { t } = useTranslation('common');
  return (
    <div role="status" className="handovers-waiting">
      <span className="visually-hidden">{t('loading')}</span>
      {['52%', '64%', '41%', '58%'].map((width) => (
        <span key={width} className="skeleton" style={{ width }} />
      ))}
    </div>
  );
}

function Nothing({ any, onClear }: { any: boolean; onClear: () => void }) {
  const { t } = useTranslation('handovers');
  return any ? (
    <Empty
      icon={<SearchX aria-hidden="true" />}
      title={t('nothing.title')}
      text={t('nothing.text')}
      action={<Button onClick={onClear}>{t('nothing.action')}</Button>}
    />
  ) : (
    <Empty
      icon={<Repeat aria-hidden="true" />}
      title={t('empty.title')}
      text={t('empty.text')}
      action={
        <span className="handovers-begin">
          <Button onClick={() => go({ screen: 'services' })}>{t('empty.services')}</Button>
          <Button onClick={() => go({ screen: 'people' })}>{t('empty.people')}</Button>
        </span>
      }
    />
  );
}
