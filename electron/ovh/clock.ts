/** Time as the client sees it: handed in from outside, so that nothing here waits on a real clock in a test. */
export type Clock = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Calls back once after `ms`; the returned function calls it off. */
  after: (ms: number, callback: () => void) => () => void;
};
