/** A contact of a service that became another one, as the history keeps it: from whom to whom, when it was seen, and by what request. Facts only. */
import { z } from 'zod';
import { contactTypeSchema } from './contact.ts';

export const contactChangeSchema = z.object({
  id: z.string(),
  /** ISO 8601: when it was seen, or when OVHcloud says that the request was done. */
  at: z.string(),
  api: z.string(),
  serviceKey: z.string(),
  serviceName: z.string(),
  family: z.string().nullable(),
  type: contactTypeSchema,
  from: z.string(),
  /** `null`: no account of mine sees the service any more, so nobody knows who it is now. */
  to: z.string().nullable(),
  /** `ours`: a request I asked for or confirmed. `informed`: somebody else's, of which I was told. `nobody`: no request that is known. */
  by: z.enum(['ours', 'informed', 'nobody']),
  /** Of that request. */
  requestKey: z.string().nullable(),
  /** Ids of my accounts that see, or saw, the service. */
  seenBy: z.array(z.string()),
  /** ISO 8601: when the person took it as known; `null` = not yet. */
  kept: z.string().nullable(),
});
export type ContactChange = z.infer<typeof contactChangeSchema>;

/** So many are shown to be decided on; more in one go are no single changes any more, and the history has them all. */
export const MOST_OPEN = 500;
/** What a list of the history brings in one call: two years of a thousand a month. */
export const MOST_CHANGES = 30_000;

/** Which changes of the history; of everything where nothing is named. */
export const changesAskedSchema = z.object({
  serviceKey: z.string().optional(),
  /** Whoever stood there before or stands there after. */
  nichandle: z.string().optional(),
  most: z.number().int().min(1).max(MOST_CHANGES),
});
export type ChangesAsked = z.infer<typeof changesAskedSchema>;
