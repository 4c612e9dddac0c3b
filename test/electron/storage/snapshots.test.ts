/** Snapshots come back as they were written, and what cannot be understood is kept aside. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { toChecked } from '../../../electron/storage/checked.ts';
import { openSnapshots, type Snapshots } from '../../../electron/storage/snapshots.ts';
import type { ServiceFacts } from '../../../shared/service-chunk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';
import { service } from '../../fakes/world.ts';

const item = z.object({ id: z.number() });
const at = '2026-11-20T12:00:00.000Z';

function facts(id: number): ServiceFacts {
  const { key: _key, api: _api, seenBy: _seenBy, ...own } = service(id, `host${id}.eu`, '/vps');
  return own;
}

async function servicesOf(snapshots: Snapshots, accountId: string) {
  const read = await snapshots.readServices(accountId);
  return read === null ? null : { at: read.at, count: read.count, items: await read.items() };
}

async function onlyFile(folder: string): Promise<string> {
  const [name] = await readdir(join(folder, 'snapshots'));
  return join(folder, 'snapshots', String(name));
}

test('requests come back with their age, for their own account only', async () => {
  const snapshots = openSnapshots(placeIn(await temporaryFolder()));
  await snapshots.writeRequests('ac21874-ovh@sandbox', { at, items: [{ id: 1 }] });
  expect(await snapshots.readRequests('ac21874-ovh@sandbox', item)).toEqual({ at, items: [{ id: 1 }] });
  expect(await snapshots.readServices('ac21874-ovh@sandbox')).toBeNull();
  expect(await snapshots.readRequests('ac21874_ovh@sandbox', item)).toBeNull();
});

test('services come back with their age, however many lines they take', async () => {
  const snapshots = openSnapshots(placeIn(await temporaryFolder()));
  const items = Array.from({ length: 4001 }, (_, id) => facts(id));
  await snapshots.writeServices('a', { at, items });
  expect(await servicesOf(snapshots, 'a')).toEqual({ at, count: 4001, items });
  expect((await snapshots.readServices('a'))?.first).toEqual(items.slice(0, 200));
  await snapshots.writeServices('a', { at, items: [] });
  expect(await servicesOf(snapshots, 'a')).toEqual({ at, count: 0, items: [] });
});

test('services that an earlier version wrote are still read', async () => {
  const folder = await temporaryFolder();
  const snapshots = openSnapshots(placeIn(folder, { now: () => 1 }));
  await snapshots.writeServices('a', { at, items: [] });
  const { tags: _tags, ...untagged } = facts(7);
  await writeFile(await onlyFile(folder), JSON.stringify({ version: 1, at, items: [untagged] }));
  expect(await servicesOf(snapshots, 'a')).toEqual({ at, count: 0, items: [facts(7)] });
});

test('the last write wins, however many are under way', async () => {
  const snapshots = openSnapshots(placeIn(await temporaryFolder()));
  const writes = Array.from({ length: 20 }, (_, id) => [
    snapshots.writeRequests('a', { at, items: [{ id }] }),
    snapshots.writeServices('a', { at, items: [facts(id)] }),
  ]);
  await Promise.all(writes.flat());
  expect(await snapshots.readRequests('a', item)).toEqual({ at, items: [{ id: 19 }] });
  expect((await servicesOf(snapshots, 'a'))?.items).toEqual([facts(19)]);
});

test.each([
  ['is not JSON', '{"version":1,"at":"2026'],
  ['has another shape', '{"version":1,"at":"x","items":[{"id":"one"}]}'],
  ['is of a later version', '{"version":3,"at":"x","items":[]}'],
])('requests in a file that %s are kept aside and count as none', async (_, text) => {
  const folder = await temporaryFolder();
  const snapshots = openSnapshots(placeIn(folder, { now: () => 77 }));
  await snapshots.writeRequests('a', { at, items: [] });
  const path = await onlyFile(folder);
  await writeFile(path, text);
  expect(await snapshots.readRequests('a', item)).toBeNull();
  expect(await onlyFile(folder)).toBe(`${path}.damaged-77`);
});

test.each([
  ['is not JSON', () => 'what'],
  ['is empty', () => ''],
  ['is an old one cut short', () => '{"version":1,"at":"x","items":[{"id'],
  ['is of a later version', (text: string) => text.replace(/^.*/, toChecked({ version: 3 }))],
  ['was cut short', (text: string) => text.slice(0, -40)],
  ['lost a line', (text: string) => text.split('\n').slice(0, 1).join('\n')],
  ['tells a state that no word is', (text: string) => text.replace(/"states":\[\d+/, '"states":[99')],
])('services in a file that %s are kept aside and count as none', async (_, spoil) => {
  const folder = await temporaryFolder();
  const snapshots = openSnapshots(placeIn(folder, { now: () => 77 }));
  await snapshots.writeServices('a', { at, items: [facts(1), facts(2)] });
  const path = await onlyFile(folder);
  await writeFile(path, spoil(await readFile(path, 'utf8')));
  expect((await servicesOf(snapshots, 'a'))?.items ?? null).toBeNull();
  expect(await onlyFile(folder)).toBe(`${path}.damaged-77`);
  expect(await snapshots.readServices('a')).toBeNull();
});

test('forgetting an account leaves the others', async () => {
  const snapshots = openSnapshots(placeIn(await temporaryFolder()));
  await snapshots.writeServices('a', { at, items: [facts(1)] });
  await snapshots.writeServices('b', { at, items: [facts(2)] });
  await snapshots.forget('a');
  expect(await snapshots.readServices('a')).toBeNull();
  expect((await servicesOf(snapshots, 'b'))?.items).toEqual([facts(2)]);
});

test.each([
  ['head', '"count":250', '"count":251'],
  ['first services', 'host1.eu', 'host9.eu'],
  ['other services', 'host240.eu', 'host241.eu'],
  ['requests', '"id":1', '"id":5'],
] as const)('one bit of the %s is told until the server was read anew', async (what, before, after) => {
  const folder = await temporaryFolder();
  const part = what === 'requests' ? 'requests' : 'services';
  const write = async (snapshots: Snapshots): Promise<void> =>
    part === 'requests'
      ? snapshots.writeRequests('a', { at, items: [{ id: 1 }] })
      : snapshots.writeServices('a', { at, items: Array.from({ length: 250 }, (_, id) => facts(id)) });
  await write(openSnapshots(placeIn(folder)));
  const path = await onlyFile(folder);
  await writeFile(path, (await readFile(path, 'utf8')).replace(before, after));
  const place = placeIn(folder);
  const snapshots = openSnapshots(place);
  const read =
    part === 'requests' ? await snapshots.readRequests('a', item) : await servicesOf(snapshots, 'a');
  expect(read === null || ('items' in read && read.items === null)).toBe(true);
  expect(place.told).toMatchObject([{ part, keptAs: expect.stringMatching(/\.damaged-7$/) }]);
  await write(snapshots);
  expect(place.told).toEqual([]);
});
