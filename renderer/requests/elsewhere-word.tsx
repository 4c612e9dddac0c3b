/** The person's own word on one of my sides: it was confirmed elsewhere, or it still needs its code. Sends nothing to OVHcloud. */

import { useState } from 'react';
import type { Input } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { sideKey } from '../../shared/request.ts';
import { clearOutcome } from '../codes/decisions.ts';
import { call } from '../store/bridge.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';

export function ElsewhereWord(word: Input<'requests:say'>) {
  const { t } = useTranslation('codes');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const say = async () => {
    setBusy(true);
    const answer = await call('requests:say', word);
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) clearOutcome(sideKey(word));
  };
  return (
    <>
      <Button variant="link" busy={busy} onClick={() => void say()}>
        {t(word.confirmed ? 'elsewhere.say' : 'elsewhere.takeBack')}
      </Button>
      {failure === null ? null : <FailureNote failure={failure} compact />}
    </>
  );
}
