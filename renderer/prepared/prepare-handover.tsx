/** A hand-over that was checked, kept for a day instead of sent. It is checked anew then; nothing is sent now or by itself. */
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import type { Asked, PlanRow } from '../../shared/handover.ts';
import { beginOfDay } from '../../shared/local-day.ts';
import { closeHandover } from '../handover/handover-state.ts';
import { NOTHING_SELECTED } from '../list/selection.ts';
import { selectServices } from '../services/chosen-services.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { PrepareDay } from './prepare-day.tsx';
import { keepPrepared } from './prepared-state.ts';

type PrepareHandoverProps = {
  group: string;
  asked: Asked;
  rows: readonly PlanRow[];
  /** Services to keep: those that are ready and were not taken off. */
  keys: readonly string[];
};

export function PrepareHandover({ group, asked, rows, keys }: PrepareHandoverProps) {
  const { t } = useTranslation('prepared');
  const formats = useFormats();
  const number = useNumber();
  const [asking, setAsking] = useState(false);
  const own = new Map(asked.targets?.map(({ serviceKey, target }) => [serviceKey, target]));
  const wanted = new Set(keys);
  const parts = rows.flatMap(({ serviceKey, accountId }) =>
    accountId !== null && wanted.has(serviceKey)
      ? [{ serviceKey, accountId, target: own.get(serviceKey) ?? asked.target }]
      : [],
  );
  return (
    <>
      <Button
        icon={<CalendarClock aria-hidden="true" />}
        disabled={parts.length === 0}
        onClick={() => setAsking(true)}
      >
        {t('prepare')}
      </Button>
      {asking ? (
        <PrepareDay
          what={t('title.handover', { count: parts.length, shown: number(parts.length) })}
          note={t('ask.noteHandover')}
          onClose={() => setAsking(false)}
          onKeep={async (day) => {
            const failure = await keepPrepared({ kind: 'handover', id: group, day, parts });
            if (failure !== null) return failure;
            closeHandover();
            selectServices(NOTHING_SELECTED);
            toast(t('kept', { day: formats.day(beginOfDay(day)) }), { tone: 'good' });
            return null;
          }}
        />
      ) : null}
    </>
  );
}
