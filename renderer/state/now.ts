/** The time the screens go by: one clock for all of them, so that rows never disagree about "in 9 h". */
import { useStore } from './store.ts';

export type NowSlice = {
  /** Milliseconds since 1970, moved on by `startClock`. */
  now: number;
};

export function nowSlice(): NowSlice {
  return { now: Date.now() };
}

const STEP_MS = 30_000;

/** Moves `now` on every 30 s, and at once when the window is looked at again. Returns the way to stop. */
export function startClock(): () => void {
  const tick = () => useStore.setState({ now: Date.now() });
  const seen = () => {
    if (document.visibilityState === 'visible') tick();
  };
  const timer = setInterval(tick, STEP_MS);
  document.addEventListener('visibilitychange', seen);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
  };
}

/** Milliseconds since 1970, moving every 30 s. */
export function useNow(): number {
  return useStore((state) => state.now);
}
