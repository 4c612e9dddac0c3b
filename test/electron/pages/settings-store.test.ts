/** A settings file that cannot be understood is kept aside and told of; the library that empties such a file never meets it. */
import { writeFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Conf from 'conf';
import { expect, onTestFinished, test } from 'vitest';
import { settingsStoreIn } from '../../../electron/pages/settings-store.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

const open = (folder: string) =>
  settingsStoreIn(
    folder,
    17,
    () => new Conf({ cwd: folder, configName: 'settings', clearInvalidConfig: true }),
  );

test('what was written is read, and no trouble told', async () => {
  const folder = await temporaryFolder();
  expect(open(folder).damage).toBeNull();
  open(folder).write({ ...DEFAULT_SETTINGS, language: 'es', sha256: '' });
  expect(open(folder).read()).toMatchObject({ language: 'es' });
  expect(open(folder).damage).toBeNull();
});

test.each(['{"language":"es"', 'null', '[1]', ''])('«%s» is kept aside, whole', async (text) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'settings.json'), text);
  const store = open(folder);
  expect(store.damage).toMatchObject({ why: 'broken', keptAs: 'settings.json.damaged-17' });
  expect(await readFile(join(folder, 'settings.json.damaged-17'), 'utf8')).toBe(text);
  store.write({ ...DEFAULT_SETTINGS, language: 'es', sha256: '' });
  expect(open(folder).read()).toMatchObject({ language: 'es' });
  expect(open(folder).damage).toBeNull();
});

test('a folder in its place is kept aside too', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'settings.json', 'something'), { recursive: true });
  expect(open(folder).damage).toMatchObject({ why: 'no-file', keptAs: 'settings.json.damaged-17' });
  expect(await readdir(join(folder, 'settings.json.damaged-17'))).toEqual(['something']);
});

test('where it cannot be moved the usual ones hold, and a change says why it is not kept', {
  skip: process.getuid?.() === 0,
}, async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'settings.json'), '{');
  await chmod(folder, 0o500);
  onTestFinished(() => chmod(folder, 0o700));
  const store = open(folder);
  expect(store.damage).toMatchObject({ why: 'broken', keptAs: null });
  expect(store.read()).toEqual({});
  expect(() => store.write({ ...DEFAULT_SETTINGS, sha256: '' })).toThrow('EACCES');
});

test('where the library takes a short write for a whole one, the whole one stands there in the end', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'settings.json');
  const store = settingsStoreIn(folder, 17, () => ({
    set store(_values: Record<string, unknown>) {
      writeFileSync(path, '{"language":');
    },
  }));
  store.write({ ...DEFAULT_SETTINGS, language: 'es', sha256: '' });
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ language: 'es' });
  expect(await readdir(folder)).toEqual(['settings.json']);
});

test('the file is kept aside as it is, and stays', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'settings.json'), '{"theme":"neon"}');
  open(folder).keepAside();
  expect(await readFile(join(folder, 'settings.json.damaged-17'), 'utf8')).toBe('{"theme":"neon"}');
  expect((await readdir(folder)).sort()).toEqual(['settings.json', 'settings.json.damaged-17']);
});
