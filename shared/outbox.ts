/**
 * The outbox: decisions and hand-overs taken without a connection, with what the screen showed then, and what has changed
 * since. Pure, and without a code: that stays sealed in the main process.
 */
import { z } from 'zod';
import { contactTypeSchema } from './contact.ts';
import { deadlineOf, isOverdue } from './deadline.ts';
import { failureSchema } from './failure.ts';
import { blockReasonSchema, type PlanRow, planRowSchema } from './handover.ts';
import { OUTBOX_OUTCOMES } from './outcome.ts';
import { type ContactRequest, decisionSchema } from './request.ts';
import { sameNichandle } from './roles.ts';
import { isRunning, sidesOf, takesCodes } from './turn.ts';

const sideCodeSchema = z.enum([
  'needed',
  'confirmed',
  'elsewhere',
  'refused',
  'uncertain',
  'not-known',
  'none',
]);

/** A request as the screen showed it when it was decided on. */
export const seenRequestSchema = z.object({
  /** The request's number. */
  id: z.number().int(),
  serviceName: z.string().nullable(),
  family: z.string().nullable(),
  fromAccount: z.string().nullable(),
  toAccount: z.string().nullable(),
  contactTypes: z.array(z.string()),
  state: z.string(),
  /** Tells this request from another world's of the same number. */
  dateRequest: z.string(),
  /** When a new code was last asked for, as known then; older versions left it out. */
  resentAt: z.string().nullable().optional(),
  /** Milliseconds since 1970, an estimate; `null` where none was shown. */
  deadline: z.number().nullable(),
  sides: z.array(z.object({ nichandle: z.string(), code: sideCodeSchema })),
});
export type SeenRequest = z.infer<typeof seenRequestSchema>;

/** One thing that is not as it was when the decision was taken. */
export const outboxChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state'), from: z.string(), to: z.string() }),
  /** Another of my sides decided meanwhile. */
  z.object({ kind: z.literal('side'), nichandle: z.string(), code: sideCodeSchema }),
  /** This side has decided from here meanwhile. */
  z.object({ kind: z.literal('decided'), decision: decisionSchema }),
  /** This side was confirmed elsewhere. */
  z.object({ kind: z.literal('elsewhere') }),
  z.object({ kind: z.literal('expired') }),
  /** A new code was asked for from here: the one that was kept died then. */
  z.object({ kind: z.literal('new-code') }),
  /** It was sent, and OVHcloud did not take the code. */
  z.object({ kind: z.literal('wrong-code') }),
  z.object({
    kind: z.literal('contact'),
    contactType: contactTypeSchema,
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
  /** The plan of the service is no longer ready. */
  z.object({ kind: z.literal('reason'), reason: blockReasonSchema }),
  /** It is not there any more, or none of my accounts sees it. */
  z.object({ kind: z.literal('missing') }),
]);
export type OutboxChange = z.infer<typeof outboxChangeSchema>;

/** `unchanged` and `changed` can be sent; `blocked` cannot now and may later; `gone` never can. */
export const outboxCheckSchema = z.object({
  verdict: z.enum(['unchanged', 'changed', 'blocked', 'gone']),
  changes: z.array(outboxChangeSchema),
});
export type OutboxCheck = z.infer<typeof outboxCheckSchema>;

/**
 * What came of sending one entry; it stays in the outbox unless it went through. `left-out`: not sent, because at the last
 * look it could not be, or a newer one was chosen for the same side.
 */
export const outboxOutcomeSchema = z.object({
  id: z.string(),
  outcome: z.enum(OUTBOX_OUTCOMES),
  requestIds: z.array(z.number().int()),
  failure: failureSchema.nullable(),
});
export type OutboxOutcome = z.infer<typeof outboxOutcomeSchema>;

const kept = {
  id: z.string(),
  /** ISO 8601: when it was decided. */
  at: z.string(),
  accountId: z.string(),
  /** `unknown`: it was being sent when the program ended or the answer was lost, and what came of it is not known. */
  state: z.enum(['waiting', 'sending', 'unknown']),
  /** What came of the last time it was sent, where it did not go through. */
  last: z.enum(OUTBOX_OUTCOMES).nullable(),
};

/** Why one cannot be opened; it is never deleted for that. `unknown-form`: it opens, but another version wrote it. */
export const outboxTroubleSchema = z.enum([
  'locked',
  'store-changed',
  'no-store',
  'undecryptable',
  'unknown-form',
]);
export type OutboxTrouble = z.infer<typeof outboxTroubleSchema>;

export const outboxEntrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('decision'),
    ...kept,
    requestKey: z.string(),
    decision: decisionSchema,
    seen: seenRequestSchema,
    now: outboxCheckSchema,
  }),
  z.object({
    kind: z.literal('handover'),
    ...kept,
    serviceKey: z.string(),
    serviceName: z.string(),
    family: z.string().nullable(),
    /** The plan that was shown. */
    row: planRowSchema,
    now: outboxCheckSchema,
  }),
  /** Sealed, and cannot be opened now. */
  z.object({ kind: z.literal('locked'), ...kept, why: outboxTroubleSchema }),
]);
export type OutboxEntry = z.infer<typeof outboxEntrySchema>;

