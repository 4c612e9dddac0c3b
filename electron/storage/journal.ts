/**
 * An append-only file of JSON lines; an appended line is on the disk when it is answered for, and only taken out when
 * asked to. Lines that come while others are being written share one fsync. Each line is chained to the one before it, and
 * what was damaged is told once. Knows no content; a torn line is dropped on reading.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { Damage, DamagedPart } from '../../shared/damage.ts';
import type { OpenFile } from '../desk/ports.ts';
import { remove, writeText } from './atomic.ts';
import { BEGINNING, link, type Note, readChain } from './chain.ts';
import { toChecked, understand } from './checked.ts';
import { type Place, readOrWhy, setAside } from './json-file.ts';

export type Journal = {
  /** Every whole line, in order, as it was appended; lines that cannot be read are counted, never deleted. */
  lines: unknown[];
  unreadable: number;
  /** Resolves when the line is on the disk. Rejects with the system's error: then it must be taken as not written. */
  append: (line: object) => Promise<void>;
  /** Takes every line away, from the disk as well. Rejects with the system's error. */
  wipe: () => Promise<void>;
  /**
   * Takes lines out, whole: the file is replaced by one without them, chained anew, that says so. What cannot be read
   * stays. Rejects with the system's error, and then nothing is taken out.
   */
  drop: (goes: (line: unknown) => boolean) => Promise<void>;
  close: () => Promise<void>;
};

/** How far the file reached when it was last looked at: a cut is at the end of a file, and its own lines cannot tell it. */
const headSchema = z.object({ version: z.literal(1), lines: z.number().int(), chain: z.string() });
/** A kill costs the mark of so many lines at most, and never a line. */
const LINES_PER_MARK = 64;

