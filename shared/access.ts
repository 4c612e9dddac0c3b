/** Whom IAM's policies let in beside the three contacts, and who holds a domain. The shapes alone. */
import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { partSchema } from './part.ts';

const policySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Made from the contacts by OVHcloud: it goes with them, and cannot be changed by itself. */
  readOnly: z.boolean(),
  /** Those of the NIC handles asked for that it names. */
  names: z.array(z.string()),
  /** Names of some of what it opens, and of how many. */
  resources: z.array(z.string()),
  count: z.number().int(),
});
export type Policy = z.infer<typeof policySchema>;

export const accessSchema = z.object({
  askedAt: z.string(),
  accounts: z.array(
    z.object({
      accountId: z.string(),
      policies: partSchema(z.array(policySchema)),
      /** Why more of them could not be read; `null`: these are all. */
      rest: failureSchema.nullable(),
    }),
  ),
});

export const holderSchema = z.object({
  askedAt: z.string(),
  /** OVHcloud's number or handle of the person; `null`: not told. */
  holder: z.string().nullable(),
});
