/** The way back to a hand-over whose dialog was put away while it is being sent. Sends nothing. */

import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { showHandover } from './handover-state.ts';

export function HandoverUnderWay() {
  const { t } = useTranslation('services');
  const number = useNumber();
  const handover = useStore((state) => state.handover);
  if (!handover?.hidden) return null;
  return (
    <Button variant="primary" onClick={showHandover}>
      {handover.job?.running
        ? t('showHandover', { done: number(handover.job.done), total: number(handover.job.keys.length) })
        : t('showOutcome')}
    </Button>
  );
}
