/** What was done from here, read from the ledger when the screen is first opened, and again when it changed. */
import type { ActivityEntry } from '../../shared/activity.ts';
import type { Failure } from '../../shared/failure.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';

export type ActivitySlice = {
  /** Newest first; `null` until asked for. */
  activity: ActivityEntry[] | null;
  activityFailure: Failure | null;
};

export function activitySlice(): ActivitySlice {
  return { activity: null, activityFailure: null };
}

export async function listActivity(): Promise<void> {
  const answer = await call('activity:list', {});
  useStore.setState(
    answer.ok ? { activity: answer.value, activityFailure: null } : { activityFailure: answer.error },
  );
}
