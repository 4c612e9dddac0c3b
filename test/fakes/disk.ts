/** Disks for tests: the system's, with what goes wrong on it, or with what is asked of it told. */
import { basename } from 'node:path';
import type { Disk, OpenFile } from '../../electron/desk/ports.ts';
import { systemDisk } from '../../electron/storage/disk.ts';

/** What a system says, as it says it. */
export function systemError(code: string, syscall: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall, path });
}

/** Takes `left` characters more; of what is too long it takes a part, and says so. */
export function fullDisk(): Disk & { left: number } {
  const disk = {
    ...systemDisk,
    left: Number.POSITIVE_INFINITY,
    async open(path: string, flags: 'r' | 'a' | 'wx', mode?: number) {
      const file = await systemDisk.open(path, flags, mode);
      return changed(file, {
        async writeFile(text) {
          const taken = text.slice(0, disk.left);
          disk.left -= taken.length;
          await file.writeFile(taken);
          if (taken.length < text.length) throw systemError('ENOSPC', 'write', path);
        },
      });
    },
  };
  return disk;
}

/** Tells each call in `calls`, as `rename settings.json`. */
export function watchedDisk(): Disk & { calls: string[] } {
  const calls: string[] = [];
  const told = <A extends unknown[], R>(name: string, path: string, work: (...given: A) => R) => {
    return (...given: A): R => {
      calls.push(`${name} ${basename(path)}`);
      return work(...given);
    };
  };
  return {
    ...systemDisk,
    calls,
    rename: (from, to) => told('rename', to, systemDisk.rename)(from, to),
    syncFolder: (path) => told('syncFolder', path, systemDisk.syncFolder)(path),
    async open(path, flags, mode) {
      const file = await systemDisk.open(path, flags, mode);
      return changed(file, {
        sync: told('sync', path, () => file.sync()),
        datasync: told('datasync', path, () => file.datasync()),
      });
    },
  };
}

/** Each file is refused for which `why` answers a code of the system's. */
export function refusingDisk(why: (name: string, call: string) => string | null): Disk {
  const guard = <A extends unknown[], R>(call: string, work: (path: string, ...rest: A) => Promise<R>) => {
    return async (path: string, ...rest: A): Promise<R> => {
      const code = why(basename(path), call);
      if (code !== null) throw systemError(code, call, path);
      return work(path, ...rest);
    };
  };
  return {
    ...systemDisk,
    open: guard('open', systemDisk.open),
    readFile: guard('readFile', systemDisk.readFile),
    rename: guard('rename', systemDisk.rename),
    rm: guard('rm', systemDisk.rm),
  };
}

/** Its methods are its class's: spread alone would lose them. */
function changed(file: OpenFile, change: Partial<OpenFile>): OpenFile {
  return {
    read: (...given) => file.read(...given),
    writeFile: (text) => file.writeFile(text),
    truncate: (length) => file.truncate(length),
    sync: () => file.sync(),
    datasync: () => file.datasync(),
    close: () => file.close(),
    ...change,
  };
}
