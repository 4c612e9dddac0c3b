/** The system's disk, as the desk and its storage use it. The one place of theirs that touches `node:fs`; knows no file by name. */
import { chmod, mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import type { Disk } from '../desk/ports.ts';

/** What a system says that syncs no folders, or not this one; a disk that is broken says something else. */
const NO_SYNC = new Set(['EACCES', 'EBADF', 'EINVAL', 'EISDIR', 'ENOSYS', 'ENOTSUP', 'EPERM']);

export const systemDisk: Disk = {
  open,
  readFile: (path) => readFile(path),
  readdir: (path) => readdir(path),
  stat: (path) => stat(path),
  realpath: (path) => realpath(path),
  async mkdir(path) {
    // SECURITY: what is kept about accounts is this user's alone.
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  chmod,
  rename,
  rm: (path) => rm(path, { recursive: true, force: true }),
  async syncFolder(path) {
    try {
      const folder = await open(path, 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    } catch (error) {
      if (!NO_SYNC.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  },
};
