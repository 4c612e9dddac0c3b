/** An append-only file of JSON lines, fsynced line by line. Knows no content; a torn last line is dropped on reading. */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export type Journal = {
  /** Every whole line, in order, as it was appended; lines that are not JSON are counted, never deleted. */
  lines: unknown[];
  unreadable: number;
  /** Resolves when the line is on the disk. Rejects with the system's error: then it must be taken as not written. */
  append: (line: unknown) => Promise<void>;
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
  // A torn last line stays where it is: the next line begins on a line of its own.
  if (text !== '' && !text.endsWith('\n')) await file.appendFile('\n');

  let tail: Promise<unknown> = Promise.resolve();
  return {
    lines,
    unreadable,
    append(line) {
      const write = tail.then(async () => {
        await file.appendFile(`${JSON.stringify(line)}\n`);
        await file.datasync();
      });
      tail = write.catch(() => {});
      return write;
    },
    async close() {
      await tail;
      await file.close();
    },
  };
}
