/** Walking over positions of services in steps, so that others get their turn in between. Knows no column. */
import type { Sliced } from './slices.ts';

/** Positions between two looks at the clock: well under a millisecond. */
const STEP = 4096;

/** Whether the service at a position is wanted. */
export type Test = (at: number) => boolean;

/**
 * The array the last walk wrote into, lent to the next one: an array of 400 kB for each key typed would have the browser
 * clear memory away while somebody types. A walk that is given up keeps it, and the next one makes another.
 */
let lent: Int32Array | null = null;

/** Those positions that pass, in their order. */
export function* those(positions: Int32Array, passes: Test): Sliced<Int32Array> {
  const passing = lent !== null && lent.length >= positions.length ? lent : new Int32Array(positions.length);
  lent = null;
  let out = 0;
  yield* eachStep(positions.length, (from, to) => {
    for (let place = from; place < to; place += 1) {
      const at = positions[place] as number;
      if (!passes(at)) continue;
      passing[out] = at;
      out += 1;
    }
  });
  lent = passing;
  return passing.slice(0, out);
}

/** Walks positions in steps. */
export function* eachStep(count: number, visit: (from: number, to: number) => void): Sliced<void> {
  for (let from = 0; from < count; from += STEP) {
    visit(from, Math.min(from + STEP, count));
    yield;
  }
}
