/** The journal keeps every whole line, whatever happened to the last one. */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openJournal } from '../../../electron/storage/journal.ts';
import { fullDisk, watchedDisk } from '../../fakes/disk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

test('tells the lines of earlier runs in order', async () => {
  const path = join(await temporaryFolder(), 'deep', 'journal.jsonl');
  const first = await openJournal(path);
  expect(first.lines).toEqual([]);
  await Promise.all([first.append({ n: 1 }), first.append({ n: 2 }), first.append({ n: 3 })]);
  await first.close();
  const second = await openJournal(path);
  expect(second.lines).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  await second.close();
});

test('drops a torn last line and writes the next one on a line of its own', async () => {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  await writeFile(path, '{"n":1}\n{"n":2,"te');
  const torn = await openJournal(path);
  expect(torn.lines).toEqual([{ n: 1 }]);
  expect(torn.unreadable).toBe(1);
  await torn.append({ n: 3 });
  await torn.close();
  const after = await openJournal(path);
  expect(after.lines).toEqual([{ n: 1 }, { n: 3 }]);
  await after.close();
});

test('cut off at any byte, every line before the cut is still told', async () => {
  const folder = await temporaryFolder();
  const entries = [{ a: 'é€' }, { b: [1, 2] }, { c: 'line\nbreak' }];
  const whole = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (cut) => {
      run += 1;
      const path = join(folder, `${run}.jsonl`);
      await writeFile(path, whole.subarray(0, cut));
      const journal = await openJournal(path);
      await journal.append({ last: true });
      await journal.close();
      const complete = whole.subarray(0, cut).toString('latin1').split('\n').length - 1;
      const again = await openJournal(path);
      await again.close();
      expect(again.lines.slice(0, complete)).toEqual(entries.slice(0, complete));
      expect(again.lines.at(-1)).toEqual({ last: true });
    }),
    { numRuns: 60 },
  );
});

test('a line that the disk took only in part is refused, and spoils none that comes after it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'journal.jsonl');
  const disk = fullDisk();
  const journal = await openJournal(path, disk);
  await journal.append({ n: 1 });
  disk.left = 5;
  await expect(journal.append({ n: 2, long: 'line' })).rejects.toThrow('ENOSPC');
  disk.left = Number.POSITIVE_INFINITY;
  await journal.append({ n: 3 });
  await journal.close();
  const after = await openJournal(path);
  expect([after.lines, after.unreadable]).toEqual([[{ n: 1 }, { n: 3 }], 1]);
  await after.close();
});

test('lines that come while one is being written share one trip to the disk; none is answered before it', async () => {
  const folder = await temporaryFolder();
  const disk = watchedDisk();
  const journal = await openJournal(join(folder, 'journal.jsonl'), disk);
  const syncs = (): number => disk.calls.filter((call) => call.startsWith('datasync ')).length;
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
  const again = await openJournal(join(folder, 'journal.jsonl'));
  expect(again.lines).toEqual(Array.from({ length: 20 }, (_, n) => ({ n })));
  await again.close();
});

test('never rewrites what is there', async () => {
  const path = join(await temporaryFolder(), 'journal.jsonl');
  await appendFile(path, 'not json\n{"n":1}\n');
  const journal = await openJournal(path);
  await journal.append({ n: 2 });
  await journal.close();
  expect(await readFile(path, 'utf8')).toBe('not json\n{"n":1}\n{"n":2}\n');
});
