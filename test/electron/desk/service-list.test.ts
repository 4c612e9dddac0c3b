/** A screen gets the services by name, the first at once, and later only those that changed. */
import { expect, it } from 'vitest';
import { openServiceList } from '../../../electron/desk/service-list.ts';
import { openWorld, type World } from '../../../electron/desk/world.ts';
import { decodeServices, type ServiceFacts } from '../../../shared/service-chunk.ts';
import { allServices } from '../../fakes/services.ts';
import { service } from '../../fakes/world.ts';

function facts(id: number, name: string, more: Partial<ServiceFacts> = {}): ServiceFacts {
  const { key: _key, api: _api, seenBy: _seenBy, ...own } = service(id, name, '/vps');
  return { ...own, ...more };
}

function listOf(items: readonly ServiceFacts[]): { world: World; list: ReturnType<typeof openServiceList> } {
  const world = openWorld();
  world.services.replaceFor('a', 'sandbox', items, 1);
  const list = openServiceList(world, () => 0);
  list.change();
  return { world, list };
}
const many = (count: number) => Array.from({ length: count }, (_, id) => facts(id, `host${count - id}.eu`));

it('tells all of them once, by name, numbers as numbers, the first chunk small', async () => {
  const { list } = listOf(many(4500));
  const first = await list.page(0, null);
  expect(first).toMatchObject({ from: 0, next: 200, total: 4500 });
  expect(first.services.names.slice(0, 3)).toEqual(['host1.eu', 'host2.eu', 'host3.eu']);
  const all = await allServices(({ from, revision }) => list.page(from, revision));
  expect(all.map(({ name }) => name)).toEqual(Array.from({ length: 4500 }, (_, at) => `host${at + 1}.eu`));
});

it('begins anew where the list changed between two chunks', async () => {
  const { world, list } = listOf(many(300));
  const first = await list.page(0, null);
  world.services.update('a', 'sandbox', facts(900, 'a-new-one.eu'), 2);
  list.change();
  const second = await list.page(200, first.revision);
  expect(second.from).toBe(0);
  expect(second.services.names[0]).toBe('a-new-one.eu');
});

it('tells a service that changed alone, to whoever holds the list before', async () => {
  const { world, list } = listOf(many(300));
  const { revision } = await list.page(0, null);
  world.services.update('a', 'sandbox', facts(7, 'host293.eu', { state: 'suspended' }), 2);
  const change = list.change();
  expect(change.since).toBe(revision);
  expect(change.changed && decodeServices(change.changed)).toMatchObject([
    { key: 'sandbox/7', state: 'suspended' },
  ]);
  expect((await list.page(0, change.revision ?? null)).revision).toBe(change.revision);
});

it('what was told the same again is no change', () => {
  const { world, list } = listOf(many(3));
  expect(world.services.update('a', 'sandbox', facts(0, 'host3.eu'), 2)).toBe(false);
  expect(list.change().changed?.ids).toEqual([]);
});

it.each([
  ['one came', (world: World) => world.services.update('a', 'sandbox', facts(9000, 'new.eu'), 2)],
  ['one went', (world: World) => world.services.replaceFor('a', 'sandbox', many(299), 2)],
  [
    'another account sees one',
    (world: World) => world.services.update('b', 'sandbox', many(300)[0] as ServiceFacts, 2),
  ],
  ['an account was forgotten', (world: World) => world.services.forget('a')],
])('where %s, the list is to be fetched again', (_, happens) => {
  const { world, list } = listOf(many(300));
  happens(world);
  const change = list.change();
  expect(change.changed).toBeUndefined();
  expect(change.count).toBe(world.services.size);
});

it('where most changed, the list is to be fetched again', () => {
  const { world, list } = listOf(many(600));
  world.services.replaceFor(
    'a',
    'sandbox',
    many(600).map((one) => ({ ...one, state: 'suspended' })),
    2,
  );
  expect(list.change().changed).toBeUndefined();
});
