/** Whom it is time to remind, a quiet line each: nothing runs out today, and nothing is counted anywhere. Sends nothing. */
import { firstNameOf } from '../../shared/people.ts';
import { dueReminders } from '../../shared/reminder-days.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { turnOf } from '../../shared/turn.ts';
import { openLetter } from '../letters/letters-state.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';

const MOST = 3;

export function TodayReminders({ requests }: { requests: readonly ContactRequest[] }) {
  const { t } = useTranslation('letters');
  const number = useNumber();
  const called = useCalled();
  const mineOf = useMineOf();
  const now = useNow();
  const reminders = useStore((state) => state.reminders);
  const waitsFor = (request: ContactRequest) => {
    const turn = turnOf(request, mineOf(request.api), now);
    return turn.whose === 'theirs' && turn.certain ? (turn.sides[0] ?? null) : null;
  };
  const due = dueReminders(requests, waitsFor, reminders, mineOf, now).slice(0, MOST);
  if (due.length === 0) return null;
  return (
    <ul className="today-reminders" aria-label={t('today.label')}>
      {due.map(({ nichandle, requests: own, days }) => {
        const who = called(nichandle);
        return (
          <li key={nichandle}>
            {t('today.line', { count: own.length, shown: number(own.length), who, days })}{' '}
            <Button
              variant="link"
              onClick={() =>
                openLetter(
                  nichandle,
                  own.map(({ key }) => key),
                )
              }
            >
              {t('remindOf', { who: firstNameOf(who) })}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
