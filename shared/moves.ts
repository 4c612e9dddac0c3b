/**
 * Moving or closing an account: a project of weeks. What of it is kept between two runs, what is left by what can be done,
 * and how fast it goes. Pure; what OVHcloud says comes from elsewhere.
 */
import { z } from 'zod';
import type { Account } from './account.ts';
import { CONTACT_TYPES, type ContactType } from './contact.ts';
import { takesContactChanges } from './families.ts';
import { type HandoverTarget, type PlanRow, planHandover } from './handover.ts';
import type { ContactRequest } from './request.ts';
import { rolesOf, sameNichandle } from './roles.ts';
import type { Service } from './service.ts';
import { isRunning, turnOf } from './turn.ts';

export const MOST_MOVES = 50;
const handle = z.string().min(1).max(64);

/** What stands between an account without services and its end, as far as OVHcloud tells it: nothing unpaid, nothing ordered, nothing prepaid. */
export const CLOSING_FACTS = ['invoices', 'orders', 'balance'] as const;
export type ClosingFact = (typeof CLOSING_FACTS)[number];

export const moveSchema = z.object({
  id: z.string().min(1).max(64),
  /** Whose everything it is, in lower case, and in which API. */
  nichandle: handle,
  api: z.string().max(200),
  /** Who takes it. */
  target: handle,
  /** `close`: the account ends afterwards. */
  kind: z.enum(['close', 'move']),
  /** The day it is to be done by, `2026-12-31`; `null` = none is set. */
  day: z.iso.date().nullable(),
  /** ISO 8601. */
  begun: z.string(),
  paused: z.boolean(),
  /** ISO 8601; `null` = goes on. */
  ended: z.string().nullable(),
  /** Keys of the services that named it at the beginning. */
  services: z.array(z.string().max(120)).max(100_000),
  /** Seen by hand, with the day: what the key may not read. */
  ticked: z.partialRecord(z.enum(CLOSING_FACTS), z.iso.date()),
});
export type Move = z.infer<typeof moveSchema>;
export const movesSchema = z.array(moveSchema).max(MOST_MOVES);

/** One fact as it was just read. `by-hand`: the key may not read it, or OVHcloud does not answer; the person looks. */
export const closingReadSchema = z.object({
  fact: z.enum(CLOSING_FACTS),
  state: z.enum(['clear', 'open', 'by-hand']),
  /** What is open: an amount as OVHcloud writes it, or how many orders. */
  text: z.string().nullable(),
  why: z.enum(['not-granted', 'no-answer', 'no-account']).nullable(),
  /** ISO 8601. */
  at: z.string(),
});
export type ClosingRead = z.infer<typeof closingReadSchema>;

/** In the order they are shown: what can be done now first. */
export const LEFT_GROUPS = [
  'yours',
  'ready',
  'theirs',
  'unpaid',
  'running',
  'not-yours',
  'blocked',
  'by-hand',
] as const;
export type LeftGroup = (typeof LEFT_GROUPS)[number];

export type LeftService = {
  service: Service;
  roles: ContactType[];
  group: LeftGroup;
  plan: PlanRow;
  running: ContactRequest | null;
  /** Who holds it up, where that is certain. */
  with: string | null;
};

/** What a service that still names the account asks for. */
export function targetFor(
  { nichandle, target }: Pick<Move, 'nichandle' | 'target'>,
  roles: readonly ContactType[],
): HandoverTarget {
  return { ...Object.fromEntries(roles.map((type) => [type, target])), replaces: nichandle };
}

/** `null` where the service names the account no more. */
export function leftOf(
  move: Move,
  service: Service,
  given: {
    accounts: readonly Account[];
    running: ContactRequest | null;
    mine: ReadonlySet<string>;
    now: number;
  },
): LeftService | null {
  if (service.api !== move.api) return null;
  const roles = rolesOf(service.contacts, move.nichandle);
  if (roles.length === 0) return null;
  const { accounts, running, mine, now } = given;
  const plan = planHandover({ service, target: targetFor(move, roles), accounts, running });
  const turn = running === null || !isRunning(running.state) ? null : turnOf(running, mine, now);
  const isOwn =
    running !== null && isSame(running.fromAccount, move.nichandle) && isSame(running.toAccount, move.target);
  const group = groupOf(plan, service, turn === null ? null : { isOwn, whose: turn.whose });
  return {
    service,
    roles,
    group,
    plan,
    running,
    with: turn?.whose === 'theirs' && turn.certain ? (turn.sides[0] ?? null) : null,
  };
}

function groupOf(
  plan: PlanRow,
  service: Service,
  turn: { isOwn: boolean; whose: 'mine' | 'theirs' | 'ovhcloud' | 'nobody' } | null,
): LeftGroup {
  if (turn !== null) {
    if (!turn.isOwn) return 'running';
    return turn.whose === 'mine' ? 'yours' : 'theirs';
  }
  // OVHcloud's API has no such call for these: they move on a support ticket.
  if (!takesContactChanges(service.family) || plan.reason?.kind === 'no-route') return 'by-hand';
  if (plan.verdict === 'ready') return 'ready';
  if (plan.reason?.kind === 'debt' || plan.reason?.kind === 'service-unpaid') return 'unpaid';
  return plan.verdict === 'not-yours' ? 'not-yours' : 'blocked';
}

function isSame(a: string | null, b: string): boolean {
  return a !== null && sameNichandle(a, b);
}

/** How many are left of each group. */
export function countLeft(left: readonly LeftService[]): Record<LeftGroup, number> {
  const counts = Object.fromEntries(LEFT_GROUPS.map((group) => [group, 0])) as Record<LeftGroup, number>;
  for (const { group } of left) counts[group] += 1;
  return counts;
}

/** How many of those of the beginning are done: they name the account no more, or are gone. */
export function movedOf(move: Move, left: readonly LeftService[]): number {
  const still = new Set(left.map(({ service }) => service.key));
  return move.services.filter((key) => !still.has(key)).length;
}

const DAY_MS = 24 * 60 * 60_000;

/** When it is done if it goes on as it went, in milliseconds; `null` before anything was moved, or within the first day. */
export function doneBy(move: Move, moved: number, left: number, now: number): number | null {
  const spent = now - Date.parse(move.begun);
  if (moved === 0 || left === 0 || !(spent >= DAY_MS)) return null;
  return now + (spent / moved) * left;
}

/** Whether a service names the account in any role, compared without regard to case. */
export function namesAccount(service: Service, api: string, nichandle: string): boolean {
  return (
    service.api === api &&
    CONTACT_TYPES.some((type) => {
      const holder = service.contacts?.[type] ?? null;
      return holder !== null && sameNichandle(holder, nichandle);
    })
  );
}