export const outboxListSchema = z.object({
  /** `false`: what is kept now lives in memory only and ends with the program. */
  persistent: z.boolean(),
  entries: z.array(outboxEntrySchema),
});
export type OutboxList = z.infer<typeof outboxListSchema>;

/** What a screen shows of a request, as far as it matters for deciding. `mine` in lower case. */
export function seenOf(request: ContactRequest, mine: ReadonlySet<string>): SeenRequest {
  return {
    id: request.id,
    serviceName: request.serviceDomain,
    family: request.family,
    fromAccount: request.fromAccount,
    toAccount: request.toAccount,
    contactTypes: request.contactTypes,
    state: request.state,
    dateRequest: request.dateRequest,
    resentAt: request.resentAt,
    deadline: deadlineOf(request)?.at ?? null,
    sides: sidesOf(request, mine).map(({ nichandle, code }) => ({ nichandle, code })),
  };
}

/**
 * What has changed since a decision was taken. `nichandle`: the side it was taken for; `at`: when, milliseconds.
 * `request`: as it is now; `null` = nobody here sees it.
 */
export function checkDecision(
  kept: { seen: SeenRequest; nichandle: string; at: number; wrongCode: boolean },
  request: ContactRequest | null,
  mine: ReadonlySet<string>,
  now: number,
): OutboxCheck {
  const { seen } = kept;
  if (request === null || request.dateRequest !== seen.dateRequest)
    return { verdict: 'gone', changes: [{ kind: 'missing' }] };
  const changes: OutboxChange[] = [];
  let verdict: OutboxCheck['verdict'] = takesCodes(request.state)
    ? 'unchanged'
    : isRunning(request.state) && request.state !== 'doing'
      ? 'blocked'
      : 'gone';
  if (request.state !== seen.state) changes.push({ kind: 'state', from: seen.state, to: request.state });
  if (request.state === 'expired' || isOverdue(request, now)) {
    verdict = 'gone';
    changes.push({ kind: 'expired' });
  }
  // Once OVHcloud goes on, every side counts as confirmed: that says nothing about this one.
  const sides = takesCodes(request.state) ? sidesOf(request, mine) : [];
  for (const { nichandle, code, mine: own } of sides) {
    const before = seen.sides.find((side) => sameNichandle(side.nichandle, nichandle))?.code;
    if (sameNichandle(nichandle, kept.nichandle)) {
      if (code !== 'confirmed' && code !== 'elsewhere' && code !== 'refused') continue;
      verdict = 'gone';
      if (code === 'elsewhere') changes.push({ kind: 'elsewhere' });
      else changes.push({ kind: 'decided', decision: code === 'confirmed' ? 'accept' : 'refuse' });
    } else if (own && code !== before) changes.push({ kind: 'side', nichandle, code });
  }
  if (kept.wrongCode) {
    verdict = 'gone';
    changes.push({ kind: 'wrong-code' });
  } else if (isResentSince(request.resentAt, kept)) {
    verdict = 'gone';
    changes.push({ kind: 'new-code' });
  }
  return { verdict: verdict === 'unchanged' && changes.length > 0 ? 'changed' : verdict, changes };
}

/** By what was seen rather than by when: the clock may have been set in between. */
function isResentSince(resentAt: string | null, { seen, at }: { seen: SeenRequest; at: number }): boolean {
  if (resentAt === null) return false;
  return seen.resentAt === undefined ? Date.parse(resentAt) > at : resentAt !== seen.resentAt;
}

/** What has changed since the plan of one service was shown. `row`: the plan made anew; `null` = nobody here sees the service. */
export function checkHandover(shown: PlanRow, row: PlanRow | null): OutboxCheck {
  if (row === null) return { verdict: 'gone', changes: [{ kind: 'missing' }] };
  const changes: OutboxChange[] = [];
  for (const { contactType, from } of shown.changes) {
    const now = row.changes.find((change) => change.contactType === contactType);
    if (now !== undefined && !isSameHolder(now.from, from))
      changes.push({ kind: 'contact', contactType, from, to: now.from });
  }
  if (row.verdict !== 'ready') {
    if (row.reason !== null) changes.push({ kind: 'reason', reason: row.reason });
    return { verdict: row.verdict === 'nothing' ? 'gone' : 'blocked', changes };
  }
  for (const { contactType, from, to } of shown.changes) {
    if (!row.changes.some((change) => change.contactType === contactType))
      changes.push({ kind: 'contact', contactType, from, to });
  }
  return { verdict: changes.length > 0 ? 'changed' : 'unchanged', changes };
}

function isSameHolder(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && sameNichandle(a, b));
}
