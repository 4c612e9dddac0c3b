/** A file that is not as it was written is told, kept, and used as far as it can be understood. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { toChecked } from '../../../electron/storage/checked.ts';
import { openJsonFile } from '../../../electron/storage/json-file.ts';
import { refusingDisk } from '../../fakes/disk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const NAME = 'people.json';
const ASIDE = 'people.json.damaged-7';
const entry = z.object({ id: z.number(), text: z.string() });
const schema = z.object({ version: z.literal(1), list: z.array(entry) });
const content = {
  version: 1 as const,
  list: [
    { id: 1, text: 'eins' },
    { id: 2, text: 'zwei' },
  ],
};
const good = toChecked(content);

async function start(folder: string, disk = placeIn(folder).disk) {
  const place = placeIn(folder, { disk });
  const file = await openJsonFile(place, NAME, 'people', schema, { key: 'list', entry });
  return {
    file,
    found: file.found,
    told: place.told.map(({ why, keptAs, count }) => ({ why, keptAs, count })),
  };
}

async function folderWith(text: string | Buffer): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, NAME), text);
  return folder;
}

test('what was written is found again', async () => {
  const folder = await temporaryFolder();
  const { file, found } = await start(folder);
  expect(found).toBeNull();
  await file.write(content);
  expect(await start(folder)).toMatchObject({ found: content, told: [] });
});

test('a file of before there were digests is read on, and has one with the next write', async () => {
  const folder = await folderWith(JSON.stringify(content));
  const { file, found, told } = await start(folder);
  expect([found, told]).toEqual([content, []]);
  await file.write(content);
  expect(await readFile(join(folder, NAME), 'utf8')).toBe(good);
});

test('one that was altered is used, told, kept as it was found, and has a digest again: it is told once', async () => {
  const altered = good.replace('eins', 'eons');
  const folder = await folderWith(altered);
  const list = [
    { id: 1, text: 'eons' },
    { id: 2, text: 'zwei' },
  ];
  const first = await start(folder);
  expect(first.found).toEqual({ version: 1, list });
  expect(first.told).toEqual([{ why: 'altered', keptAs: ASIDE, count: null }]);
  expect(await readFile(join(folder, ASIDE), 'utf8')).toBe(altered);
  expect(await start(folder)).toMatchObject({ found: { list }, told: [] });
});

test('an entry that cannot be understood costs itself alone', async () => {
  const folder = await folderWith(good.replace('"id":1', '"id":{}'));
  const { found, told } = await start(folder);
  expect(found?.list).toEqual([{ id: 2, text: 'zwei' }]);
  expect(told).toEqual([{ why: 'partly', keptAs: ASIDE, count: 1 }]);
});

describe('what cannot be understood at all is kept aside, never overwritten:', () => {
  test.each([
    ['cut', 'broken', good.slice(0, 40)],
    ['cut to nothing', 'broken', ''],
    ['zeroed', 'broken', Buffer.alloc(good.length)],
    ['of another type', 'broken', '[]'],
    ['with no entry that is one', 'broken', JSON.stringify({ version: 1, list: [1, 2] })],
    ['of a newer version', 'newer', toChecked({ version: 2, list: {} })],
  ])('a file %s', async (_what, why, text) => {
    const folder = await folderWith(text);
    const { file, found, told } = await start(folder);
    expect([found, told]).toEqual([null, [{ why, keptAs: ASIDE, count: null }]]);
    await file.write(content);
    expect(await readFile(join(folder, ASIDE))).toEqual(Buffer.from(text));
    expect(await start(folder)).toMatchObject({ found: content, told: [] });
  });

  test('a folder in its place', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, NAME, 'within'), { recursive: true });
    const { told } = await start(folder);
    expect(told).toEqual([{ why: 'no-file', keptAs: ASIDE, count: null }]);
    expect(await readdir(join(folder, ASIDE))).toEqual(['within']);
  });

  test('a file that may not be read', async () => {
    const folder = await folderWith(good);
    const disk = refusingDisk((name, call) => (name === NAME && call === 'readFile' ? 'EACCES' : null));
    const { told } = await start(folder, disk);
    expect(told).toEqual([{ why: 'forbidden', keptAs: ASIDE, count: null }]);
    expect(await readFile(join(folder, ASIDE), 'utf8')).toBe(good);
  });

  test('where it cannot be moved either it stays, and nothing is written over it until it can', async () => {
    const folder = await folderWith('{');
    let full = true;
    const disk = refusingDisk((name, call) => (full && call === 'rename' && name === NAME ? 'EROFS' : null));
    const { file, told } = await start(folder, disk);
    expect(told).toEqual([{ why: 'broken', keptAs: null, count: null }]);
    await expect(file.write(content)).rejects.toThrow('EROFS');
    expect(await readFile(join(folder, NAME), 'utf8')).toBe('{');
    full = false;
    await file.write(content);
    expect(await readFile(join(folder, ASIDE), 'utf8')).toBe('{');
  });
});

test('any one bit that flips is told or costs nothing', async () => {
  for (let bit = 0; bit < good.length * 8; bit += 13) {
    const bytes = Buffer.from(good);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const { told } = await start(await folderWith(bytes));
    expect(told, `bit ${bit}`).toHaveLength(1);
  }
});
