/** The desk on a damaged data folder, a part of what `npm run bench -- damage` does: it starts, says what is lost, and loses nothing else. */
import { expect, test } from 'vitest';
import { damageEverything } from '../../bench/damage.ts';

/** Other bits each day, the same ones all day. */
const SEED = Math.floor(Date.now() / 86_400_000);

test('every file of a full data folder, damaged: nothing is lost in silence', async () => {
  const seen = new Set<string>();
  const tried = await damageEverything({
    seed: SEED,
    say: () => {},
    // The first of each kind, and three bits.
    only: (file, { what }) => {
      const kind = `${file} ${what}`;
      const turns = what === 'bit flipped' ? [kind, `${kind} 2`, `${kind} 3`] : [kind];
      const free = turns.find((turn) => !seen.has(turn));
      if (free !== undefined) seen.add(free);
      return free !== undefined;
    },
  });
  expect(tried.length).toBeGreaterThan(100);
  expect(
    tried.filter(({ verdict, faults }) => verdict === 'silent' || faults.length > 0),
    `seed ${SEED}`,
  ).toEqual([]);
}, 180_000);
