/** When the project was last asked for its newest release, and which it was: so that no start asks more than once a day. */
import { z } from 'zod';
import { openJsonFile, type Place } from './json-file.ts';

const noteSchema = z.object({
  /** Milliseconds since 1970. */
  at: z.number().int(),
  /** As the project calls it; `null`: none, or nobody answered. */
  latest: z.string().max(100).nullable(),
});
export type NewerNote = z.infer<typeof noteSchema>;

export type NewerFile = {
  get: () => NewerNote | null;
  /** Rejects with the system's error; it holds all the same until the program ends. */
  set: (note: NewerNote) => Promise<void>;
  settled: () => Promise<void>;
};

/** One that cannot be understood costs one more question: it is kept aside and only logged. */
export async function openNewerFile(place: Place, log: (line: string) => void): Promise<NewerFile> {
  const file = await openJsonFile(
    { ...place, tell: ({ file: name, why }) => log(`storage: ${name}: ${why}`) },
    'newer.json',
    'settings',
    z.object({ version: z.literal(1), note: noteSchema }),
  );
  let note = file.found?.note ?? null;
  return {
    get: () => note,
    async set(next) {
      note = next;
      await file.write({ version: 1, note });
    },
    settled: file.settled,
  };
}
