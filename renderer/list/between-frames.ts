/**
 * Long work beside drawing: when its slices run. Each of these answers the way to give the work up. Knows nothing of what
 * the work is.
 */
import { flushSync } from 'react-dom';
import { runSliced, type Sliced } from '../../shared/slices.ts';

/** What is waited for: the first list is drawn no sooner by doing less of it at once. */
const AT_ONCE_MS = 12;
/** A part of a frame on a slow computer: input and drawing get the rest. */
const SLICE_MS = 4;
/** Within a frame: drawing what was found is most of it. */
const FRAME_BUDGET_MS = 5;

/**
 * Work that others can interrupt; answers the way to give it up. What fits into the first slice is done at once, so that
 * it is drawn in the same frame as what asked for it.
 */
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
 * The same when the next frame begins, and drawn with it. Done when the key comes, late in a frame, it would hold up that
 * frame and the next.
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

/** The same, between frames. */
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

/** The same, once what has changed is drawn and the frame after it has begun: the two together are too long for one. */
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

/** Lets what waits (input, drawing) go first. */
function nextTurn(): Promise<void> {
  // A message goes before the next frame where a browser knows nothing better.
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
