/** What was known last is there at once: requests and few services whole, of many services the first ones. */
import { expect, it } from 'vitest';
import type { Accounts } from '../../../electron/desk/accounts.ts';
import { openServiceList } from '../../../electron/desk/service-list.ts';
import { openSync } from '../../../electron/desk/sync.ts';
import { openWorld } from '../../../electron/desk/world.ts';
import { openSnapshots } from '../../../electron/storage/snapshots.ts';
import type { ServiceFacts } from '../../../shared/service-chunk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';
import { service } from '../../fakes/world.ts';

const at = '2026-11-20T12:00:00.000Z';

function facts(id: number): ServiceFacts {
  const { key: _key, api: _api, seenBy: _seenBy, ...own } = service(id, `host${id}.eu`, '/vps');
  return own;
}

/** As after a restart, with what `known` says of each account on disk. */
async function restarted(known: Record<string, ServiceFacts[]>) {
  const snapshots = openSnapshots(placeIn(await temporaryFolder()));
  for (const [id, items] of Object.entries(known)) await snapshots.writeServices(id, { at, items });
  const world = openWorld();
  const told: string[] = [];
  const accounts = {
    members: () => Object.keys(known).map((id) => ({ record: { id, api: 'sandbox' } })),
  } as unknown as Accounts;
  const sync = openSync({
    clock: {
      now: () => Date.parse(at),
      steady: () => 0,
      ahead: () => 0,
      learn: () => {},
      after: () => () => {},
    },
    world,
    accounts,
    snapshots,
    log: (line) => told.push(line),
    drift: { read: async () => {}, recalled: () => {} },
    changed: { sync: () => {}, requests: () => {}, services: () => told.push('services') },
    unchanged: () => {},
  });
  await sync.recall();
  return { sync, world, told };
}

it('few services stand there whole before anything else is answered', async () => {
  const { sync, world } = await restarted({ a: [facts(1), facts(2)] });
  expect(world.services.size).toBe(2);
  expect(sync.preview()).toBeNull();
});

it('of many, the first by name are shown while the rest is read, and then all are told', async () => {
  const all = Array.from({ length: 10_001 }, (_, id) => facts(id));
  const { sync, world, told } = await restarted({ a: all, b: [facts(20_000), facts(0)] });
  const preview = sync.preview();
  if (preview === null) throw new Error('nothing to show');
  expect(world.services.size).toBe(0);
  expect(sync.countOfServices()).toBe(10_001);
  const page = await openServiceList(preview, () => 0).page(0, null);
  expect(page.services.names.slice(0, 2)).toEqual(['host0.eu', 'host1.eu']);
  expect(page.services.ids).toHaveLength(200);
  await sync.recalled();
  expect(sync.preview()).toBeNull();
  expect(world.services.size).toBe(10_002);
  expect(world.services.get('sandbox/0')?.seenBy).toEqual(new Set(['a', 'b']));
  expect(told).toEqual(['services']);
});
