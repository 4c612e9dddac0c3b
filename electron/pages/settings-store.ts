/**
 * The settings' file, made ready for the library that keeps it: that one empties what it cannot read. What cannot be
 * understood is kept aside and told of. Knows no setting.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Damage } from '../../shared/damage.ts';
import type { Ports } from '../desk/ports.ts';

const FILE = 'settings.json';

/**
 * `open`: the library's store over `settings.json` in `folder`.
 * @param stamp milliseconds since 1970, for the name of what is kept aside
 */
export function settingsStoreIn(
  folder: string,
  stamp: number,
  open: () => { store: Record<string, unknown> },
): Ports['settingsStore'] {
  const path = join(folder, FILE);
  const aside = `${FILE}.damaged-${stamp}`;
  const told = (why: Damage['why'], keptAs: string | null): Damage => ({
    part: 'settings',
    why,
    file: FILE,
    keptAs,
    count: null,
    names: [],
  });
  const over = (
    library: { store: Record<string, unknown> },
    damage: Damage | null,
  ): Ports['settingsStore'] => ({
    damage,
    read: () => library.store,
    write: (values) => writeThrough(library, folder, path, values),
    keepAside: () => copyFileSync(path, join(folder, aside)),
  });

  const why = whyUnreadable(path);
  if (why === null) return over(open(), null);
  try {
    renameSync(path, join(folder, aside));
  } catch (error) {
    // It stays where it is, and in the way: the usual settings hold, and a change of them says why it is not kept.
    const refuse = (): never => {
      throw error;
    };
    return { damage: told(why, null), read: () => ({}), write: refuse, keepAside: refuse };
  }
  return over(open(), told(why, aside));
}

/**
 * The library takes a short write, which is what a full disk answers first, for a whole one, and puts it in the place of the
 * good file. So the same stands beside it first, whole, and takes its place where the library's is not.
 */
function writeThrough(
  library: { store: Record<string, unknown> },
  folder: string,
  path: string,
  values: Record<string, unknown>,
): void {
  const spare = `${path}.tmp-${randomBytes(8).toString('hex')}`;
  try {
    writeFileSync(spare, JSON.stringify(values, undefined, '\t'), { mode: 0o600, flag: 'wx', flush: true });
    library.store = values;
    if (!says(path, values)) renameSync(spare, path);
  } finally {
    rmSync(spare, { force: true });
  }
  syncFolder(folder);
}

/** `null`: it is JSON of the right kind, or not there yet. */
function whyUnreadable(path: string): 'broken' | 'no-file' | 'forbidden' | null {
  try {
    const value = readJson(path);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'broken';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === undefined) return 'broken';
    return code === 'EISDIR' ? 'no-file' : 'forbidden';
  }
}

function says(path: string, values: unknown): boolean {
  try {
    return isDeepStrictEqual(readJson(path), values);
  } catch {
    return false;
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** As the storage does; a system that cannot goes without. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // The file itself is on the disk.
  }
}
