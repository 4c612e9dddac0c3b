/** Whether a newer version of the program exists, as both sides know it. Installs nothing. */
import { z } from 'zod';

export const newerVersionSchema = z.object({
  /** Why nobody ever asks: `sources`: it runs from its sources; `administrator`: they do not want it. `null`: the settings say. */
  never: z.enum(['sources', 'administrator']).nullable(),
  /** When it was last asked, ISO 8601. */
  at: z.string().nullable(),
  /** Of the newest release, where it is newer than this program. */
  version: z.string().max(40).nullable(),
  /** What came of the last question, where it brought no answer. */
  failed: z.enum(['unreachable', 'refused', 'not-understood']).nullable(),
});
export type NewerVersion = z.infer<typeof newerVersionSchema>;

export const newerEvents = { 'newer:changed': newerVersionSchema } as const;
