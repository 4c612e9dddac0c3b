/** The ways to write to the other sides of a request, with a quiet word where it is time to remind them. Sends nothing. */
import { Send } from 'lucide-react';
import { partIn, requestsFor } from '../../shared/letter.ts';
import { firstNameOf } from '../../shared/people.ts';
import { lastReminded } from '../../shared/reminder.ts';
import { reminderDue } from '../../shared/reminder-days.ts';
import { sidesOf } from '../../shared/turn.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import type { RequestRow } from '../requests/requests-view.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { openLetter } from './letters-state.ts';
import './letters.css';

export function RequestLetters({ row: { request, mine } }: { row: RequestRow }) {
  const { t } = useTranslation('letters');
  const now = useNow();
  const called = useCalled();
  const mineOf = useMineOf();
  const reminders = useStore((state) => state.reminders);
  const others = sidesOf(request, mine).filter(
    ({ nichandle }) => requestsFor(nichandle, [request], mineOf).length > 0,
  );
  if (others.length === 0) return null;
  return (
    <section className="letter-sides" aria-label={t('section')}>
      {others.map(({ nichandle }) => {
        const who = called(nichandle);
        const first = firstNameOf(who);
        const last = lastReminded(reminders, nichandle, [request.key]);
        const asks = partIn(request, nichandle, mine) !== 'informed';
        const due = asks ? reminderDue(request, nichandle, reminders, now) : null;
        return (
          <div key={nichandle} className="letter-side">
            <Button
              variant={due === null ? 'link' : 'plain'}
              icon={<Send aria-hidden="true" />}
              onClick={() => openLetter(nichandle, [request.key])}
            >
              {t(due === null && last === null ? 'writeTo' : asks ? 'remindOf' : 'writeTo', { who: first })}
            </Button>
            {last !== null ? (
              <p>
                {t('writtenOn')} <When at={last} style="short" />
              </p>
            ) : due === null ? null : (
              <p>{t('due', { count: due })}</p>
            )}
          </div>
        );
      })}
    </section>
  );
}
