/** What will happen in the world and when, oldest first (a binary heap). Knows no clock: it is told what time it is. */

type Entry = { at: number; order: number; happen: (at: number) => void };

export type Agenda = {
  /** Events of the same moment happen in the order they were entered. */
  enter: (at: number, happen: (at: number) => void) => void;
  /** Lets everything happen that is due at `now`, in its order, also what those events enter themselves. */
  advance: (now: number) => void;
};

export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  let count = 0;

  const before = (a: number, b: number): boolean => {
    const left = heap[a] as Entry;
    const right = heap[b] as Entry;
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  };
  const swap = (a: number, b: number): void => {
    const kept = heap[a] as Entry;
    heap[a] = heap[b] as Entry;
    heap[b] = kept;
  };
  const rise = (from: number): void => {
    for (let i = from; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!before(i, parent)) return;
      swap(i, parent);
      i = parent;
    }
  };
  const sink = (): void => {
    for (let i = 0; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < heap.length && before(child, least)) least = child;
      }
      if (least === i) return;
      swap(i, least);
      i = least;
    }
  };

  return {
    enter: (at, happen) => {
      heap.push({ at, order: count++, happen });
      rise(heap.length - 1);
    },
    advance: (now) => {
      for (let first = heap[0]; first !== undefined && first.at <= now; first = heap[0]) {
        const last = heap.pop() as Entry;
        if (heap.length > 0) {
          heap[0] = last;
          sink();
        }
        first.happen(first.at);
      }
    },
  };
}
