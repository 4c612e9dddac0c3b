/** The computer's disk as the program reaches it: every call happens when its turn has come. */
import { dirname } from 'node:path';
import type { Disk as DiskPort, OpenFile } from '../../../electron/desk/ports.ts';
import { type Computer, diskError } from './computer.ts';
import type { File } from './disk.ts';

const missing = (what: string, path: string): Error => diskError('ENOENT', what, path);

export function diskPortOf(computer: Computer): DiskPort {
  const { disk, onDisk } = computer;

  const handle = (path: string, file: File): OpenFile => {
    const sync = (): Promise<void> => onDisk({ what: 'sync', path, apply: () => disk.sync(file) });
    return {
      async read(buffer, offset, length, position) {
        await onDisk({ what: 'read', path, reads: true, apply: () => {} });
        return { bytesRead: file.bytes.copy(buffer, offset, position, position + length) };
      },
      writeFile(text) {
        const bytes = Buffer.from(text);
        return onDisk({
          what: 'write',
          path,
          apply: () => disk.write(file, bytes),
          partly: (chance) => disk.write(file, bytes.subarray(0, chance.int(0, bytes.length))),
        });
      },
      truncate: (size) => onDisk({ what: 'truncate', path, apply: () => disk.truncate(file, size) }),
      sync,
      datasync: sync,
      async close() {},
    };
  };

  return {
    open: (path, flags) =>
      onDisk({
        what: flags === 'r' || disk.at(path) !== undefined ? 'open' : 'create',
        path,
        reads: flags === 'r',
        apply: () => {
          const known = disk.at(path);
          if (known !== undefined && flags === 'wx') throw diskError('EEXIST', 'open', path);
          if (known === undefined && (flags === 'r' || !disk.isFolder(dirname(path))))
            throw missing('open', path);
          return handle(path, known ?? disk.create(path));
        },
      }),
    readFile: (path) =>
      onDisk({
        what: 'read',
        path,
        reads: true,
        apply: () => {
          const file = disk.at(path);
          if (file === undefined) throw missing('open', path);
          return Buffer.from(file.bytes);
        },
      }),
    readdir: (path) =>
      onDisk({
        what: 'list',
        path,
        reads: true,
        apply: () => {
          const names = disk.list(path);
          if (names === null) throw missing('scandir', path);
          return names;
        },
      }),
    stat: (path) =>
      onDisk({
        what: 'look',
        path,
        reads: true,
        apply: () => {
          const file = disk.at(path);
          if (file === undefined && !disk.isFolder(path)) throw missing('stat', path);
          return {
            mode: 0o600,
            uid: 1000,
            size: file?.bytes.length ?? 0,
            mtimeMs: file?.touched ?? 0,
            isFile: () => file !== undefined,
            isDirectory: () => file === undefined,
          };
        },
      }),
    realpath: async (path) => path,
    // Before every write, of a folder that is there: no turn of its own.
    mkdir: async (path) => disk.makeFolder(path),
    chmod: async () => {},
    rename: (from, to) =>
      onDisk({
        what: 'rename',
        path: to,
        apply: () => {
          if (!disk.rename(from, to)) throw missing('rename', from);
        },
      }),
    rm: (path) =>
      onDisk({
        what: 'remove',
        path,
        apply: () => {
          for (const one of disk.paths()) if (one === path || one.startsWith(`${path}/`)) disk.remove(one);
        },
      }),
    syncFolder: (path) => onDisk({ what: 'sync folder', path, apply: () => disk.syncFolder(path) }),
  };
}
