/** Something worth telling even to somebody who looks elsewhere; the words are made where it is shown. Never holds a code. */
import { z } from 'zod';

/** `serviceName` only where it is about one request; more of a kind are one notice with a count. */
const about = { count: z.number().int(), serviceName: z.string().nullable() };

export const noticeSchema = z.discriminatedUnion('kind', [
  /** Requests that now wait for me. */
  z.object({ kind: z.literal('your-turn'), ...about }),
  /** Requests that wait for me and have under 24 hours left. */
  z.object({ kind: z.literal('urgent'), ...about }),
  /** Contacts of services that changed without a request of mine. */
  z.object({ kind: z.literal('changed'), ...about }),
  z.object({ kind: z.literal('ended'), state: z.enum(['done', 'refused']), ...about }),
]);
export type Notice = z.infer<typeof noticeSchema>;
