/** What has changed since a decision was taken offline, and whether it can still be sent. */
import { expect, test } from 'vitest';
import { REQUEST_LIFETIME_MS } from '../../shared/deadline.ts';
import type { PlanRow } from '../../shared/handover.ts';
import {
  checkDecision,
  checkHandover,
  type OutboxCheck,
  type OutboxEntry,
  outboxCheckSchema,
  outboxListSchema,
  outboxOutcomeSchema,
  seenOf,
} from '../../shared/outbox.ts';
import type { ContactRequest } from '../../shared/request.ts';

const ME = 'ac21874-ovh';
const ALSO_ME = 'mp40311-ovh';
const ASKED = Date.UTC(2026, 10, 20, 9);
const HOUR = 3_600_000;
const mine = new Set([ME, ALSO_ME]);
const request: ContactRequest = {
  key: 'ovh-eu/7',
  api: 'ovh-eu',
  id: 7,
  askingAccount: ME,
  fromAccount: ME,
  toAccount: ALSO_ME,
  contactTypes: ['contactTech'],
  serviceDomain: 'clinicanorte.es',
  family: null,
  serviceKey: null,
  state: 'validatingByCustomers',
  dateRequest: new Date(ASKED).toISOString(),
  dateDone: null,
  seenBy: [],
  confirmations: [],
  resentAt: null,
};
const kept = { seen: seenOf(request, mine), nichandle: ME, at: ASKED + HOUR, wrongCode: false };
const iso = (after: number): string => new Date(ASKED + after).toISOString();
const confirmed = (nichandle: string) => ({
  confirmations: [{ nichandle, decision: 'accept' as const, at: iso(2 * HOUR), certain: true }],
});

test.each<[string, Partial<ContactRequest>, number, string, string[]]>([
  ['nothing', {}, 2 * HOUR, 'unchanged', []],
  ['the other of my sides confirmed', confirmed(ALSO_ME), 3 * HOUR, 'changed', ['side']],
  ['I confirmed from here', confirmed(ME), 3 * HOUR, 'gone', ['decided']],
  ['it was refused', { state: 'refused' }, 3 * HOUR, 'gone', ['state']],
  ['OVHcloud applies it', { state: 'doing' }, 3 * HOUR, 'gone', ['state']],
  ['it is being checked again', { state: 'checkValidity' }, 3 * HOUR, 'blocked', ['state']],
  ['its seven days are over', {}, REQUEST_LIFETIME_MS, 'gone', ['expired']],
  ['OVHcloud says it expired', { state: 'expired' }, 3 * HOUR, 'gone', ['state', 'expired']],
  ['a new code was asked for after', { resentAt: iso(2 * HOUR) }, 3 * HOUR, 'gone', ['new-code']],
  ['another request has its number', { dateRequest: iso(HOUR) }, 3 * HOUR, 'gone', ['missing']],
])('%s: said, and sent only where it still can be', (_what, change, after, verdict, kinds) => {
  const check = checkDecision(kept, { ...request, ...change }, mine, ASKED + after);
  expect([check.verdict, check.changes.map(({ kind }) => kind)]).toEqual([verdict, kinds]);
});

test('a new code that was asked for before is no news, whatever the clock said then', () => {
  const before = { ...request, resentAt: iso(2 * HOUR) };
  const seen = seenOf(before, mine);
  expect(checkDecision({ ...kept, seen }, before, mine, ASKED + 3 * HOUR).verdict).toBe('unchanged');
  // Kept by a version that did not note it: then the hours decide.
  const { resentAt: _none, ...older } = seen;
  expect(checkDecision({ ...kept, seen: older }, before, mine, ASKED + 3 * HOUR).verdict).toBe('gone');
});

test('a code that OVHcloud did not take, and a request that nobody sees any more, are over', () => {
  const wrong = checkDecision({ ...kept, wrongCode: true }, request, mine, ASKED + 2 * HOUR);
  expect(wrong).toEqual({ verdict: 'gone', changes: [{ kind: 'wrong-code' }] });
  expect(checkDecision(kept, null, mine, ASKED)).toEqual({ verdict: 'gone', changes: [{ kind: 'missing' }] });
});

