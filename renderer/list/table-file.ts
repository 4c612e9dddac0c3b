/** The text of a file that holds a table, whatever encoding the spreadsheet saved it in. Knows no columns. */

/**
 * By its byte order mark; without one UTF-8 where it is valid, else Windows-1252: what Excel's plain "CSV" is in Western
 * Europe, where reading it as UTF-8 would lose every accent.
 */
export function textOfTable(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
