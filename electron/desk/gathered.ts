/** Many pieces of news in one moment (a heap of decisions) are told as one. Knows none of them. */
import type { Clock } from './ports.ts';

const MOMENT_MS = 200;

/** Call it for each piece; `tell` comes once, a moment after the first. */
export function gathered(clock: Clock, tell: () => void): () => void {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    clock.after(MOMENT_MS, () => {
      isWaiting = false;
      tell();
    });
  };
}
