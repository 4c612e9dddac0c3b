/** Long work in items: a few at a time, can be stopped between items. Knows nothing of what the items are. */

export type Jobs = {
  /**
   * Works through `items` in order, at most `atATime` at once, and answers in the items' order. After `stop` the rest
   * is still handed to `work`, with `stopped` set, so that every item has an outcome.
   */
  run: <I, O>(
    job: string,
    items: readonly I[],
    atATime: number,
    work: (item: I, stopped: boolean) => Promise<O>,
  ) => Promise<O[]>;
  stop: (job: string) => void;
  stopAll: () => void;
  /** As `stopAll`, and whatever comes later is stopped from its beginning. */
  close: () => void;
  isClosed: () => boolean;
};

export function openJobs(): Jobs {
  const running = new Map<string, { stopped: boolean }>();
  let closed = false;
  const stopAll = (): void => {
    for (const state of running.values()) state.stopped = true;
  };
  return {
    async run(job, items, atATime, work) {
      const state = { stopped: closed };
      running.set(job, state);
      const outcomes: Awaited<ReturnType<typeof work>>[] = new Array(items.length);
      let next = 0;
      const worker = async (): Promise<void> => {
        while (next < items.length) {
          const index = next;
          next += 1;
          const item = items[index];
          if (item !== undefined) outcomes[index] = await work(item, state.stopped);
        }
      };
      try {
        await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, worker));
      } finally {
        if (running.get(job) === state) running.delete(job);
      }
      return outcomes;
    },
    stop(job) {
      const state = running.get(job);
      if (state) state.stopped = true;
    },
    stopAll,
    close() {
      closed = true;
      stopAll();
    },
    isClosed: () => closed,
  };
}
