/** What was done from here, as far as it was asked for. First values only: what changes them is beside it. */
import type { ActivityEntry } from '../../shared/activity.ts';
import type { Failure } from '../../shared/failure.ts';

export type ActivitySlice = {
  /** Newest first; `null` until asked for. */
  activity: ActivityEntry[] | null;
  activityFailure: Failure | null;
};

export function activitySlice(): ActivitySlice {
  return { activity: null, activityFailure: null };
}
