/** How far hand-overs are, who holds them up, in which order they stand, and what happened so far. */
import { describe, expect, it } from 'vitest';
import {
  byNextEnd,
  heldUpBy,
  onlyFrom,
  partsOf,
  underWay,
} from '../../../renderer/handover/handover-progress.ts';
import { recordOf } from '../../../renderer/handover/handover-records.ts';
import { timelineOf } from '../../../renderer/handover/handover-timeline.ts';
import type { ActivityEntry } from '../../../shared/activity.ts';
import { confirmed, ME, mineOf, NOW, request, THEM } from '../requests/samples.ts';

const DAY = 24 * 3_600_000;
const iso = (ms: number) => new Date(NOW + ms).toISOString();

function entry(id: number, change: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    id: String(id),
    at: iso(-DAY),
    kind: 'changeContact',
    api: 'sandbox',
    nichandle: ME,
    serviceName: 'clinicanorte.es',
    serviceKey: `sandbox/s${id}`,
    requestKey: null,
    requestIds: [id],
    changes: [{ contactType: 'contactTech', to: THEM }],
    outcome: 'done',
    failure: null,
    group: 'g',
    ...change,
  };
}

describe('hand-overs under way', () => {
  const lines = [1, 2, 3, 4].map((id) => entry(id, id === 4 ? { outcome: 'failed', requestIds: [] } : {}));
  const requests = new Map(
    [
      request({ id: 1, state: 'done', dateDone: iso(0), dateRequest: iso(-DAY) }),
      request({ id: 2, dateRequest: iso(-DAY), confirmations: confirmed(ME) }),
      request({ id: 3, dateRequest: iso(-DAY) }),
    ].map((one) => [one.key, one]),
  );
  const record = recordOf('g', lines, requests, mineOf, NOW);

  it('are those of which something is still to come, with their parts and who holds them up', () => {
    expect(underWay([record])).toEqual([record]);
    expect(partsOf(record)).toEqual([
      { part: 'done', count: 1 },
      { part: 'yours', count: 1 },
      { part: 'theirs', count: 1 },
      { part: 'blocked', count: 1 },
    ]);
    expect(heldUpBy(record, mineOf, NOW)).toMatchObject({ nichandle: THEM, requests: [{ id: 2 }] });
    expect(onlyFrom(record)).toBe(ME);
  });
  it('are over when all of it is, and held up by nobody where it is my turn', () => {
    const over = recordOf('g', lines.slice(0, 1), requests, mineOf, NOW);
    expect(underWay([over])).toEqual([]);
    const mine = recordOf('g', lines.slice(2, 3), requests, mineOf, NOW);
    expect(heldUpBy(mine, mineOf, NOW)).toBeNull();
  });
  it('stand by the next of their requests to run out, and those without one behind them', () => {
    const early = recordOf('early', [entry(2)], requests, mineOf, NOW);
    const late = recordOf(
      'late',
      [entry(5)],
      new Map([['sandbox/5', request({ id: 5, dateRequest: iso(-DAY + 600_000) })]]),
      mineOf,
      NOW,
    );
    const never = recordOf('never', [entry(1)], requests, mineOf, NOW);
    expect(byNextEnd([never, late, early]).map(({ group }) => group)).toEqual(['early', 'late', 'never']);
  });
  it('tell what happened day by day, newest first, and nothing of other hand-overs', () => {
    const decided = (id: number, kind: ActivityEntry['kind'], change: Partial<ActivityEntry> = {}) =>
      entry(id, { kind, requestKey: `sandbox/${id}`, group: null, at: iso(-1000), ...change });
    const activity = [
      decided(2, 'accept'),
      decided(3, 'accept', { outcome: 'unknown' }),
      decided(9, 'refuse'),
      entry(8, { group: 'other' }),
      ...lines,
    ];
    const told = timelineOf(record, activity, 'UTC').map(({ what, count }) => [what, count]);
    expect(told).toEqual([
      ['done', 1],
      ['confirmed', 1],
      ['asked', 3],
      ['failed', 1],
    ]);
  });
});
