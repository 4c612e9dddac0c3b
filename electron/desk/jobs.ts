/** Long work in items: a few at a time, told of item by item, stopped between items. Knows nothing of what the items are. */

export type Job<Outcome> = {
  /** What whoever began it calls it. */
  id: string;
  isStopped: () => boolean;
  /** One more item is through. */
  tell: (outcome: Outcome) => void;
};

export type Progress<Outcome> = { job: string; done: number; total: number; last: Outcome };

export type Jobs = {
  /** `work` is the whole of the job, in as many parts as it needs; it can be stopped from now until that is over. */
  run: <Outcome, Answer>(
    what: { id: string; total: number; tell: (progress: Progress<Outcome>) => void },
    work: (job: Job<Outcome>) => Promise<Answer>,
  ) => Promise<Answer>;
  stop: (id: string) => void;
  stopAll: () => void;
  /** As `stopAll`, and whatever comes later is stopped from its beginning. */
  close: () => void;
  isClosed: () => boolean;
};

export function openJobs(): Jobs {
  const running = new Map<string, { isStopped: boolean }>();
  let isClosed = false;
  const stopAll = (): void => {
    for (const state of running.values()) state.isStopped = true;
  };
  return {
    async run({ id, total, tell }, work) {
      const state = { isStopped: isClosed };
      running.set(id, state);
      let done = 0;
      try {
        return await work({
          id,
          isStopped: () => state.isStopped,
          tell(last) {
            done += 1;
            tell({ job: id, done, total, last });
          },
        });
      } finally {
        if (running.get(id) === state) running.delete(id);
      }
    },
    stop(id) {
      const state = running.get(id);
      if (state) state.isStopped = true;
    },
    stopAll,
    close() {
      isClosed = true;
      stopAll();
    },
    isClosed: () => isClosed,
  };
}

/**
 * Works through `items` in order, at most `atATime` at once, tells of each, and answers in the items' order. After a stop
 * the rest is still handed to `work`, with `isStopped` set, so that every item has an outcome.
 */
export async function workThrough<Item, Outcome>(
  job: Job<Outcome>,
  items: readonly Item[],
  atATime: number,
  work: (item: Item, isStopped: boolean) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = new Array(items.length);
  const rest = items.entries();
  const worker = async (): Promise<void> => {
    // All workers take from the same rest.
    for (const [index, item] of rest) {
      const outcome = await work(item, job.isStopped());
      outcomes[index] = outcome;
      job.tell(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, worker));
  return outcomes;
}
