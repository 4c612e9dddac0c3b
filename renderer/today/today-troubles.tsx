/** What did not go as it was asked, each with why and the way to it. Sends nothing again. */
import { Check, CircleAlert } from 'lucide-react';
import type { ActivityEntry } from '../../shared/activity.ts';
import { MOST_SEEN } from '../../shared/settings.ts';
import { useWhy } from '../activity/activity-line.tsx';
import { wantPaneFocus } from '../list/pane-focus.ts';
import { openRequest } from '../requests/open-request.ts';
import { ShownName } from '../services/services-name.tsx';
import { changeSettings } from '../settings/settings-state.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { TodaySection } from './today-section.tsx';
import { SHOWN } from './today-view.ts';

export function TodayTroubles({ entries }: { entries: readonly ActivityEntry[] }) {
  const { t } = useTranslation('today');
  const number = useNumber();
  return (
    <TodaySection
      title={t('troubles.title')}
      count={entries.length}
      note={t('troubles.note')}
      all={{
        label:
          entries.length > SHOWN
            ? t('all', { count: entries.length, shown: number(entries.length) })
            : t('troubles.history'),
        run: () => go({ screen: 'activity', query: { show: 'failed' } }),
      }}
    >
      <ul className="today-lines">
        {entries.slice(0, SHOWN).map((entry) => (
          <Trouble key={entry.id} entry={entry} />
        ))}
      </ul>
    </TodaySection>
  );
}

function Trouble({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation(['today', 'activity']);
  const why = useWhy();
  const isKnown = useStore((state) => state.requests.some(({ key }) => key === entry.requestKey));
  const { requestKey, serviceName } = entry;
  return (
    <li className="today-line today-trouble">
      <CircleAlert aria-hidden="true" />
      <div className="today-what">
        <span>
          <b>{serviceName === null ? t('today:troubles.noService') : <ShownName name={serviceName} />}</b>{' '}
          <span className="today-under-inline">{t(`activity:kind.${entry.kind}`)}</span>
        </span>
        <span className="today-sentence">{why(entry)}</span>
      </div>
      <span className="today-act">
        {requestKey !== null && isKnown ? (
          <Button
            onClick={() => {
              wantPaneFocus();
              openRequest(requestKey);
            }}
          >
            {t('today:troubles.open')}
            <span className="visually-hidden"> {serviceName ?? ''}</span>
          </Button>
        ) : (
          <Button onClick={() => go({ screen: 'activity', query: { q: serviceName ?? '' } })}>
            {t('today:troubles.look')}
            <span className="visually-hidden"> {serviceName ?? ''}</span>
          </Button>
        )}
        <IconButton
          label={t('today:troubles.seen')}
          icon={<Check aria-hidden="true" />}
          onClick={() => {
            const { troublesSeen } = useStore.getState().settings;
            void changeSettings({ troublesSeen: [entry.id, ...troublesSeen].slice(0, MOST_SEEN) });
          }}
        />
      </span>
    </li>
  );
}
