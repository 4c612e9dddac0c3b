/** Which rows of a virtual list are drawn. Knows no element and no height. */
import type { Range } from '@tanstack/react-virtual';

/** How many rows are drawn beyond each edge. */
type Beyond = { before: number; after: number };

/** Rows beyond an edge: as many as a turn of the wheel brings where the list moves to, one elsewhere. */
const AHEAD = 6;
const LEAST = 1;

/**
 * Where the next rows will be looked for. @param by rows the list has moved by since it was drawn, downwards positive
 * @param span rows in sight: past them all it does not move but jump, and the rows beside where it lands are not next
 */
export function beyondEdges(by: number, span: number): Beyond {
  if (by === 0 || Math.abs(by) > span) return { before: LEAST, after: LEAST };
  return by > 0 ? { before: LEAST, after: AHEAD } : { before: AHEAD, after: LEAST };
}

/** Those of `range` and a few around it that there are; the last ones where the list has become shorter than it was scrolled. */
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
