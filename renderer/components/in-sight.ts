/** Which rows of a virtual list are drawn. Knows no element and no height. */
import type { Range } from '@tanstack/react-virtual';

/** Those of `range` and a few around it that there are; the last ones where the list has become shorter than it was scrolled. */
export function indexesInSight(
  range: Pick<Range, 'startIndex' | 'endIndex' | 'overscan'>,
  count: number,
): number[] {
  const last = Math.min(range.endIndex + range.overscan, count - 1);
  const span = range.endIndex - range.startIndex + range.overscan;
  const first = Math.max(0, Math.min(range.startIndex - range.overscan, last - span));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
