/** Rules of the decision tray: groups and what they are set to, what may be accepted, what would be sent. */

import { describe, expect, it } from 'vitest';
import { foldRows, handoverKind } from '../../../renderer/codes/tray-folds.ts';
import {
  type Choice,
  isPressing,
  itemsOf,
  type TrayFacts,
  trayRows,
} from '../../../renderer/codes/tray-rows.ts';
import type { FoundCode } from '../../../shared/found-code.ts';
import { sideKey } from '../../../shared/request.ts';
import { confirmed, found, ME, mineOf, NOW, OTHER_ME, request, THEM } from '../requests/samples.ts';

const accountId = `${ME}@sandbox`;
const theirs = { askingAccount: THEM, fromAccount: THEM, toAccount: ME };
const REQUESTS = [
  request({ id: 1, asked: 1 }),
  request({ id: 2, asked: 5, ...theirs }),
  request({ id: 3, asked: 2, ...theirs, contactTypes: ['contactAdmin', 'contactBilling'] }),
  request({ id: 4, state: 'done' }),
  request({ id: 5, confirmations: [{ ...confirmed(ME)[0]!, elsewhere: 'service' }] }),
];
const forRequest = (id: number, change: Partial<FoundCode> = {}): FoundCode =>
  found({ handle: `h${id}`, requestKey: `sandbox/${id}`, requestId: id, ...change });

function facts(codes: FoundCode[], more: Partial<TrayFacts> = {}): TrayFacts {
  return {
    found: codes,
    requests: new Map(REQUESTS.map((one) => [one.key, one])),
    choices: {},
    chosen: {},
    mineOf,
    nichandleOf: (id) => id.split('@')[0] ?? null,
    prepared: new Map(),
    underWay: new Set(),
    now: NOW,
    ...more,
  };
}
const chosen = (codes: FoundCode[], more: Partial<TrayFacts> = {}): Record<string, Choice> =>
  Object.fromEntries(trayRows(facts(codes, more)).map(({ handle, choice }) => [handle, choice]));

const choose = found({
  handle: 'c',
  verdict: 'choose',
  requestKey: null,
  accountId: null,
  requestId: null,
  candidates: [1, 2].map((id) => ({ requestKey: `sandbox/${id}`, accountId })),
});

