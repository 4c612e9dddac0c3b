/**
 * Files with e-mails on their way to the desk: which are sent, in calls of what size, and the answers put together.
 * SECURITY: their content goes over the bridge once and is kept nowhere here.
 */
import type { Failure, Result } from '../../shared/failure.ts';
import { ok } from '../../shared/failure.ts';
import type { FileRecognition, UnreadableFile } from '../../shared/found-code.ts';
import { mergeRecognitions } from '../../shared/found-code.ts';
import { kindOfFile, LARGEST_FILE, LONGEST_CONTENT, MOST_FILES } from '../../shared/mail-file.ts';
import { call } from '../store/bridge.ts';

/** What of the browser's `File` is used. */
export type GivenFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;
type Sized = Pick<GivenFile, 'name' | 'size'>;

/** What need not be sent to know that it is not read. */
export function refusalOf({ name, size }: Sized): UnreadableFile['why'] | null {
  if (kindOfFile(name) === null) return 'type';
  return size > LARGEST_FILE ? 'size' : null;
}

/** One list per call, in the order given: no call larger than the web shell's server takes. */
export function batchesOf<T extends Sized>(files: readonly T[]): T[][] {
  const batches: T[][] = [];
  let length = 0;
  for (const file of files) {
    const own = Math.ceil(file.size / 3) * 4;
    const last = batches.at(-1);
    if (last === undefined || length + own > LONGEST_CONTENT || last.length >= MOST_FILES) {
      batches.push([file]);
      length = own;
    } else {
      last.push(file);
      length += own;
    }
  }
  return batches;
}

/** Has the desk read the files, one call after the other. `isWanted` is asked before each: the person may have closed the dialog. */
export async function recogniseFiles(
  files: readonly GivenFile[],
  isWanted: () => boolean,
): Promise<{ answer: Result<FileRecognition>; handles: string[] }> {
  const unreadable: UnreadableFile[] = [];
  const readable: GivenFile[] = [];
  for (const file of files) {
    const why = refusalOf(file);
    if (why === null) readable.push(file);
    else unreadable.push({ name: nameOf(file), why });
  }
  const answers: FileRecognition[] = [];
  let failure: Failure | null = null;
  for (const batch of batchesOf(readable)) {
    if (!isWanted()) break;
    const contents = await Promise.all(batch.map(contentOf));
    const sent = batch.flatMap((file, index) => {
      const content = contents[index] ?? null;
      if (content !== null) return [{ name: nameOf(file), content }];
      unreadable.push({ name: nameOf(file), why: 'broken' });
      return [];
    });
    if (sent.length === 0) continue;
    const answer = await call('codes:recogniseFiles', { files: sent });
    if (answer.ok) answers.push(answer.value);
    else {
      failure = answer.error;
      break;
    }
  }
  const together: FileRecognition = {
    ...mergeRecognitions(answers),
    unreadable: [...unreadable, ...answers.flatMap((answer) => answer.unreadable)],
    nothingIn: answers.flatMap((answer) => answer.nothingIn),
    cut: answers.flatMap((answer) => answer.cut),
  };
  const handles = together.codes.map((code) => code.handle);
  return { answer: failure === null ? ok(together) : { ok: false, error: failure }, handles };
}

/** The end of a long name: there its ending is. */
function nameOf(file: Sized): string {
  return file.name.slice(-255);
}

/** Base64; `null` for what cannot be read, as a folder, or a file that went away meanwhile. */
async function contentOf(file: GivenFile): Promise<string | null> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let text = '';
    // In pieces: a call takes only so many arguments.
    for (let start = 0; start < bytes.length; start += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
    }
    return btoa(text);
  } catch {
    return null;
  }
}
