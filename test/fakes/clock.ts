/** A clock that stands still until a test moves it. */

export type ManualClock = {
  now: () => number;
  steady: () => number;
  after: (ms: number, callback: () => void) => () => void;
  /** As a person sets it: what is counted goes on as before. */
  set: (now: number) => void;
  /** Moves on by `ms`, calling back what falls due on the way, in order. */
  advance: (ms: number) => void;
  /** Milliseconds until the next callback; `null` when none waits. */
  nextIn: () => number | null;
};

export function manualClock(start = Date.UTC(2026, 10, 20, 12)): ManualClock {
  let time = start;
  /** What the person's settings have added. */
  let shift = 0;
  let waiting: { at: number; callback: () => void }[] = [];
  return {
    now: () => time + shift,
    steady: () => time,
    set(now) {
      shift = now - time;
    },
    after(ms, callback) {
      const entry = { at: time + ms, callback };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advance(ms) {
      const end = time + ms;
      for (;;) {
        const due = waiting.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        waiting = waiting.filter((entry) => entry !== due);
        time = due.at;
        due.callback();
      }
      time = end;
    },
    nextIn: () => (waiting.length === 0 ? null : Math.min(...waiting.map((entry) => entry.at)) - time),
  };
}

/** The system's clock whose waits are `times` shorter: for tests over real HTTP, where growing gaps would take minutes. */
export function hurriedClock(times: number): Pick<ManualClock, 'now' | 'steady' | 'after'> {
  return {
    now: () => Date.now(),
    steady: () => performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms / times);
      return () => clearTimeout(timer);
    },
  };
}