describe('the tray', () => {
  it('is set to Accept for what I asked for and to Later for all else', () => {
    expect(chosen([forRequest(1), forRequest(2), forRequest(3)])).toEqual({
      h1: 'accept',
      h2: 'later',
      h3: 'later',
    });
  });

  it('groups by who asked, and shows what runs out next first', () => {
    const rows = trayRows(
      facts([forRequest(1), forRequest(2), forRequest(3), forRequest(4, { verdict: 'closed' })]),
    );
    expect(rows.map(({ handle, group }) => [handle, group])).toEqual([
      ['h2', 'others'],
      ['h3', 'others'],
      ['h1', 'yours'],
      ['h4', 'over'],
    ]);
  });

  it('says of accepting that it makes responsible or makes pay, of the side that takes over alone', () => {
    const [row] = trayRows(facts([forRequest(3)]));
    expect(row?.takesOn).toEqual({ admin: true, billing: true });
    expect(trayRows(facts([forRequest(1)]))[0]?.takesOn).toEqual({ admin: false, billing: false });
  });

  it('tells a side that was confirmed elsewhere from a used code and from a request that is over', () => {
    const over = (code: FoundCode) => trayRows(facts([code]))[0]?.over;
    expect(over(forRequest(5, { verdict: 'already-decided' }))).toBe('elsewhere');
    expect(over(forRequest(4, { verdict: 'closed' }))).toBe('done');
    expect(over(forRequest(9, { verdict: 'unknown', requestKey: null }))).toBe('unknown');
    expect(over(found({ handle: 'x', verdict: 'already-decided', requestKey: null }))).toBe('used');
  });

  it('starts from what was prepared for today, unless it is forged, uncertain or chosen otherwise', () => {
    const side = (id: number) => sideKey({ requestKey: `sandbox/${id}`, accountId });
    const prepared = new Map([
      [side(1), 'refuse'],
      [side(2), 'accept'],
    ] as const);
    const codes = [forRequest(1), forRequest(2), forRequest(3)];
    expect(chosen(codes, { prepared })).toEqual({ h1: 'refuse', h2: 'accept', h3: 'later' });
    expect(chosen(codes, { prepared, choices: { h2: 'later' } })).toMatchObject({ h2: 'later' });
    expect(chosen([forRequest(2, { verdict: 'suspicious' })], { prepared })).toEqual({ h2: 'later' });
    const twice = [forRequest(2), forRequest(2, { handle: 'h2b' })];
    expect(chosen(twice, { prepared })).toEqual({ h2: 'later', h2b: 'later' });
  });

  it('moves a code whose request has ended meanwhile to what is over, whatever was chosen', () => {
    const choices = { h4: 'accept' as const };
    const [row] = trayRows(facts([forRequest(4)], { choices }));
    expect(row).toMatchObject({ over: 'done', group: 'over' });
    expect(itemsOf(trayRows(facts([forRequest(4)], { choices })))).toEqual([]);
  });

  it('offers nothing for a side whose decision is on its way', () => {
    const underWay = new Set([sideKey({ requestKey: 'sandbox/1', accountId })]);
    expect(trayRows(facts([forRequest(1)], { underWay }))[0]).toMatchObject({ over: 'on-its-way' });
  });

  it('never accepts where the sender is not OVHcloud, even where that was chosen; refusing stays possible', () => {
    const forged = forRequest(1, { verdict: 'suspicious' });
    expect(trayRows(facts([forged]))[0]).toMatchObject({ choice: 'later', mayAccept: false, over: null });
    expect(itemsOf(trayRows(facts([forged], { choices: { h1: 'accept' } })))).toEqual([]);
    expect(itemsOf(trayRows(facts([forged], { choices: { h1: 'refuse' } })))).toMatchObject([
      { decision: 'refuse' },
    ]);
  });

  it('sets neither of two codes for one side to Accept, and sends one decision at most', () => {
    const two = [forRequest(1), forRequest(1, { handle: 'other' })];
    expect(chosen(two)).toEqual({ h1: 'later', other: 'later' });
    expect(itemsOf(trayRows(facts(two, { choices: { h1: 'accept', other: 'refuse' } })))).toHaveLength(1);
  });

  it('never sends a code whose verdict is not good, whatever is chosen', () => {
    const verdicts = ['already-decided', 'closed', 'expired', 'other-account', 'unknown'] as const;
    const codes = verdicts.map((verdict) => found({ handle: verdict, verdict, requestKey: null }));
    const choices = Object.fromEntries(verdicts.map((verdict) => [verdict, 'accept' as const]));
    expect(itemsOf(trayRows(facts(codes, { choices })))).toEqual([]);
  });

  it('sends a code that needs a choice only for one of its own candidates, and only once somebody said what', () => {
    const sent = (requestKey: string, choices: TrayFacts['choices'] = { c: 'refuse' }) =>
      itemsOf(trayRows(facts([choose], { chosen: { c: { requestKey, accountId } }, choices })));
    expect(itemsOf(trayRows(facts([choose], { choices: { c: 'accept' } })))).toEqual([]);
    expect(sent('sandbox/9')).toEqual([]);
    expect(sent('sandbox/1', {})).toEqual([]);
    expect(sent('sandbox/2')).toEqual([
      { requestKey: 'sandbox/2', accountId, handle: 'c', decision: 'refuse' },
    ]);
  });

  it('tries a code sent to another address only where the person says so, and only for what it may be', () => {
    const other = found({
      handle: 'o',
      verdict: 'other-account',
      accountId: null,
      candidates: [{ requestKey: 'sandbox/1', accountId }],
    });
    const side = (requestKey: string) =>
      trayRows(facts([other], { chosen: { o: { requestKey, accountId } } }))[0]?.side ?? null;
    expect(trayRows(facts([other]))[0]).toMatchObject({ side: null, choice: 'later' });
    expect(side('sandbox/1')).not.toBeNull();
    expect(side('sandbox/2')).toBeNull();
  });

  it('says that less than a minute is left, and not of what has run out', () => {
    const at = (asked: number) => {
      const one = request({ id: 1, asked });
      return isPressing([{ requestKey: one.key, accountId }], new Map([[one.key, one]]), NOW);
    };
    const MINUTE = 1 / (24 * 60);
    expect(at(7 - MINUTE / 2)).toBe(true);
    expect(at(7 - 2 * MINUTE)).toBe(false);
    expect(at(7 + MINUTE)).toBe(false);
  });
});

describe('the requests of one hand-over', () => {
  const fold = (...requests: ReturnType<typeof request>[]) =>
    foldRows(requests, (one) => ({ id: String(one.id), request: one, kind: handoverKind(one) })).map(
      ({ rows }) => rows.map(({ id }) => id),
    );

  it('come together where they were asked for in one go, by and for the same people in the same roles', () => {
    expect(
      fold(
        request({ id: 1 }),
        request({ id: 2 }),
        request({ id: 3, toAccount: OTHER_ME }),
        request({ id: 4, contactTypes: ['contactAdmin'] }),
        request({ id: 5, asked: 2 }),
        request({ id: 6 }),
      ),
    ).toEqual([[1, 2, 6], [3], [4], [5]]);
  });

  it('keep their own places where a row stands alone, and both sides of one request are no hand-over', () => {
    const one = request({ id: 1 });
    expect(fold(one, one)).toEqual([[1], [1]]);
    expect(
      foldRows([request({ id: 1 }), request({ id: 2 })], (each) => ({
        id: String(each.id),
        request: each,
        kind: null,
      })),
    ).toHaveLength(2);
  });
});
