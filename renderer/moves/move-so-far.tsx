/** What came of a project so far, day by day, from the history of contacts. Only shows. */
import { useMemo } from 'react';
import { MOST_CHANGES } from '../../shared/contact-change.ts';
import type { Move } from '../../shared/moves.ts';
import { dayOf } from '../activity/activity-view.ts';
import { useHistory } from '../rules/use-history.ts';
import { go } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';

/** Days in sight. */
const SHOWN = 8;

export function MoveSoFar({ move }: { move: Move }) {
  const { t } = useTranslation('moves');
  const number = useNumber();
  const { changes } = useHistory({ nichandle: move.nichandle, most: MOST_CHANGES });
  const days = useMemo(() => {
    const own = (changes ?? []).filter(
      ({ at, from, api }) => at >= move.begun && api === move.api && from.toLowerCase() === move.nichandle,
    );
    return [...Map.groupBy(own, ({ at }) => dayOf(at)).values()];
  }, [changes, move]);
  return (
    <section className="move-section" aria-label={t('soFar.title')}>
      <h2>
        {t('soFar.title')}
        <Button variant="link" onClick={() => go({ screen: 'activity', query: { q: move.nichandle } })}>
          {t('soFar.activity')}
        </Button>
      </h2>
      <ul>
        {days.slice(0, SHOWN).map((day) => {
          const services = new Set(day.map(({ serviceKey }) => serviceKey)).size;
          const first = day[0];
          return first === undefined ? null : (
            <li key={first.id} className="move-day">
              <span className="move-quiet">
                <When at={first.at} style="date" />
              </span>
              <span>{t('soFar.day', { count: services, shown: number(services) })}</span>
            </li>
          );
        })}
        <li className="move-day">
          <span className="move-quiet">
            <When at={move.begun} style="date" />
          </span>
          <span>
            {t('soFar.begun', { count: move.services.length, shown: number(move.services.length) })}
          </span>
        </li>
      </ul>
    </section>
  );
}
