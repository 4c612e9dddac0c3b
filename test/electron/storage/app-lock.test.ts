/** The lock's file: what it holds, what it never holds, and that whatever cannot be understood stays a lock. */
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Disk } from '../../../electron/desk/ports.ts';
import { openAppLock } from '../../../electron/storage/app-lock.ts';
import { systemDisk } from '../../../electron/storage/disk.ts';
import { systemError } from '../../fakes/disk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const CHEAP = { N: 16, r: 1, p: 1 };
const PASSPHRASE = 'vier blaue Hühner';

test('no file is no lock', async () => {
  expect((await openAppLock(placeIn(await temporaryFolder()), CHEAP)).get()).toBeNull();
});

test('a passphrase is known again after a restart, and another one is not', async () => {
  const folder = await temporaryFolder();
  await (await openAppLock(placeIn(folder), CHEAP)).set(PASSPHRASE);
  const lock = await openAppLock(placeIn(folder), CHEAP);
  expect(lock.get()).toMatchObject({ minutes: 15, onScreenLock: true, system: false, failures: 0 });
  expect(await lock.matches(PASSPHRASE)).toBe(true);
  expect(await lock.matches(`${PASSPHRASE} `)).toBe(false);
  expect(await lock.matches('')).toBe(false);
});

test('that a loss of power may bring it back is told where the disk does not confirm its end, until one is set anew', async () => {
  const folder = await temporaryFolder();
  let refusals = 2;
  const disk: Disk = {
    ...systemDisk,
    async syncFolder(path) {
      refusals -= 1;
      if (refusals >= 0) throw systemError('EIO', 'fsync', path);
      await systemDisk.syncFolder(path);
    },
  };
  const place = placeIn(folder, { disk });
  const lock = await openAppLock(place, CHEAP);
  await lock.remove();
  expect(place.told).toEqual([]);
  refusals = 3;
  await lock.remove();
  expect(lock.get()).toBeNull();
  expect(place.told).toMatchObject([{ part: 'lock', why: 'unconfirmed', file: 'lock.json', keptAs: null }]);
  await lock.set(PASSPHRASE);
  expect(place.told).toEqual([]);
});

test('what keyboards write differently is one passphrase', async () => {
  const lock = await openAppLock(placeIn(await temporaryFolder()), CHEAP);
  await lock.set('vier blaue H\u00fchner');
  expect(await lock.matches('vier blaue Hu\u0308hner')).toBe(true);
});

test('the file is this user’s alone, holds no passphrase, and salts each one anew', async () => {
  const folder = await temporaryFolder();
  const lock = await openAppLock(placeIn(folder), CHEAP);
  await lock.set(PASSPHRASE);
  const first = await readFile(join(folder, 'lock.json'), 'utf8');
  await lock.set(PASSPHRASE);
  const second = await readFile(join(folder, 'lock.json'), 'utf8');
  expect((await stat(join(folder, 'lock.json'))).mode & 0o777).toBe(0o600);
  for (const text of [first, second]) expect(text).not.toContain(PASSPHRASE);
  expect(JSON.parse(first).kdf.salt).not.toBe(JSON.parse(second).kdf.salt);
  expect(JSON.parse(first).verifier).not.toBe(JSON.parse(second).verifier);
});

test('without a word about the cost, deriving takes scrypt with 128 MB', async () => {
  const folder = await temporaryFolder();
  await (await openAppLock(placeIn(folder))).set(PASSPHRASE);
  const { kdf } = JSON.parse(await readFile(join(folder, 'lock.json'), 'utf8'));
  expect(kdf).toMatchObject({ name: 'scrypt', N: 131_072, r: 8, p: 1 });
});

