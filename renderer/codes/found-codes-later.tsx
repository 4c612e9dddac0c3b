/** Codes that were found while there is no connection: kept for later instead of sent. Sends nothing. */
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Decision } from '../../shared/request.ts';
import { keepForLater } from '../outbox/outbox-state.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { closeCodes } from './codes.ts';
import { sideKey } from './decisions.ts';
import { type DecisionJob } from './decisions-slice.ts';
import type { DecideItem } from './found-codes-rows.ts';

/** Keeps, then closes the dialog of codes; says why where it could not. */
function useKeep() {
  const { t } = useTranslation('outbox');
  const [failure, setFailure] = useState<Failure | null>(null);
  const keep = async (items: readonly DecideItem[]) => {
    if (items.length === 0) return;
    const answer = await keepForLater({ decisions: [...items] });
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    closeCodes();
    toast(t('keep.done', { count: items.length }), { tone: 'good' });
  };
  return { keep, failure };
}

type KeepForLaterProps = { items: (decision: Decision) => DecideItem[]; count: number };

export function KeepForLater({ items, count }: KeepForLaterProps) {
  const { t } = useTranslation('outbox');
  const { keep, failure } = useKeep();
  return (
    <>
      {failure === null ? null : <FailureNote failure={failure} compact />}
      <Button
        variant="danger"
        disabled={count === 0}
        aria-describedby="codes-note"
        onClick={() => void keep(items('refuse'))}
      >
        {t('keep.refuseCount', { count })}
      </Button>
      <Button
        variant="primary"
        disabled={count === 0}
        aria-describedby="codes-note"
        onClick={() => void keep(items('accept'))}
      >
        {t('keep.acceptCount', { count })}
      </Button>
    </>
  );
}

/** After a job that met no network: what was not sent can be kept. */
export function KeepUnsent({ job }: { job: DecisionJob }) {
  const { t } = useTranslation('outbox');
  const { keep, failure } = useKeep();
  const unsent = job.items.filter((item) => {
    const outcome = job.outcomes[sideKey(item)];
    return outcome?.outcome === 'failed' && outcome.failure?.code === 'offline';
  });
  if (unsent.length === 0) return null;
  return (
    <>
      {failure === null ? null : <FailureNote failure={failure} compact />}
      <Button onClick={() => void keep(unsent)}>{t('keep.unsent', { count: unsent.length })}</Button>
    </>
  );
}
