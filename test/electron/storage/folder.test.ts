/** The data folder and what lies in it are their user's alone; what is not ours is left as it is. */
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareFolder } from '../../../electron/storage/folder.ts';
import { refusingDisk } from '../../fakes/disk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const rights = async (path: string): Promise<number> => (await stat(path)).mode & 0o7777;

test('wider rights of folder and files are taken away, those of others’ files and narrower ones are not', {
  skip: process.platform === 'win32',
}, async () => {
  const folder = await temporaryFolder();
  const ours = ['accounts.json', 'vault-2.json', 'ledger.jsonl', 'ledger.mark.json', 'outbox.json.damaged-7'];
  const theirs = ['Cookies', 'Local State'];
  await mkdir(join(folder, 'snapshots'), { mode: 0o755 });
  const snapshot = join(folder, 'snapshots', 'a.services.json');
  for (const path of [...[...ours, ...theirs].map((name) => join(folder, name)), snapshot]) {
    await writeFile(path, '');
    await chmod(path, 0o644);
  }
  await writeFile(join(folder, 'people.json'), '', { mode: 0o400 });
  await chmod(folder, 0o755);
  const place = placeIn(folder);
  await prepareFolder(place);
  expect(await rights(folder)).toBe(0o700);
  expect(await rights(join(folder, 'snapshots'))).toBe(0o700);
  for (const name of ours) expect(await rights(join(folder, name)), name).toBe(0o600);
  expect(await rights(snapshot)).toBe(0o600);
  for (const name of theirs) expect(await rights(join(folder, name)), name).toBe(0o644);
  expect(await rights(join(folder, 'people.json'))).toBe(0o400);
  expect(place.told).toEqual([]);
});

test('a folder that is everybody’s by its sticky bit is left as it is', {
  skip: process.platform === 'win32',
}, async () => {
  const folder = await temporaryFolder();
  await chmod(folder, 0o1777);
  await prepareFolder(placeIn(folder));
  expect(await rights(folder)).toBe(0o1777);
});

test('a folder that takes nothing is told, with the system’s word', async () => {
  const folder = await temporaryFolder();
  const disk = refusingDisk((_name, call) => (call === 'open' ? 'EROFS' : null));
  const place = placeIn(folder, { disk });
  await prepareFolder(place);
  expect(place.told).toMatchObject([{ part: 'folder', why: 'unwritable', file: folder, names: ['EROFS'] }]);
});
