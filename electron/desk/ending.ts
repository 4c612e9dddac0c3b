/** The end of the desk, in order: begin nothing, let what was posted have its answer, write down what is known. */
import type { Accounts } from './accounts.ts';
import type { Codes } from './codes.ts';
import type { Drift } from './drift.ts';
import type { Gate } from './gate.ts';
import type { Grace } from './grace.ts';
import type { Jobs } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import type { Lock } from './lock.ts';
import type { News } from './news.ts';
import type { Outbox } from './outbox.ts';
import type { Clock } from './ports.ts';
import type { ReadingRoom } from './reading-room.ts';
import type { Sync } from './sync.ts';

/** So long an answer is waited for: a write's own patience, and a look at what became of it. */
const WRITE_ENDS_MS = 40_000;
/** And so long for the last lines to be written. */
const NOTED_MS = 2_000;

/** `cut`, once aborted, ends the waiting for answers. */
export async function endDesk(
  desk: {
    clock: Clock;
    lock: Lock;
    news: News;
    jobs: Jobs;
    grace: Grace;
    sync: Sync;
    room: ReadingRoom;
    ledger: Ledger;
    accounts: Accounts;
    gate: Gate;
    codes: Codes;
    outbox: Outbox;
    drift: Drift;
    log: (line: string) => void;
  },
  cut: AbortSignal | undefined,
): Promise<void> {
  const { clock, ledger } = desk;
  desk.lock.close();
  desk.news.close();
  // What waits for its turn in a job has its end at once; what was posted already is waited for.
  desk.jobs.close();
  await desk.grace.close();
  const quiet = desk.sync.close();
  const emptied = desk.room.close();
  await within(clock, WRITE_ENDS_MS, ledger.settled(), cut);
  await desk.accounts.close();
  // Calls that were cut off are answered at once, and what they were part of notes what it knows.
  await within(clock, NOTED_MS, desk.gate.settled());
  await ledger.abandon().catch((error: unknown) => desk.log(`ledger: ${String(error)}`));
  desk.codes.forgetAll();
  await desk.outbox.close();
  await emptied;
  await quiet;
  await desk.drift.close().catch((error: unknown) => desk.log(`history: ${String(error)}`));
  await ledger.close();
}

/** When it is done, or after `ms`, or when `cut` is aborted, whichever is first. */
function within(clock: Clock, ms: number, done: Promise<unknown>, cut?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const callOff = clock.after(ms, resolve);
    cut?.addEventListener('abort', () => resolve(), { once: true });
    if (cut?.aborted) resolve();
    void done.then(() => resolve()).finally(callOff);
  });
}
