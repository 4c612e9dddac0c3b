/** What copying a list gives: cells parted by tabs, rows by line ends, so that a spreadsheet takes it. Puts nothing anywhere. */
import type { Column } from './column.ts';
import { allRows, type RowList } from './row-list.ts';
import type { Selection } from './selection.ts';

/** Ticked rows as they stand in the list, else the cell the cursor is in, else its row; `''` where there is none. */
export function copiedRows<Row>(given: {
  rows: RowList<Row>;
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  selected: Selection | undefined;
  /** Index of the row the cursor is on; -1 for none. */
  cursor: number;
  /** Id of the column it is in; `null` = the whole row. */
  cell: string | null;
}): string {
  const { rows, rowKey, selected, cursor, cell } = given;
  const columns = given.columns.filter((column) => column.text !== undefined);
  const line = (row: Row, of: readonly Column<Row>[]) =>
    of.map((column) => oneLine(column.text?.(row) ?? '')).join('\t');
  const ticked =
    selected !== undefined && selected.size > 0
      ? allRows(rows).filter((row) => selected.has(rowKey(row)))
      : [];
  if (ticked.length > 0) return ticked.map((row) => line(row, columns)).join('\n');
  const row = cursor < 0 ? undefined : rows.at(cursor);
  if (row === undefined) return '';
  return line(row, cell === null ? columns : columns.filter((column) => column.id === cell));
}

/** A cell of a copied table holds neither tab nor line end. */
function oneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}
