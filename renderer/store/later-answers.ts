/**
 * Calls whose answer takes its time, over the web server: each gives its connection back and asks again when it is told that the
 * answer is there, or when the connection is. Knows no call.
 */

/** Names that nobody here asked for are other windows': so many are kept. */
const MOST_EARLY = 50;

export type LaterAnswers = {
  /** `ask` answers `null` while the answer is not there yet. */
  wait: <T>(name: string, ask: () => Promise<T | null>) => Promise<T>;
  /** The answer of that name is there. */
  isReady: (name: string) => void;
  /** Events were missed: every one of them may be there. */
  lookAgain: () => void;
};

export function openLaterAnswers(): LaterAnswers {
  const waiting = new Map<string, () => void>();
  /** Told before the page heard that it has to wait: the two come over different connections. */
  const early = new Set<string>();
  return {
    async wait(name, ask) {
      for (;;) {
        if (!early.delete(name)) await new Promise<void>((resolve) => waiting.set(name, resolve));
        waiting.delete(name);
        const answer = await ask();
        if (answer !== null) return answer;
      }
    },
    isReady(name) {
      const wake = waiting.get(name);
      if (wake !== undefined) return wake();
      early.add(name);
      const [oldest] = early;
      if (early.size > MOST_EARLY && oldest !== undefined) early.delete(oldest);
    },
    lookAgain() {
      for (const wake of waiting.values()) wake();
    },
  };
}
