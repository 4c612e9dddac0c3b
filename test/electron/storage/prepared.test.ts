/** The file of what is prepared: there again after a start, each entry by itself, never half written, and never with a code. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPrepared } from '../../../electron/storage/prepared.ts';
import type { Prepared } from '../../../shared/prepared.ts';
import { fullDisk } from '../../fakes/disk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const one = (id: string): Prepared => ({
  kind: 'decisions',
  id,
  day: '2026-12-03',
  made: '2026-11-28T06:00:00Z',
  asked: null,
  gone: 0,
  sides: [{ requestKey: 'eu/42', accountId: 'a', decision: 'refuse' }],
});
const place = async (folder: string, told: string[] = []) => {
  const there = placeIn(folder, { now: () => Date.UTC(2026, 10, 28) });
  there.tell = ({ part, why, count }) => void told.push(`${part} ${why} ${count}`);
  return there;
};

it('is there after the program was started again, and gone when it is wiped', async () => {
  const folder = await temporaryFolder();
  await (await openPrepared(await place(folder))).change(() => [one('1'), one('2')]);
  const again = await openPrepared(await place(folder));
  expect(again.list()).toEqual([one('1'), one('2')]);
  await again.wipe();
  expect((await openPrepared(await place(folder))).list()).toEqual([]);
});

it('is not written where nothing changed', async () => {
  const disk = fullDisk();
  const keeper = await openPrepared(
    placeIn(await temporaryFolder(), { now: () => Date.UTC(2026, 10, 28), disk }),
  );
  await keeper.change(() => [one('1')]);
  disk.left = 0;
  await expect(keeper.change((all) => all)).resolves.toEqual([one('1')]);
  await expect(keeper.change(() => [])).rejects.toThrow('ENOSPC');
  expect(keeper.list()).toEqual([one('1')]);
});

it('loses the one entry that cannot be understood, keeps the file as it was beside it and tells', async () => {
  const folder = await temporaryFolder();
  await (await openPrepared(await place(folder))).change(() => [one('1'), one('2')]);
  const path = join(folder, 'prepared.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace('"id":"1"', '"id":7'));
  const told: string[] = [];
  expect((await openPrepared(await place(folder, told))).list()).toEqual([one('2')]);
  expect(told).toEqual(['prepared partly 1']);
});
