/** Why OVHcloud did not tell something that is asked beside the lists, and what works all the same. Nothing else fails by it. */
import type { Failure, NextStep } from '../../shared/failure.ts';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';

type NotToldProps = {
  failure: Failure;
  /** What is missing, where it is one part of several. */
  missing?: string | undefined;
  still: string;
  onNext?: ((next: NextStep) => void) | undefined;
};

export function NotTold({ failure, missing, still, onNext }: NotToldProps) {
  const { t } = useTranslation('facts');
  const { code } = failure;
  return (
    <div className="fact-untold">
      {missing === undefined ? null : <p className="fact-said">{missing}</p>}
      {code === 'not-found' || code === 'bad-answer' ? (
        // What is said of these elsewhere speaks of requests and networks; here the call itself is in doubt.
        <p role="alert">{t(`notTold.${code}`)}</p>
      ) : (
        <FailureNote failure={failure} {...(onNext === undefined ? {} : { onNext })} />
      )}
      <p>{still}</p>
    </div>
  );
}
