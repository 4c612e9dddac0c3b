/**
 * The note that decisions wait to be sent, or were cut off before they were: on the disk, so that the next start can say
 * what was never sent. SECURITY: numbers of requests alone, no code and nothing of who decides what.
 */

import { z } from 'zod';
import { type Unsent, unsentSchema } from '../../shared/waiting.ts';
import { openJsonFile, type Place } from './json-file.ts';

export type UnsentNote = {
  /** What the run before this one left. */
  found: Unsent | null;
  /** `null` takes it away. Rejects with the system's error, and then what was there is there. */
  write: (note: Unsent | null) => Promise<void>;
  settled: () => Promise<void>;
};

/** One that cannot be understood tells nothing of value: it is kept aside and only logged. */
export async function openUnsentNote(place: Place, log: (line: string) => void): Promise<UnsentNote> {
  const file = await openJsonFile(
    { ...place, tell: ({ file: name, why }) => log(`storage: ${name}: ${why}`) },
    'unsent.json',
    'outbox',
    z.object({ version: z.literal(1), note: unsentSchema }),
  );
  let isThere = file.found !== null;
  return {
    found: file.found?.note ?? null,
    async write(note) {
      if (note !== null) {
        isThere = true;
        await file.write({ version: 1, note });
      } else if (isThere) {
        // At once: what is written meanwhile comes after it.
        isThere = false;
        await file.remove();
      }
    },
    settled: file.settled,
  };
}
