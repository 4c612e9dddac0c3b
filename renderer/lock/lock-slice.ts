/** The app lock as this window knows it. SECURITY: no passphrase is ever here. First values only: what changes them is beside it. */
import type { Output } from '../../shared/contract.ts';
import { type LockState, NO_LOCK } from '../../shared/lock.ts';

export type LockSlice = {
  lock: LockState;
  /** When a passphrase may be tried again, on the clock of `performance.now()`. */
  lockWaitsUntil: number;
  /** What a locked window was told; `null` while it is open. */
  locked: Output<'lock:look'> | null;
};

export function lockSlice(): LockSlice {
  return { lock: NO_LOCK, lockWaitsUntil: 0, locked: null };
}
