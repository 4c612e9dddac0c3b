/** What the record tells of each request: who confirmed when as far as it is known, and never more than that. */
import { expect, test } from 'vitest';
import { recordOf } from '../../../renderer/handover/handover-records.ts';
import { periodOf, recordLines } from '../../../renderer/record/record-lines.ts';
import type { ActivityEntry } from '../../../shared/activity.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import { confirmed, ME, mineOf, NOW, refused, request, THEM } from '../requests/samples.ts';

const entry = (id: number, change: Partial<ActivityEntry> = {}): ActivityEntry => ({
  id: `intent ${id}`,
  at: new Date(NOW - 24 * 3600_000).toISOString(),
  kind: 'changeContact',
  api: 'sandbox',
  nichandle: ME,
  serviceName: `s${id}.es`,
  serviceKey: `sandbox/s${id}`,
  requestKey: null,
  requestIds: [id],
  changes: [{ contactType: 'contactTech', to: THEM }],
  outcome: 'done',
  failure: null,
  group: 'g',
  ...change,
});
const linesOf = (entries: ActivityEntry[], requests: ContactRequest[]) => {
  const record = recordOf('g', entries, new Map(requests.map((one) => [one.key, one])), mineOf, NOW);
  return { record, lines: recordLines(record, mineOf, NOW) };
};
const DONE = '2026-11-20T11:30:00Z';

test.each([
  [
    'from here to the minute, the other by the end',
    { state: 'done', dateDone: DONE, confirmations: confirmed(ME) },
    'done',
    ['at', 'by'],
  ],
  ['neither from here: both by the end', { state: 'done', dateDone: DONE }, 'done', ['by', 'by']],
  [
    'mine elsewhere: before the moment it was said',
    {
      state: 'done',
      dateDone: DONE,
      confirmations: [{ nichandle: ME, decision: 'accept', at: DONE, certain: true, elsewhere: 'service' }],
    },
    'done',
    ['before', 'by'],
  ],
  [
    'open: mine done, the other certainly not yet',
    { confirmations: confirmed(ME) },
    'open',
    ['at', 'not-yet'],
  ],
  ['open: mine not yet, of the other nothing is known', {}, 'open', ['not-yet', 'not-known']],
  [
    'a lost answer is no confirmation',
    { confirmations: confirmed(ME, false) },
    'open',
    ['not-yet', 'not-known'],
  ],
  ['being applied: both, at no known moment', { state: 'doing' }, 'open', ['confirmed', 'confirmed']],
  [
    'refused from here',
    { state: 'refused', dateDone: DONE, confirmations: refused(ME) },
    'ended',
    ['refused', 'not-known'],
  ],
  ['expired: nothing is known', { state: 'expired', dateDone: DONE }, 'ended', ['not-known', 'not-known']],
  [
    'a state of tomorrow that has no end is open',
    { state: 'frozenByMagic' },
    'open',
    ['not-known', 'not-known'],
  ],
] as [string, Partial<ContactRequest>, string, string[]][])('%s', (_what, change, is, sides) => {
  const { lines } = linesOf([entry(1)], [request({ id: 1, ...change })]);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.is).toBe(is);
  expect(lines[0]?.sides.map((side) => side.is)).toEqual(sides);
});

test('what OVHcloud did not take is left out with its reason, without address or code', () => {
  const failure = {
    code: 'refused-by-service' as never,
    next: 'none' as never,
    message: 'Ask me@example.com, token=abcdef0123456789abcdef',
  };
  const { lines } = linesOf(
    [entry(2, { outcome: 'failed', requestIds: [], failure: failure as never }), entry(1)],
    [request({ id: 1 })],
  );
  expect(lines.map(({ is }) => is)).toEqual(['open', 'left-out']);
  expect(lines[1]?.why).not.toMatch(/@|abcdef/);
  expect(lines[1]).toMatchObject({ to: THEM, requestId: null, from: null });
});

test('who was asked for by e-mail address and is not told by OVHcloud stays unnamed: a record holds no address', () => {
  const changes = [{ contactType: 'contactTech' as const, to: 'jane@example.ca' }];
  const { lines } = linesOf([entry(1, { changes })], []);
  expect(lines[0]?.to).toBeNull();
});

test('what is not seen any more is said to be so', () => {
  const { lines } = linesOf([entry(1)], []);
  expect(lines[0]).toMatchObject({ is: 'untold', requestId: 1, sides: [] });
});

test('spans from the asking to what happened last', () => {
  const { record, lines } = linesOf([entry(1)], [request({ id: 1, state: 'done', dateDone: DONE })]);
  expect(periodOf(record, lines)).toEqual([NOW - 24 * 3600_000, Date.parse(DONE)]);
});
