/** Which rows of a list are drawn and how far it scrolls, as sums of one height: all rows have the same. Knows no element. */

/** The head stays at the top and covers one row, in pixels. */
export const HEAD = 32;

/** Of the element that scrolls, in pixels. `below`: covered at its end. */
export type View = { top: number; height: number; below: number };

/** Indexes of the first and last row in sight; the last may lie past the end. */
export type Span = { first: number; last: number };

/** How many rows are drawn above and below what is in sight. */
type Beyond = { before: number; after: number };

/** A turn of the wheel moves the list by up to six rows: so many are drawn ahead of a list that moves, and one otherwise. */
const AHEAD = 6;
const LEAST = 1;

export function spanOf({ top, height }: Pick<View, 'top' | 'height'>, rowHeight: number): Span {
  const first = Math.max(0, Math.floor(top / rowHeight));
  return { first, last: Math.max(first, Math.ceil((top + height - HEAD) / rowHeight) - 1) };
}

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
 * Indexes of the rows in sight and of those drawn beyond them. Where a list became shorter than it is scrolled, these are its
 * last rows: the browser corrects the scroll position only after drawing.
 */
export function indexesInSight(span: Span, { before, after }: Beyond, count: number): number[] {
  const last = Math.min(span.last + after, count - 1);
  const reach = span.last - span.first + before;
  const first = Math.max(0, Math.min(span.first - before, last - reach));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** How far to scroll so that the whole row is in sight, in pixels from the top; as far as it is where it is already. */
export function topFor(index: number, view: View, rowHeight: number): number {
  const start = index * rowHeight;
  if (start < view.top) return start;
  const least = start + rowHeight + HEAD + view.below - view.height;
  return Math.max(view.top, least);
}
