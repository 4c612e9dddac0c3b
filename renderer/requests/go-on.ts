/** From a request that was decided to the next one that waits, where the list of requests is in sight. Which is next, the list says. */

let next: ((decided: string) => void) | null = null;

/** Called by the list while it is in sight. Returns the way to stop. */
export function onDecided(goes: (decided: string) => void): () => void {
  next = goes;
  return () => {
    if (next === goes) next = null;
  };
}

/** This request was decided. */
export function goOn(decided: string): void {
  next?.(decided);
}
