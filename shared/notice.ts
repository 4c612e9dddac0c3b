/** Something worth telling even to somebody who looks elsewhere; the words are made where it is shown. Never holds a code. */
import { z } from 'zod';

/** `serviceName` only where it is about one request; more of a kind are one notice with a count. */
const about = { count: z.number().int(), serviceName: z.string().nullable() };

const oneNoticeSchema = z.discriminatedUnion('kind', [
  /** Requests that now wait for me. */
  z.object({ kind: z.literal('your-turn'), ...about }),
  /** Requests that wait for me and have under 24 hours left. */
  z.object({ kind: z.literal('urgent'), ...about }),
  /** Contacts of services that changed without a request of mine. */
  z.object({ kind: z.literal('changed'), ...about }),
  z.object({ kind: z.literal('ended'), state: z.enum(['done', 'refused']), ...about }),
  /** Hand-overs and decisions prepared for today, or for a day that is over (`late` days at most). */
  z.object({ kind: z.literal('prepared'), late: z.number().int().min(0), ...about }),
]);
export type OneNotice = z.infer<typeof oneNoticeSchema>;

export const noticeSchema = z.union([
  oneNoticeSchema,
  /** What came in quiet hours and is still so at their end, together. */
  z.object({ kind: z.literal('after-quiet'), ...about, parts: z.array(oneNoticeSchema).min(2) }),
]);
export type Notice = z.infer<typeof noticeSchema>;
