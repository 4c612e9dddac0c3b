/**
 * Runs long work in slices, so that the page draws and hears keys in between. Each function returns a function that gives
 * the work up. None knows what the work is.
 */
import { flushSync } from 'react-dom';
import { runSliced, type Sliced } from '../../shared/slices.ts';

/** Nothing is drawn before the first list: 12 ms of it at once, most of a frame of 16.7 ms, delay nobody. */
const AT_ONCE_MS = 12;
/** A slice takes a quarter of a frame: keys and drawing get the rest, also on a slow computer. */
const SLICE_MS = 4;
/** Drawing the rows takes most of a frame: finding them may take 5 ms of the same one. */
const FRAME_BUDGET_MS = 5;

/** Starts now: what `budgetMs` suffices for is drawn in the same frame as what asked for it. The rest runs in slices. */
export function inSlices<T>(work: Sliced<T>, done: (value: T) => void, budgetMs = AT_ONCE_MS): () => void {
  for (const began = performance.now(); performance.now() - began < budgetMs; ) {
    const step = work.next();
    if (!step.done) continue;
    done(step.value);
    return () => {};
  }
  return inSlicesLater(work, done);
}

/**
 * Starts at the beginning of the next frame and draws the result in it. A key that is pressed late in a frame would
 * otherwise delay that frame and the next one.
 */
export function inNextFrame<T>(work: Sliced<T>, done: (value: T) => void): () => void {
  let giveUp = (): void => {};
  const frame = requestAnimationFrame(() => {
    flushSync(() => {
      giveUp = inSlices(work, done, FRAME_BUDGET_MS);
    });
  });
  return () => {
    cancelAnimationFrame(frame);
    giveUp();
  };
}

/** Starts when the page has nothing else to do. */
function inSlicesLater<T>(work: Sliced<T>, done: (value: T) => void): () => void {
  let isStale = false;
  const now = (): number => performance.now();
  const goOn = async (): Promise<void> => {
    await nextTurn();
    if (isStale) return;
    const value = await runSliced(work, {
      now,
      budgetMs: SLICE_MS,
      pause: nextTurn,
      isStale: () => isStale,
    });
    if (value !== null && !isStale) done(value);
  };
  void goOn();
  return () => {
    isStale = true;
  };
}

/** Starts two frames later: drawing the rows and this work together do not fit into one frame. */
export function inSlicesAfterDrawing<T>(work: Sliced<T>, done: (value: T) => void): () => void {
  let giveUp = (): void => {};
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      giveUp = inSlicesLater(work, done);
    });
  });
  return () => {
    cancelAnimationFrame(frame);
    giveUp();
  };
}

/** Resolves after waiting keys and frames were handled. */
function nextTurn(): Promise<void> {
  // Without `scheduler` a message is the next best: it is delivered before the next frame, but after waiting keys.
  if ('scheduler' in globalThis) return scheduler.postTask(() => {}, { priority: 'background' });
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
