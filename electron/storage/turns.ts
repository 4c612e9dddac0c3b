/** Work on one thing, one after the other: each begins with what the one before has left. Knows nothing of the work. */

export type Turns = {
  /** Begins when all before it have ended, however they did. */
  next: <T>(work: () => Promise<T>) => Promise<T>;
  /** When all have ended. */
  settled: () => Promise<void>;
};

export function openTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    next(work) {
      const mine = last.then(work);
      last = mine.catch(() => {});
      return mine;
    },
    async settled() {
      await last;
    },
  };
}
