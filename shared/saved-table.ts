/** A table that is to be saved as a file, and what came of it. */
import { z } from 'zod';

/** Characters of a table; the largest ones seen (100,000 services in every column) had about 40 million. */
const LONGEST_TABLE = 100_000_000;

export const tableToSaveSchema = z.object({
  // SECURITY: a name, never a place.
  name: z
    .string()
    .max(100)
    .regex(/^[^\p{Cc}\\/:*?"<>|.][^\p{Cc}\\/:*?"<>|]*\.(?:csv|ics)$/u),
  text: z.string().max(LONGEST_TABLE),
});

export const savedTableSchema = z.discriminatedUnion('saved', [
  /** `folder` as people write it: `~` for the home folder where that is the custom. */
  z.object({ saved: z.literal(true), name: z.string(), folder: z.string() }),
  z.object({
    saved: z.literal(false),
    why: z.enum(['called-off', 'disk-full', 'not-writable', 'in-use', 'failed']),
  }),
]);
export type SavedTable = z.infer<typeof savedTableSchema>;
