/** The ways to write to everybody a hand-over concerns and who has something to hear: one message each, about all of it. */
import { Send } from 'lucide-react';
import { useMemo } from 'react';
import { requestsFor } from '../../shared/letter.ts';
import { firstNameOf } from '../../shared/people.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { sidesOf } from '../../shared/turn.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import { openLetter } from './letters-state.ts';
import { WrittenTo } from './written-to.tsx';
import './letters.css';

export function WriteToSides({ requests }: { requests: readonly ContactRequest[] }) {
  const { t } = useTranslation('letters');
  const called = useCalled();
  const mineOf = useMineOf();
  const sides = useMemo(() => {
    const handles = new Map<string, string>();
    for (const request of requests)
      for (const { nichandle } of sidesOf(request, mineOf(request.api)))
        handles.set(nichandle.toLowerCase(), nichandle);
    return [...handles.values()].flatMap((nichandle) => {
      const keys = requestsFor(nichandle, requests, mineOf).map(({ key }) => key);
      return keys.length === 0 ? [] : [{ nichandle, keys }];
    });
  }, [requests, mineOf]);
  if (sides.length === 0) return null;
  return (
    <section className="letter-sides" aria-label={t('section')}>
      <h2>{t('section')}</h2>
      {sides.map(({ nichandle, keys }) => (
        <div key={nichandle} className="letter-side">
          <Button
            variant="link"
            icon={<Send aria-hidden="true" />}
            onClick={() => openLetter(nichandle, keys)}
          >
            {t('writeTo', { who: firstNameOf(called(nichandle)) })}
          </Button>
          <WrittenTo nichandle={nichandle} requestKeys={keys} />
        </div>
      ))}
    </section>
  );
}
