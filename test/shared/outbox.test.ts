/** What has changed since a decision was taken offline, and whether it can still be sent. */
import { expect, test } from 'vitest';
import { REQUEST_LIFETIME_MS } from '../../shared/deadline.ts';
import { checkDecision, seenOf } from '../../shared/outbox.ts';
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