test('a cost that was raised since is paid from the next unlocking on', async () => {
  const folder = await temporaryFolder();
  await (await openAppLock(placeIn(folder), CHEAP)).set(PASSPHRASE);
  const lock = await openAppLock(placeIn(folder), { ...CHEAP, N: 32 });
  expect(await lock.matches('something else')).toBe(false);
  expect(JSON.parse(await readFile(join(folder, 'lock.json'), 'utf8')).kdf.N).toBe(16);
  expect(await lock.matches(PASSPHRASE)).toBe(true);
  expect(JSON.parse(await readFile(join(folder, 'lock.json'), 'utf8')).kdf.N).toBe(32);
  expect(await lock.matches(PASSPHRASE)).toBe(true);
});

test.each([
  ['no JSON', '{"version":1,', 'damaged'],
  ['nothing', '', 'damaged'],
  ['another shape', '{"version":1}', 'damaged'],
  ['a list', '[]', 'damaged'],
  ['a cost that would take all memory', null, 'damaged'],
  ['a newer version', '{"version":2,"whatever":true}', 'newer'],
] as const)('%s in its place is a lock that stays where it is', async (_what, text, expected) => {
  const folder = await temporaryFolder();
  const path = join(folder, 'lock.json');
  if (text === null) {
    await (await openAppLock(placeIn(folder), CHEAP)).set(PASSPHRASE);
    const file = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...file, kdf: { ...file.kdf, N: 2 ** 26, r: 64 } }));
  } else await writeFile(path, text);
  const before = await readFile(path, 'utf8');
  const lock = await openAppLock(placeIn(folder), CHEAP);
  expect(lock.get()).toBe(expected);
  expect(await lock.matches(PASSPHRASE)).toBe(false);
  await expect(lock.set(PASSPHRASE)).rejects.toThrow('lock.json');
  await expect(lock.change({ minutes: 1 })).rejects.toThrow('lock.json');
  expect(await readdir(folder)).toEqual(['lock.json']);
  expect(await readFile(path, 'utf8')).toBe(before);
});

test('a good file put in the place of a damaged one is found by looking again', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'lock.json');
  await (await openAppLock(placeIn(folder), CHEAP)).set(PASSPHRASE);
  const good = await readFile(path, 'utf8');
  await writeFile(path, good.slice(0, 40));
  const lock = await openAppLock(placeIn(folder), CHEAP);
  expect(lock.get()).toBe('damaged');
  await writeFile(path, good);
  await lock.look();
  expect(await lock.matches(PASSPHRASE)).toBe(true);
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is a lock', async () => {
  const folder = await temporaryFolder();
  await (await openAppLock(placeIn(folder), CHEAP)).set(PASSPHRASE);
  await chmod(join(folder, 'lock.json'), 0);
  expect((await openAppLock(placeIn(folder), CHEAP)).get()).toBe('damaged');
});

test('one that is not as it was written is opened by its passphrase alone, told then, and as written again', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'lock.json');
  await (await openAppLock(placeIn(folder), CHEAP)).set(PASSPHRASE);
  await (await openAppLock(placeIn(folder), CHEAP)).change({ system: true, failures: 3 });
  await writeFile(path, (await readFile(path, 'utf8')).replace('"minutes":15', '"minutes":5'));
  const place = placeIn(folder);
  const lock = await openAppLock(place, CHEAP);
  // SECURITY: nothing but the passphrase shows that the lock is the one that was set.
  expect(lock.get()).toMatchObject({ altered: true, system: false });
  await expect(lock.change({ failures: 0 })).rejects.toThrow('altered');
  await expect(lock.set('another passphrase')).rejects.toThrow('altered');
  expect(await lock.matches('something else')).toBe(false);
  expect(place.told).toEqual([]);
  expect(await lock.matches(PASSPHRASE)).toBe(true);
  expect(place.told).toMatchObject([{ part: 'lock', why: 'altered' }]);
  const again = await openAppLock(placeIn(folder), CHEAP);
  expect(again.get()).toMatchObject({ minutes: 5, system: false, failures: 0 });
  expect(again.get()).not.toHaveProperty('altered');
});
