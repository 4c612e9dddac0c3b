/** A project in parts, as its bar and its list show them: done, whose turn it is, what stands in the way. Pure. */
import { type LeftGroup, type LeftService, type Move, movedOf } from '../../shared/moves.ts';
import type { Part } from '../handover/handover-progress.ts';

export const PART_OF: Record<LeftGroup, Part['part']> = {
  yours: 'yours',
  ready: 'yours',
  theirs: 'theirs',
  unpaid: 'blocked',
  running: 'blocked',
  'not-yours': 'blocked',
  blocked: 'blocked',
  'by-hand': 'rest',
};

export function partsOfMove(move: Move, left: readonly LeftService[]): Part[] {
  const counts: Record<Part['part'], number> = {
    done: movedOf(move, left),
    yours: 0,
    theirs: 0,
    blocked: 0,
    rest: 0,
  };
  for (const { group } of left) counts[PART_OF[group]] += 1;
  return (['done', 'yours', 'theirs', 'blocked', 'rest'] as const)
    .map((part) => ({ part, count: counts[part] }))
    .filter(({ count }) => count > 0);
}
