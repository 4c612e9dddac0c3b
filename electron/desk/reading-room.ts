/**
 * The room where other people's bytes are read: a thread of its own with limits on memory and on time, one thing at a time.
 * What exceeds them costs itself alone; the program goes on answering. Keeps nothing of what was read and says nothing of it.
 */
import { Worker } from 'node:worker_threads';
import type { UnreadableFile } from '../../shared/found-code.ts';
import type { JudgedCodes } from '../../shared/judged-codes.ts';

export type ToRead =
  | { kind: 'file'; name: string; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'text'; text: string };
/** What was found, message by message, or why nothing could be read. `cut`: it holds more than is read of one file. */
export type Reading = { found: JudgedCodes[]; cut: boolean } | { why: UnreadableFile['why'] };

export type ReadingRoom = {
  /** Takes the bytes away from whoever gives them. Rejects only where there can be no room at all. */
  read: (toRead: ToRead) => Promise<Reading>;
  /** Ends what is being read. */
  close: () => Promise<void>;
};

export type Limits = {
  /** Of one file, and for each megabyte of it. */
  ms: number;
  msPerMegabyte: number;
  /** Of the thread's own memory; what it allocates outside of it is bounded by the readers themselves. */
  megabytes: number;
  /** The thread is let go when nobody has asked for so long. */
  idleMs: number;
};

/** A mailbox of the largest size takes about two seconds; a computer that is busy with ten other things is given its time. */
const LIMITS: Limits = { ms: 10_000, msPerMegabyte: 4000, megabytes: 768, idleMs: 60_000 };
/** To start the thread itself takes no part of a file's time. */
const START_MS = 30_000;

/** Built, it lies beside the entries, and this module perhaps in a chunk below; in the sources it lies beside this module. */
function readerAddress(): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL('./mail-reader.ts', here);
  return new URL(here.replace(/\/(?:chunks\/)?[^/]*$/, '/mail-reader.js'));
}

type Room = { worker: Worker; ready: Promise<void> };

export function openReadingRoom(reader = readerAddress(), limits: Partial<Limits> = {}): ReadingRoom {
  const { ms, msPerMegabyte, megabytes, idleMs } = { ...LIMITS, ...limits };
  let room: Room | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  /** `ready` rejects where the thread cannot be had: nothing was read yet, so no file is to blame. */
  const start = (): Room => {
    const worker = new Worker(reader, {
      name: 'reading-room',
      // SECURITY: keys may stand in the environment, and what a reader prints may quote an e-mail: it goes nowhere.
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    worker.stdout.destroy();
    worker.stderr.destroy();
    const gone = (): void => {
      if (room?.worker === worker) room = null;
    };
    // Between two readings too: whoever comes next gets a new one.
    worker.on('error', gone).on('exit', gone);
    const ready = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        void worker.terminate();
        reject(new Error('the reading room does not open'));
      }, START_MS);
      // Its first word: it has loaded its readers.
      worker.once('message', () => {
        clearTimeout(timer);
        resolve();
      });
      worker.once('exit', () => {
        clearTimeout(timer);
        reject(new Error('the reading room does not open'));
      });
    });
    return { worker, ready };
  };

  const dismiss = async (): Promise<void> => {
    const leaving = room?.worker;
    room = null;
    await leaving?.terminate();
  };

  const readNow = async (toRead: ToRead): Promise<Reading> => {
    if (isClosed) throw new Error('the reading room is closed');
    clearTimeout(idle);
    room ??= start();
    const { worker, ready } = room;
    await ready;
    const size = toRead.kind === 'file' ? toRead.bytes.length : toRead.text.length;
    const { reading, isWell } = await readBy(worker, toRead, ms + (msPerMegabyte * size) / 1_000_000);
    // What a file did to the thread ends with it.
    if (!isWell) await dismiss();
    idle = setTimeout(() => void dismiss(), idleMs).unref();
    return reading;
  };

  return {
    read(toRead) {
      const reading = last.then(() => readNow(toRead));
      last = reading.catch(() => {});
      return reading;
    },
    async close() {
      isClosed = true;
      clearTimeout(idle);
      await dismiss();
    },
  };
}

/** `isWell`: the thread itself gave the answer and may go on. */
function readBy(worker: Worker, toRead: ToRead, ms: number): Promise<{ reading: Reading; isWell: boolean }> {
  return new Promise((resolve) => {
    const answered = (reading: Reading): void => end(reading, true);
    const failed = (error: Error & { code?: unknown }): void =>
      end({ why: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'broken' }, false);
    const exited = (): void => end({ why: 'broken' }, false);
    const timer = setTimeout(() => end({ why: 'slow' }, false), ms);
    const end = (reading: Reading, isWell: boolean): void => {
      clearTimeout(timer);
      worker.off('message', answered).off('error', failed).off('exit', exited);
      // What nobody waits for keeps no program alive.
      worker.unref();
      resolve({ reading, isWell });
    };
    worker.once('message', answered).once('error', failed).once('exit', exited);
    worker.ref();
    if (toRead.kind === 'file') worker.postMessage(toRead, [toRead.bytes.buffer]);
    else worker.postMessage(toRead);
  });
}
