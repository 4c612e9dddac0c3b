/**
 * Hand-overs and decisions prepared for a day: what is kept of them, and how they stand on a day. On that day Relevo asks; it
 * never sends by itself. Pure. SECURITY: a decision is the request's number and the choice; there is no field for a code.
 */
import { z } from 'zod';
import { CONTACT_TYPES } from './contact.ts';
import { handoverTargetSchema } from './handover.ts';
import { daysBetween } from './local-day.ts';
import type { OutboxList } from './outbox.ts';
import { type ContactRequest, decisionSchema } from './request.ts';
import { sameNichandle } from './roles.ts';
import { hasConfirmed, isRunning, sidesOf } from './turn.ts';

export const MOST_PREPARED = 200;
/** Plans change: what is further off than this is nobody's to prepare. */
export const MOST_DAYS_AHEAD = 366;

/** A hand-over bears it on into the ledger as its group. */
const id = z.string().min(1).max(64);
const when = {
  id,
  /** A day of the calendar where the person is, `2026-12-03`. */
  day: z.iso.date(),
};
const common = {
  ...when,
  /** ISO 8601. */
  made: z.string(),
  /** The day on which a notification asked for it; `null` = none has yet. */
  asked: z.iso.date().nullable(),
  /** How many services or decisions of it went with an account that was forgotten. */
  gone: z.number().int().min(0),
};
const partSchema = z.object({
  serviceKey: z.string().min(1).max(200),
  /** The account that would send it. */
  accountId: z.string().min(1).max(200),
  target: handoverTargetSchema,
});
const sideSchema = z.object({
  requestKey: z.string().min(1).max(100),
  accountId: z.string().min(1).max(200),
  decision: decisionSchema,
});

const handover = { kind: z.literal('handover'), parts: z.array(partSchema).min(1).max(5000) };
const decisions = { kind: z.literal('decisions'), sides: z.array(sideSchema).min(1).max(1000) };

export const preparedSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, ...handover }),
  z.object({ ...common, ...decisions }),
]);
export type Prepared = z.infer<typeof preparedSchema>;
export const preparedListSchema = z.array(preparedSchema).max(MOST_PREPARED);

/** As it is handed in: when it was made is the desk's to say. */
export const toPrepareSchema = z.discriminatedUnion('kind', [
  z.object({ ...when, ...handover }).strict(),
  z.object({ ...when, ...decisions }).strict(),
]);
export type ToPrepare = z.infer<typeof toPrepareSchema>;

/** Whether it asks on this day, and by how many days that is late; `null`: its day is still to come. */
export function lateBy({ day }: Pick<Prepared, 'day'>, today: string): number | null {
  const days = daysBetween(day, today);
  return days < 0 ? null : days;
}

export function isDue(prepared: Pick<Prepared, 'day'>, today: string): boolean {
  return lateBy(prepared, today) !== null;
}

/** The next to come first; of one day the older. */
export function inOrder(all: readonly Prepared[]): Prepared[] {
  return all.toSorted((a, b) => compare(a.day, b.day) || compare(a.made, b.made));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Who is to take over, where that is one alone. */
export function soleTarget(prepared: Prepared): string | null {
  if (prepared.kind !== 'handover') return null;
  const named = new Set(
    prepared.parts.flatMap(({ target }) =>
      CONTACT_TYPES.flatMap((type) => target[type]?.toLowerCase() ?? []),
    ),
  );
  const [only, second] = named;
  return second === undefined ? (only ?? null) : null;
}

/** What is left of it without these; `null`: nothing. */
export function without(
  prepared: Prepared,
  isAway: (of: { serviceKey?: string; requestKey?: string; accountId: string }) => boolean,
): Prepared | null {
  if (prepared.kind === 'handover') {
    const parts = prepared.parts.filter((part) => !isAway(part));
    return parts.length === 0 ? null : { ...prepared, parts };
  }
  const sides = prepared.sides.filter((side) => !isAway(side));
  return sides.length === 0 ? null : { ...prepared, sides };
}

export function countOf(prepared: Prepared): number {
  return prepared.kind === 'handover' ? prepared.parts.length : prepared.sides.length;
}

/** How many services and decisions would go with this account. */
export function countOfAccount(all: readonly Prepared[], accountId: string): number {
  return all.reduce((sum, one) => {
    const own: readonly { accountId: string }[] = one.kind === 'handover' ? one.parts : one.sides;
    return sum + own.filter((part) => part.accountId === accountId).length;
  }, 0);
}

type Side = z.infer<typeof sideSchema>;

/**
 * How a decision stands: `over`: the request does not wait for this side any more, or is not known; `sealed`: its code waits in
 * the outbox with the same choice; `at-hand`: its code is in memory; `asks`: its code has to be had again.
 */
export type SideStanding = 'over' | 'sealed' | 'at-hand' | 'asks';

export function standingOfSide(
  { requestKey, accountId, decision }: Side,
  given: {
    requests: ReadonlyMap<string, ContactRequest>;
    /** NIC handle of an account of mine. */
    handleOf: (accountId: string) => string | null;
    mine: (api: string) => ReadonlySet<string>;
    outbox: OutboxList['entries'];
    codes: readonly { requestKey: string | null; accountId: string | null }[];
  },
): SideStanding {
  const request = given.requests.get(requestKey);
  const nichandle = given.handleOf(accountId);
  if (request === undefined || nichandle === null || !isRunning(request.state)) return 'over';
  const side = sidesOf(request, given.mine(request.api)).find((one) =>
    sameNichandle(one.nichandle, nichandle),
  );
  if (side === undefined || !side.confirms || hasConfirmed(side) || side.code === 'refused') return 'over';
  const isSealed = given.outbox.some(
    (entry) =>
      entry.kind === 'decision' &&
      entry.requestKey === requestKey &&
      entry.accountId === accountId &&
      entry.decision === decision,
  );
  if (isSealed) return 'sealed';
  const isHeld = given.codes.some((code) => code.requestKey === requestKey && code.accountId === accountId);
  return isHeld ? 'at-hand' : 'asks';
}
