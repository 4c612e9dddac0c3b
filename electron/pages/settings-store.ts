/**
 * The settings' file, made ready for the library that keeps it: that one empties what it cannot read. What cannot be
 * understood is kept aside and told of. Knows no setting.
 */
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
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
  if (isReadable(path)) return over(open(), null);
  const keptAs = `${FILE}.damaged-${stamp}`;
  try {
    renameSync(path, join(folder, keptAs));
  } catch (error) {
    // It stays where it is, and in the way: the usual settings hold, and a change of them says why it is not kept.
    return {
      trouble: { keptAs: null },
      read: () => ({}),
      write: () => {
        throw error;
      },
    };
  }
  return over(open(), { keptAs });
}

function over(
  library: { store: Record<string, unknown> },
  trouble: Ports['settingsStore']['trouble'],
): Ports['settingsStore'] {
  return {
    trouble,
    read: () => library.store,
    write: (value) => {
      library.store = value;
    },
  };
}

/** It is JSON of the right kind, or not there yet. */
function isReadable(path: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
