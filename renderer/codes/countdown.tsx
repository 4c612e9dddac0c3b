/** The ten seconds as they run down: a ring with the seconds left in it. Only shows; the desk counts. */
import { useEffect, useState } from 'react';
import { useTranslation } from '../words/translation.ts';
import './waiting-bar.css';

const WHOLE_MS = 10_000;
const LOOK_MS = 200;
const RADIUS = 14;
const ROUND = 2 * Math.PI * RADIUS;

/** Whole seconds, never less than one: what is over is shown by something else. `sendsAt` on the clock of `performance.now()`. */
export function useSecondsLeft(sendsAt: number): number {
  const [left, setLeft] = useState(() => sendsAt - performance.now());
  useEffect(() => {
    const look = () => setLeft(sendsAt - performance.now());
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [sendsAt]);
  return Math.max(1, Math.min(WHOLE_MS / 1000, Math.ceil(left / 1000)));
}

export function Countdown({ seconds }: { seconds: number }) {
  const { t } = useTranslation('codes');
  return (
    <span className="countdown" role="timer" aria-label={t('undo.left', { count: seconds })}>
      <svg viewBox="0 0 34 34" aria-hidden="true">
        <circle className="countdown-track" cx="17" cy="17" r={RADIUS} />
        <circle
          className="countdown-left"
          cx="17"
          cy="17"
          r={RADIUS}
          strokeDasharray={ROUND}
          strokeDashoffset={ROUND * (1 - (seconds * 1000) / WHOLE_MS)}
        />
      </svg>
      <span aria-hidden="true">{seconds}</span>
    </span>
  );
}
