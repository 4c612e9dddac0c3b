/** Which rows of a list are drawn, and in which element: follows the scrolling of the list. Knows no content of a row. */
import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { beyondEdges, indexesInSight, type Span, spanOf, topFor } from './in-sight.ts';
import { RowPlaces } from './row-places.ts';

type DrawnRows = {
  /** Of the drawn rows, in the order of the list. */
  indexes: readonly number[];
  /** Elements that there are. */
  places: number;
  /** Which element shows the row of this index. */
  placeOf: ReadonlyMap<number, number>;
  /** Scrolls no farther than it must. */
  scrollTo: (index: number) => void;
};

/** `by`: rows the list moved by since the span before. */
type Drawn = Span & { by: number };

/** `count` of rows, each `rowHeight` pixels high, inside the element that scrolls, whose last `coveredBelow` pixels are covered. */
export function useDrawnRows(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  rowHeight: number,
  coveredBelow: number,
): DrawnRows {
  const [drawn, setDrawn] = useState<Drawn>({ first: 0, last: 0, by: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const read = (): void => {
      const next = spanOf({ top: element.scrollTop, height: element.clientHeight }, rowHeight);
      setDrawn((now) =>
        now.first === next.first && now.last === next.last ? now : { ...next, by: next.first - now.first },
      );
    };
    // React would draw after the frame that is scrolled already: it would show empty places.
    const scrolled = (): void => flushSync(read);
    read();
    element.addEventListener('scroll', scrolled, { passive: true });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', scrolled);
    };
  }, [scroller, rowHeight]);
  const indexes = indexesInSight(drawn, beyondEdges(drawn.by, drawn.last - drawn.first), count);
  // A row that leaves the screen at one end comes in with other words at the other.
  const [places] = useState(() => new RowPlaces());
  const placeOf = places.take(indexes);
  return {
    indexes,
    places: places.made,
    placeOf,
    scrollTo(index) {
      const element = scroller.current;
      if (element === null) return;
      const { scrollTop: top, clientHeight: height } = element;
      element.scrollTo({ top: topFor(index, { top, height, below: coveredBelow }, rowHeight) });
    },
  };
}