/** Opens (or makes) `NAME.jsonl`. Lines are told in `lines` once; later appends are not added there. */
export async function openJournal(
  place: Place,
  name: string,
  part: DamagedPart = 'ledger',
): Promise<Journal> {
  const { disk, now } = place;
  const path = join(place.folder, name);
  const markPath = path.replace(/\.jsonl$/, '.mark.json');
  await disk.mkdir(place.folder);
  const tell = (why: Damage['why'], more: Partial<Damage>): void =>
    place.tell({ part, why, file: name, keptAs: null, count: null, names: [], ...more });

  const read = await readOrWhy(disk, path);
  /** It cannot be read, and lies there still. */
  let isInTheWay = typeof read === 'string';
  if (typeof read === 'string') {
    const keptAs = await setAside(disk, path, now()).catch(() => null);
    isInTheWay = keptAs === null;
    tell(read, { keptAs });
  }
  const bytes = Buffer.isBuffer(read) ? read : Buffer.alloc(0);
  const chain = readChain(bytes.toString('utf8'));
  const known = new Set(
    chain.lines.flatMap((line) =>
      line.kind === 'note' && line.note.journal === 'damaged' ? line.note.found : [],
    ),
  );
  const lines = chain.lines.flatMap((line) => (line.kind === 'content' ? [line.value] : []));

  /** Handle of what is appended to; `null` until it can be had. */
  let file: OpenFile | null = null;
  let { last } = chain;
  /** The file may end within a line, of a killed program or a full disk: the next line begins on one of its own. */
  let isTorn = chain.isTorn || isInTheWay;
  let count = chain.lines.filter((line) => line.kind !== 'unreadable').length;
  /** Length of what stands in the file and was answered for, in bytes; `null` where the end is somebody else's. */
  let length: number | null = isInTheWay ? null : bytes.length;
  let waiting: object[] = [];
  /** The write that will take what waits; all who wait share its end. */
  let next: Promise<void> | null = null;
  let tail: Promise<void> = Promise.resolve();
  let unmarked = 0;

  const handle = async (): Promise<OpenFile> => (file ??= await disk.open(path, 'a', 0o600));
  const write = async (batch: readonly object[]): Promise<void> => {
    const open = await handle();
    const wasTorn = isTorn;
    let made = isTorn ? '\n' : '';
    let end = last;
    for (const line of batch) {
      const linked = link(line, end);
      made += `${linked.text}\n`;
      end = linked.chain;
    }
    isTorn = true;
    try {
      await open.writeFile(made);
      await open.datasync();
    } catch (error) {
      // Taken back: a line that was refused must not stand there at the next start.
      if (length !== null) {
        await open.truncate(length).then(
          () => (isTorn = wasTorn),
          () => (length = null),
        );
      }
      throw error;
    }
    isTorn = false;
    last = end;
    count += batch.length;
    unmarked += batch.length;
    if (length !== null) length += Buffer.byteLength(made);
  };
  const mark = async (): Promise<void> => {
    unmarked = 0;
    // What a killed program left here may be in the system's memory alone: the mark must not outlive it.
    await (await handle()).datasync();
    await writeText(disk, markPath, toChecked({ version: 1, lines: count, chain: last }));
  };
  /** Without it the next start looks for no end. */
  const tryToMark = (): Promise<void> => mark().catch(() => {});
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = tail.then(work);
    tail = mine.catch(() => {});
    return mine;
  };

  /** What is damaged, and was not told of before. */
  const look = async (): Promise<void> => {
    const broken = chain.lines
      .filter((line) => line.kind === 'unreadable')
      .filter(({ id }) => !known.has(id));
    // The last one may be of a program that ended while it wrote: then it was never answered for.
    const torn = chain.isTorn && broken.at(-1) === chain.lines.at(-1) ? broken.pop() : undefined;
    const gaps = chain.gaps.filter(({ id }) => !known.has(id));
    const told = await readOrWhy(disk, markPath);
    if (typeof told === 'string') await setAside(disk, markPath, now()).catch(() => {});
    const head = Buffer.isBuffer(told) ? understand(told, headSchema, null) : null;
    // What tells of another file is nothing to go by.
    const marked = head?.state === 'good' && typeof read !== 'string' ? head.value : null;
    const reaches =
      marked === null ||
      marked.chain === BEGINNING ||
      chain.lines.some((line) => line.kind !== 'unreadable' && line.chain === marked.chain);
    // A damaged line may be the one that was marked.
    const missing = marked === null || reaches ? 0 : marked.lines - count - broken.length;
    if (broken.length > 0)
      tell('partly', { count: broken.length, names: broken.map(({ number }) => String(number)) });
    if (gaps.length > 0) tell('gap', { names: gaps.map(({ number }) => String(number)) });
    if (missing > 0) tell('cut', { count: missing });
    const found = [...broken, ...gaps, ...(torn === undefined ? [] : [torn])].map(({ id }) => id);
    if (found.length > 0) {
      const note: Note = { journal: 'damaged', at: iso(), found };
      await inTurn(() => write([note])).catch(() => {});
    }
    if ((head?.state === 'good' ? head.value.chain : BEGINNING) !== last) await inTurn(tryToMark);
  };
  const iso = (): string => new Date(now()).toISOString();

  await look();
  await handle().catch((error: NodeJS.ErrnoException) => {
    if (!isInTheWay) tell('unwritable', { names: [error.code ?? 'EIO'] });
  });

  return {
    lines,
    unreadable: chain.lines.filter((line) => line.kind === 'unreadable').length,
    append(line) {
      waiting.push(line);
      if (next === null) {
        next = inTurn(async () => {
          const batch = waiting;
          waiting = [];
          next = null;
          await write(batch);
          if (unmarked >= LINES_PER_MARK) tail = tail.then(tryToMark);
        });
      }
      return next;
    },
    wipe: () =>
      inTurn(async () => {
        await remove(disk, markPath);
        const open = await handle();
        await open.truncate(0);
        await open.datasync();
        [isTorn, last, count, length] = [false, BEGINNING, 0, 0];
        lines.length = 0;
      }),
    drop: (goes) =>
      inTurn(async () => {
        const before = readChain((await disk.readFile(path)).toString('utf8'));
        let [end, kept, gone, made] = [BEGINNING, 0, 0, ''];
        const take = (value: object): void => {
          const linked = link(value, end);
          made += `${linked.text}\n`;
          end = linked.chain;
          kept += 1;
        };
        for (const line of before.lines) {
          if (line.kind === 'unreadable') made += `${line.text}\n`;
          else if (line.kind === 'note') take(line.note);
          else if (goes(line.value)) gone += 1;
          else take(line.value);
        }
        if (gone === 0) return;
        const note: Note = { journal: 'dropped', at: iso(), lines: gone };
        take(note);
        // Gaps are closed by that; what is unreadable was told of.
        await disk.rm(markPath);
        await writeText(disk, path, made);
        // The descriptor still is the old file's: what is appended from now on belongs into the new one.
        const old = file;
        file = null;
        [isTorn, last, count, length] = [false, end, kept, Buffer.byteLength(made)];
        await old?.close();
        await tryToMark();
      }),
    async close() {
      await tail;
      if (unmarked > 0) await tryToMark();
      await file?.close();
    },
  };
}
