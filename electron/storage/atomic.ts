/** Writes and reads whole files of the data folder, so that a kill at any moment leaves the old or the new one. Knows no content. */
import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Replaces the file (temporary file, fsync, rename). Readable by this user alone. Rejects with the system's error. */
export async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, text, { mode: 0o600 });
}

/** As `writeText`, but a file of the person's own where they said: its folder is there, its rights are the usual ones. */
export async function writeDocument(path: string, text: string): Promise<void> {
  await writeFileAtomic(path, text);
}

/** As `writeText`, of a value that JSON can tell. */
export function writeJson(path: string, value: unknown): Promise<void> {
  return writeText(path, JSON.stringify(value));
}

export type ReadJson =
  | { found: true; value: unknown }
  | { found: false; why: 'missing' }
  /** It was moved aside to `keptAs`, never deleted. */
  | { found: false; why: 'damaged'; keptAs: string };

/** Reads a file that `writeJson` wrote. One that is not JSON is moved aside under a name with `stamp` (milliseconds). */
export async function readJson(path: string, stamp: number): Promise<ReadJson> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { found: false, why: 'missing' };
    throw error;
  }
  try {
    return { found: true, value: JSON.parse(text) };
  } catch {
    return { found: false, why: 'damaged', keptAs: await setAside(path, stamp) };
  }
}

/** Moves a file that cannot be understood out of the way, keeping it for whoever can. */
export async function setAside(path: string, stamp: number): Promise<string> {
  const keptAs = `${path}.damaged-${stamp}`;
  await rename(path, keptAs);
  return keptAs;
}
