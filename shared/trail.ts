/** Where a code went: what OVHcloud tells of the e-mails it sent about a request, and of the addresses they go to. Pure; never a code. */
import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { partSchema } from './part.ts';

/** In OVHcloud's own words; others are `unknown`. */
export const SENDING_STATES = ['QUEUED', 'SENT', 'DELIVERED', 'BOUNCED', 'DROPPED', 'unknown'] as const;
export const MEAN_STATES = ['VALID', 'TO_VALIDATE', 'DISABLED', 'ERROR', 'unknown'] as const;

export const sendingSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** `null`: not told. */
  to: z.string().nullable(),
  status: z.enum(SENDING_STATES),
  /** Why it did not arrive, in the words of whoever refused it. */
  error: z.string().nullable(),
  /** It went to another address than the account's own. */
  elsewhere: z.boolean(),
  /** The rule of the account's that took it there, where one fits. */
  rule: z.string().nullable(),
  /** How OVHcloud sees that address now; `null`: not told. */
  address: z.enum(MEAN_STATES).nullable(),
});
export type Sending = z.infer<typeof sendingSchema>;

export const trailSchema = z.object({
  /** ISO 8601: when OVHcloud was asked. */
  askedAt: z.string(),
  /** `messages` tells what became of each e-mail, `older` only that it was sent. */
  source: z.enum(['messages', 'older']),
  /** Why `older` had to do. */
  why: failureSchema.nullable(),
  /** Newest first: an older one's code no longer works. */
  sendings: z.array(sendingSchema),
  /** There may be more, further back than was read. */
  cut: z.boolean(),
});
export type Trail = z.infer<typeof trailSchema>;

export const addressSchema = z.object({
  email: z.string(),
  description: z.string().nullable(),
  isDefault: z.boolean(),
  status: z.enum(MEAN_STATES),
  error: z.string().nullable(),
});

export const mailRuleSchema = z.object({
  name: z.string(),
  /** Where it sends what it fits; empty: not told. */
  to: z.array(z.string()),
  /** `maybe`: it depends on the category or weight OVHcloud gives an e-mail, and none about a contact change was seen yet. */
  touches: z.enum(['yes', 'maybe']),
});
export type MailRule = z.infer<typeof mailRuleSchema>;

export const addressesSchema = z.object({
  askedAt: z.string(),
  means: partSchema(z.array(addressSchema)),
  /** Active ones alone, and none that cannot touch such an e-mail. */
  rules: partSchema(z.array(mailRuleSchema)),
});
export type Addresses = z.infer<typeof addressesSchema>;

/** What the newest sending says: the answer to «no code came». */
export type TrailWord =
  | 'none'
  | 'on-its-way'
  | 'delivered'
  | 'elsewhere'
  | 'by-rule'
  | 'bounced'
  | 'dropped'
  | 'sent'
  | 'older';

export function wordOf({ source, sendings }: Trail): TrailWord {
  const [newest] = sendings;
  if (newest === undefined) return 'none';
  if (source === 'older') return 'older';
  switch (newest.status) {
    case 'BOUNCED':
      return 'bounced';
    case 'DROPPED':
      return 'dropped';
    case 'QUEUED':
      return 'on-its-way';
    default:
      break;
  }
  if (newest.rule !== null) return 'by-rule';
  if (newest.elsewhere) return 'elsewhere';
  return newest.status === 'DELIVERED' ? 'delivered' : 'sent';
}
