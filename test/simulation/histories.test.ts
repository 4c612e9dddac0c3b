/** Histories of the whole program under one schedule that a seed chooses: faults, crashes, and the checks after every step. */
import { expect, test } from 'vitest';
import { simulate } from './run.ts';

const MINUTES = 60_000;

test('two hundred histories end without a violation', { timeout: 10 * MINUTES }, async () => {
  const { code, out, errors } = await simulate('--seed', '1', '--histories', '200', '--steps', '20');
  expect(out, errors).toMatch(/^violations +0$/m);
  expect(out).toMatch(/^histories +200$/m);
  expect(code).toBe(0);
});

/**
 * Where a bug was once found: an older state that won, a clock half an hour late after sleep, a refusal told as done, a code
 * that was posted again, one that was forgotten with another's account, a zone's request told as its domain's, a code that
 * a search of the mail took away because its request had ended meanwhile, a passphrase that a loss of power brought back; and
 * an answer that came when the program had given it up.
 */
const NAMED_BEFORE_HABITS = [
  30281, 2067, 45463, 41477, 41241, 46697, 65741, 60407, 60663, 40260, 41381, 100497, 61158,
];

/**
 * As before, with all that happens in some histories only: that a side was confirmed elsewhere was said, and not wholly
 * kept. The last two held the program to what the person had said otherwise: another code after a lock, one that was put away.
 */
const NAMED = [529, 556];
/**
 * And an acceptance that was sent twice, and read again when the other side had refused; a side that had decided, told of its
 * used code as of one that was lost.
 */
const NAMED_MIXED = [501852, 502017, 600859, 702154];

test.each([
  ['none', NAMED_BEFORE_HABITS],
  ['all', NAMED],
  ['some', NAMED_MIXED],
] as const)(
  'histories that once met a bug meet it no more, habits: %s',
  {
    timeout: 5 * MINUTES,
  },
  async (habits, seeds) => {
    const { out, errors } = await simulate('--seed', seeds.join(), '--steps', '40', '--habits', habits);
    expect(out, errors).toMatch(/^violations +0$/m);
    expect(out).toMatch(new RegExp(`^histories +${seeds.length}$`, 'm'));
  },
);

test('a seed run twice gives the same trace, byte for byte', { timeout: 2 * MINUTES }, async () => {
  const options = ['--seed', '5', '--histories', '4', '--trace', 'all'];
  const [one, two] = await Promise.all([simulate(...options), simulate(...options)]);
  expect(one.out.split('\n').length).toBeGreaterThan(2000);
  expect(one.out).toBe(two.out);
});
