/** Has OVHcloud mail a new code to one side, after saying whom it mails and that the old code dies. */
import { useState } from 'react';
import type { Account } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { type ContactRequest, sideKey } from '../../shared/request.ts';
import { takeNextStep } from '../accounts/next-step.ts';
import { call } from '../store/bridge.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { clearOutcome } from './decisions.ts';
import { dropDeadCodes } from './tray.ts';

type ResendCodeProps = {
  request: ContactRequest;
  account: Account;
  onSent: () => void;
  /** Instead of its own words. */
  words?: string;
  look?: 'link' | 'plain';
};

type Phase = { at: 'rest' } | { at: 'sure' | 'sending' | 'sent' } | { at: 'failed'; failure: Failure };

export function ResendCode({ request, account, onSent, words, look = 'link' }: ResendCodeProps) {
  const { t } = useTranslation('codes');
  const [phase, setPhase] = useState<Phase>({ at: 'rest' });
  const email = account.emailMasked ?? account.nichandle;

  const send = async () => {
    setPhase({ at: 'sending' });
    const answer = await call('requests:resend', { requestKey: request.key, accountId: account.id });
    if (answer.ok) {
      const side = { requestKey: request.key, accountId: account.id };
      clearOutcome(sideKey(side));
      dropDeadCodes(side);
      onSent();
      setPhase({ at: 'sent' });
    } else setPhase({ at: 'failed', failure: answer.error });
  };

  return (
    <>
      <Button
        variant={look}
        aria-expanded={phase.at === 'sure' || phase.at === 'sending'}
        onClick={() => setPhase(phase.at === 'sure' ? { at: 'rest' } : { at: 'sure' })}
      >
        {words ?? t('resend')}
      </Button>
      {phase.at === 'sure' || phase.at === 'sending' ? (
        <div className="code-resend">
          <p>{t('resendWhat', { email })}</p>
          <div className="code-actions">
            <Button busy={phase.at === 'sending'} onClick={send}>
              {t('resendSure')}
            </Button>
            <Button variant="quiet" onClick={() => setPhase({ at: 'rest' })}>
              {t('resendBack')}
            </Button>
          </div>
        </div>
      ) : null}
      {phase.at === 'sent' ? (
        <p className="code-resend" role="status">
          {t('resent', { email })}
        </p>
      ) : null}
      {phase.at === 'failed' ? (
        <div className="code-resend">
          <FailureNote failure={phase.failure} onNext={(next) => takeNextStep(next, account.id)} />
        </div>
      ) : null}
    </>
  );
}
