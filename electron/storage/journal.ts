/**
 * An append-only file of JSON lines; an appended line is on the disk when it is answered for. Lines that come while others
 * are being written share one fsync. Knows no content; a torn line is dropped on reading.
 */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export type Journal = {
  /** Every whole line, in order, as it was appended; lines that are not JSON are counted, never deleted. */
  lines: unknown[];
  unreadable: number;
  /** Resolves when the line is on the disk. Rejects with the system's error: then it must be taken as not written. */
  append: (line: unknown) => Promise<void>;
  /** Takes every line away, from the disk as well. Rejects with the system's error. */
  wipe: () => Promise<void>;
  close: () => Promise<void>;
};

/** Opens (or makes) the journal. Lines are told in `lines` once; later appends are not added there. */
export async function openJournal(path: string): Promise<Journal> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let text = '';
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const lines: unknown[] = [];
  let unreadable = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      lines.push(JSON.parse(line));
    } catch {
      unreadable += 1;
    }
  }
  const file = await open(path, 'a', 0o600);
  /** The file may end within a line, of a killed program or a full disk: the next line begins on one of its own. */
  let isTorn = text !== '' && !text.endsWith('\n');
  let waiting: string[] = [];
  /** The write that will take what waits; all who wait share its end. */
  let next: Promise<void> | null = null;
  let tail: Promise<void> = Promise.resolve();

  const writeWaiting = async (): Promise<void> => {
    const batch = `${isTorn ? '\n' : ''}${waiting.join('')}`;
    waiting = [];
    next = null;
    isTorn = true;
    await file.appendFile(batch);
    await file.datasync();
    isTorn = false;
  };

  return {
    lines,
    unreadable,
    append(line) {
      waiting.push(`${JSON.stringify(line)}\n`);
      if (next === null) {
        next = tail.then(writeWaiting);
        tail = next.catch(() => {});
      }
      return next;
    },
    wipe() {
      const mine = tail.then(async () => {
        await file.truncate(0);
        await file.datasync();
        isTorn = false;
        lines.length = 0;
      });
      tail = mine.catch(() => {});
      return mine;
    },
    async close() {
      await tail;
      await file.close();
    },
  };
}
