/** Makes a history that fails smaller while it fails in the same way: fewer steps, then steps left out, in ever smaller pieces. */
import type { Plan, Played } from './history.ts';

/** Plays; a history takes a fraction of a second. */
const MOST_PLAYS = 150;

export type Shrunk = { plan: Plan; played: Played; plays: number };

export async function shrink(
  plan: Plan,
  played: Played,
  play: (plan: Plan) => Promise<Played>,
): Promise<Shrunk> {
  const check = played.violation?.check;
  let best = { plan, played };
  let plays = 0;
  const attempt = async (smaller: Plan): Promise<boolean> => {
    if (plays >= MOST_PLAYS) return false;
    plays += 1;
    const again = await play(smaller);
    if (again.violation === null || again.violation.check !== check) return false;
    // What comes after the step in which it failed is of no use.
    best = { plan: { ...smaller, steps: Math.min(smaller.steps, again.violation.step) }, played: again };
    return true;
  };

  const first = Math.min(plan.steps, played.violation?.step ?? plan.steps);
  if (first < plan.steps) await attempt({ ...plan, steps: first });
  for (
    let size = Math.ceil(best.plan.steps / 2);
    size >= 1 && plays < MOST_PLAYS;
    size = Math.floor(size / 2)
  ) {
    for (let from = 1; from <= best.plan.steps; from += size) {
      const piece = Array.from({ length: size }, (_, index) => from + index);
      if (piece.every((step) => best.plan.without.has(step))) continue;
      await attempt({ ...best.plan, without: new Set([...best.plan.without, ...piece]) });
    }
  }
  return { ...best, plays };
}
