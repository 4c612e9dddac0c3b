/**
 * An append-only file of JSON lines; an appended line is on the disk when it is answered for, and only taken out when
 * asked to. Lines that come while others are being written share one fsync. Knows no content; a torn line is dropped on
 * reading.
 */
import { dirname } from 'node:path';
import type { Disk } from '../desk/ports.ts';
import { writeText } from './atomic.ts';
import { systemDisk } from './disk.ts';

export type Journal = {
  /** Every whole line, in order, as it was appended; lines that are not JSON are counted, never deleted. */
  lines: unknown[];
  unreadable: number;
  /** Resolves when the line is on the disk. Rejects with the system's error: then it must be taken as not written. */
  append: (line: unknown) => Promise<void>;
  /** Takes every line away, from the disk as well. Rejects with the system's error. */
  wipe: () => Promise<void>;
  /**
   * Takes lines out, whole: the file is replaced by one without them. What is no JSON stays. Rejects with the system's
   * error, and then nothing is taken out.
   */
  drop: (goes: (line: unknown) => boolean) => Promise<void>;
  close: () => Promise<void>;
};

/** Opens (or makes) the journal. Lines are told in `lines` once; later appends are not added there. */
export async function openJournal(path: string, disk: Disk = systemDisk): Promise<Journal> {
  await disk.mkdir(dirname(path));
  let text = '';
  try {
    text = (await disk.readFile(path)).toString('utf8');
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
  let file = await disk.open(path, 'a', 0o600);
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
    await file.writeFile(batch);
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
    drop(goes) {
      const work = async (): Promise<void> => {
        const kept = (await disk.readFile(path))
          .toString('utf8')
          .split('\n')
          .filter((line) => line !== '' && !isGone(line, goes));
        await writeText(disk, path, kept.map((line) => `${line}\n`).join(''));
        // The descriptor still is the old file's: what is appended from now on belongs into the new one.
        const old = file;
        file = await disk.open(path, 'a', 0o600);
        isTorn = false;
        await old.close();
      };
      const mine = tail.then(work);
      tail = mine.catch(() => {});
      return mine;
    },
    async close() {
      await tail;
      await file.close();
    },
  };
}

function isGone(line: string, goes: (line: unknown) => boolean): boolean {
  try {
    return goes(JSON.parse(line));
  } catch {
    return false;
  }
}
