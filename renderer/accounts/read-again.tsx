/** Reads an account's requests again at a person's word; says when that failed. */
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { call } from '../store/bridge.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';

export function ReadAgain({ accountId }: { accountId: string }) {
  const { t } = useTranslation('requests');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  return (
    <>
      <Button
        variant="link"
        busy={busy}
        icon={<RefreshCw aria-hidden="true" />}
        onClick={async () => {
          setBusy(true);
          setFailure(null);
          const answer = await call('sync:now', { accountId });
          setBusy(false);
          // The call answers well even where reading failed: how it went stands in the account's sync state.
          const state = answer.ok ? answer.value.find((each) => each.accountId === accountId) : undefined;
          setFailure(answer.ok ? (state?.failure ?? null) : answer.error);
        }}
      >
        {t('pane.readAgain')}
      </Button>
      {failure === null ? null : <FailureNote failure={failure} compact />}
    </>
  );
}
