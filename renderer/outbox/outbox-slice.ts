/** What waits for the user’s word, as the desk tells it; no code. First values only: what changes them is beside it. */
import type { Failure } from '../../shared/failure.ts';
import type { OutboxEntry, OutboxList, OutboxOutcome } from '../../shared/outbox.ts';

export type OutboxJob = {
  id: string;
  /** As they were when they were sent: what goes through leaves the outbox, and its row stays to be read. */
  entries: OutboxEntry[];
  outcomes: Readonly<Record<string, OutboxOutcome>>;
  running: boolean;
  stopping: boolean;
};

export type OutboxSlice = {
  outbox: {
    /** `null` until the desk has told. */
    list: OutboxList | null;
    /** The dialog is open. */
    open: boolean;
    /** Being read anew. */
    reviewing: ReadonlySet<string>;
    /** Read anew since the dialog was opened. */
    fresh: ReadonlySet<string>;
    /** Why they could not be read. */
    unread: Readonly<Record<string, Failure>>;
    picked: ReadonlySet<string>;
    job: OutboxJob | null;
    /** The whole call failed. */
    failure: Failure | null;
  };
};

export function outboxSlice(): OutboxSlice {
  return {
    outbox: {
      list: null,
      open: false,
      reviewing: new Set(),
      fresh: new Set(),
      unread: {},
      picked: new Set(),
      job: null,
      failure: null,
    },
  };
}
