/** The server is asked soon after an action, ever less often afterwards, less still while nobody looks, and patiently when it cannot be reached. */
import { expect, test } from 'vitest';
import { type Attention, nextLook } from '../../../electron/desk/rhythm.ts';

const gaps = (attention: Attention, running: boolean, failures = 0): number[] =>
  Array.from({ length: 30 }, (_, quiet) => nextLook({ attention, running, quiet, failures }) ?? Number.NaN);

test('gaps grow while nothing happens, up to a bound that is lower while something runs', () => {
  for (const list of [gaps('watched', true), gaps('watched', false)]) {
    expect(list[0]).toBeLessThanOrEqual(5_000);
    for (let i = 1; i < list.length; i += 1) expect(list[i]).toBeGreaterThanOrEqual(list[i - 1] ?? 0);
  }
  expect(gaps('watched', true).at(-1)).toBe(120_000);
  expect(gaps('watched', false).at(-1)).toBe(300_000);
});

test('aside it is slower at every step, never stops, and comes within minutes while something waits', () => {
  for (const running of [true, false]) {
    const watched = gaps('watched', running);
    for (const [quiet, gap] of gaps('aside', running).entries())
      expect(gap).toBeGreaterThan(watched[quiet] ?? 0);
  }
  expect(gaps('aside', true)[0]).toBe(60_000);
  expect(gaps('aside', true).at(-1)).toBe(5 * 60_000);
  expect(gaps('aside', false).at(-1)).toBe(15 * 60_000);
});

test('where nobody can be told, nothing is asked', () => {
  expect(nextLook({ attention: 'nobody', running: true, quiet: 0, failures: 0 })).toBeNull();
  expect(nextLook({ attention: 'nobody', running: true, quiet: 0, failures: 3 })).toBeNull();
});

test('after failures it tries again soon, then once a minute; aside every five', () => {
  const tried = (attention: Attention, failures: number): number | null =>
    nextLook({ attention, running: true, quiet: 9, failures });
  expect(tried('watched', 1)).toBe(3_000);
  expect(tried('watched', 50)).toBe(60_000);
  expect(tried('aside', 1)).toBe(60_000);
  expect(tried('aside', 50)).toBe(5 * 60_000);
});
