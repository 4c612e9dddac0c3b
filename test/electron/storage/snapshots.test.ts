/** Snapshots come back as they were written, and what cannot be understood is kept aside. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openSnapshots } from '../../../electron/storage/snapshots.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

const item = z.object({ id: z.number() });
const at = '2026-11-20T12:00:00.000Z';

test('come back with their age, for their own account and kind only', async () => {
  const snapshots = openSnapshots(await temporaryFolder(), () => 1);
  await snapshots.write('ac21874-ovh@sandbox', 'services', { at, items: [{ id: 1 }] });
  expect(await snapshots.read('ac21874-ovh@sandbox', 'services', item)).toEqual({ at, items: [{ id: 1 }] });
  expect(await snapshots.read('ac21874-ovh@sandbox', 'requests', item)).toBeNull();
  expect(await snapshots.read('ac21874_ovh@sandbox', 'services', item)).toBeNull();
});

test('the last write wins, however many are under way', async () => {
  const snapshots = openSnapshots(await temporaryFolder(), () => 1);
  const writes = Array.from({ length: 20 }, (_, id) =>
    snapshots.write('a', 'services', { at, items: [{ id }] }),
  );
  await Promise.all(writes);
  expect(await snapshots.read('a', 'services', item)).toEqual({ at, items: [{ id: 19 }] });
});

test.each([
  ['is not JSON', '{"version":1,"at":"2026'],
  ['has another shape', '{"version":1,"at":"x","items":[{"id":"one"}]}'],
  ['is of a later version', '{"version":2,"at":"x","items":[]}'],
])('a file that %s is kept aside and counts as none', async (_, text) => {
  const folder = await temporaryFolder();
  const snapshots = openSnapshots(folder, () => 77);
  await snapshots.write('a', 'requests', { at, items: [] });
  const [name] = await readdir(join(folder, 'snapshots'));
  await writeFile(join(folder, 'snapshots', String(name)), text);
  expect(await snapshots.read('a', 'requests', item)).toBeNull();
  expect(await readdir(join(folder, 'snapshots'))).toEqual([`${name}.damaged-77`]);
});

test('forgetting an account leaves the others', async () => {
  const snapshots = openSnapshots(await temporaryFolder(), () => 1);
  await snapshots.write('a', 'services', { at, items: [{ id: 1 }] });
  await snapshots.write('b', 'services', { at, items: [{ id: 2 }] });
  await snapshots.forget('a');
  expect(await snapshots.read('a', 'services', item)).toBeNull();
  expect(await snapshots.read('b', 'services', item)).toEqual({ at, items: [{ id: 2 }] });
});
