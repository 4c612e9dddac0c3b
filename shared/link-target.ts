/** Places the program can lead to; the desk makes the address, a caller never gives one. */
import { z } from 'zod';
import { ENDPOINTS } from './account.ts';
import { isEmail, LONGEST_EMAIL } from './people.ts';

export const linkTargetSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('create-token'), endpoint: z.enum(ENDPOINTS) }),
  z.object({ to: z.literal('create-app'), endpoint: z.enum(ENDPOINTS) }),
  z.object({ to: z.literal('validation'), validation: z.string() }),
  z.object({ to: z.literal('panel-requests'), accountId: z.string() }),
  z.object({ to: z.literal('panel-services'), accountId: z.string() }),
  z.object({ to: z.literal('panel-profile'), accountId: z.string() }),
  z.object({ to: z.literal('panel-policies'), accountId: z.string() }),
  z.object({ to: z.literal('panel-messages'), accountId: z.string() }),
  z.object({ to: z.literal('panel-invoices'), accountId: z.string() }),
  /** What is new in the newest version. */
  z.object({ to: z.literal('releases') }),
  /** A message in the user's own e-mail program, for them to look over and send; never a code in it. */
  z.object({
    to: z.literal('write'),
    email: z.string().max(LONGEST_EMAIL).refine(isEmail),
    subject: z.string().max(200),
    body: z.string().max(12_000),
  }),
]);
export type LinkTarget = z.infer<typeof linkTargetSchema>;
