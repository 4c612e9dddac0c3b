/** What is prepared for a day: when it asks, what it is about, and how each decision of it stands. */
import { describe, expect, it } from 'vitest';
import { beginOfDay, dayAfter, daysBetween, localDay } from '../../shared/local-day.ts';
import {
  countOfAccount,
  inOrder,
  lateBy,
  type Prepared,
  preparedSchema,
  soleTarget,
  standingOfSide,
  without,
} from '../../shared/prepared.ts';
import { aRequest } from './samples.ts';

const when = { day: '2026-12-03', made: '2026-11-28T06:00:00Z', asked: null, gone: 0 };
const part = (serviceKey: string, accountId: string, to = 'mp40311-ovh') => ({
  serviceKey,
  accountId,
  target: { contactTech: to },
});
const handover = (parts = [part('eu/1', 'a'), part('eu/2', 'b')]): Prepared => ({
  ...when,
  kind: 'handover',
  id: 'h',
  parts,
});
const side = { requestKey: 'eu/42', accountId: 'a', decision: 'accept' as const };
const decisions: Prepared = { ...when, kind: 'decisions', id: 'd', sides: [side] };

describe('days of the calendar', () => {
  it('are those where the reader is, from midnight to midnight', () => {
    expect(localDay(new Date(2026, 11, 3, 0, 0, 0).getTime())).toBe('2026-12-03');
    expect(localDay(new Date(2026, 11, 3, 23, 59, 59).getTime())).toBe('2026-12-03');
    expect(localDay(beginOfDay('2026-12-03') - 1)).toBe('2026-12-02');
  });
  it('are counted as days, over the change of the clock and of the year as well', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2026-12-03', '2026-12-01')).toBe(-2);
    expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29');
  });
});

it('asks on its day and after it, saying how late that is', () => {
  expect(lateBy(when, '2026-12-02')).toBeNull();
  expect(lateBy(when, '2026-12-03')).toBe(0);
  expect(lateBy(when, '2026-12-06')).toBe(3);
});

it('comes in the order of days, of one day the older first', () => {
  const all = [
    { ...handover(), id: '1', day: '2026-12-05' },
    { ...handover(), id: '2' },
    { ...handover(), id: '3', made: '2026-11-27T06:00:00Z' },
  ];
  expect(inOrder(all).map(({ id }) => id)).toEqual(['3', '2', '1']);
});

it('is to one person where all of it is', () => {
  expect(soleTarget(handover())).toBe('mp40311-ovh');
  expect(soleTarget(handover([part('eu/1', 'a'), part('eu/2', 'a', 'LR88120-ovh')]))).toBeNull();
  expect(soleTarget(decisions)).toBeNull();
});

it('loses what goes with an account, and is nothing without the last of it', () => {
  expect(without(handover(), ({ accountId }) => accountId === 'b')).toEqual(handover([part('eu/1', 'a')]));
  expect(without(decisions, ({ accountId }) => accountId === 'a')).toBeNull();
  expect(countOfAccount([handover(), decisions], 'a')).toBe(2);
});

it('has no place for a code: what is more than a number and a choice is not kept', () => {
  const kept = preparedSchema.parse({
    ...decisions,
    code: 'x',
    sides: [{ ...side, code: 'x', handle: 'h' }],
  });
  expect(JSON.stringify(kept)).not.toMatch(/code|handle/);
});

describe('a decision', () => {
  const request = aRequest();
  const mine = new Set([request.toAccount?.toLowerCase() ?? '']);
  const own = { ...side, requestKey: request.key };
  const given: Parameters<typeof standingOfSide>[1] = {
    requests: new Map([[request.key, request]]),
    handleOf: (id) => (id === 'a' ? request.toAccount : null),
    mine: () => mine,
    outbox: [],
    codes: [],
  };
  const entry = {
    kind: 'decision',
    id: 'o',
    at: '',
    accountId: 'a',
    state: 'waiting',
    last: null,
    requestKey: request.key,
    decision: 'accept',
    seen: {},
    now: {},
  } as unknown as (typeof given.outbox)[number];

  it('asks for its code, unless it is in memory or sealed with the same choice', () => {
    expect(standingOfSide(own, given)).toBe('asks');
    expect(standingOfSide(own, { ...given, codes: [{ requestKey: request.key, accountId: 'a' }] })).toBe(
      'at-hand',
    );
    expect(standingOfSide(own, { ...given, codes: [{ requestKey: request.key, accountId: 'b' }] })).toBe(
      'asks',
    );
    expect(standingOfSide(own, { ...given, outbox: [entry] })).toBe('sealed');
    expect(standingOfSide({ ...own, decision: 'refuse' }, { ...given, outbox: [entry] })).toBe('asks');
  });
  it('is over where the request is gone, ended, or has this side’s word', () => {
    const over = (change: object): string =>
      standingOfSide(own, { ...given, requests: new Map([[request.key, { ...request, ...change }]]) });
    expect(standingOfSide(own, { ...given, requests: new Map() })).toBe('over');
    expect(standingOfSide(own, { ...given, handleOf: () => null })).toBe('over');
    expect(over({ state: 'done' })).toBe('over');
    expect(
      over({
        confirmations: [
          { nichandle: request.toAccount, decision: 'accept', at: '2026-11-20T10:00:00Z', certain: true },
        ],
      }),
    ).toBe('over');
    expect(over({})).toBe('asks');
  });
});
