/** A program killed (SIGKILL) while it writes its files: each is whole at the next start, and none is older than it was. */
import { expect, test } from 'vitest';
import { killWriters } from '../../bench/files.ts';

const KILLS = 50;
/** Other moments each day, the same ones all day. */
const SEED = Math.floor(Date.now() / 86_400_000);

test(`after each of ${KILLS} kills every file can be read and none is older than what was told to be kept`, async () => {
  const { kills, faults, within, writes, left } = await killWriters({
    kills: KILLS,
    seed: SEED,
    atOnce: 2,
    say: () => {},
  });
  expect(faults, `seed ${SEED}`).toEqual([]);
  expect(kills).toBe(KILLS);
  // The kills came at telling moments.
  expect(writes).toBeGreaterThan(KILLS);
  expect(within).toBeGreaterThan(KILLS / 10);
  expect(left).toBe(0);
}, 240_000);
