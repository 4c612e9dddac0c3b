/** The vault hands a secret back to its own account alone, tells why it cannot, and never loses what it cannot open. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SecretBox } from '../../../electron/desk/ports.ts';
import { memorySecrets } from '../../../electron/pages/memory-secrets.ts';
import { toChecked } from '../../../electron/storage/checked.ts';
import { openVault } from '../../../electron/storage/vault.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { type KeyRing, keyRing } from '../../fakes/key-ring.ts';
import { placeIn } from '../../fakes/place.ts';

const SECRET = JSON.stringify({ consumerKey: 'marker-secret' });
const OTHER = JSON.stringify({ consumerKey: 'other-secret' });

const textOf = (folder: string, name = 'vault.json'): Promise<string> => readFile(join(folder, name), 'utf8');

test('a sealed secret survives a restart and is not readable on the disk', async () => {
  const folder = await temporaryFolder();
  const first = await openVault(placeIn(folder), keyRing());
  await first.put('a', SECRET);
  await first.put('b', OTHER);
  expect(await textOf(folder)).not.toContain('marker');
  const second = await openVault(placeIn(folder), keyRing());
  expect(await second.get('a')).toEqual({ state: 'open', secret: SECRET });
  expect(await second.get('c')).toEqual({ state: 'none' });
});

test('without a safe backend nothing is written and a restart forgets', async () => {
  const folder = await temporaryFolder();
  const first = await openVault(placeIn(folder), memorySecrets('basic_text'));
  await first.put('a', SECRET);
  expect(await first.get('a')).toEqual({ state: 'open', secret: SECRET });
  expect(await readdir(folder)).toEqual([]);
  expect(await (await openVault(placeIn(folder), memorySecrets('basic_text'))).get('a')).toEqual({
    state: 'none',
  });
});

test('forgetting wipes one entry from the file, also where nothing new may be written', async () => {
  const folder = await temporaryFolder();
  const vault = await openVault(placeIn(folder), keyRing());
  for (const account of ['a', 'b', 'c']) await vault.put(account, SECRET);
  await vault.forget('a');
  expect(await vault.get('a')).toEqual({ state: 'none' });
  await (await openVault(placeIn(folder), memorySecrets('memory'))).forget('b');
  expect(Object.keys(JSON.parse(await textOf(folder)).entries)).toEqual(['c']);
});

test('a secret that could not be kept is not held either, and the next one is kept', async () => {
  const folder = await temporaryFolder();
  const ring = keyRing();
  const vault = await openVault(placeIn(folder), ring);
  ring.locked = true;
  await expect(vault.put('a', SECRET)).rejects.toThrow('locked');
  expect(await vault.get('a')).toEqual({ state: 'none' });
  ring.locked = false;
  await vault.put('b', OTHER);
  expect(Object.keys(JSON.parse(await textOf(folder)).entries)).toEqual(['b']);
});

test('a store unlocked later opens without a restart', async () => {
  const folder = await temporaryFolder();
  await (await openVault(placeIn(folder), keyRing())).put('a', SECRET);
  const ring = keyRing('gnome_libsecret', { locked: true });
  const vault = await openVault(placeIn(folder), ring);
  expect(await vault.get('a')).toEqual({ state: 'locked' });
  ring.locked = false;
  expect(await vault.get('a')).toEqual({ state: 'open', secret: SECRET });
});

test('a computer that starts now with one store, now with another keeps a form for each', async () => {
  const folder = await temporaryFolder();
  for (const backend of ['gnome_libsecret', 'kwallet6', 'gnome_libsecret']) {
    await (await openVault(placeIn(folder), keyRing(backend))).put('a', SECRET);
  }
  for (const backend of ['gnome_libsecret', 'kwallet6']) {
    expect(await (await openVault(placeIn(folder), keyRing(backend))).get('a')).toEqual({
      state: 'open',
      secret: SECRET,
    });
  }
  const { others } = JSON.parse(await textOf(folder)).entries.a;
  expect(others).toMatchObject([{ backend: 'kwallet6' }]);
});

test('what was sealed with a key that has been replaced is sealed anew', async () => {
  const folder = await temporaryFolder();
  await (await openVault(placeIn(folder), keyRing())).put('a', SECRET);
  const before = JSON.parse(await textOf(folder)).entries.a.sealed;
  const ring = keyRing('gnome_libsecret', { isOutdated: (sealed) => sealed === before });
  await (await openVault(placeIn(folder), ring)).get('a');
  const after = JSON.parse(await textOf(folder)).entries.a.sealed;
  expect(after).not.toBe(before);
  expect(await ring.open(after)).toBe(SECRET);
});

test('a wrong key that makes noise instead of an error is noticed', async () => {
  const folder = await temporaryFolder();
  await (await openVault(placeIn(folder), keyRing())).put('a', SECRET);
  const noisy: SecretBox = { ...keyRing(), open: async () => 'noise', isReachable: async () => true };
  expect(await (await openVault(placeIn(folder), noisy)).get('a')).toEqual({ state: 'undecryptable' });
});

test('the newest of several files counts, and none of them is touched by the others', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'vault.json'), 'damaged');
  await (await openVault(placeIn(folder), keyRing())).put('a', SECRET);
  await writeFile(join(folder, 'vault-2.json'), '{"version":2}');
  const third = await openVault(placeIn(folder), keyRing());
  expect(await third.get('a')).toEqual({ state: 'vault-newer' });
  await third.put('a', OTHER);
  expect(await textOf(folder)).toBe('damaged');
  expect(await textOf(folder, 'vault-2.json')).toBe('{"version":2}');
  expect(await (await openVault(placeIn(folder), keyRing())).get('a')).toEqual({
    state: 'open',
    secret: OTHER,
  });
  expect((await readdir(folder)).sort()).toEqual(['vault-2.json', 'vault-3.json', 'vault.json']);
});

test('a damaged entry costs its own account alone, and stays as it is until that one is connected anew', async () => {
  const folder = await temporaryFolder();
  const first = await openVault(placeIn(folder), keyRing());
  await first.put('a', SECRET);
  await first.put('b', OTHER);
  const good = await textOf(folder);
  const sealed = /"a":\{"backend":"[^"]+","sealed":"(.)/.exec(good)?.[0] ?? '';
  const damaged = good.replace(sealed, `${sealed.slice(0, -1)}${sealed.endsWith('x') ? 'y' : 'x'}`);
  await writeFile(join(folder, 'vault.json'), damaged);
  const place = placeIn(folder);
  const vault = await openVault(place, keyRing());
  expect(place.told).toMatchObject([{ part: 'keys', why: 'partly', count: 1, file: 'vault.json' }]);
  expect(await vault.get('b')).toEqual({ state: 'open', secret: OTHER });
  expect(await vault.get('a')).toEqual({ state: 'vault-damaged' });
  expect(await textOf(folder)).toBe(damaged);
  await vault.put('a', OTHER);
  const later = placeIn(folder);
  expect(await (await openVault(later, keyRing())).get('a')).toEqual({ state: 'open', secret: OTHER });
  expect(later.told).toEqual([]);
});

test('where an entry’s account is no longer named right, none is said to have no keys', async () => {
  const folder = await temporaryFolder();
  await (await openVault(placeIn(folder), keyRing())).put('abc', SECRET);
  await writeFile(join(folder, 'vault.json'), (await textOf(folder)).replace('"abc"', '"abg"'));
  const vault = await openVault(placeIn(folder), keyRing());
  expect(await vault.get('abc')).toEqual({ state: 'vault-damaged' });
  expect(await vault.get('abg')).toEqual({ state: 'vault-damaged' });
});

const STORES = ['keychain', 'dpapi', 'gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];
const UNSAFE = ['basic_text', 'unknown', 'memory'];

/** How the key store is found at this start, beside the one the secret was sealed by. */
type Start = { backend: string; persistent: boolean };
const STARTS: Start[] = [
  ...STORES.map((backend) => ({ backend, persistent: true })),
  // Safe, but it did not answer at the start: nothing new is kept.
  ...STORES.map((backend) => ({ backend, persistent: false })),
  ...UNSAFE.map((backend) => ({ backend, persistent: false })),
];
const STORE_IS = ['open', 'locked', 'with another key'] as const;
const FILE_IS = {
  whole: (text: string) => text,
  'cut off': (text: string) => text.slice(0, text.length / 2),
  empty: () => '',
  'of no shape': () => '{"version":1,"entries":[]}',
  'without a version': () => '{"entries":{}}',
  newer: () => toChecked({ version: 2, entries: [] }),
  'with a damaged entry': (text: string) => text.replace('"sealed":', '"sealde":'),
} as const;
type FileIs = keyof typeof FILE_IS | 'missing';

