/** Undoes the encodings mail systems put on text: quoted-printable, base64, encoded words, HTML entities, percent signs. Never throws; what cannot be decoded stays as it is. */

/** Bytes as UTF-8 where they are valid UTF-8, else one character per byte (Latin-1). */
export function textOfBytes(bytes: Uint8Array): string {
  let escaped = '';
  let plain = '';
  let isAscii = true;
  for (let start = 0; start < bytes.length; start += 8192) {
    const chunk = String.fromCharCode(...bytes.subarray(start, start + 8192));
    plain += chunk;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is meant whole, control characters too.
    const isAsciiChunk = !/[^\x00-\x7f]/.test(chunk);
    isAscii &&= isAsciiChunk;
    escaped += isAsciiChunk ? chunk.replaceAll('%', '%25') : escapeBytes(chunk);
  }
  if (isAscii) return plain;
  try {
    return decodeURIComponent(escaped);
  } catch {
    // Not UTF-8: an older charset. Codes and links are ASCII in all of them.
    return plain;
  }
}

export type Utf16Order = 'little-endian' | 'big-endian';

/** By its mark, or by the zero byte beside each Latin letter; `null` where it is no UTF-16. */
export function utf16OrderOf(bytes: Uint8Array): Utf16Order | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'little-endian';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'big-endian';
  const pairs = Math.min(512, Math.floor(bytes.length / 2));
  let first = 0;
  let second = 0;
  for (let index = 0; index < pairs; index += 1) {
    if (bytes[index * 2] === 0) first += 1;
    if (bytes[index * 2 + 1] === 0) second += 1;
  }
  if (pairs < 4) return null;
  if (second > pairs * 0.4 && first < pairs * 0.05) return 'little-endian';
  return first > pairs * 0.4 && second < pairs * 0.05 ? 'big-endian' : null;
}

/** Without its mark. */
export function decodeUtf16(bytes: Uint8Array, order: Utf16Order): string {
  const low = order === 'little-endian' ? 0 : 1;
  let text = '';
  for (let start = 0; start + 1 < bytes.length; start += 8192) {
    const end = Math.min(bytes.length - 1, start + 8192);
    const units: number[] = [];
    for (let index = start; index < end; index += 2) {
      units.push((bytes[index + low] ?? 0) | ((bytes[index + 1 - low] ?? 0) << 8));
    }
    text += String.fromCharCode(...units);
  }
  return text.replace(/^\ufeff/, '');
}

function escapeBytes(chunk: string): string {
  return chunk.replace(/[%\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** `=C3=A1`, `%C3%A1` → `á`: pairs of hexadecimal digits, each behind one sign. */
export function decodeHexRun(run: string): string {
  // One sign, as in `=3D`, is what nearly every run is.
  if (run.length === 3) {
    const byte = Number.parseInt(run.slice(1), 16);
    if (byte < 0x80) return String.fromCharCode(byte);
  }
  const bytes = new Uint8Array(run.length / 3);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(run.slice(index * 3 + 1, index * 3 + 3), 16);
  }
  return textOfBytes(bytes);
}

/** RFC 2045 § 6.7: removes soft line breaks, turns `=3D` into `=`. Lines must end in `\n`. */
export function decodeQuotedPrintable(text: string): string {
  return text.replace(/=[ \t]{0,8}\n/g, '').replace(/(?:=[0-9A-Fa-f]{2})+/g, decodeHexRun);
}

/** `%23` → `#`; sequences that are no UTF-8 become one character per byte, broken ones stay. */
export function decodePercent(text: string): string {
  return text.includes('%') ? text.replace(/(?:%[0-9A-Fa-f]{2})+/g, decodeHexRun) : text;
}

const BASE64 = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((digit, value) => [
    digit.charCodeAt(0),
    value,
  ]),
);
BASE64.set('-'.charCodeAt(0), 62).set('_'.charCodeAt(0), 63);

/** Both alphabets; everything else (line breaks, padding) is passed over. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const value = BASE64.get(text.charCodeAt(index));
    if (value === undefined) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[length] = (bits >> count) & 0xff;
      length += 1;
    }
  }
  return bytes.subarray(0, length);
}

/** RFC 2047: `=?utf-8?Q?n=C2=B0_123?=`. White space between two encoded words does not count. */
export function decodeEncodedWords(text: string): string {
  if (!text.includes('=?')) return text;
  return text
    .replace(/\?=[ \t]{1,20}=\?/g, '?==?')
    .replace(/=\?[^?\s]{1,40}\?([bq])\?([^?\s]{0,400})\?=/gi, (_whole, kind: string, body: string) =>
      kind.toLowerCase() === 'b'
        ? textOfBytes(decodeBase64(body))
        : decodeQuotedPrintable(body.replaceAll('_', ' ')),
    );
}

/** Those that occur in links, codes and the few words the recogniser looks for. */
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  num: '#',
  equals: '=',
  quest: '?',
  sol: '/',
  colon: ':',
  period: '.',
  commat: '@',
  percnt: '%',
  deg: '°',
  ordm: 'º',
  numero: '№',
  oacute: 'ó',
  eacute: 'é',
  zwnj: '',
  newline: '\n',
};

/** Also twice encoded ones (`&amp;amp;`). Unknown entities stay. */
export function decodeEntities(text: string): string {
  let decoded = text;
  for (let round = 0; round < 3 && decoded.includes('&'); round += 1) {
    const before = decoded;
    decoded = before.replace(/&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}));/g, decodeEntity);
    if (decoded === before) break;
  }
  return decoded;
}

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const point = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
}