test('what this side did meanwhile is said as it was, and what others of mine did beside it', () => {
  const sides = (...confirmations: ContactRequest['confirmations']) =>
    checkDecision(kept, { ...request, confirmations }, mine, ASKED + 3 * HOUR);
  const by = (nichandle: string, given: object = {}) => ({
    nichandle,
    decision: 'accept' as const,
    at: iso(2 * HOUR),
    certain: true,
    ...given,
  });
  const gone = (...changes: object[]) => ({ verdict: 'gone', changes });
  expect(sides(by(ME))).toEqual(gone({ kind: 'decided', decision: 'accept' }));
  expect(sides(by(ME, { decision: 'refuse' }))).toEqual(gone({ kind: 'decided', decision: 'refuse' }));
  expect(sides(by(ME, { elsewhere: 'person' }))).toEqual(gone({ kind: 'elsewhere' }));
  // Whether the earlier call worked is not known: it may be given once more.
  expect(sides(by(ME, { certain: false }))).toEqual({ verdict: 'unchanged', changes: [] });
  expect(sides(by(ALSO_ME.toUpperCase()))).toEqual({
    verdict: 'changed',
    changes: [{ kind: 'side', nichandle: ALSO_ME, code: 'confirmed' }],
  });
  const theirs = checkDecision(
    { ...kept, seen: { ...kept.seen, sides: [] } },
    request,
    new Set([ME]),
    ASKED + HOUR,
  );
  expect(theirs).toEqual({ verdict: 'unchanged', changes: [] });
});

test('a new code asked for at the very moment is the one that was decided with, where only the hours tell', () => {
  const { resentAt: _none, ...older } = kept.seen;
  const check = (ms: number) =>
    checkDecision({ ...kept, seen: older }, { ...request, resentAt: iso(HOUR + ms) }, mine, ASKED + 2 * HOUR);
  expect([check(0).verdict, check(1).verdict]).toEqual(['unchanged', 'gone']);
  const none = checkDecision({ ...kept, seen: older }, request, mine, ASKED + 2 * HOUR);
  expect(none.verdict).toBe('unchanged');
});

test('what a screen shows of a request is kept with its decision', () => {
  expect(seenOf({ ...request, state: 'done', resentAt: iso(HOUR) }, mine)).toEqual({
    id: 7,
    serviceName: 'clinicanorte.es',
    family: null,
    fromAccount: ME,
    toAccount: ALSO_ME,
    contactTypes: ['contactTech'],
    state: 'done',
    dateRequest: request.dateRequest,
    resentAt: iso(HOUR),
    deadline: null,
    sides: [
      { nichandle: ME, code: 'confirmed' },
      { nichandle: ALSO_ME, code: 'confirmed' },
    ],
  });
  expect(kept.seen.deadline).toBe(ASKED + REQUEST_LIFETIME_MS);
});

const tech = { contactType: 'contactTech' as const, from: 'old1-ovh', to: ALSO_ME };
const billing = { contactType: 'contactBilling' as const, from: null, to: ALSO_ME };
const row: PlanRow = {
  serviceKey: 'ovh-eu/1',
  accountId: `${ME}@ovh-eu`,
  myRoles: ['contactAdmin'],
  changes: [tech, billing],
  confirmers: [ME, ALSO_ME],
  informed: ['old1-ovh'],
  requestCount: 1,
  verdict: 'ready',
  reason: null,
  unsure: false,
};
const blocked = { kind: 'service-unpaid' } as const;

