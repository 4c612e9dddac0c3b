/** Writes RTF as Outlook keeps it, for tests: a page wrapped in it, plain words with a link, and both of its ways to store them. */

const DICTIONARY = 207;

/** [MS-OXRTFCP] with literals alone: right, if not small. */
export function compressedRtf(rtf: string): Uint8Array {
  const bytes = Buffer.from(rtf, 'latin1');
  const out: number[] = [];
  for (let start = 0; start < bytes.length; start += 8) {
    const run = [...bytes.subarray(start, start + 8)];
    const isLast = start + 8 >= bytes.length && run.length < 8;
    // The end is a reference to where the next byte would be written.
    out.push(isLast ? 1 << run.length : 0, ...run);
    if (isLast) out.push(...endAfter(bytes.length));
  }
  if (bytes.length % 8 === 0) out.push(1, ...endAfter(bytes.length));
  return withHeader(out, bytes.length, 0x75465a4c);
}

export function storedRtf(rtf: string): Uint8Array {
  const bytes = Buffer.from(rtf, 'latin1');
  return withHeader([...bytes], bytes.length, 0x414c454d);
}

function endAfter(length: number): [number, number] {
  const token = ((DICTIONARY + length) % 4096) << 4;
  return [token >> 8, token & 0xff];
}

function withHeader(content: readonly number[], length: number, kind: number): Uint8Array {
  const bytes = new Uint8Array(16 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length + 12, true);
  view.setUint32(4, length, true);
  view.setUint32(8, kind, true);
  bytes.set(content, 16);
  return bytes;
}

const escaped = (text: string) =>
  text
    .replace(/[\\{}]/g, '\\$&')
    .replace(/[^\x00-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0)}?`)
    .replaceAll('\n', '\\par\n');

/** HTML as Outlook wraps it ([MS-OXRTFEX]), with what readers of RTF alone would see. */
export function wrappedPage(html: string): string {
  const pieces = html
    .split(/(<[^>]*>)/)
    .map((piece) => (piece.startsWith('<') ? `{\\*\\htmltag64 ${escaped(piece)}}` : escaped(piece)));
  return `{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\*\\generator Riched20;}\n\\htmlrtf \\lang3082 not seen\\htmlrtf0 ${pieces.join('{\\htmlrtf\\f0 not seen\\htmlrtf0}')}}`;
}

/** Words, then a link as Word writes one, then words that are hidden. */
export function wordsWithLink(before: string, link: string, shown: string, hidden: string): string {
  return `{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\info{\\title x}}\\uc1 ${escaped(before)}\\par {\\field{\\*\\fldinst{ HYPERLINK "${escaped(link)}" }}{\\fldrslt{\\ul ${escaped(shown)}}}}\\par {\\v ${escaped(hidden)}\\par}}`;
}
