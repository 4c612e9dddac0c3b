/** What is told of an e-mail: genuine, forged or not to be told, with the reasons. The shape alone; what makes it is told elsewhere. */
import { z } from 'zod';

const REASONS = [
  /** The sender's domain is OVHcloud's, and whoever received it confirms that. */
  'sender-confirmed',
  /** The domain is OVHcloud's, and nobody whose word counts confirms it. */
  'sender-unconfirmed',
  /** The domain is OVHcloud's, and whoever received it says that it did not come from there. */
  'sender-denied',
  /** Another domain that calls itself OVHcloud. */
  'sender-pretends',
  'sender-other',
  'forwarded',
  /** No headers of its way: copied text. */
  'no-headers',
  'links-ovh',
  'link-lies',
  'link-elsewhere',
  'link-sealed',
  'no-links',
  /** The subject names one of my NIC handles or addresses. */
  'names-me',
  'in-history',
  'not-in-history',
] as const;

export const judgementSchema = z.object({
  verdict: z.enum(['genuine', 'unsure', 'forged']),
  reasons: z.array(z.object({ why: z.enum(REASONS), what: z.string().max(300).nullable() })),
  /** As the e-mail says, without any code. */
  from: z.string().max(320).nullable(),
  subject: z.string().max(300),
});
export type Judgement = z.infer<typeof judgementSchema>;
