/** The journal keeps every whole line, whatever happened to the others, and says once what is damaged. */
import { appendFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openJournal } from '../../../electron/storage/journal.ts';
import { fullDisk, watchedDisk } from '../../fakes/disk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const FILE = 'ledger.jsonl';

/** A journal with these lines that was closed. */
async function filled(...lines: object[]): Promise<{ folder: string; path: string; texts: string[] }> {
  const folder = await temporaryFolder();
  const journal = await openJournal(placeIn(folder), FILE);
  for (const line of lines) await journal.append(line);
  await journal.close();
  const path = join(folder, FILE);
  return { folder, path, texts: (await readFile(path, 'utf8')).split('\n').slice(0, -1) };
}

/** What a start finds, and what it tells. */
async function start(folder: string) {
  const place = placeIn(folder);
  const journal = await openJournal(place, FILE);
  await journal.close();
  const told = place.told.map(({ why, count, names }) => ({ why, count, names }));
  return { lines: journal.lines, unreadable: journal.unreadable, told };
}

const one = { n: 1 };
const two = { n: 2 };
const three = { n: 3 };

test('tells the lines of earlier runs in order', async () => {
  const folder = join(await temporaryFolder(), 'deep');
  const first = await openJournal(placeIn(folder), FILE);
  expect(first.lines).toEqual([]);
  await Promise.all([first.append(one), first.append(two), first.append(three)]);
  await first.close();
  expect(await start(folder)).toEqual({ lines: [one, two, three], unreadable: 0, told: [] });
});

test('keeps all lines of any content', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.stringMatching(/^[a-d]{1,3}$/), fc.json()), { maxLength: 5 }),
      async (lines) => {
        const { folder } = await filled(...lines);
        expect(await start(folder)).toEqual({
          lines: JSON.parse(JSON.stringify(lines)),
          unreadable: 0,
          told: [],
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('drops a torn last line without a word and writes the next one on a line of its own', async () => {
  const { folder, path } = await filled(one);
  await appendFile(path, '{"n":2,"lo');
  const journal = await openJournal(placeIn(folder), FILE);
  await journal.append(three);
  await journal.close();
  expect(await start(folder)).toEqual({ lines: [one, three], unreadable: 1, told: [] });
});

test('a line that the disk took only in part is refused, and nothing of it stays', async () => {
  const folder = await temporaryFolder();
  const disk = fullDisk();
  const journal = await openJournal(placeIn(folder, { disk }), FILE);
  await journal.append(one);
  const { size } = await stat(join(folder, FILE));
  disk.left = 5;
  await expect(Promise.all([journal.append(two), journal.append({ n: 2, again: true })])).rejects.toThrow(
    'ENOSPC',
  );
  expect((await stat(join(folder, FILE))).size).toBe(size);
  disk.left = Number.POSITIVE_INFINITY;
  await journal.append(three);
  await journal.close();
  expect(await start(folder)).toEqual({ lines: [one, three], unreadable: 0, told: [] });
});

test('lines that come while one is being written share one trip to the disk; none is answered before it', async () => {
  const folder = await temporaryFolder();
  const disk = watchedDisk();
  const journal = await openJournal(placeIn(folder, { disk }), FILE);
  const syncs = (): number => disk.calls.filter((call) => call === `datasync ${FILE}`).length;
  const trips: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      if (n > 0) await Promise.resolve();
      await journal.append({ n });
      trips.push(syncs());
    }),
  );
  await journal.close();
  expect(syncs()).toBeLessThanOrEqual(3);
  expect(Math.min(...trips)).toBeGreaterThan(0);
  expect((await start(folder)).lines).toEqual(Array.from({ length: 20 }, (_, n) => ({ n })));
});

test('a journal of before there were chains is read on, and its lines stay as they are', async () => {
  const folder = await temporaryFolder();
  const old = 'not json\n{"n":1}\n{"n":2}\n';
  await writeFile(join(folder, FILE), old);
  const journal = await openJournal(placeIn(folder), FILE);
  await journal.append(three);
  await journal.close();
  expect((await readFile(join(folder, FILE), 'utf8')).startsWith(old)).toBe(true);
  expect(await start(folder)).toEqual({ lines: [one, two, three], unreadable: 1, told: [] });
});

