/** A hand-over kept as one thing: its last word per service, what its requests say, and what is not seen is not claimed. */
import { describe, expect, it } from 'vitest';
import { groupOfRequests, groupsOf, recordOf } from '../../../renderer/handover/handover-records.ts';
import type { ActivityEntry } from '../../../shared/activity.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import { request } from '../../fakes/world.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const ME = 'ac21874-ovh';
const mineOf = () => new Set([ME]);

function entry(id: number, change: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    id: String(id),
    at: new Date(NOW).toISOString(),
    kind: 'changeContact',
    api: 'sandbox',
    nichandle: ME,
    serviceName: `s${id}.es`,
    serviceKey: `sandbox/${id}`,
    requestKey: null,
    requestIds: [id],
    changes: [{ contactType: 'contactTech', to: 'mp40311-ovh' }],
    outcome: 'done',
    failure: null,
    group: 'g',
    ...change,
  };
}
function record(entries: ActivityEntry[], requests: ContactRequest[]) {
  return recordOf('g', entries, new Map(requests.map((one) => [one.key, one])), mineOf, NOW);
}
const standings = (entries: ActivityEntry[], requests: ContactRequest[]) =>
  Object.fromEntries(record(entries, requests).rows.map(({ key, standing }) => [key, standing]));

describe('which lines are a hand-over', () => {
  it('those of one group about two services or more, newest first', () => {
    const entries = [
      entry(5, { group: 'b' }),
      entry(4, { group: 'b' }),
      entry(3, { group: 'one' }),
      entry(2),
      entry(1),
    ];
    expect([...groupsOf(entries).keys()]).toEqual(['b', 'g']);
  });
  it('not what was decided, nor one service that was sent again', () => {
    expect(groupsOf([entry(1, { kind: 'accept' }), entry(2, { kind: 'accept' })]).size).toBe(0);
    expect(groupsOf([entry(1), entry(1, { id: 'again' })]).size).toBe(0);
  });
});

describe('where a service stands', () => {
  it('is told by its requests', () => {
    const confirmed = {
      nichandle: ME,
      decision: 'accept' as const,
      at: new Date(NOW).toISOString(),
      certain: true,
    };
    expect(
      standings(
        [entry(1), entry(2), entry(3), entry(4), entry(5)],
        [
          request(1, NOW),
          request(2, NOW, { confirmations: [confirmed] }),
          request(3, NOW, { state: 'doing' }),
          request(4, NOW, { state: 'done' }),
          request(5, NOW, { state: 'refused' }),
        ],
      ),
    ).toEqual({
      'sandbox/1': 'yours',
      'sandbox/2': 'theirs',
      'sandbox/3': 'ovhcloud',
      'sandbox/4': 'done',
      'sandbox/5': 'ended',
    });
  });
  it('is not claimed of requests that are not seen, or of another world’s of the same number', () => {
    expect(standings([entry(1)], [])).toEqual({ 'sandbox/1': 'untold' });
    expect(standings([entry(1)], [request(1, NOW - 3_600_000, { state: 'done' })])).toEqual({
      'sandbox/1': 'untold',
    });
    expect(standings([entry(1, { requestIds: [1, 2] })], [request(1, NOW, { state: 'done' })])).toEqual({
      'sandbox/1': 'untold',
    });
  });
  it('is the ledger’s word where nothing was made', () => {
    expect(
      standings(
        [entry(1, { outcome: 'failed', requestIds: [] }), entry(2, { outcome: 'unknown', requestIds: [] })],
        [],
      ),
    ).toEqual({ 'sandbox/1': 'failed', 'sandbox/2': 'unknown' });
  });
  it('is the last word where it was sent again', () => {
    const entries = [entry(1, { id: 'again' }), entry(1, { outcome: 'failed', requestIds: [] })];
    expect(standings(entries, [request(1, NOW, { state: 'done' })])).toEqual({ 'sandbox/1': 'done' });
  });
});

it('names the requests that wait for a code of mine, and those that are named once', () => {
  const { yours, to, counts } = record(
    [entry(1), entry(2)],
    [request(1, NOW), request(2, NOW, { state: 'done' })],
  );
  expect([yours, to, counts.yours, counts.done]).toEqual([['sandbox/1'], ['mp40311-ovh'], 1, 1]);
});

it('codes lead to a hand-over only where all of them belong to it', () => {
  const entries = [entry(1), entry(2)];
  expect(groupOfRequests(entries, ['sandbox/1', 'sandbox/2'])).toBe('g');
  expect(groupOfRequests(entries, ['sandbox/1', 'sandbox/9'])).toBeNull();
  expect(groupOfRequests(entries, [])).toBeNull();
});
