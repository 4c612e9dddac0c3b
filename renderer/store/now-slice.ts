/** The time the screens go by. First values only: what changes them is beside it. */

export type NowSlice = {
  /** Milliseconds since 1970, moved on by `startClock`. */
  now: number;
};

export function nowSlice(): NowSlice {
  return { now: Date.now() };
}