test.each<[string, PlanRow | null, string, object[]]>([
  ['nothing', row, 'unchanged', []],
  ['nobody sees the service', null, 'gone', [{ kind: 'missing' }]],
  [
    'a contact is another one',
    { ...row, changes: [{ ...tech, from: 'new1-ovh' }, billing] },
    'changed',
    [{ kind: 'contact', contactType: 'contactTech', from: 'old1-ovh', to: 'new1-ovh' }],
  ],
  [
    'a contact is written otherwise',
    { ...row, changes: [{ ...tech, from: 'OLD1-OVH' }, billing] },
    'unchanged',
    [],
  ],
  [
    'a contact is known now',
    { ...row, changes: [tech, { ...billing, from: 'new1-ovh' }] },
    'changed',
    [{ kind: 'contact', contactType: 'contactBilling', from: null, to: 'new1-ovh' }],
  ],
  [
    'a contact is known no more',
    { ...row, changes: [{ ...tech, from: null }, billing] },
    'changed',
    [{ kind: 'contact', contactType: 'contactTech', from: 'old1-ovh', to: null }],
  ],
  [
    'one of the changes is made already',
    { ...row, changes: [billing] },
    'changed',
    [{ kind: 'contact', contactType: 'contactTech', from: 'old1-ovh', to: ALSO_ME }],
  ],
  [
    'it cannot be done now',
    { ...row, verdict: 'blocked', reason: blocked },
    'blocked',
    [{ kind: 'reason', reason: blocked }],
  ],
  [
    'it is not mine to do',
    { ...row, verdict: 'not-yours', reason: null, changes: [{ ...tech, from: 'x1-ovh' }] },
    'blocked',
    [{ kind: 'contact', contactType: 'contactTech', from: 'old1-ovh', to: 'x1-ovh' }],
  ],
  [
    'all of it is made already',
    { ...row, verdict: 'nothing', reason: { kind: 'nothing' }, changes: [] },
    'gone',
    [{ kind: 'reason', reason: { kind: 'nothing' } }],
  ],
])('of a hand-over, where %s', (_what, now, verdict, changes) => {
  expect(checkHandover(row, now)).toEqual({ verdict, changes });
});

test('all of it crosses the border as it is, and nothing else does', () => {
  const verdicts = ['unchanged', 'changed', 'blocked', 'gone'] as const;
  const codes = ['needed', 'confirmed', 'elsewhere', 'refused', 'uncertain', 'not-known', 'none'] as const;
  const check: OutboxCheck = {
    verdict: 'changed',
    changes: [
      { kind: 'state', from: 'todo', to: 'doing' },
      { kind: 'decided', decision: 'accept' },
      { kind: 'elsewhere' },
      { kind: 'expired' },
      { kind: 'new-code' },
      { kind: 'wrong-code' },
      { kind: 'contact', contactType: 'contactTech', from: null, to: ALSO_ME },
      { kind: 'reason', reason: blocked },
      { kind: 'missing' },
      ...codes.map((code) => ({ kind: 'side' as const, nichandle: ME, code })),
    ],
  };
  expect(outboxCheckSchema.parse(check)).toEqual(check);
  for (const verdict of verdicts)
    expect(outboxCheckSchema.parse({ ...check, verdict }).verdict).toBe(verdict);
  expect(outboxCheckSchema.safeParse({ ...check, verdict: '' }).success).toBe(false);
  expect(
    outboxCheckSchema.safeParse({ ...check, changes: [{ kind: 'side', nichandle: ME, code: '' }] }).success,
  ).toBe(false);
  expect(outboxCheckSchema.safeParse({ verdict: 'gone' }).success).toBe(false);

  const common = { id: 'x', at: iso(0), accountId: `${ME}@ovh-eu`, last: null } as const;
  const entries: OutboxEntry[] = [
    {
      kind: 'decision',
      ...common,
      state: 'waiting',
      requestKey: request.key,
      decision: 'refuse',
      seen: kept.seen,
      now: check,
    },
    {
      kind: 'handover',
      ...common,
      state: 'sending',
      last: 'left-out',
      serviceKey: row.serviceKey,
      serviceName: 'clinicanorte.es',
      family: null,
      row,
      now: check,
    },
    ...(['locked', 'store-changed', 'no-store', 'undecryptable', 'unknown-form'] as const).map((why) => ({
      kind: 'locked' as const,
      ...common,
      state: 'unknown' as const,
      why,
    })),
  ];
  const list = { persistent: true, entries };
  expect(outboxListSchema.parse(list)).toEqual(list);
  for (const wrong of [{ state: '' }, { last: '' }, { why: '' }, { kind: '' }])
    expect(
      outboxListSchema.safeParse({ persistent: true, entries: [{ ...entries.at(-1), ...wrong }] }).success,
    ).toBe(false);

  const outcomes =
    'accepted refused sent found wrong-code already-confirmed not-waiting unknown not-allowed failed stopped left-out'.split(
      ' ',
    );
  const told = (outcome: string) =>
    outboxOutcomeSchema.safeParse({ id: 'x', outcome, requestIds: [7], failure: null }).success;
  expect(outcomes.filter(told)).toEqual(outcomes);
  expect(told('')).toBe(false);
});
