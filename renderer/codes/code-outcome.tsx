/** What came of a decision, said in place: the outcome, and where it failed the safe next step. Sends nothing. */
import type { Account } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { takeNextStep } from '../accounts/next-step.ts';
import { ReadAgain } from '../accounts/read-again.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import type { SideOutcome } from './decisions-slice.ts';
import { saysAll, sentenceOf } from './outcomes.ts';

type CodeOutcomeProps = { said: SideOutcome; cancels: boolean; account: Account };

export function CodeOutcome({ said, cancels, account }: CodeOutcomeProps) {
  const { t } = useTranslation('codes');
  const { outcome, failure } = said.outcome;
  const good = outcome === 'accepted' || outcome === 'refused';
  const text =
    outcome === 'refused' && cancels ? t('outcome.cancelled') : t(`outcome.${sentenceOf(said.outcome)}`);
  return (
    <div
      className={good ? 'code-outcome code-outcome-good' : 'code-outcome'}
      role={good ? 'status' : 'alert'}
    >
      <p>{text}</p>
      {failure === null ? null : saysAll(said.outcome) ? (
        <OwnWords failure={failure} />
      ) : (
        <FailureNote failure={failure} compact />
      )}
      {['unknown', 'not-waiting', 'already-confirmed'].includes(outcome) ? (
        <ReadAgain accountId={account.id} />
      ) : null}
      {failure !== null && (outcome === 'failed' || outcome === 'not-allowed') && hasButton(failure.next) ? (
        <Button variant="link" onClick={() => takeNextStep(failure.next, account.id)}>
          {t(`failures:do.${failure.next}`)}
        </Button>
      ) : null}
    </div>
  );
}

/** What OVHcloud said, and the number support asks for. */
export function OwnWords({ failure }: { failure: Failure }) {
  const { t } = useTranslation('failures');
  return (
    <p className="code-words">
      {failure.message === undefined ? null : t('words', { message: failure.message })}{' '}
      {failure.queryId === undefined ? null : (
        <>
          {t('queryId')} <code>{failure.queryId}</code>
        </>
      )}
    </p>
  );
}

/** Steps that can be begun from here; giving the code again or waiting needs no button. */
export function hasButton(next: string): boolean {
  return ['renew-credential', 'widen-rights', 'connect', 'check-keys', 'pay-invoices', 'open-panel'].includes(
    next,
  );
}
