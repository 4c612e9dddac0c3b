/** The sandbox's own time: real time plus what was skipped, so that seven days can pass in a test. Must not wait. */

export type SandboxClock = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Moves the clock; never backwards, because what has happened in the world cannot be undone. */
  advance: (seconds: number) => void;
};

/** `base` is the time underneath: `Date.now`, or a test's own. */
export function createClock(base: () => number): SandboxClock {
  let skipped = 0;
  return {
    now: () => base() + skipped,
    advance: (seconds) => {
      if (!(seconds >= 0)) throw new RangeError('the clock only goes forwards');
      skipped += seconds * 1000;
    },
  };
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ISO 8601 without milliseconds and with an offset, as the API writes date-times. */
export function dateTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
}
