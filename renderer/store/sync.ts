/** How every account stands with its server, summed up for the rail and the banners. */
import type { SyncState } from '../../shared/account.ts';
import { call } from './bridge.ts';

/** One account, or all. What came of it arrives by `sync:changed`; only a call that could not even start fails here. */
export async function syncNow(accountId?: string) {
  return call('sync:now', accountId === undefined ? {} : { accountId });
}

export type SyncSummary =
  /** Nothing was read yet. */
  | { kind: 'never' }
  | { kind: 'syncing' }
  /** No account reaches its server. `since`: milliseconds, the oldest knowledge; `null` = none. */
  | { kind: 'offline'; since: number | null }
  /** Some accounts fail for another reason. */
  | { kind: 'failing'; accountIds: string[]; since: number | null }
  | { kind: 'fresh'; since: number };

/** The oldest knowledge counts: "up to date" must not promise more than the stalest list holds. */
export function summariseSync(states: readonly SyncState[]): SyncSummary {
  if (states.length === 0) return { kind: 'never' };
  if (states.some((state) => state.phase === 'syncing')) return { kind: 'syncing' };
  const since = knownSince(states);
  const called = states.filter((state) => state.online !== null);
  if (called.length > 0 && called.every((state) => state.online === false)) return { kind: 'offline', since };
  const failing = states.filter((state) => state.failure !== null || state.online === false);
  if (failing.length > 0) {
    return { kind: 'failing', accountIds: failing.map((state) => state.accountId), since };
  }
  return since === null ? { kind: 'never' } : { kind: 'fresh', since };
}

/** When the stalest list was read, in milliseconds; `null` = nothing was read. */
export function knownSince(states: readonly SyncState[]): number | null {
  let oldest: number | null = null;
  for (const state of states) {
    for (const at of [state.servicesAt, state.requestsAt]) {
      const time = at === null ? Number.NaN : Date.parse(at);
      if (!Number.isNaN(time) && (oldest === null || time < oldest)) oldest = time;
    }
  }
  return oldest;
}

/** Whether anything was ever read of these accounts: `false` means skeletons, not "nothing there". */
export function everRead(states: readonly SyncState[], kind: 'servicesAt' | 'requestsAt'): boolean {
  return states.some((state) => state[kind] !== null);
}
