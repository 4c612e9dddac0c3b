/** The built program killed (SIGKILL) in the middle of a bulk accept: what it says afterwards of each item is true. */
import { expect, test } from 'vitest';
import { killAgainAndAgain } from '../bench/kill.ts';

const KILLS = 12;
/** Other moments each day, the same ones all day: a failure can be had again, and the seed stands in the output. */
const SEED = Math.floor(Date.now() / 86_400_000);

test(`after each of ${KILLS} kills every item is told to be decided, not sent or not known, and is so`, async () => {
  const told: string[] = [];
  const { lies, said, inTheMiddle, files } = await killAgainAndAgain({
    kills: KILLS,
    seed: SEED,
    say: (line) => told.push(line),
  });
  console.log(told[0]);
  expect(lies, told.join('\n')).toEqual([]);
  // The kills came at telling moments: some before, some during, some after a post.
  expect(inTheMiddle).toBeGreaterThan(KILLS / 4);
  for (const word of ['done', 'unknown', 'no entry'] as const) expect(said[word], word).toBeGreaterThan(0);
  expect(said.pending + said.failed).toBe(0);
  // Killed writers leave halves of files behind; they do not pile up.
  expect(files.length, files.join(', ')).toBeLessThan(KILLS);
}, 240_000);
