/** What Today tells, and what it leaves out. */
import { describe, expect, it } from 'vitest';
import { rowOf } from '../../../renderer/requests/requests-view.ts';
import {
  cameOf,
  expiringOf,
  onlyLeaver,
  troublesOf,
  waitsForMe,
  waitsForOthers,
} from '../../../renderer/today/today-view.ts';
import type { ActivityEntry } from '../../../shared/activity.ts';
import { nobody } from '../../../shared/people.ts';
import { service } from '../../fakes/world.ts';
import { confirmed, ME, mineOf, NOW, request, THEM } from '../requests/samples.ts';

const DAY = 24 * 3_600_000;
const iso = (ms: number) => new Date(NOW + ms).toISOString();
const row = (given: ReturnType<typeof request>) => rowOf(given, mineOf, NOW);
const ids = (rows: readonly { request: { id: number } }[]) => rows.map((one) => one.request.id);

function entry(id: string, change: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    id,
    at: iso(-3_600_000),
    kind: 'accept',
    api: 'sandbox',
    nichandle: ME,
    serviceName: 'clinicanorte.es',
    serviceKey: null,
    requestKey: 'sandbox/1',
    requestIds: [1],
    changes: [],
    outcome: 'done',
    failure: null,
    group: null,
    ...change,
  };
}

describe('what waits', () => {
  it('for me stands by its end, and what is with others apart from it', () => {
    const rows = [
      request({ id: 1, asked: 1 }),
      request({ id: 2, asked: 6 }),
      request({ id: 3, asked: 2, confirmations: confirmed(ME) }),
      request({ id: 4, state: 'done', dateDone: iso(0) }),
      request({ id: 5, asked: 5, confirmations: confirmed(ME) }),
    ].map(row);
    expect(ids(waitsForMe(rows))).toEqual([2, 1]);
    expect(ids(waitsForOthers(rows))).toEqual([5, 3]);
  });
  it('is told what came of within a day', () => {
    const over = (id: number, ago: number, state = 'done') =>
      request({ id, state, dateDone: iso(-ago), dateRequest: iso(-9 * DAY) });
    expect(
      cameOf([over(1, 0), over(2, DAY - 1), over(3, DAY), over(4, 1, 'refused'), request({ id: 5 })], NOW),
    ).toEqual({ done: 2, refused: 1 });
  });
});

describe('what failed', () => {
  const troubles = (activity: ActivityEntry[], requests = [request({ id: 1 })]) =>
    troublesOf(activity, requests, NOW).map(({ id }) => id);
  const failed = { outcome: 'failed', failure: { code: 'rejected', next: 'read-again' } } as const;

  it('is told by its last word alone', () => {
    expect(troubles([entry('a', failed)])).toEqual(['a']);
    expect(troubles([entry('b'), entry('a', failed)])).toEqual([]);
    expect(troubles([entry('b', { outcome: 'unknown' }), entry('a')])).toEqual(['b']);
  });
  it('is over with its request, with a week, and where somebody confirmed before', () => {
    const over = request({ id: 1, state: 'done', dateDone: iso(0) });
    expect(troubles([entry('a', failed)], [over])).toEqual([]);
    expect(troubles([entry('a', { ...failed, at: iso(-8 * DAY) })])).toEqual([]);
    expect(
      troubles([
        entry('a', { outcome: 'failed', failure: { code: 'already-confirmed', next: 'read-again' } }),
      ]),
    ).toEqual([]);
  });
  it('is told no more once it was looked at, until it goes wrong again', () => {
    const seen = (...activity: ActivityEntry[]) =>
      troublesOf(activity, [request({ id: 1 })], NOW, ['a']).map(({ id }) => id);
    expect(seen(entry('a', failed))).toEqual([]);
    expect(seen(entry('b', failed), entry('a', failed))).toEqual(['b']);
    expect(seen(entry('a', failed), entry('c', failed))).toEqual([]);
  });
  it('counts each service of a hand-over by itself, and no connection', () => {
    const change = { ...failed, kind: 'changeContact', requestKey: null } as const;
    expect(
      troubles([
        entry('a', { ...change, serviceKey: 'sandbox/7' }),
        entry('b', { ...change, serviceKey: 'sandbox/8' }),
        entry('c', { ...failed, kind: 'connect', requestKey: null }),
      ]),
    ).toEqual(['a', 'b']);
  });
});

describe('what ends soon', () => {
  const ending = (id: number, days: number, billing: string | null, more = {}) =>
    service(id, `s${id}.es`, '/domain', {
      expires: iso(days * DAY),
      contacts: { contactAdmin: ME, contactTech: ME, contactBilling: billing },
      ...more,
    });
  const people = new Map([[THEM, { ...nobody(THEM), name: 'Marta', leaves: '2026-12-19' }]]);

  it('is first what somebody pays for who leaves, further ahead than the rest, each by date', () => {
    const found = expiringOf(
      [
        ending(1, 2, ME),
        ending(2, 40, ME),
        ending(3, 40, THEM.toUpperCase()),
        ending(4, 5, THEM),
        ending(5, -1, THEM),
        ending(6, 61, THEM),
        ending(7, 3, THEM, { status: 'expired' }),
        ending(8, 3, null),
        ending(9, 3, ME, { expires: null }),
      ],
      people,
      NOW,
    );
    expect(found.map((one) => one.service.serviceId)).toEqual([4, 3, 1, 8]);
    expect(found.map(({ leaver }) => leaver?.name)).toEqual(['Marta', 'Marta', undefined, undefined]);
  });
  it('names the one who leaves only where it is one', () => {
    const other = { ...nobody('x1-ovh'), leaves: '2026-12-01' };
    const both = new Map([...people, [other.nichandle, other] as const]);
    expect(onlyLeaver(expiringOf([ending(1, 2, THEM)], both, NOW))?.name).toBe('Marta');
    expect(onlyLeaver(expiringOf([ending(1, 2, THEM), ending(2, 3, 'x1-ovh')], both, NOW))).toBeNull();
    expect(onlyLeaver([])).toBeNull();
  });
});
