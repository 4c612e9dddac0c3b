/** What was prepared for today, or for a day that is over: it asks, each with the way to take it up. Sends nothing. */
import { localDay } from '../../shared/local-day.ts';
import { isDue } from '../../shared/prepared.ts';
import { PreparedLine } from '../prepared/prepared-line.tsx';
import { useNow } from '../store/now.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { useTranslation } from '../words/translation.ts';
import { TodaySection } from './today-section.tsx';

const NONE: readonly never[] = [];

export function TodayPrepared() {
  const { t } = useTranslation('prepared');
  const today = localDay(useNow());
  const all = useStore((state) => state.prepared) ?? NONE;
  const due = all.filter((one) => isDue(one, today));
  if (due.length === 0) return null;
  return (
    <TodaySection
      title={t('sectionDue')}
      count={due.length}
      all={all.length > due.length ? { label: t('all'), run: () => go({ screen: 'handovers' }) } : null}
    >
      <ul>
        {due.map((one) => (
          <PreparedLine key={one.id} prepared={one} />
        ))}
      </ul>
    </TodaySection>
  );
}
