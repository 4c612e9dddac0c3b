/**
 * The ten seconds before decisions are sent: in them nothing leaves the computer, and they can be taken back. Knows no code
 * and posts nothing; who asks to wait is told whether to go on. What is cut off is noted on the disk and told of.
 */
import type { DecisionOutcome, Input } from '../../shared/contract.ts';
import type { Unsent, Waiting } from '../../shared/waiting.ts';
import type { UnsentNote } from '../storage/unsent.ts';
import type { Codes } from './codes.ts';
import type { Decisions } from './decisions.ts';
import type { Jobs, Progress } from './jobs.ts';
import type { Clock } from './ports.ts';

export const GRACE_MS = 10_000;

export type Grace = {
  /** `true`: the time is over, or cut short by the person: to be sent. `false`: taken back or cut off: never to be sent. */
  wait: (job: string, items: Waiting['items']) => Promise<boolean>;
  /** `false`: too late, or never heard of. */
  undo: (job: string) => boolean;
  sendNow: (job: string) => void;
  list: () => Waiting[];
  /** What was cut off, until it has been read of. */
  unsent: () => Unsent | null;
  noted: () => Promise<void>;
  /** Locked: nothing that waits is sent. */
  lock: () => void;
  /** The computer goes to sleep: nobody looks on when the ten seconds are over, which may be hours later. */
  sleep: () => void;
  /** These were to be sent, and the program ends before they were. */
  left: (requestKeys: readonly string[]) => Promise<void>;
  /** The program ends: nothing that waits is sent, and what comes later is cut off at once. */
  close: () => Promise<void>;
};

type Entry = { items: Waiting['items']; endsAt: number; end: (goes: boolean) => void };

export function openGrace(desk: {
  clock: Clock;
  note: UnsentNote;
  /** Whether something was begun for this request since then: then what was noted before is not true any more. */
  begunSince: (requestKey: string, at: string) => boolean;
  log: (line: string) => void;
  changed: (waiting: Waiting[]) => void;
  /** Some were cut off with the window open. */
  cut: (unsent: Unsent) => void;
}): Grace {
  const { clock, note } = desk;
  const waiting = new Map<string, Entry>();
  let closed = false;
  let unsent: Unsent | null = note.found;
  if (unsent !== null) {
    const { at } = unsent;
    unsent = withKeys(
      unsent,
      unsent.requestKeys.filter((key) => !desk.begunSince(key, at)),
    );
  }

  const list = (): Waiting[] =>
    [...waiting].map(([job, { items, endsAt }]) => ({
      job,
      items,
      leftMs: Math.max(0, endsAt - clock.steady()),
    }));
  const isoNow = (): string => new Date(clock.now()).toISOString();

  /** As it would have to be told if the program ended now. */
  const write = async (): Promise<void> => {
    const keys = [...waiting.values()].flatMap(({ items }) => items.map(({ requestKey }) => requestKey));
    const next: Unsent | null =
      keys.length === 0
        ? unsent
        : { why: 'ended', at: isoNow(), requestKeys: [...(unsent?.requestKeys ?? []), ...keys] };
    // It helps the next start; without it the decisions are as safe.
    await note.write(next).catch((error: unknown) => desk.log(`unsent: ${String(error)}`));
  };

  const cutOff = (why: Unsent['why'], keys: readonly string[]): void => {
    if (keys.length === 0) return;
    unsent = { why, at: isoNow(), requestKeys: [...(unsent?.requestKeys ?? []), ...keys] };
  };
  const cutAll = (why: Unsent['why']): void => {
    const entries = [...waiting.values()];
    cutOff(
      why,
      entries.flatMap(({ items }) => items.map(({ requestKey }) => requestKey)),
    );
    for (const { end } of entries) end(false);
  };

  return {
    async wait(job, items) {
      if (closed || waiting.has(job)) return false;
      // Decided anew: that it was cut off before is no news any more.
      const keys = new Set(items.map(({ requestKey }) => requestKey));
      if (unsent !== null)
        unsent = withKeys(
          unsent,
          unsent.requestKeys.filter((key) => !keys.has(key)),
        );
      const goes = await new Promise<boolean>((resolve) => {
        const callOff = clock.after(GRACE_MS, () => end(true));
        const end = (how: boolean): void => {
          callOff();
          waiting.delete(job);
          resolve(how);
        };
        waiting.set(job, { items, endsAt: clock.steady() + GRACE_MS, end });
        desk.changed(list());
        void write();
      });
      if (!closed) desk.changed(list());
      // Before the first of them is posted: afterwards it would not be true.
      await write();
      return goes;
    },
    undo(job) {
      const entry = waiting.get(job);
      entry?.end(false);
      return entry !== undefined;
    },
    sendNow(job) {
      waiting.get(job)?.end(true);
    },
    list,
    unsent: () => unsent,
    async noted() {
      unsent = null;
      await write();
    },
    lock: () => cutAll('locked'),
    sleep() {
      const before = unsent;
      cutAll('slept');
      if (unsent !== null && unsent !== before) desk.cut(unsent);
    },
    async left(requestKeys) {
      cutOff('ended', requestKeys);
      await write();
    },
    async close() {
      closed = true;
      cutAll('ended');
      await write();
      await note.settled();
    },
  };
}

function withKeys(note: Unsent, requestKeys: string[]): Unsent | null {
  return requestKeys.length === 0 ? null : { ...note, requestKeys };
}

/** Waits where it is asked to, then decides. What was taken back or cut off has its end as well: it was never begun. */
export async function decideWithGrace(
  desk: {
    grace: Grace;
    jobs: Jobs;
    codes: Pick<Codes, 'keep'>;
    decide: Decisions['decide'];
    tell: (told: Progress<DecisionOutcome>) => void;
  },
  { job: id, items, waits = false }: Input<'requests:decide'>,
): Promise<DecisionOutcome[]> {
  const { grace, jobs, tell } = desk;
  const total = items.length;
  if (waits) for (const { handle } of items) desk.codes.keep(handle);
  if (waits && !(await grace.wait(id, items))) {
    const stopped = items.map(
      ({ requestKey, accountId }): DecisionOutcome => ({
        requestKey,
        accountId,
        outcome: 'stopped',
        failure: null,
      }),
    );
    for (const [index, last] of stopped.entries()) tell({ job: id, done: index + 1, total, last });
    return stopped;
  }
  const outcomes = await jobs.run({ id, total, tell }, (job) => desk.decide(job, items));
  if (jobs.isClosed()) {
    const left = outcomes.filter(({ outcome }) => outcome === 'stopped');
    await grace.left(left.map(({ requestKey }) => requestKey));
  }
  return outcomes;
}
