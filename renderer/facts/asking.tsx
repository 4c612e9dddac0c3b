/** A question with its answer below: asked when it is opened, with its age, or why it cannot be answered. Knows no question. */
import { type ReactNode, useId, useState } from 'react';
import type { NextStep } from '../../shared/failure.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import { AskedAgain } from './asked-again.tsx';
import type { Fact } from './facts-slice.ts';
import { NotTold } from './not-told.tsx';
import './facts.css';

type AskingProps<T extends { askedAt: string }> = {
  question: string;
  /** What works all the same where it cannot be answered. */
  still: string;
  fact: Fact<T> | undefined;
  onAsk: (again: boolean) => void;
  onNext?: ((next: NextStep) => void) | undefined;
  children: (value: T) => ReactNode;
};

export function Asking<T extends { askedAt: string }>({
  question,
  still,
  fact,
  onAsk,
  onNext,
  children,
}: AskingProps<T>) {
  const { t } = useTranslation('facts');
  const id = useId();
  const [open, setOpen] = useState(false);
  const { value = null, failure = null, asking = false } = fact ?? {};
  return (
    <div className="fact">
      <Button
        variant="link"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
          if (!open) onAsk(false);
        }}
      >
        {question}
      </Button>
      <div id={id} className="fact-body" hidden={!open} aria-live="polite">
        {value === null && asking ? <p>{t('asking')}</p> : null}
        {failure === null ? null : (
          <>
            <NotTold failure={failure} still={still} onNext={onNext} />
            {value === null ? (
              <Button variant="link" busy={asking} onClick={() => onAsk(true)}>
                {t('again')}
              </Button>
            ) : null}
          </>
        )}
        {value === null ? null : (
          <>
            {children(value)}
            <AskedAgain at={value.askedAt} asking={asking} onAsk={() => onAsk(true)} />
          </>
        )}
      </div>
    </div>
  );
}