/** The rules, in words of their own. */
function expected(start: Start, sealedBy: string, store: (typeof STORE_IS)[number], file: FileIs): string {
  if (file === 'missing') return 'none';
  if (file === 'newer') return 'vault-newer';
  if (file !== 'whole') return 'vault-damaged';
  if (sealedBy !== start.backend) return start.persistent ? 'store-changed' : 'no-store';
  if (store === 'open') return 'open';
  return store === 'locked' || !start.persistent ? 'locked' : 'undecryptable';
}

function ringOf({ backend, persistent }: Start, store: (typeof STORE_IS)[number]): SecretBox {
  if (UNSAFE.includes(backend)) return memorySecrets(backend);
  const change: Partial<KeyRing> = { persistent };
  if (store === 'locked') change.locked = true;
  if (store === 'with another key') change.key = 'second';
  return keyRing(backend, change);
}

for (const start of STARTS) {
  test(`${start.backend}, ${start.persistent ? 'answering' : 'not to be used'} at the start: each state by its name, nothing deleted`, async () => {
    const same = STORES.includes(start.backend) ? [start.backend] : [];
    const sealers = [...same, start.backend === 'kwallet5' ? 'kwallet' : 'kwallet5'];
    for (const sealedBy of sealers) {
      for (const store of STORE_IS) {
        for (const file of [...(Object.keys(FILE_IS) as (keyof typeof FILE_IS)[]), 'missing' as const]) {
          const row = `sealed by ${sealedBy}, store ${store}, file ${file}`;
          const folder = await temporaryFolder();
          const path = join(folder, 'vault.json');
          const sealer = keyRing(sealedBy);
          if (file !== 'missing') {
            await (await openVault(placeIn(folder), sealer)).put('a', SECRET);
            await writeFile(path, FILE_IS[file](await textOf(folder)));
          }
          const before = file === 'missing' ? null : await textOf(folder);

          const vault = await openVault(placeIn(folder), ringOf(start, store));
          const opened = await vault.get('a');
          expect(opened.state, row).toBe(expected(start, sealedBy, store, file));
          if (opened.state === 'open') expect(opened.secret, row).toBe(SECRET);
          expect(before === null ? await readdir(folder) : await textOf(folder), row).toEqual(before ?? []);

          // Another account is connected and forgotten, then this one anew, as far as the store lets it be kept.
          await vault.put('b', OTHER).catch(() => {});
          await vault.forget('b').catch(() => {});
          const renewed = await vault.put('a', OTHER).then(
            () => true,
            () => false,
          );
          if (renewed) expect(await vault.get('a'), row).toEqual({ state: 'open', secret: OTHER });
          if (before === null) continue;
          if (file !== 'whole' && file !== 'with a damaged entry') {
            expect(await textOf(folder), row).toBe(before);
            continue;
          }
          const replaced = renewed && start.persistent && sealedBy === start.backend;
          if (file === 'with a damaged entry') {
            expect(await textOf(folder), row).toContain('sealde');
            continue;
          }
          const again = await (await openVault(placeIn(folder), sealer)).get('a');
          if (replaced && store === 'with another key') expect(again.state, row).not.toBe('none');
          else expect(again, row).toEqual({ state: 'open', secret: replaced ? OTHER : SECRET });
        }
      }
    }
  });
}
