/**
 * Runs inside the page: when rows are painted, how long a frame takes, how long from an event until what it asked for is
 * on the screen. It watches the page from outside and changes nothing in it.
 */

export type Probe = {
  /** Milliseconds from the start of the page to the first painted row; `null` before. */
  firstRow: () => number | null;
  /** Begins to count frames. */
  beginFrames: () => void;
  /**
   * The length of every frame since then, in milliseconds: from its animation callback to the next one's, so that whatever
   * holds a frame up is in it. What comes before the callbacks (scrolling) takes some time in one frame and none in the
   * next: up to 5 ms more than the refreshes of the screen are apart that the two were made for are not held against it.
   */
  endFrames: () => number[];
  /** From the next key or click until the condition holds and is painted; `null` where it did not come to that in 5 s. */
  waitFor: (condition: Condition) => Promise<number | null>;
};

export type Condition =
  | { rowCount: number }
  /** The first row tells something else than now. */
  | { firstRowChanges: true }
  | { allShownSelected: true };

declare global {
  interface Window {
    probe?: Probe;
  }
}

/** Handed to the page as a whole: it must not use anything from outside. */
export function installProbe(): void {
  const row = (): Element | null => document.querySelector('.grid-row[aria-rowindex="2"]');
  const grid = (): Element | null => document.querySelector('[role="grid"]');
  /** After the frame that shows what stands in the document now. */
  const painted = (then: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  };
  /** Looks at no more than it must: every change that is told costs the page time. */
  const watch = (where: Node, what: MutationObserverInit, holds: () => boolean, then: () => void): void => {
    const observer = new MutationObserver(() => {
      if (!holds()) return;
      observer.disconnect();
      painted(then);
    });
    observer.observe(where, what);
  };

  let firstRow: number | null = null;
  watch(
    document,
    { childList: true, subtree: true },
    () => row() !== null,
    () => {
      firstRow = performance.now();
    },
  );

  let frames: number[] | null = null;

  const holdsFor = (condition: Condition): (() => boolean) => {
    if ('rowCount' in condition)
      return () => grid()?.getAttribute('aria-rowcount') === String(condition.rowCount + 1);
    if ('firstRowChanges' in condition) {
      const before = row()?.textContent;
      return () => row() !== null && row()?.textContent !== before;
    }
    return () => row()?.getAttribute('aria-selected') === 'true';
  };
  /** The element that shows it, and what of it changes. */
  const changesFor = (condition: Condition): [Node | null, MutationObserverInit] => {
    if ('rowCount' in condition) return [grid(), { attributeFilter: ['aria-rowcount'] }];
    if ('firstRowChanges' in condition)
      return [row(), { childList: true, characterData: true, subtree: true }];
    return [row(), { attributeFilter: ['aria-selected'] }];
  };
  window.probe = {
    firstRow: () => firstRow,
    beginFrames() {
      const own: number[] = [];
      frames = own;
      let last: { now: number; refresh: number } | null = null;
      const tick = (refresh: number): void => {
        if (frames !== own) return;
        const now = performance.now();
        if (last !== null) {
          const [byClock, byRefresh] = [now - last.now, refresh - last.refresh];
          own.push(byClock - byRefresh < 5 ? byRefresh : byClock);
        }
        last = { now, refresh };
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(() => requestAnimationFrame(tick));
    },
    endFrames() {
      const own = frames ?? [];
      frames = null;
      return own;
    },
    waitFor(condition) {
      const holds = holdsFor(condition);
      return new Promise((resolve) => {
        let began: number | null = null;
        const start = (event: Event): void => {
          began ??= event.timeStamp;
        };
        const stop = (ms: number | null): void => {
          removeEventListener('keydown', start, true);
          removeEventListener('pointerdown', start, true);
          resolve(ms);
        };
        addEventListener('keydown', start, true);
        addEventListener('pointerdown', start, true);
        const [where, what] = changesFor(condition);
        watch(
          where ?? document,
          what,
          () => began !== null && holds(),
          () => stop(performance.now() - (began ?? 0)),
        );
        setTimeout(() => stop(null), 5000);
      });
    },
  };
}
