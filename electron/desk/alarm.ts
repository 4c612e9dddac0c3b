/** Wakes once at a time of day that its caller names anew each time, also over sleep and a clock that was set. Knows no reason. */
import type { Clock } from './ports.ts';

export type Alarm = {
  /** Asks when it is to wake next, in place of what was said before. */
  set: () => void;
  close: () => void;
};

/** A timer stands still while the computer sleeps, and the time of day may be set: it looks again at least this often. */
const LONGEST_MS = 15 * 60_000;
/** What is due already: a start has its window first, and nothing goes round in a circle at speed. */
const SHORTEST_MS = 2_000;

/** `next`: milliseconds since 1970, `null` = never. No timer runs where there is nothing to wake for. */
export function openAlarm(clock: Clock, next: () => number | null, wake: () => void): Alarm {
  let callOff: (() => void) | null = null;
  let isClosed = false;
  const set = (): void => {
    callOff?.();
    callOff = null;
    const at = isClosed ? null : next();
    if (at === null) return;
    const ms = Math.min(Math.max(at - clock.now(), SHORTEST_MS), LONGEST_MS);
    callOff = clock.after(ms, () => {
      callOff = null;
      if (clock.now() >= at) wake();
      set();
    });
  };
  return {
    set,
    close() {
      isClosed = true;
      set();
    },
  };
}
