/** A request: a contact-change task of the API, as seen from our accounts together (one task, one row). Facts only; rules are in turn.ts. */
import { z } from 'zod';

/** Every state the API documents; others are kept as they come and shown as they are. */
export const TASK_STATES = [
  'todo',
  'checkValidity',
  'validatingByCustomers',
  'doing',
  'done',
  'refused',
  'aborted',
  'expired',
  'error',
] as const;

export const decisionSchema = z.enum(['accept', 'refuse']);
export type Decision = z.infer<typeof decisionSchema>;

/** What the ledger knows of one side: who decided what from here, and whether the answer was seen. */
export const confirmationSchema = z.object({
  nichandle: z.string(),
  decision: decisionSchema,
  /** ISO 8601. */
  at: z.string(),
  /** `false`: the answer was lost and reading the task again could not settle it. */
  certain: z.boolean(),
  /**
   * No call from here is known to have done it: OVHcloud says that the code was used or the side confirmed already
   * (`service`), or the person said so (`person`). Left out: it was done from here.
   */
  elsewhere: z.enum(['service', 'person']).optional(),
});
export type Confirmation = z.infer<typeof confirmationSchema>;

export const contactRequestSchema = z.object({
  /** `api/id`. */
  key: z.string(),
  api: z.string(),
  /** The task's id: the request's number. */
  id: z.number().int(),
  askingAccount: z.string().nullable(),
  fromAccount: z.string().nullable(),
  toAccount: z.string().nullable(),
  /** `ContactType` values; unknown ones are kept. */
  contactTypes: z.array(z.string()),
  serviceDomain: z.string().nullable(),
  /** Family of the service where exactly one known service has this name and could be meant; else `null`. */
  family: z.string().nullable(),
  /** Where several services of this name could be meant (a domain and its DNS zone): their families. */
  possibleFamilies: z.array(z.string()).optional(),
  /** Key of that service. */
  serviceKey: z.string().nullable(),
  /** One of `TASK_STATES`; unknown ones are kept. */
  state: z.string(),
  /** ISO 8601. */
  dateRequest: z.string(),
  dateDone: z.string().nullable(),
  /** Ids of my accounts that see it. */
  seenBy: z.array(z.string()),
  /** From the ledger: decisions taken here. */
  confirmations: z.array(confirmationSchema),
  /** ISO 8601: last time a new code was asked for from here; `null` = never. */
  resentAt: z.string().nullable(),
});
export type ContactRequest = z.infer<typeof contactRequestSchema>;

/** Key of one side of a request: what is decided, its code and its outcome go by it. */
export function sideKey(side: { requestKey: string; accountId: string }): string {
  return `${side.requestKey} ${side.accountId}`;
}
