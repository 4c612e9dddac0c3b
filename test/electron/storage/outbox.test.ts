/** What waits is kept whatever becomes of the key store and the file, and each state says which it is. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SecretBox } from '../../../electron/desk/ports.ts';
import { memorySecrets } from '../../../electron/pages/memory-secrets.ts';
import { toChecked } from '../../../electron/storage/checked.ts';
import { openOutboxStore } from '../../../electron/storage/outbox.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { keyRing } from '../../fakes/key-ring.ts';
import { placeIn } from '../../fakes/place.ts';

const item = { id: 'one', at: '2026-11-18T10:00:00.000Z', accountId: 'a', sending: null, last: null };
const text = JSON.stringify({ code: 'thecodeofthisentry' });

async function filled(): Promise<{ folder: string; path: string; before: string }> {
  const folder = await temporaryFolder();
  const store = await openOutboxStore(placeIn(folder, { now: () => 1 }), keyRing());
  await store.add([{ item, text }], []);
  const path = join(folder, 'outbox.json');
  return { folder, path, before: await readFile(path, 'utf8') };
}

/** Whatever the next start finds. */
const BOXES: [string, SecretBox, string][] = [
  ['the same key store', keyRing(), 'open'],
  ['the same, locked', keyRing('gnome_libsecret', { locked: true }), 'locked'],
  ['the same with another key', keyRing('gnome_libsecret', { key: 'second' }), 'undecryptable'],
  [
    'the same with another key, locked',
    keyRing('gnome_libsecret', { key: 'second', locked: true }),
    'locked',
  ],
  [
    'the same, which gave no key',
    { ...memorySecrets('gnome_libsecret'), open: keyRing('gnome_libsecret', { locked: true }).open },
    'locked',
  ],
  ['another key store', keyRing('kwallet6'), 'store-changed'],
  ['another key store, locked', keyRing('kwallet6', { locked: true }), 'store-changed'],
  ['basic_text', memorySecrets('basic_text'), 'no-store'],
  ['unknown', memorySecrets('unknown'), 'no-store'],
  ['memory', memorySecrets('memory'), 'no-store'],
];

test.each(BOXES)('at a start with %s nothing is lost, and the state says so', async (_what, box, state) => {
  const { folder, path, before } = await filled();
  const place = placeIn(folder, { now: () => 2 });
  const store = await openOutboxStore(place, box);
  expect(store.items()).toEqual([item]);
  expect(place.told).toEqual([]);
  expect(await store.open('one')).toMatchObject({ state });
  expect(await readFile(path, 'utf8')).toBe(before);

  // What is kept beside it under the new circumstances takes nothing away either.
  await store.add([{ item: { ...item, id: 'two' }, text: '{}' }], []).catch(() => {});
  await store.change(['two'], { last: 'failed' }).catch(() => {});
  await store.remove(['two']).catch(() => {});
  const back = await openOutboxStore(placeIn(folder, { now: () => 3 }), keyRing());
  expect(await back.open('one')).toEqual({ state: 'open', text });
  expect(await readdir(folder)).toEqual(['outbox.json']);
});

test.each([
  ['torn', 'broken', (whole: string) => whole.slice(0, 30)],
  ['of a newer version', 'newer', () => toChecked({ version: 2, what: 'ever' })],
  ['of another shape', 'broken', () => '[]'],
  ['empty', 'broken', () => ''],
])('a file that is %s is left beside under a name that is told', async (_what, why, damage) => {
  const { folder, path, before } = await filled();
  await writeFile(path, damage(before));
  const place = placeIn(folder);
  const store = await openOutboxStore(place, keyRing());
  expect(store.items()).toEqual([]);
  expect(place.told).toMatchObject([{ part: 'outbox', why, keptAs: 'outbox.json.damaged-7' }]);
  expect(await readFile(join(folder, 'outbox.json.damaged-7'), 'utf8')).toBe(damage(before));
  await store.add([{ item: { ...item, id: 'two' }, text }], []);
  expect((await readdir(folder)).sort()).toEqual(['outbox.json', 'outbox.json.damaged-7']);
});

test('what could not be written is not taken for kept', async () => {
  const folder = await temporaryFolder();
  const store = await openOutboxStore(
    placeIn(folder, { now: () => 1 }),
    keyRing('gnome_libsecret', { locked: true }),
  );
  await expect(store.add([{ item, text }], [])).rejects.toThrow('locked');
  expect(store.items()).toEqual([]);
});
