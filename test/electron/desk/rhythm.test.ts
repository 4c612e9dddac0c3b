/** The server is asked soon after an action, ever less often afterwards, and patiently when it cannot be reached. */
import { expect, test } from 'vitest';
import { nextLook } from '../../../electron/desk/rhythm.ts';

test('gaps grow while nothing happens, up to a bound that is lower while something runs', () => {
  const gaps = (running: boolean): number[] =>
    Array.from({ length: 30 }, (_, quiet) => nextLook({ running, quiet, failures: 0 }));
  for (const list of [gaps(true), gaps(false)]) {
    expect(list[0]).toBeLessThanOrEqual(5_000);
    for (let i = 1; i < list.length; i += 1) expect(list[i]).toBeGreaterThanOrEqual(list[i - 1] ?? 0);
  }
  expect(gaps(true).at(-1)).toBe(120_000);
  expect(gaps(false).at(-1)).toBe(300_000);
});

test('after failures it tries again soon, then once a minute', () => {
  expect(nextLook({ running: true, quiet: 9, failures: 1 })).toBe(3_000);
  expect(nextLook({ running: true, quiet: 0, failures: 50 })).toBe(60_000);
});
