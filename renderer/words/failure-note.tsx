/** A failure in a person's words: what happened, what to do next, and the number support asks for. */
import { OctagonAlert } from 'lucide-react';
import { abilitiesIn } from '../../shared/ability.ts';
import type { Failure, NextStep } from '../../shared/failure.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from './clipboard.ts';
import { useTranslation } from './translation.ts';

type FailureNoteProps = {
  failure: Failure;
  /** Called when the person takes the next step; without it the step is only told. */
  onNext?: (next: NextStep) => void;
  /** One line, for rows and fields. */
  compact?: boolean;
};

/** Steps a button can begin; the others are done elsewhere and only told. */
const STEPS_WITH_BUTTON: ReadonlySet<NextStep> = new Set([
  'retry',
  'check-keys',
  'renew-credential',
  'widen-rights',
  'resend-code',
  'read-again',
  'pay-invoices',
  'open-panel',
  'connect',
]);

export function FailureNote({ failure, onNext, compact = false }: FailureNoteProps) {
  const { t } = useTranslation('failures');
  const { code, next, message, queryId, detail } = failure;
  // The rights of a key are not meant where IAM refuses a service account.
  const said = t(next === 'grant-in-iam' ? 'code.iam' : `code.${code}`);
  if (compact) {
    return (
      <div className="failure failure-compact" role="alert">
        <OctagonAlert aria-hidden="true" />
        <div className="failure-text">
          <span className="failure-said">{said}</span> {message ? t('words', { message }) : ''}{' '}
          {next === 'grant-in-iam' && detail ? t('detail', { detail }) : ''} {t(`next.${next}`)}{' '}
          {queryId ? <QueryId id={queryId} /> : null}
        </div>
      </div>
    );
  }
  return (
    <div className="failure" role="alert">
      <OctagonAlert aria-hidden="true" />
      <div className="failure-text">
        <p className="failure-said">{said}</p>
        {message ? <p className="failure-words">{t('words', { message })}</p> : null}
        {detail ? <p className="failure-words">{t('detail', { detail })}</p> : null}
        {code === 'not-granted' && detail ? <Lacking detail={detail} /> : null}
        <p className="failure-next">{t(`next.${next}`)}</p>
        {queryId ? <QueryId id={queryId} /> : null}
        {onNext && STEPS_WITH_BUTTON.has(next) ? (
          <div className="failure-actions">
            <Button onClick={() => onNext(next)}>{t(`do.${next}`)}</Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** What a refused call or IAM action stands for, in words. */
function Lacking({ detail }: { detail: string }) {
  const { t } = useTranslation(['failures', 'common']);
  const abilities = abilitiesIn(detail);
  if (abilities.length === 0) return null;
  const what = abilities.map((ability) => t(`common:ability.${ability}`)).join(', ');
  return <p className="failure-words">{t('failures:lacking', { what })}</p>;
}

function QueryId({ id }: { id: string }) {
  const { t } = useTranslation('failures');
  return (
    <span className="failure-query">
      {t('queryId')} <code>{id}</code>
      <Button variant="link" onClick={() => copyText(id, t('queryIdCopied'))}>
        {t('copy')}
      </Button>
    </span>
  );
}
