/** A file of the data folder is the old one or the new one, never a part, and for its user's eyes alone. */
import { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeDocument, writeText } from '../../../electron/storage/atomic.ts';
import { systemDisk } from '../../../electron/storage/disk.ts';
import { fullDisk, systemError, watchedDisk } from '../../fakes/disk.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

test('a disk that takes only a part of it leaves the old file, and nothing beside it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'file.json');
  const disk = fullDisk();
  await writeText(disk, path, 'old');
  disk.left = 2;
  await expect(writeText(disk, path, 'newer')).rejects.toThrow('ENOSPC');
  disk.left = 2;
  await expect(writeDocument(path, 'newer', disk)).rejects.toThrow('ENOSPC');
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['file.json']);
});

test('the file is on the disk before its name is, and its name before it is answered for', async () => {
  const folder = await temporaryFolder();
  const disk = watchedDisk();
  await writeText(disk, join(folder, 'deep', 'file.json'), 'text');
  const calls = disk.calls.map((call) => call.replace(/file\.json\.\d+$/, 'file.json.N'));
  expect(calls).toEqual(['sync file.json.N', 'rename file.json', 'syncFolder deep']);
});

test('a folder that cannot be synced makes no written file a lie', async () => {
  const path = join(await temporaryFolder(), 'file.json');
  const disk = { ...systemDisk, syncFolder: () => Promise.reject(systemError('EIO', 'fsync', path)) };
  await writeText(disk, path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
});

test('is for its user alone, whatever its rights were; a document keeps its own', {
  skip: process.platform === 'win32',
}, async () => {
  const folder = await temporaryFolder();
  const [ours, document] = [join(folder, 'ours.json'), join(folder, 'table.csv')];
  for (const path of [ours, document]) {
    await writeFile(path, 'old');
    await chmod(path, 0o644);
  }
  await writeText(systemDisk, ours, 'new');
  await writeDocument(document, 'new');
  expect((await stat(ours)).mode & 0o777).toBe(0o600);
  expect((await stat(document)).mode & 0o777).toBe(0o644);
});

test('a file that lies elsewhere and is linked to is replaced where it lies', async () => {
  const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
  await writeFile(join(elsewhere, 'file.json'), 'old');
  await symlink(join(elsewhere, 'file.json'), join(folder, 'file.json'));
  await writeText(systemDisk, join(folder, 'file.json'), 'new');
  expect(await readFile(join(elsewhere, 'file.json'), 'utf8')).toBe('new');
});
