/** Projects to move or close an account: one file, read once and replaced whole, each by its id. It knows no service and asks nobody. */
import { z } from 'zod';
import { type Move, moveSchema, movesSchema } from '../../shared/moves.ts';
import { openJsonFile, type Place } from './json-file.ts';
import { openTurns } from './turns.ts';

export type MoveKeeper = {
  list: () => Move[];
  /** Rejects where they cannot be kept, and then nothing changed. */
  set: (moves: Move[]) => Promise<Move[]>;
  /** Those of an account whose record is wiped. */
  forget: (account: { api: string; nichandle: string }) => Promise<void>;
  /** Forgets all of them, on the disk as well. */
  wipe: () => Promise<void>;
};

const fileSchema = z.object({ version: z.literal(1), moves: movesSchema });

/** A file that cannot be understood is kept aside, never overwritten. */
export async function openMoves(place: Place): Promise<MoveKeeper> {
  const file = await openJsonFile(place, 'moves.json', 'moves', fileSchema, {
    key: 'moves',
    entry: moveSchema,
  });
  let moves: Move[] = file.found?.moves ?? [];
  const turns = openTurns();
  const write = async (next: Move[]): Promise<Move[]> => {
    await file.write({ version: 1, moves: next });
    moves = next;
    return moves;
  };
  return {
    list: () => moves,
    set: (next) => turns.next(() => write(next)),
    forget: ({ api, nichandle }) =>
      turns.next(async () => {
        const next = moves.filter((one) => one.api !== api || one.nichandle !== nichandle.toLowerCase());
        if (next.length < moves.length) await write(next);
      }),
    wipe: () =>
      turns.next(async () => {
        await file.remove();
        moves = [];
      }),
  };
}