describe('damage is told once, by its line, and costs no other line', () => {
  test('a letter that was changed', async () => {
    const { folder, path, texts } = await filled(one, two, three);
    await writeFile(path, `${texts.join('\n').replace('"n":2', '"n":4')}\n`);
    expect(await start(folder)).toEqual({
      lines: [one, three],
      unreadable: 1,
      told: [{ why: 'partly', count: 1, names: ['2'] }],
    });
    expect(await start(folder)).toEqual({ lines: [one, three], unreadable: 1, told: [] });
  });

  test('a line that was taken out', async () => {
    const { folder, path, texts } = await filled(one, two, three);
    await writeFile(path, `${texts[0]}\n${texts[2]}\n`);
    expect((await start(folder)).told).toEqual([{ why: 'gap', count: null, names: ['2'] }]);
    expect(await start(folder)).toEqual({ lines: [one, three], unreadable: 0, told: [] });
  });

  test('an old line that was changed, once chained ones follow', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, FILE);
    await writeFile(path, '{"n":1}\n{"n":2}\n');
    const journal = await openJournal(placeIn(folder), FILE);
    await journal.append(three);
    await journal.close();
    await writeFile(path, (await readFile(path, 'utf8')).replace('"n":1', '"n":7'));
    expect((await start(folder)).told).toEqual([{ why: 'gap', count: null, names: ['3'] }]);
  });

  test('the end cut off between two lines, or all of it', async () => {
    for (const kept of [2, 0]) {
      const { folder, path, texts } = await filled(one, two, three);
      await truncate(
        path,
        texts.slice(0, kept).reduce((sum, text) => sum + text.length + 1, 0),
      );
      expect((await start(folder)).told).toEqual([{ why: 'cut', count: 3 - kept, names: [] }]);
      expect((await start(folder)).told).toEqual([]);
    }
  });

  test('the file that is gone', async () => {
    const { folder, path } = await filled(one, two, three);
    await rm(path);
    expect((await start(folder)).told).toEqual([{ why: 'cut', count: 3, names: [] }]);
  });

  test('any one bit', async () => {
    const { folder, path } = await filled(one, { n: 2, text: 'Señora' }, three);
    const mark = join(folder, 'ledger.mark.json');
    const [good, goodMark] = [await readFile(path), await readFile(mark)];
    for (let bit = 0; bit < good.length * 8; bit += 29) {
      const bytes = Buffer.from(good);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await writeFile(path, bytes);
      await writeFile(mark, goodMark);
      const { lines, told } = await start(folder);
      // What stands for a line's end is no loss; the first line's own mark makes it look like one of before there were any.
      expect(lines.length, `bit ${bit}`).toBeGreaterThanOrEqual(2);
      const held = [one, { n: 2, text: 'Señora' }, three].filter((line) =>
        lines.some((found) => JSON.stringify({ ...(found as object), ...line }) === JSON.stringify(found)),
      );
      expect(held, `bit ${bit}`).toHaveLength(lines.length);
      expect(lines.length === 3 || told.length === 1, `bit ${bit}: ${JSON.stringify([lines, told])}`).toBe(
        true,
      );
    }
  });
});

test('what tells how far it reached is no loss where it is damaged', async () => {
  const { folder } = await filled(one, two);
  const mark = join(folder, 'ledger.mark.json');
  await writeFile(mark, (await readFile(mark, 'utf8')).replace('"lines":2', '"lines":6'));
  expect(await start(folder)).toEqual({ lines: [one, two], unreadable: 0, told: [] });
});

test('lines that are taken out are gone from the disk, and the journal says that there were some', async () => {
  const { folder, path } = await filled(one, two, three);
  const journal = await openJournal(placeIn(folder), FILE);
  await journal.drop((line) => (line as { n: number }).n === 2);
  await journal.append({ n: 4 });
  await journal.close();
  const text = await readFile(path, 'utf8');
  expect(text).not.toContain('"n":2');
  expect(text).toContain('{"journal":"dropped","at":"1970-01-01T00:00:00.007Z","lines":1,');
  expect(await start(folder)).toEqual({ lines: [one, three, { n: 4 }], unreadable: 0, told: [] });
});

test('a folder in its place is kept aside and told, and a journal begun', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, FILE, 'within'), { recursive: true });
  const place = placeIn(folder);
  const journal = await openJournal(place, FILE);
  await journal.append(one);
  await journal.close();
  expect(place.told).toMatchObject([{ why: 'no-file', keptAs: `${FILE}.damaged-7` }]);
  expect(await readdir(join(folder, `${FILE}.damaged-7`))).toEqual(['within']);
  expect((await start(folder)).lines).toEqual([one]);
});
