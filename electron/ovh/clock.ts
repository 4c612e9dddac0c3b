/** Time as the program sees it: handed in from outside, so that nothing here waits on a real clock in a test. */
export type Clock = {
  /** Milliseconds since 1970 as this computer has them: a person or a server may set them at any moment. */
  now: () => number;
  /** Milliseconds since some moment, sleep of the computer included: nobody sets these. For how long something takes. */
  steady: () => number;
  /** Calls back once after `ms`; the returned function calls it off. Never keeps the program alive. */
  after: (ms: number, callback: () => void) => () => void;
};
