/** Rows of a list that may be very long: an array, or something that makes a row only when it is looked at. Knows nothing of tables. */

export type RowList<Row> = {
  readonly length: number;
  at: (index: number) => Row | undefined;
  /** Keys of all rows in their order, where they are cheaper to come by than the rows. */
  allKeys?: () => readonly string[];
};

/** Keys of all rows, made when they are first asked for: drawing a screenful needs none of them. */
export function lazyKeys<Row>(rows: RowList<Row>, rowKey: (row: Row) => string): () => readonly string[] {
  let keys: readonly string[] | null = null;
  return () => {
    keys ??= rows.allKeys?.() ?? allRows(rows).map(rowKey);
    return keys;
  };
}

/** Every row, made now. */
export function allRows<Row>(rows: RowList<Row>): Row[] {
  return Array.from({ length: rows.length }, (_, index) => rows.at(index) as Row);
}
