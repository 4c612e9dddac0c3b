/**
 * What waits for the user's word: kept while there is no connection, looked at again once there is, sent when he says so.
 * Facts are the desk's and hold no code; nothing here sends by itself.
 */
import type { Input } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import type { OutboxEntry, OutboxList } from '../../shared/outbox.ts';
import { call, on } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { type OutboxJob, type OutboxSlice } from './outbox-slice.ts';

const NONE: ReadonlySet<string> = new Set();

type Outbox = OutboxSlice['outbox'];
function set(change: (state: Outbox) => Partial<Outbox>): void {
  useStore.setState(({ outbox }) => ({ outbox: { ...outbox, ...change(outbox) } }));
}
function setJob(id: string, change: (job: OutboxJob) => Partial<OutboxJob>): void {
  set(({ job }) => (job === null || job.id !== id ? {} : { job: { ...job, ...change(job) } }));
}

export async function listOutbox(): Promise<void> {
  const answer = await call('outbox:list', {});
  if (answer.ok) set(() => ({ list: answer.value }));
}

/** Returns the way to stop. */
export function listenForOutbox(): () => void {
  const stops = [
    on('outbox:changed', (list) => set(() => ({ list }))),
    on('jobs:progress', (told) => {
      if (told.of !== 'outbox') return;
      const { last } = told;
      setJob(told.job, ({ outcomes }) => ({ outcomes: { ...outcomes, [last.id]: last } }));
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Keeps for later; what cannot be kept is answered as why not. */
export async function keepForLater(what: Input<'outbox:keep'>): Promise<Result<OutboxList>> {
  const answer = await call('outbox:keep', what);
  if (answer.ok) set(() => ({ list: answer.value }));
  return answer;
}

/** It can be chosen: read anew, and not spent or gone. */
export function isSendable(entry: OutboxEntry, { fresh }: Pick<Outbox, 'fresh'>): boolean {
  if (entry.kind === 'locked' || entry.state === 'sending' || !fresh.has(entry.id)) return false;
  return entry.now.verdict === 'unchanged' || entry.now.verdict === 'changed';
}

/** Opens the dialog and reads anew what everything rests on, each account by itself: a slow one holds up no other. */
export function reviewOutbox(): void {
  const { list, job } = useStore.getState().outbox;
  if (job?.running) {
    set(() => ({ open: true }));
    return;
  }
  const entries = list?.entries ?? [];
  const ids = entries.map(({ id }) => id);
  set(() => ({
    open: true,
    reviewing: new Set(ids),
    fresh: NONE,
    unread: {},
    picked: NONE,
    job: null,
    failure: null,
  }));
  const accounts = Map.groupBy(entries, ({ accountId }) => accountId);
  for (const [, each] of accounts) void review(each.map(({ id }) => id));
}

async function review(ids: readonly string[]): Promise<void> {
  const answer = await call('outbox:review', { ids: [...ids] });
  set((state) => {
    const reviewing = new Set([...state.reviewing].filter((id) => !ids.includes(id)));
    if (!answer.ok) {
      const unread = Object.fromEntries(ids.map((id) => [id, answer.error]));
      return { reviewing, unread: { ...state.unread, ...unread } };
    }
    const unread = Object.fromEntries(answer.value.unread.map(({ id, failure }) => [id, failure]));
    const fresh = new Set([...state.fresh, ...ids.filter((id) => unread[id] === undefined)]);
    const { list } = answer.value;
    // Ticked from the start is only what is as it was; whatever changed is the user's to choose.
    const same = list.entries.filter(
      (entry) =>
        ids.includes(entry.id) &&
        isSendable(entry, { fresh }) &&
        entry.state === 'waiting' &&
        entry.kind !== 'locked' &&
        entry.now.verdict === 'unchanged',
    );
    const picked = new Set([...state.picked, ...same.map(({ id }) => id)]);
    return { reviewing, list, fresh, picked, unread: { ...state.unread, ...unread } };
  });
}

/** Closing is not stopping: what is being sent goes on. */
export function closeOutbox(): void {
  set(({ job }) => (job?.running ? { open: false } : { open: false, job: null, failure: null }));
}

export function togglePicked(id: string): void {
  set((state) => {
    const picked = new Set(state.picked);
    if (!picked.delete(id)) picked.add(id);
    return { picked };
  });
}

/** What would be sent. */
export function chosenEntries(state: Outbox): OutboxEntry[] {
  return (state.list?.entries ?? []).filter(
    (entry) => state.picked.has(entry.id) && isSendable(entry, state),
  );
}

/** Sends the chosen ones. Where the call as a whole is lost, nothing is said to have failed: the desk knows what became of it. */
export async function sendChosen(): Promise<void> {
  const { outbox } = useStore.getState();
  const entries = chosenEntries(outbox);
  if (entries.length === 0 || outbox.job?.running) return;
  const id = crypto.randomUUID();
  set(() => ({ failure: null, job: { id, entries, outcomes: {}, running: true, stopping: false } }));
  const answer = await call('outbox:send', { job: id, ids: entries.map((entry) => entry.id) });
  if (answer.ok) {
    const told = Object.fromEntries(answer.value.map((outcome) => [outcome.id, outcome]));
    setJob(id, ({ outcomes }) => ({ outcomes: { ...outcomes, ...told }, running: false, stopping: false }));
  } else {
    set(() => ({ failure: answer.error }));
    setJob(id, () => ({ running: false, stopping: false }));
  }
  set(() => ({ picked: NONE }));
  await listOutbox();
}

export function stopSending(): void {
  const { job } = useStore.getState().outbox;
  if (!job?.running) return;
  setJob(job.id, () => ({ stopping: true }));
  void call('jobs:stop', { job: job.id });
}

export async function dropEntries(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const answer = await call('outbox:drop', { ids: [...ids] });
  set((state) => (answer.ok ? { list: answer.value } : { failure: answer.error, list: state.list }));
}

export type OutboxSummary = {
  count: number;
  /** Not as they were, or past sending, as far as is known. */
  changed: number;
  /** Being sent when the answer was lost or the program ended. */
  unknown: number;
  /** Sealed, and not to be opened now. */
  locked: number;
};

export function summariseOutbox(list: OutboxList | null): OutboxSummary {
  const entries = list?.entries ?? [];
  return {
    count: entries.length,
    changed: entries.filter(
      (entry) => entry.state !== 'unknown' && entry.kind !== 'locked' && entry.now.verdict !== 'unchanged',
    ).length,
    unknown: entries.filter(({ state }) => state === 'unknown').length,
    locked: entries.filter(({ kind }) => kind === 'locked').length,
  };
}

/** Whether what is kept outlives the program; `true` is said only where the desk says so. */
export function useKeepsSealed(): boolean {
  return useStore((state) => state.outbox.list?.persistent ?? state.app?.vault.persistent ?? false);
}

/** Whether none of these accounts reaches its server, as the last real calls tell; `false` for none. */
export function areOffline(
  sync: readonly { accountId: string; online: boolean | null }[],
  accountIds: readonly string[],
): boolean {
  return (
    accountIds.length > 0 &&
    accountIds.every((id) => sync.find((one) => one.accountId === id)?.online === false)
  );
}

/** No account reaches its server, also while it is being tried again. */
export function useAllOffline(): boolean {
  return useStore(({ sync }) =>
    areOffline(
      sync,
      sync.map(({ accountId }) => accountId),
    ),
  );
}
