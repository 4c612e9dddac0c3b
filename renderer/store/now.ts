/**
 * The time the screens go by: one clock for all of them, so that rows never disagree about "in 9 h"; OVHcloud's where this
 * computer's is off.
 */
import type { SyncState } from '../../shared/account.ts';
import { useStore } from './store.ts';

const STEP_MS = 30_000;

/** Milliseconds since 1970, to the moment. */
export function presentOf(sync: readonly SyncState[]): number {
  return Date.now() + (sync[0]?.clockAhead ?? 0);
}

/** Moves `now` on every 30 s, and at once when the window is looked at again. Returns the way to stop. */
export function startClock(): () => void {
  const tick = () => useStore.setState(({ sync }) => ({ now: presentOf(sync) }));
  const seen = () => {
    if (document.visibilityState === 'visible') tick();
  };
  const timer = setInterval(tick, STEP_MS);
  document.addEventListener('visibilitychange', seen);
  // The clock was set, or OVHcloud's is known now: rows must not go on saying what it said before.
  const stop = useStore.subscribe((state, before) => {
    if (state.sync[0]?.clockAhead !== before.sync[0]?.clockAhead) tick();
  });
  return () => {
    stop();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
  };
}

/** Milliseconds since 1970, moving every 30 s. */
export function useNow(): number {
  return useStore((state) => state.now);
}
