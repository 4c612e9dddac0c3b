/** What is prepared for a day. First values only: what changes them is beside it. */
import type { Prepared } from '../../shared/prepared.ts';

export type PreparedSlice = {
  /** The next to come first; `null` until they were asked for. */
  prepared: readonly Prepared[] | null;
};

export function preparedSlice(): PreparedSlice {
  return { prepared: null };
}
