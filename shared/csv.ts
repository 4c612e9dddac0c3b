/** Writes tables as CSV (RFC 4180) that a spreadsheet opens safely, and reads what spreadsheets write; it knows no columns. */

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

/** A cell as it was before it was guarded; any other stays as it is. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** What spreadsheets of a region take between cells without being asked: where a comma marks decimals it cannot part cells. */
export function separatorFor(locale: string): ',' | ';' {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}

/** One record per row, CRLF after each, the head first. Begins with a byte order mark: without it Excel misreads accents. */
export function writeCsv(
  head: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
  separator: ',' | ';' = ',',
): string {
  let csv = '\ufeff';
  for (const row of [head, ...rows]) csv += `${row.map(csvCell).join(separator)}\r\n`;
  return csv;
}

/**
 * Records of a table as spreadsheets save and copy them: comma, semicolon or tab (by its first line with words, a comma only where
 * it has more; or as a line `sep=;` says, which Excel knows, and which is then an empty record),
 * quotes as in RFC 4180, any line end, with or without a byte order mark. Never fails: an open quote ends with the text.
 * Empty lines are records of one empty cell, so that a record's place tells its number.
 */
export function readCsv(text: string): string[][] {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const separator = separatorOf(source);
  const records: string[][] = [];
  let record: string[] = [];
  let at = /^sep=[,;\t](?=[\r\n]|$)/i.exec(source)?.[0].length ?? 0;
  while (at < source.length) {
    let cell = '';
    if (source[at] === '"') {
      at += 1;
      for (;;) {
        const quote = source.indexOf('"', at);
        if (quote < 0) {
          cell += source.slice(at);
          at = source.length;
          break;
        }
        cell += source.slice(at, quote);
        at = quote + 1;
        if (source[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    }
    const rest = at;
    while (at < source.length && source[at] !== separator && source[at] !== '\n' && source[at] !== '\r')
      at += 1;
    record.push(cell + source.slice(rest, at));
    if (source[at] === separator) {
      at += 1;
      if (at === source.length) record.push('');
      else continue;
    } else if (source[at] === '\r' && source[at + 1] === '\n') at += 2;
    else at += 1;
    records.push(record);
    record = [];
  }
  return records;
}

function separatorOf(source: string): string {
  const line = (/[^\s;,].*/.exec(source)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (char: string): number => line.split(char).length - 1;
  const tabs = count('\t');
  const semicolons = count(';');
  if (tabs > 0 && tabs >= semicolons) return '\t';
  return semicolons > 0 && semicolons >= count(',') ? ';' : ',';
}
