/** A project's next step, and which hand-overs were made for it. */
import { describe, expect, it, test } from 'vitest';
import { recordOf } from '../../../renderer/handover/handover-records.ts';
import { nextOf } from '../../../renderer/moves/move-next.ts';
import { recordsOfMove } from '../../../renderer/moves/move-records.ts';
import type { ActivityEntry } from '../../../shared/activity.ts';
import type { LeftGroup, LeftService } from '../../../shared/moves.ts';
import { service } from '../../fakes/world.ts';

const [FROM, TO, OTHER] = ['ac44920-ovh', 'ac21874-ovh', 'mp40311-ovh'];
const goingOn = { paused: false, ended: null };
const left = (...groups: LeftGroup[]) => groups.map((group) => ({ group }) as LeftService);

test.each<[string, LeftGroup[], string]>([
  ['codes of mine go first', ['by-hand', 'ready', 'yours', 'theirs'], 'yours'],
  ['then what can be asked for', ['blocked', 'theirs', 'ready'], 'ready'],
  ['then who holds it up', ['unpaid', 'theirs'], 'theirs'],
  ['else it is held up', ['unpaid', 'running', 'by-hand'], 'held'],
  ['with nothing left it is done', [], 'done'],
])('%s', (_what, groups, next) => {
  expect(nextOf(goingOn, left(...groups))).toBe(next);
});

test('paused or ended, nothing comes next', () => {
  expect(nextOf({ paused: true, ended: null }, left('yours'))).toBe('none');
  expect(nextOf({ paused: false, ended: '2026-11-20T10:00:00Z' }, left('yours'))).toBe('none');
});

describe('the hand-overs of a project', () => {
  const begun = '2026-11-09T10:00:00.000Z';
  const move = { api: 'sandbox', nichandle: FROM, target: TO, begun, services: ['sandbox/1'] };
  const handedOver = (id: number, change: Partial<ActivityEntry> = {}) => {
    const entry: ActivityEntry = {
      id: String(id),
      at: '2026-11-10T10:00:00.000Z',
      kind: 'changeContact',
      api: 'sandbox',
      nichandle: FROM,
      serviceName: `s${id}.es`,
      serviceKey: `sandbox/${id}`,
      requestKey: null,
      requestIds: [id],
      changes: [{ contactType: 'contactTech', to: TO }],
      outcome: 'done',
      failure: null,
      group: 'g',
      ...change,
    };
    return recordOf('g', [entry], new Map(), () => new Set([FROM]), Date.parse(begun));
  };
  const contacts = { contactAdmin: FROM, contactTech: OTHER, contactBilling: OTHER };
  const services = [service(2, 'new.es', '/domain', { contacts }), service(3, 'theirs.es', '/domain')];

  it.each<[string, number, Partial<ActivityEntry>, boolean]>([
    ['one of its services', 1, {}, true],
    ['a service that came to the account later', 2, {}, true],
    ['a service of others', 3, {}, false],
    ['to somebody else', 1, { changes: [{ contactType: 'contactTech', to: OTHER }] }, false],
    ['before it began', 1, { at: '2026-11-01T10:00:00.000Z' }, false],
  ])('%s: %i', (_what, id, change, isOne) => {
    expect(recordsOfMove(move, [handedOver(id, change)], services)).toHaveLength(isOne ? 1 : 0);
  });
});
