/** How long to wait before asking the server again. Pure: only numbers in, a number out. */

/** First look after an action, then ever longer gaps. */
const QUICKEST_MS = 4_000;
const SLOWEST_RUNNING_MS = 2 * 60_000;
const SLOWEST_IDLE_MS = 5 * 60_000;
const OFFLINE_FIRST_MS = 3_000;
const OFFLINE_SLOWEST_MS = 60_000;
const GROWTH = 1.5;

/** Services are read again after this long, or when a request was done. */
export const SERVICES_EVERY_MS = 30 * 60_000;

/**
 * Milliseconds until the next look at an account's requests.
 * @param quiet how many looks in a row brought nothing new (0 right after an action or a change)
 * @param failures how many calls in a row failed
 */
export function nextLook(state: { running: boolean; quiet: number; failures: number }): number {
  if (state.failures > 0) return Math.min(OFFLINE_FIRST_MS * 2 ** (state.failures - 1), OFFLINE_SLOWEST_MS);
  const slowest = state.running ? SLOWEST_RUNNING_MS : SLOWEST_IDLE_MS;
  return Math.min(QUICKEST_MS * GROWTH ** state.quiet, slowest);
}
