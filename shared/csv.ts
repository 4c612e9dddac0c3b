/** Writes tables as CSV (RFC 4180) that a spreadsheet opens safely; it reads nothing and knows no columns. */

export type CsvCell = string | number | null | undefined;

/**
 * SECURITY: spreadsheets run cells that begin with one of these as formulas, and names of services and accounts come from
 * others. Such text gets an apostrophe before it, which spreadsheets take as "this is text". Numbers are left alone.
 */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

function csvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record per row, CRLF after each, the head first. Begins with a byte order mark: without it Excel misreads accents. */
export function writeCsv(head: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  let csv = '\ufeff';
  for (const row of [head, ...rows]) csv += `${row.map(csvCell).join(',')}\r\n`;
  return csv;
}
