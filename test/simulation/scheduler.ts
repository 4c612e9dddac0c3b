/**
 * Decides what happens next. Everything the program waits for at its ports stands here with the moment it is due; the
 * earliest happens, all that follows of it runs to its end, then the next. Time is virtual. Knows nothing of what happens.
 */

export type Happening = { at: number; order: number; what: string; life: number; run: () => void };

/** Of the world: these outlive every run of the program. */
export const WORLD = 0;

/** Taken before anybody can put something else in its place: the way to let everything run that needs no port. */
const nextTurn = setImmediate;

export type Scheduler = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** `life`: the run of the program it belongs to, or `WORLD`. Answers the way to call it off. */
  after: (ms: number, what: string, run: () => void, life: number) => () => void;
  /** Lets the earliest happen; `null` where nothing is due until then, and then it is that late. */
  next: (until: number) => Promise<Happening | null>;
  /** As `now`, without the time the computer slept. */
  awake: () => number;
  /** Time passes and nothing happens meanwhile: the computer sleeps. */
  leap: (ms: number) => void;
  /** What belongs to a run of the program that has ended never happens. */
  end: (life: number) => void;
  /** How many wait whose name begins so. */
  waiting: (what: string) => number;
  settle: () => Promise<void>;
};

export function openScheduler(start: number): Scheduler {
  let now = start;
  let slept = 0;
  /** The last run of the program that has ended: nothing of it, and of those before, begins any more. */
  let ended = WORLD;
  let order = 0;
  /** A binary heap, earliest first; what was called off stays in it and is passed over. */
  const heap: Happening[] = [];
  const gone = new Set<Happening>();

  const settle = async (): Promise<void> => {
    // Streams and the HTTP parser take a turn of the loop more than promises alone.
    for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => void nextTurn(resolve));
  };
  const isBefore = (a: Happening, b: Happening): boolean =>
    a.at < b.at || (a.at === b.at && a.order < b.order);
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [heap[b] as Happening, heap[a] as Happening];
  };
  const push = (one: Happening): void => {
    heap.push(one);
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!isBefore(heap[at] as Happening, heap[parent] as Happening)) break;
      swap(at, parent);
      at = parent;
    }
  };
  const pop = (): Happening | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    heap[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && isBefore(heap[child] as Happening, heap[least] as Happening))
          least = child;
      }
      if (least === at) return first;
      swap(at, least);
      at = least;
    }
  };
  const waitingNow = (): Happening[] => heap.filter((one) => !gone.has(one));

  return {
    now: () => now,
    after(ms, what, run, life) {
      if (life !== WORLD && life <= ended) return () => {};
      order += 1;
      const one: Happening = { at: now + Math.ceil(Math.max(0, ms)), order, what, life, run };
      push(one);
      return () => {
        if (heap.includes(one)) gone.add(one);
      };
    },
    async next(until) {
      while (heap[0] !== undefined && gone.has(heap[0])) gone.delete(pop() as Happening);
      const first = heap[0];
      if (first === undefined || first.at > until) {
        now = Math.max(now, until);
        return null;
      }
      pop();
      now = Math.max(now, first.at);
      first.run();
      await settle();
      return first;
    },
    awake: () => now - slept,
    leap(ms) {
      now += ms;
      slept += ms;
    },
    end(life) {
      ended = Math.max(ended, life);
      const kept = waitingNow().filter((one) => one.life !== life);
      heap.length = 0;
      gone.clear();
      for (const one of kept) push(one);
    },
    waiting: (what) => waitingNow().filter((one) => one.what.startsWith(what)).length,
    settle,
  };
}
