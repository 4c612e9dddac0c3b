/** A hand-over while there is no connection: what is ready is kept for later instead of sent. Sends nothing. */
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Asked } from '../../shared/handover.ts';
import { NOTHING_SELECTED } from '../list/selection.ts';
import { keepForLater } from '../outbox/outbox-state.ts';
import { selectServices } from '../services/chosen-services.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { closeHandover } from './handover-state.ts';
import { askedOf } from './handover-target.ts';

type KeepHandoverProps = {
  asked: Asked;
  group: string;
  /** Services to keep, of those asked for. */
  keys: readonly string[];
  /** In place of Send; otherwise beside what failed. */
  primary?: boolean;
};

export function KeepHandover({ asked, group, keys, primary = false }: KeepHandoverProps) {
  const { t } = useTranslation('outbox');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    setBusy(true);
    const answer = await keepForLater({ handover: { group, ...askedOf(asked, keys) } });
    setBusy(false);
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    closeHandover();
    selectServices(NOTHING_SELECTED);
    toast(t('keep.done', { count: keys.length }), { tone: 'good' });
  };
  return (
    <>
      {failure === null ? null : <FailureNote failure={failure} compact />}
      <Button
        variant={primary ? 'primary' : 'plain'}
        disabled={keys.length === 0}
        busy={busy}
        onClick={() => void keep()}
      >
        {primary ? t('keep.handover') : t('keep.unsent', { count: keys.length })}
      </Button>
    </>
  );
}
