/** Long work in small steps, so that a screen can draw between them. Knows no clock of its own and no screen. */

/** Work that stops again and again to be told to go on. Steps are short: well under a millisecond each. */
export type Sliced<T> = Generator<void, T, void>;

/** All of it at once. */
export function finish<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

export type SliceOptions = {
  /** Milliseconds, of any clock that only goes forwards. */
  now: () => number;
  /** How long to go on before others get their turn. */
  budgetMs: number;
  /** Resolves when it is our turn again. */
  pause: () => Promise<void>;
  /** Asked after each pause: `true` gives the work up. */
  isStale: () => boolean;
};

/** Goes on until it is done; `null` where it was given up. What fits into one slice is done without a pause. */
export async function runSliced<T>(work: Sliced<T>, options: SliceOptions): Promise<T | null> {
  let began = options.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (options.now() - began < options.budgetMs) continue;
    await options.pause();
    if (options.isStale()) return null;
    began = options.now();
  }
}
