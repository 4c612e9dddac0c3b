/** The tracks of a list: which columns there is room for, how wide each is and how wide they are together. Knows no row. */
import { useMemo } from 'react';
import type { Column } from './column.ts';

/** Widths of what is no column, as CSS grid tracks. */
const CHECK_TRACK = '26px';
const MENU_TRACK = '32px';
/** Between tracks and at both ends, in pixels, as table.css has them. */
const GAP = 8;
const PADDING = 16;

/** Without those that give way at this width, in CSS pixels. The same array while the same ones are shown. */
export function useShownColumns<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
  const gone = columns.flatMap(({ id, hideBelow = 0 }) => (width < hideBelow ? [id] : [])).join(' ');
  return useMemo(() => {
    const hidden = new Set(gone.split(' '));
    return columns.filter((column) => !hidden.has(column.id));
  }, [columns, gone]);
}

type Tracks = {
  /** Value of `grid-template-columns`. */
  template: string;
  count: number;
  /** The least they take together, in CSS pixels. */
  least: number;
};

/** `widths`: given by hand, by column, in CSS pixels. */
export function tracksOf(given: {
  columns: readonly Pick<Column<never>, 'id' | 'width'>[];
  widths: Readonly<Record<string, number>> | undefined;
  hasChecks: boolean;
  hasMenus: boolean;
}): Tracks {
  const tracks = [
    ...(given.hasChecks ? [CHECK_TRACK] : []),
    ...given.columns.map(({ id, width }) => {
      const own = given.widths?.[id];
      return own === undefined ? width : `${own}px`;
    }),
    ...(given.hasMenus ? [MENU_TRACK] : []),
  ];
  const least = tracks.reduce(
    (sum, track) => sum + leastWidth(track),
    (tracks.length - 1) * GAP + 2 * PADDING,
  );
  return { template: tracks.join(' '), count: tracks.length, least };
}

/** Of one track: the first length in it. */
function leastWidth(track: string): number {
  return Number(/(\d+)px/.exec(track)?.[1] ?? 0);
}
