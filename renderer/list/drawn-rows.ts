/** Which rows of a list are drawn, where, and in which element: the virtual list. Knows no content of a row. */
import { type Range, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { beyondEdges, indexesInSight } from './in-sight.ts';
import { RowPlaces } from './row-places.ts';

/** The head lies over the first row's height, in pixels. */
export const HEAD = 32;

type DrawnRows = {
  /** In the order of the list. */
  items: readonly VirtualItem[];
  /** Elements that there are. */
  places: number;
  /** Which element shows the row of this index. */
  placeOf: ReadonlyMap<number, number>;
  scrollTo: (index: number) => void;
};

/** `count` of rows, each `rowHeight` pixels high, inside the element that scrolls, whose last `coveredBelow` pixels are covered. */
export function useDrawnRows(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  rowHeight: number,
  coveredBelow: number,
): DrawnRows {
  // The library measures every row anew when its count changes, and a search of 100 000 rows changes it at each key. All
  // rows are of one height, so the count it is told only grows, and no row is drawn past the end.
  const [most, setMost] = useState(count);
  if (count > most) setMost(count);
  const drawnFrom = useRef(0);
  const inSight = useCallback(
    (range: Range) => {
      const by = range.startIndex - drawnFrom.current;
      drawnFrom.current = range.startIndex;
      return indexesInSight(range, beyondEdges(by, range.endIndex - range.startIndex), count);
    },
    [count],
  );
  const virtual = useVirtualizer({
    count: Math.max(most, count),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    rangeExtractor: inSight,
    // The head stays and covers one row: a row that is scrolled to stops below it.
    scrollPaddingStart: HEAD,
    scrollPaddingEnd: coveredBelow,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const items = virtual.getVirtualItems();
  // A row that leaves the screen at one end comes in with other words at the other.
  const [places] = useState(() => new RowPlaces());
  const placeOf = places.take(items.map(({ index }) => index));
  return {
    items,
    places: places.made,
    placeOf,
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
  };
}
