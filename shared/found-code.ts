/** What came of looking for codes in a text: handles and verdicts. The codes themselves stay in the main process. */
import { z } from 'zod';

export const foundCodeSchema = z.object({
  /** Stands for the code; good until it is used, forgotten, or an hour old. */
  handle: z.string(),
  source: z.enum(['link', 'email', 'bare']),
  /** The request's number, where the text told it. */
  requestId: z.number().int().nullable(),
  verdict: z.enum([
    /** One request of one of my accounts waits for it. */
    'fits',
    /** It could belong to several; the user chooses among `candidates`. */
    'choose',
    /** I have already decided on this side. */
    'already-decided',
    /** The request is over (done, refused, cancelled). */
    'closed',
    'expired',
    /** None of my accounts sees such a request. */
    'unknown',
    /** The link leads to a host that only looks like OVHcloud's: not offered. */
    'suspicious',
  ]),
  requestKey: z.string().nullable(),
  /** The side (one of my accounts) it is for. */
  accountId: z.string().nullable(),
  candidates: z.array(z.object({ requestKey: z.string(), accountId: z.string() })),
});
export type FoundCode = z.infer<typeof foundCodeSchema>;

export const recognitionSchema = z.object({
  codes: z.array(foundCodeSchema),
  emails: z.number().int(),
  links: z.number().int(),
  bare: z.number().int(),
});
export type Recognition = z.infer<typeof recognitionSchema>;
