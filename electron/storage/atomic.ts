/** Writes whole files, so that a kill at any moment leaves the old or the new one. Knows no content. */
import { randomInt } from 'node:crypto';
import { dirname } from 'node:path';
import type { Disk } from '../desk/ports.ts';
import { systemDisk } from './disk.ts';

/** Replaces the file. Readable by this user alone. Rejects with the system's error, and then the old one is there. */
export async function writeText(disk: Disk, path: string, text: string | Buffer): Promise<void> {
  await disk.mkdir(dirname(path));
  await replace(disk, path, text, 0o600);
}

/** As `writeText`, but a file of the person's own where they said: its folder is there, its rights are as they were, or the usual ones. */
export async function writeDocument(
  path: string,
  text: string | Buffer,
  disk: Disk = systemDisk,
): Promise<void> {
  const before = await disk.stat(path).catch(() => null);
  await replace(disk, path, text, before === null ? 0o666 : before.mode & 0o777);
}

/**
 * Temporary file, fsync, rename, fsync of the folder where that can be had. (Own code: write-file-atomic 8 takes a short write, which is what a
 * full disk answers first, for a whole one, and renames it over the good file.)
 */
async function replace(disk: Disk, path: string, text: string | Buffer, mode: number): Promise<void> {
  // Whoever keeps the file elsewhere and links to it finds it there.
  const target = await disk.realpath(path).catch(() => path);
  const temporary = `${target}.${randomInt(2 ** 32)}`;
  try {
    const file = await disk.open(temporary, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await disk.rename(temporary, target);
  } catch (error) {
    // What stays is swept at the next start.
    await disk.rm(temporary).catch(() => {});
    throw error;
  }
  // The new file is there: to reject now would say that the old one is. What is open of the old one would be written to nowhere.
  await confirm(disk, target);
}

/**
 * As the disk's own `rm`. Rejects where it is still there. Answers whether the disk confirmed that it is gone: where it did
 * not, a power cut may bring it back.
 */
export async function remove(disk: Disk, path: string): Promise<boolean> {
  await disk.rm(path);
  return confirm(disk, path);
}

/** A disk that refused once may take it the next time; one that refuses so often is broken. */
const SYNC_TRIES = 3;

/** Whether the disk has taken the name, or that it is gone, for good. */
async function confirm(disk: Disk, path: string): Promise<boolean> {
  for (let tries = 0; tries < SYNC_TRIES; tries += 1) {
    try {
      await disk.syncFolder(dirname(path));
      return true;
    } catch {
      // Once more.
    }
  }
  return false;
}
