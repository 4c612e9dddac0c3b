/** How every account stands with its server. First values only: what changes them is beside it. */
import type { SyncState } from '../../shared/account.ts';

export type SyncSlice = { sync: SyncState[] };

export function syncSlice(): SyncSlice {
  return { sync: [] };
}
