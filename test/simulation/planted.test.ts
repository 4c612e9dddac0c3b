/** The checks see: each planted bug is caught by the check that is there for it, within a stated number of histories. */
import { beforeAll, describe, expect, test } from 'vitest';
import { BUGS } from './bugs.ts';
import type { Hunted } from './hunt.ts';
import { simulate } from './run.ts';

const MINUTES = 60_000;
let hunted: Hunted[] = [];

beforeAll(async () => {
  const { out } = await simulate('--bugs', 'all', '--steps', '25');
  hunted = out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Hunted);
}, 10 * MINUTES);

describe('is caught', () => {
  test.each(BUGS)('$name, within $within histories', ({ name, by }) => {
    const { caught } = hunted.find((one) => one.name === name) ?? { caught: undefined };
    expect(caught, 'not caught').toBeTruthy();
    expect(by).toContain(caught?.check);
  });
});

test('a history that fails is made smaller and told with the command that repeats it', {
  timeout: 5 * MINUTES,
}, async () => {
  const bug = 'two clicks are two posts';
  const seed = String(hunted.find(({ name }) => name === bug)?.caught?.seed);
  const first = await simulate('--seed', seed, '--steps', '25', '--habits', 'none', '--bug', bug);
  const command =
    /npm run simulate -- (--seed \d+ --steps (\d+)(?: --without [\d,-]+)? --habits none) --bug/.exec(
      first.out,
    );
  expect(first.code).toBe(1);
  expect(Number(command?.[2])).toBeLessThanOrEqual(25);
  const again = await simulate(...(command?.[1] ?? '').split(' '), '--bug', bug, '--trace', 'words');
  expect(again.out).toContain('✗ one post');
  expect(again.code).toBe(1);
});
