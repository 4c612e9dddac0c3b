/** Which rows of a virtual list are drawn. Knows no element and no height. */
import type { Range } from '@tanstack/react-virtual';

/** How many rows are drawn above and below what is in sight. */
type Beyond = { before: number; after: number };

/** A turn of the wheel moves the list by up to six rows: so many are drawn ahead of a list that moves, and one otherwise. */
const AHEAD = 6;
const LEAST = 1;

/**
 * Rows are drawn ahead on the side the list moves to. A list that jumped by more than a screenful moves to neither side.
 * @param by rows the list moved by since it was last drawn; positive = downwards
 * @param span rows in sight
 */
export function beyondEdges(by: number, span: number): Beyond {
  if (by === 0 || Math.abs(by) > span) return { before: LEAST, after: LEAST };
  return by > 0 ? { before: LEAST, after: AHEAD } : { before: AHEAD, after: LEAST };
}

/**
 * Indexes of the rows in `range` and of those drawn beyond it. Where a list became shorter than it is scrolled, these are its
 * last rows: the browser corrects the scroll position only after drawing.
 */
export function indexesInSight(
  range: Pick<Range, 'startIndex' | 'endIndex'>,
  { before, after }: Beyond,
  count: number,
): number[] {
  const last = Math.min(range.endIndex + after, count - 1);
  const span = range.endIndex - range.startIndex + before;
  const first = Math.max(0, Math.min(range.startIndex - before, last - span));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
