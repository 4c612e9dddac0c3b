/** Decisions on their way out: what is asked for, what waits its ten seconds, and what was cut off in them. No code in any of it. */
import { z } from 'zod';
import { decisionSchema } from './request.ts';

/** Decisions to take, each with the handle of its code. */
export const decisionsSchema = z
  .array(
    z.object({
      requestKey: z.string(),
      /** The side to decide for: one of my accounts. */
      accountId: z.string(),
      /** Handle of the code. */
      handle: z.string(),
      decision: decisionSchema,
    }),
  )
  .min(1)
  .max(1000);

/** Decisions in their ten seconds: nothing of them has left the computer. */
export const waitingSchema = z.object({
  job: z.string().min(1).max(64),
  items: decisionsSchema,
  /** Milliseconds until they are sent. */
  leftMs: z.number().min(0),
});
export type Waiting = z.infer<typeof waitingSchema>;

/** Decisions that were cut off in their ten seconds, so that nothing was sent. Holds no code. */
export const unsentSchema = z.object({
  /** `ended`: the program ended meanwhile; `locked`: it was locked; `slept`: the computer went to sleep. */
  why: z.enum(['ended', 'locked', 'slept']),
  /** ISO 8601: when they were to be sent. */
  at: z.string(),
  /** One for each decision. */
  requestKeys: z.array(z.string()).min(1),
});
export type Unsent = z.infer<typeof unsentSchema>;
