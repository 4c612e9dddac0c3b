/** What comes next in a project, by what can be done first. Pure. */
import type { LeftService, Move } from '../../shared/moves.ts';

/** `held`: nothing can be done now but see why; `none`: paused or ended. */
export type MoveNext = 'yours' | 'ready' | 'theirs' | 'held' | 'done' | 'none';

export function nextOf(move: Pick<Move, 'paused' | 'ended'>, left: readonly LeftService[]): MoveNext {
  if (move.paused || move.ended !== null) return 'none';
  for (const group of ['yours', 'ready', 'theirs'] as const)
    if (left.some((one) => one.group === group)) return group;
  return left.length > 0 ? 'held' : 'done';
}
