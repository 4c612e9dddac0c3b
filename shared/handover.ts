/** The hand-over: what is asked for, and the plan that says, service by service, what will happen or why not. Pure. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { CONTACT_TYPES, type ContactType, contactTypeSchema } from './contact.ts';
import { isByEmail, parseContact } from './contact-email.ts';
import { takesContactChanges } from './families.ts';
import { LONGEST_EMAIL } from './people.ts';
import type { ContactRequest } from './request.ts';
import { mayName, rolesOf, sameNichandle, whoConfirms } from './roles.ts';
import type { Service } from './service.ts';
import { isRunning } from './turn.ts';

const nichandle = z.string().min(1).max(64);
const contact = z
  .string()
  .min(1)
  .max(LONGEST_EMAIL)
  .refine((named) => isByEmail(named) || nichandle.safeParse(named).success);

/** New contacts by role, as NIC handles, in Canada and Asia-Pacific as e-mail addresses too; a role that is absent is kept. */
export const handoverTargetSchema = z.object({
  contactAdmin: contact.optional(),
  contactTech: contact.optional(),
  contactBilling: contact.optional(),
  /** A role changes only where this NIC handle holds it now; whoever else holds it keeps it. */
  replaces: nichandle.optional(),
});
export type HandoverTarget = z.infer<typeof handoverTargetSchema>;

/** What is asked of one service, where not all are asked the same. */
const serviceTargetSchema = z.object({ serviceKey: z.string(), target: handoverTargetSchema });
export type ServiceTarget = z.infer<typeof serviceTargetSchema>;

/** Which services are asked for what. */
export const askedSchema = z.object({
  serviceKeys: z.array(z.string()).min(1).max(5000),
  target: handoverTargetSchema,
  /** Where a service is named here, this is its target; the others have `target`. */
  targets: z.array(serviceTargetSchema).max(5000).optional(),
});
export type Asked = z.infer<typeof askedSchema>;

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
  /** The one to be replaced holds none of the roles asked for. */
  z.object({ kind: z.literal('not-there'), nichandle: z.string() }),
  /** The contacts of the service are not known yet. */
  z.object({ kind: z.literal('contacts-unknown') }),
  z.object({ kind: z.literal('in-creation') }),
  /** Expired, suspended, deleted or to be deleted; `state` as OVHcloud writes it. */
  z.object({ kind: z.literal('not-active'), state: z.string() }),
  /** The new contact is one of my accounts in the other zone. */
  z.object({ kind: z.literal('other-zone'), nichandle: z.string() }),
  /** The new contact is an e-mail address, and the zone takes NIC handles alone. */
  z.object({ kind: z.literal('email-elsewhere'), email: z.string() }),
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
  /** A request that runs on this service or on its namesake (a domain, its zone): OVHcloud does not tell on which. */
  mayRun: z.number().int().optional(),
});
export type PlanRow = z.infer<typeof planRowSchema>;

type Change = PlanRow['changes'][number];

function mayReplace({ replaces }: HandoverTarget, holder: string | null): boolean {
  return replaces === undefined || (holder !== null && sameNichandle(holder, replaces.trim()));
}

/** Whether one of the roles asked for has no known holder, so that it cannot be told whether there is anybody to replace. */
function isHolderUnknown(service: Service, target: HandoverTarget): boolean {
  return CONTACT_TYPES.some(
    (type) => target[type] !== undefined && (service.contacts?.[type] ?? null) === null,
  );
}

function changesOf(service: Service, target: HandoverTarget): Change[] {
  const changes: Change[] = [];
  for (const contactType of CONTACT_TYPES) {
    const named = target[contactType];
    if (named === undefined) continue;
    const to = parseContact(named) ?? named;
    const from = service.contacts?.[contactType] ?? null;
    if (!mayReplace(target, from)) continue;
    if (from === null || !sameNichandle(from, to)) changes.push({ contactType, from, to });
  }
  return changes;
}

/** The roles asked for that I may name somebody in, where the role rules forbid another of them; else none. */
export function myPartOf({ reason, changes, myRoles }: PlanRow): ContactType[] {
  if (reason?.kind !== 'role') return [];
  return changes.map(({ contactType }) => contactType).filter((type) => mayName(myRoles, type));
}

/** The account that would send it, and its roles: one that may do all before one that may do less, a usable credential before none. */
function senderOf(service: Service, changes: Change[], accounts: readonly Account[]) {
  let best: { account: Account; roles: ContactType[]; may: number; usable: boolean } | null = null;
  for (const account of accounts) {
    if (!service.seenBy.includes(account.id)) continue;
    const roles = rolesOf(service.contacts, account.nichandle);
    const may = changes.filter((change) => mayName(roles, change.contactType)).length;
    const usable = account.credential.state === 'valid';
    if (best === null || may > best.may || (may === best.may && usable && !best.usable)) {
      best = { account, roles, may, usable };
    }
  }
  return best;
}

const NOT_ACTIVE_STATES: readonly string[] = ['suspended', 'deleted', 'toDelete'];

