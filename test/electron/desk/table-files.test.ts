/** Tables that are saved: written where the person says, whole or not at all, and what is told of it is true. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveDocument, shownFolder } from '../../../electron/desk/table-files.ts';
import { contract } from '../../../shared/contract.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relevo-tables-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const log: string[] = [];
const save = (
  path: string | null | Promise<string | null>,
  more: { text?: string; isLocked?: () => boolean } = {},
) =>
  saveDocument({
    name: 'a.csv',
    content: more.text ?? '\ufeffé\r\n',
    ask: async () => path,
    isLocked: more.isLocked ?? (() => false),
    log: (line) => log.push(line),
  });

test('is written with its byte order mark, over what was there before', async () => {
  const path = join(folder, 'mine.csv');
  await writeFile(path, 'what was there, and longer');
  expect(await save(path)).toEqual({ ok: true, value: { saved: true, name: 'mine.csv', folder } });
  expect([...(await readFile(path))]).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0x0d, 0x0a]);
  expect(await readdir(folder)).toEqual(['mine.csv']);
});

test('is not told before the dialog is closed, and nothing is written where it was called off', async () => {
  const dialog = Promise.withResolvers<string | null>();
  let answered = false;
  const saving = save(dialog.promise).finally(() => {
    answered = true;
  });
  await new Promise(setImmediate);
  expect(answered).toBe(false);
  dialog.resolve(null);
  expect(await saving).toEqual({ ok: true, value: { saved: false, why: 'called-off' } });
  expect(await readdir(folder)).toEqual([]);
});

test('is not written for whoever finds the dialog open after the program was locked', async () => {
  expect(await save(join(folder, 'a.csv'), { isLocked: () => true })).toMatchObject({
    value: { saved: false },
  });
  expect(await readdir(folder)).toEqual([]);
});

test('that cannot be written says so without naming the place in the log', async () => {
  log.length = 0;
  expect(await save(join(folder, 'not-there', 'a.csv'))).toEqual({
    ok: true,
    value: { saved: false, why: 'failed' },
  });
  await mkdir(join(folder, 'folder.csv'));
  expect(await save(join(folder, 'folder.csv'))).toMatchObject({ value: { saved: false } });
  expect(await readdir(folder)).toEqual(['folder.csv']);
  expect(log).toHaveLength(2);
  expect(log.join()).not.toContain(folder);
});

test('lies in a folder that is named as people name it', () => {
  expect(shownFolder('/home/ana/Documents', '/home/ana', 'linux')).toBe('~/Documents');
  expect(shownFolder('/home/ana', '/home/ana', 'linux')).toBe('~');
  expect(shownFolder('/home/anaid', '/home/ana', 'linux')).toBe('/home/anaid');
  expect(shownFolder('/srv/..x', '/', 'darwin')).toBe('~/srv/..x');
  expect(shownFolder('C:\\Users\\ana\\Documents', 'C:\\Users\\ana', 'win32')).toBe(
    'C:\\Users\\ana\\Documents',
  );
});

test('has a name that is no place', () => {
  const { input } = contract['tables:save'];
  for (const name of ['relevo-servicios-2026-01-31.csv', 'relevo-été.csv']) {
    expect([name, input.safeParse({ name, text: '' }).success]).toEqual([name, true]);
  }
  for (const name of [
    '../a.csv',
    '/etc/a.csv',
    'C:a.csv',
    'a\\b.csv',
    '.a.csv',
    'a.exe',
    'a.csv\n',
    '.csv',
  ]) {
    expect([name, input.safeParse({ name, text: '' }).success]).toEqual([name, false]);
  }
});
