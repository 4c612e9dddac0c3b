/** The channels of the calendar file that is kept up to date: what goes in and what comes out. A part of the contract. */
import { z } from 'zod';

/** Characters; one event has about 400. */
const LONGEST_CALENDAR = 5_000_000;

/** Where it is kept, as people write it; `null`: nowhere. `failed`: what came of the last try to write it. */
export const calendarStateSchema = z.object({
  shown: z.string().nullable(),
  failed: z.enum(['disk-full', 'not-writable', 'in-use', 'failed']).nullable(),
});
export type CalendarState = z.infer<typeof calendarStateSchema>;

export const calendarContract = {
  'calendar:state': { input: z.object({}).strict(), output: calendarStateSchema },
  /**
   * Asks in the system's dialog where the file is to lie from now on, or ends that. SECURITY: no caller names a place.
   * `not-allowed` where the shell has no dialog.
   */
  'calendar:place': { input: z.object({ keep: z.boolean() }), output: calendarStateSchema },
  /** What the file is to say now. Written only where that is something else; nothing where it is kept nowhere. */
  'calendar:keep': {
    input: z.object({ text: z.string().max(LONGEST_CALENDAR) }),
    output: calendarStateSchema,
  },
} as const;
