/** What OVHcloud's own log of calls tells of one that was sent from here and whose answer was lost: that it came, never what came of it. The shape alone. */
import { z } from 'zod';

export const witnessSchema = z.object({
  /** ISO 8601: when the log was asked. */
  askedAt: z.string(),
  /** When it was sent from here. */
  sentAt: z.string(),
  /** The calls of this kind that came about then, oldest first. */
  calls: z.array(z.object({ at: z.string(), ip: z.string() })),
  /** The log may still show it: minutes pass until it does. */
  early: z.boolean(),
});

/** What to look for: one line of Activity, or the newest open deed of one of my sides. */
export const witnessQuestionSchema = z.union([
  z.object({ activityId: z.string() }),
  z.object({ requestKey: z.string(), nichandle: z.string() }),
]);
export type WitnessQuestion = z.infer<typeof witnessQuestionSchema>;
