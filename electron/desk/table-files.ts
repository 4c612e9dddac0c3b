/** Writes a table where the person says, and tells truly what came of it. Makes no table and chooses no place. */
import { homedir } from 'node:os';
import { basename, dirname, relative, sep } from 'node:path';
import { fail, ok, type Result } from '../../shared/failure.ts';
import type { SavedTable } from '../../shared/saved-table.ts';
import { writeDocument } from '../storage/atomic.ts';
import type { Log } from './dispatch.ts';
import type { Ports } from './ports.ts';

type Why = Extract<SavedTable, { saved: false }>['why'];

/** The system's words for what a person can do something about. */
const WHY: Readonly<Record<string, Exclude<Why, 'called-off'>>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  EBUSY: 'in-use',
  ETXTBSY: 'in-use',
};

/** Of the system's error. */
export function whyNotWritten(error: unknown): Exclude<Why, 'called-off'> {
  return WHY[error instanceof Error && 'code' in error ? String(error.code) : ''] ?? 'failed';
}

/** A file of the person's own; `ask` of a shell that has a dialog. */
export async function saveDocument(given: {
  name: string;
  content: string | Buffer;
  ask: Ports['askWhereToSave'];
  isLocked: () => boolean;
  log: Log;
}): Promise<Result<SavedTable>> {
  if (given.ask === null) return fail('not-allowed', 'report');
  const path = await given.ask(given.name);
  // SECURITY: the dialog outlives the window's content; whoever finds it open before a locked window saves nothing by it.
  if (path === null || given.isLocked()) return ok({ saved: false, why: 'called-off' });
  try {
    await writeDocument(path, given.content);
  } catch (error) {
    const why = whyNotWritten(error);
    // SECURITY: the system's message would name the place.
    given.log(`document: not written (${why})`);
    return ok({ saved: false, why });
  }
  return ok({ saved: true, name: basename(path), folder: shownFolder(dirname(path), homedir()) });
}

/** `~/Documents`; whole on Windows, where nobody writes it so, and outside the home folder. */
export function shownFolder(folder: string, home: string, platform = process.platform): string {
  if (platform === 'win32') return folder;
  const inside = relative(home, folder);
  if (inside === '') return '~';
  return inside === '..' || inside.startsWith(`..${sep}`) ? folder : `~/${inside}`;
}
