/** An e-mail in the mailbox of an account that lives on a sandbox. */
import { z } from 'zod';

export const sandboxMessageSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  to: z.string(),
  subject: z.string(),
  /** ISO 8601. */
  date: z.string(),
  text: z.string(),
});
export type SandboxMessage = z.infer<typeof sandboxMessageSchema>;
