/** A column of a list: what its head says, what a cell shows and what copying it gives. Draws nothing. */
import type { ReactNode } from 'react';

export type Column<Row> = {
  id: string;
  /** Empty for a column whose content speaks for itself; give `name` then. */
  title: string;
  /** For assistive technology, where `title` is empty. */
  name?: string;
  cell: (row: Row) => ReactNode;
  /** What copying it gives; a column without is left out of copies. */
  text?: (row: Row) => string;
  sortable?: boolean;
  /** CSS grid track: `minmax(180px, 2fr)`. */
  width: string;
  /** Gives way when the table itself (not the window) is narrower, in CSS pixels. */
  hideBelow?: number;
  align?: 'start' | 'end';
};

export type Sort = { column: string; descending: boolean };
