/** Long work lets others go first: answers, input, timers. */

/** By the global one, which the simulation puts its own in place of; `node:timers/promises` would pass it by. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
