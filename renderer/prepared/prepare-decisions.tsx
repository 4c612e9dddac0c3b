/** Decisions chosen in the tray, kept for a day instead of sent: numbers and choices. SECURITY: no code and no handle of one goes along. */
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { deadlineOf } from '../../shared/deadline.ts';
import { beginOfDay, localDay } from '../../shared/local-day.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { PrepareDay } from './prepare-day.tsx';
import { keepPrepared } from './prepared-state.ts';

type Chosen = { requestKey: string; accountId: string; decision: 'accept' | 'refuse' };

export function PrepareDecisions({ items, onKept }: { items: readonly Chosen[]; onKept: () => void }) {
  const { t } = useTranslation('prepared');
  const formats = useFormats();
  const number = useNumber();
  const requests = useStore((state) => state.requests);
  const [asking, setAsking] = useState(false);
  const keys = new Set(items.map(({ requestKey }) => requestKey));
  const ends = requests.flatMap((request) => (keys.has(request.key) ? (deadlineOf(request)?.at ?? []) : []));
  return (
    <>
      <Button
        icon={<CalendarClock aria-hidden="true" />}
        disabled={items.length === 0}
        onClick={() => setAsking(true)}
      >
        {t('prepare')}
      </Button>
      {asking ? (
        <PrepareDay
          what={t('title.decide', { count: items.length, shown: number(items.length) })}
          note={t('ask.noteDecisions')}
          runsOut={ends.length === 0 ? null : localDay(Math.min(...ends))}
          onClose={() => setAsking(false)}
          onKeep={async (day) => {
            const sides = items.map(({ requestKey, accountId, decision }) => ({
              requestKey,
              accountId,
              decision,
            }));
            const failure = await keepPrepared({ kind: 'decisions', id: crypto.randomUUID(), day, sides });
            if (failure !== null) return failure;
            onKept();
            toast(t('kept', { day: formats.day(beginOfDay(day)) }), { tone: 'good' });
            return null;
          }}
        />
      ) : null}
    </>
  );
}
