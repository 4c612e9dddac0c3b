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
  /** `since`: when requests were read; `services`: when services were, which is done less often. */
  | { kind: 'fresh'; since: number; services: number | null };

/**
 * The stalest account counts: "up to date" must not promise more than its list holds. Of its two lists that of the requests,
 * for they are what moves: services are read every half hour, and beside a request that just came that age would be a lie.
 */
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
  const requests = oldest(states, ['requestsAt']) ?? since;
  return requests === null
    ? { kind: 'never' }
    : { kind: 'fresh', since: requests, services: oldest(states, ['servicesAt']) };
}

/** When the stalest list was read, in milliseconds; `null` = nothing was read. */
export function knownSince(states: readonly SyncState[]): number | null {
  return oldest(states, ['servicesAt', 'requestsAt']);
}

function oldest(
  states: readonly SyncState[],
  lists: readonly ('servicesAt' | 'requestsAt')[],
): number | null {
  const times = states.flatMap((state) => lists.map((list) => Date.parse(state[list] ?? '')));
  const read = times.filter((time) => !Number.isNaN(time));
  return read.length === 0 ? null : Math.min(...read);
}

/** Whether anything was ever read of these accounts: `false` means skeletons, not "nothing there". */
export function everRead(states: readonly SyncState[], kind: 'servicesAt' | 'requestsAt'): boolean {
  return states.some((state) => state[kind] !== null);
}
