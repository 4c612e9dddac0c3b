/** How long to wait before asking the server again. Pure: only numbers and words in, a number out. */

/**
 * `watched`: a window lies before somebody's eyes. `aside`: none does (minimised, behind others, closed, locked), and the
 * user is still to be told what needs them. `nobody`: there is no way to tell anybody.
 */
export type Attention = 'watched' | 'aside' | 'nobody';

/** First look after an action, then ever longer gaps. */
const QUICKEST_MS = 4_000;
const SLOWEST_RUNNING_MS = 2 * 60_000;
const SLOWEST_IDLE_MS = 5 * 60_000;
const OFFLINE_FIRST_MS = 3_000;
const OFFLINE_SLOWEST_MS = 60_000;
/** Nobody waits for these with their eyes: a notification that comes minutes later says the same. */
const ASIDE_QUICKEST_MS = 60_000;
const ASIDE_SLOWEST_RUNNING_MS = 5 * 60_000;
const ASIDE_SLOWEST_IDLE_MS = 15 * 60_000;
const ASIDE_OFFLINE_SLOWEST_MS = 5 * 60_000;
const GROWTH = 1.5;

/** Services are read again after this long, or when a request was done. */
export const SERVICES_EVERY_MS = 30 * 60_000;

/**
 * Milliseconds from the last look at an account's requests to the next; `null` = none.
 * @param quiet how many looks in a row brought nothing new (0 right after an action or a change)
 * @param failures how many calls in a row failed
 */
export function nextLook(state: {
  attention: Attention;
  running: boolean;
  quiet: number;
  failures: number;
}): number | null {
  const { attention, running, quiet, failures } = state;
  if (attention === 'nobody') return null;
  const isWatched = attention === 'watched';
  if (failures > 0) {
    const first = isWatched ? OFFLINE_FIRST_MS : ASIDE_QUICKEST_MS;
    const slowest = isWatched ? OFFLINE_SLOWEST_MS : ASIDE_OFFLINE_SLOWEST_MS;
    return Math.min(first * 2 ** (failures - 1), slowest);
  }
  const slowestRunning = isWatched ? SLOWEST_RUNNING_MS : ASIDE_SLOWEST_RUNNING_MS;
  const slowestIdle = isWatched ? SLOWEST_IDLE_MS : ASIDE_SLOWEST_IDLE_MS;
  const quickest = isWatched ? QUICKEST_MS : ASIDE_QUICKEST_MS;
  return Math.min(quickest * GROWTH ** quiet, running ? slowestRunning : slowestIdle);
}
