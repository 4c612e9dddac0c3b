/** Waiting for the person's word on OVHcloud's validation page: looks every two seconds while the window is looked at. */
import { ExternalLink } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../ui/button.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { AnotherAccount } from './connect-another.tsx';
import { type Validation } from './connect-slice.ts';
import {
  cancelValidation,
  isLooking,
  lookAtValidation,
  openValidationPage,
  takeAnother,
} from './connect-state.ts';

const LOOK_EVERY_MS = 2_000;

const TONES: Record<Validation['phase'], Tone> = {
  waiting: 'you',
  failing: 'you',
  validated: 'good',
  refused: 'bad',
  expired: 'bad',
  lost: 'bad',
  another: 'bad',
};

/** One look after the other, never two at a time; none while the window is hidden, one at once when it is seen again. */
function useLooking(looking: boolean): void {
  useEffect(() => {
    if (!looking) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    let under = false;
    async function look() {
      if (stopped || under || document.visibilityState !== 'visible') return;
      under = true;
      await lookAtValidation();
      under = false;
      if (!stopped) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    }
    function seen() {
      if (document.visibilityState !== 'visible') return;
      clearTimeout(timer);
      void look();
    }
    timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', seen);
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [looking]);
}

export function ConnectValidation({ validation }: { validation: Validation }) {
  const { t } = useTranslation(['connect', 'common']);
  const { phase } = validation;
  const looking = isLooking(validation);
  useLooking(looking);
  return (
    <div className="connect-waiting">
      <p role="status">
        <Pill tone={TONES[phase]}>{t(`connect:validation.${phase}`)}</Pill>{' '}
        {phase === 'another' ? null : t(`connect:validation.${phase}Text`)}
      </p>
      {phase === 'another' && validation.failure !== null ? (
        <AnotherAccount failure={validation.failure} onTake={() => void takeAnother()} />
      ) : null}
      {phase === 'failing' && validation.failure !== null ? (
        <FailureNote failure={validation.failure} compact />
      ) : null}
      <div className="connect-actions">
        {looking ? (
          <Button icon={<ExternalLink aria-hidden="true" />} onClick={() => void openValidationPage()}>
            {t('connect:validation.again')}
          </Button>
        ) : null}
        {phase === 'validated' ? null : (
          <Button onClick={cancelValidation}>
            {t(looking ? 'common:cancel' : 'connect:validation.restart')}
          </Button>
        )}
      </div>
    </div>
  );
}
