/** One line of Activity: what was done from here and what came of it, read back from the ledger. Never holds a code. */
import { z } from 'zod';
import { contactTypeSchema } from './contact.ts';
import { failureSchema } from './failure.ts';

/** `say-…`: nothing was sent; the person said that a side was confirmed elsewhere, or that it still needs its code. */
export const activityKindSchema = z.enum([
  'accept',
  'refuse',
  'resend',
  'changeContact',
  'connect',
  'forget',
  'say-confirmed',
  'say-open',
]);

export const activityEntrySchema = z.object({
  id: z.string(),
  /** ISO 8601: when it was asked for. */
  at: z.string(),
  kind: activityKindSchema,
  api: z.string(),
  /** The account it was done with. */
  nichandle: z.string(),
  serviceName: z.string().nullable(),
  /** For changeContact: key of the service, where it was noted. */
  serviceKey: z.string().nullable().optional(),
  /** The request; `null` for what concerns none. */
  requestKey: z.string().nullable(),
  /** Numbers of the requests concerned or made. */
  requestIds: z.array(z.number().int()),
  /** For changeContact: the new contacts asked for. */
  changes: z.array(z.object({ contactType: contactTypeSchema, to: z.string() })),
  /** `pending`: on its way now. `unknown`: the answer was lost and reading again could not settle it, or the program ended meanwhile. */
  outcome: z.enum(['pending', 'done', 'failed', 'unknown', 'not-sent']),
  failure: failureSchema.nullable(),
  /** Things done in one go share a group. */
  group: z.string().nullable(),
});
export type ActivityEntry = z.infer<typeof activityEntrySchema>;
