/** What is prepared for a day: one file, read once and replaced whole, each entry by itself. It knows no day and asks nobody. No code reaches it. */
import { z } from 'zod';
import { MOST_PREPARED, type Prepared, preparedSchema } from '../../shared/prepared.ts';
import { openJsonFile, type Place } from './json-file.ts';
import { openTurns } from './turns.ts';

export type PreparedKeeper = {
  list: () => readonly Prepared[];
  /** Answers all. Where `change` answers what it was given, nothing is written. Rejects where they cannot be kept, and then nothing changed. */
  change: (change: (all: readonly Prepared[]) => readonly Prepared[]) => Promise<readonly Prepared[]>;
  /** Forgets all of them, on the disk as well. */
  wipe: () => Promise<void>;
};

const fileSchema = z.object({ version: z.literal(1), prepared: z.array(preparedSchema).max(MOST_PREPARED) });

/** A file that cannot be understood is kept aside, never overwritten. */
export async function openPrepared(place: Place): Promise<PreparedKeeper> {
  const file = await openJsonFile(place, 'prepared.json', 'prepared', fileSchema, {
    key: 'prepared',
    entry: preparedSchema,
  });
  let prepared: readonly Prepared[] = file.found?.prepared ?? [];
  const turns = openTurns();
  return {
    list: () => prepared,
    change: (change) =>
      turns.next(async () => {
        const next = change(prepared);
        if (next === prepared) return prepared;
        await file.write({ version: 1, prepared: [...next] });
        prepared = next;
        return prepared;
      }),
    wipe: () =>
      turns.next(async () => {
        await file.remove();
        prepared = [];
      }),
  };
}
