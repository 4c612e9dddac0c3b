/** The ways to write to everybody a hand-over or a project concerns, one message each about all of it, with a word where it is time to remind them. */
import { Send } from 'lucide-react';
import { useMemo } from 'react';
import { partIn, requestsFor } from '../../shared/letter.ts';
import { firstNameOf } from '../../shared/people.ts';
import { lastReminded } from '../../shared/reminder.ts';
import { reminderDueOf } from '../../shared/reminder-days.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { sidesOf } from '../../shared/turn.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import { openLetter } from './letters-state.ts';
import { WrittenTo } from './written-to.tsx';
import './letters.css';

export function WriteToSides({ requests }: { requests: readonly ContactRequest[] }) {
  const { t } = useTranslation('letters');
  const called = useCalled();
  const mineOf = useMineOf();
  const now = useNow();
  const reminders = useStore((state) => state.reminders);
  const sides = useMemo(() => {
    const handles = new Map<string, string>();
    for (const request of requests)
      for (const { nichandle } of sidesOf(request, mineOf(request.api)))
        handles.set(nichandle.toLowerCase(), nichandle);
    return [...handles.values()].flatMap((nichandle) => {
      const own = requestsFor(nichandle, requests, mineOf);
      const open = own.filter((request) => partIn(request, nichandle, mineOf(request.api)) !== 'informed');
      return own.length === 0 ? [] : [{ nichandle, keys: own.map(({ key }) => key), open }];
    });
  }, [requests, mineOf]);
  if (sides.length === 0) return null;
  return (
    <section className="letter-sides" aria-label={t('section')}>
      <h2>{t('section')}</h2>
      {sides.map(({ nichandle, keys, open }) => {
        const due = reminderDueOf(open, nichandle, reminders, now);
        const reminds =
          open.length > 0 && (due !== null || lastReminded(reminders, nichandle, keys) !== null);
        return (
          <div key={nichandle} className="letter-side">
            <Button
              variant={due === null ? 'link' : 'plain'}
              icon={<Send aria-hidden="true" />}
              onClick={() => openLetter(nichandle, keys)}
            >
              {t(reminds ? 'remindOf' : 'writeTo', { who: firstNameOf(called(nichandle)) })}
            </Button>
            {due === null ? null : <p>{t('due', { count: due })}</p>}
            <WrittenTo nichandle={nichandle} requestKeys={keys} />
          </div>
        );
      })}
    </section>
  );
}
