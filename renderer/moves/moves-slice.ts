/** Projects to move or close an account. First values only: what changes them is beside it. */
import type { Move } from '../../shared/moves.ts';

export type MovesSlice = {
  /** `null` until they were asked for. */
  moves: readonly Move[] | null;
};

export function movesSlice(): MovesSlice {
  return { moves: null };
}
