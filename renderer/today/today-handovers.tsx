/** Hand-overs under way, the next to run out first: how far each is, who holds it up, and a message to remind them. */
import { HandoverLine } from '../handover/handover-line.tsx';
import type { HandoverRecord } from '../handover/handover-records.ts';
import { go } from '../store/route.ts';
import { useTranslation } from '../words/translation.ts';
import { TodaySection } from './today-section.tsx';
import { SHOWN } from './today-view.ts';

export function TodayHandovers({ records }: { records: readonly HandoverRecord[] }) {
  const { t } = useTranslation('today');
  return (
    <TodaySection
      title={t('handovers.title')}
      count={records.length}
      all={{ label: t('handovers.all'), run: () => go({ screen: 'handovers' }) }}
    >
      <ul>
        {records.slice(0, SHOWN).map((record) => (
          <HandoverLine key={record.group} record={record} />
        ))}
      </ul>
    </TodaySection>
  );
}