function serviceReason(service: Service): BlockReason | null {
  if (service.status === 'inCreation' || service.state === 'toActivate') return { kind: 'in-creation' };
  if (NOT_ACTIVE_STATES.includes(service.state)) return { kind: 'not-active', state: service.state };
  if (service.status === 'expired') return { kind: 'not-active', state: service.status };
  if (service.lifecycle === 'terminated') return { kind: 'not-active', state: service.lifecycle };
  if (service.status === 'unPaid' || service.status === 'pendingDebt' || service.lifecycle === 'unpaid') {
    return { kind: 'service-unpaid' };
  }
  return null;
}

/**
 * Unpaid invoices of an old or a new contact: known only of accounts that are mine. An administrator who is neither may
 * ask in spite of his own (the guide speaks of the old and the new account alone).
 */
function debtReason(sender: Account, changes: Change[], accounts: readonly Account[]): BlockReason | null {
  const handles = [
    ...changes.flatMap((change) => (change.from === null ? [] : [change.from])),
    ...changes.map((change) => change.to),
  ];
  for (const nichandle of handles) {
    const account = accounts.find(
      (each) => each.api === sender.api && sameNichandle(each.nichandle, nichandle),
    );
    if (account?.debt && account.debt.value > 0) {
      return { kind: 'debt', nichandle: account.nichandle, amount: account.debt.text };
    }
  }
  return null;
}

function zoneReason(sender: Account, changes: Change[], accounts: readonly Account[]): BlockReason | null {
  for (const { to } of changes) {
    if (isByEmail(to) && sender.zone === 'EU') return { kind: 'email-elsewhere', email: to };
    const named = accounts.filter((each) => sameNichandle(each.nichandle, to));
    const isElsewhere = (each: Account) =>
      each.zone !== 'unknown' && sender.zone !== 'unknown' && each.zone !== sender.zone;
    if (named.length > 0 && named.every(isElsewhere)) return { kind: 'other-zone', nichandle: to };
  }
  return null;
}

/**
 * What will happen to one service, or the first reason why nothing can: nothing to change, contacts not known, no route,
 * role, no credential, a running request, the service's own state, its unpaid invoice, debts of an account, the other
 * zone. What lies between OVHcloud and accounts that are not mine (their debts, their zone) cannot be known here.
 */
export function planHandover(input: {
  service: Service;
  target: HandoverTarget;
  accounts: readonly Account[];
  running: ContactRequest | null;
  /** One that may run on its namesake instead. */
  unclear?: ContactRequest | null;
}): PlanRow {
  const { service, target, accounts, running, unclear = null } = input;
  const changes = changesOf(service, target);
  const sender = senderOf(service, changes, accounts);
  const isComplete = sender !== null && sender.may === changes.length;
  const confirmers: string[] = [];
  if (isComplete) {
    for (const { to } of changes) {
      for (const nichandle of whoConfirms(sender.account.nichandle, to)) {
        if (!confirmers.some((other) => sameNichandle(other, nichandle))) confirmers.push(nichandle);
      }
    }
  }
  const informed: string[] = [];
  for (const { from } of changes) {
    const isTold = (other: string) => from !== null && sameNichandle(other, from);
    if (isComplete && from !== null && !confirmers.some(isTold) && !informed.some(isTold))
      informed.push(from);
  }

  const row = (verdict: PlanRow['verdict'], reason: BlockReason | null): PlanRow => ({
    serviceKey: service.key,
    accountId: isComplete ? sender.account.id : null,
    myRoles: sender?.roles ?? [],
    changes,
    confirmers,
    informed,
    requestCount: new Set(changes.map(({ from, to }) => `${from?.toLowerCase() ?? ''}\n${to.toLowerCase()}`))
      .size,
    verdict,
    reason,
    unsure: !takesContactChanges(service.family),
    ...(unclear === null ? {} : { mayRun: unclear.id }),
  });

  if (changes.length === 0) {
    const { replaces } = target;
    const isThere = CONTACT_TYPES.some(
      (type) => target[type] !== undefined && mayReplace(target, service.contacts?.[type] ?? null),
    );
    if (replaces === undefined || isThere) return row('nothing', { kind: 'nothing' });
    if (isHolderUnknown(service, target)) return row('blocked', { kind: 'contacts-unknown' });
    return row('nothing', { kind: 'not-there', nichandle: replaces });
  }
  if (service.contacts === null || CONTACT_TYPES.every((type) => service.contacts?.[type] === null)) {
    return row('blocked', { kind: 'contacts-unknown' });
  }
  if (service.route === null) return row('blocked', { kind: 'no-route' });
  if (sender === null) return row('blocked', { kind: 'no-credential' });
  const forbidden = changes.find((change) => !mayName(sender.roles, change.contactType));
  if (forbidden !== undefined) {
    return row('not-yours', {
      kind: 'role',
      contactType: forbidden.contactType,
      administrator: service.contacts.contactAdmin,
      holder: forbidden.from,
    });
  }
  if (!sender.usable) return row('blocked', { kind: 'no-credential' });
  if (running !== null && isRunning(running.state)) {
    return row('blocked', { kind: 'running', requestId: running.id });
  }
  const reason =
    serviceReason(service) ??
    debtReason(sender.account, changes, accounts) ??
    zoneReason(sender.account, changes, accounts);
  return reason === null ? row('ready', null) : row('blocked', reason);
}
