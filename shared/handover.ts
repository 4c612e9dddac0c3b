/** The hand-over: what is asked for, and the plan that says, service by service, what will happen or why not. Pure. */
import { z } from 'zod';
import { contactTypeSchema } from './contact.ts';

/** New contacts by role, as NIC handles; a role that is absent is kept. */
export const handoverTargetSchema = z.object({
  contactAdmin: z.string().min(1).max(64).optional(),
  contactTech: z.string().min(1).max(64).optional(),
  contactBilling: z.string().min(1).max(64).optional(),
});
export type HandoverTarget = z.infer<typeof handoverTargetSchema>;

/** Why a service cannot be handed over. Closed union: each kind has its own sentence. */
export const blockReasonSchema = z.discriminatedUnion('kind', [
  /** A request runs on it already. */
  z.object({ kind: z.literal('running'), requestId: z.number().int() }),
  /** Unpaid invoices of this account (mine, old or new contact). `amount` as OVHcloud writes it. */
  z.object({ kind: z.literal('debt'), nichandle: z.string(), amount: z.string() }),
  /** The service itself is unpaid. */
  z.object({ kind: z.literal('service-unpaid') }),
  /** I am not in the role that may change this contact; `administrator` and `holder` may (the role's present holder; for the administrator the same). */
  z.object({
    kind: z.literal('role'),
    contactType: contactTypeSchema,
    administrator: z.string().nullable(),
    holder: z.string().nullable(),
  }),
  /** Every role asked for is already held by the one named. */
  z.object({ kind: z.literal('nothing') }),
  /** The contacts of the service are not known yet. */
  z.object({ kind: z.literal('contacts-unknown') }),
  z.object({ kind: z.literal('in-creation') }),
  /** Expired, suspended, deleted or to be deleted; `state` as OVHcloud writes it. */
  z.object({ kind: z.literal('not-active'), state: z.string() }),
  /** The new contact is one of my accounts in the other zone. */
  z.object({ kind: z.literal('other-zone'), nichandle: z.string() }),
  /** OVHcloud gave no address to change contacts at. */
  z.object({ kind: z.literal('no-route') }),
  /** None of my accounts that see it has a credential now. */
  z.object({ kind: z.literal('no-credential') }),
]);
export type BlockReason = z.infer<typeof blockReasonSchema>;

export const planRowSchema = z.object({
  serviceKey: z.string(),
  /** My account that would send it: the one that may; `null` where none may. */
  accountId: z.string().nullable(),
  /** My roles on it through that account. */
  myRoles: z.array(contactTypeSchema),
  changes: z.array(z.object({ contactType: contactTypeSchema, from: z.string().nullable(), to: z.string() })),
  /** Who gets a code and must confirm: NIC handles, the asker first. */
  confirmers: z.array(z.string()),
  /** Old contacts who are only told. */
  informed: z.array(z.string()),
  /** How many requests OVHcloud will make of it: one per pair of old and new contact. */
  requestCount: z.number().int(),
  /** `ready`; `blocked`: something has to happen first; `not-yours`: the role rules forbid it; `nothing`: nothing to change. */
  verdict: z.enum(['ready', 'blocked', 'not-yours', 'nothing']),
  reason: blockReasonSchema.nullable(),
  /** The family is not among those known to take contact changes: it may be tried, the API decides. */
  unsure: z.boolean(),
});
export type PlanRow = z.infer<typeof planRowSchema>;
