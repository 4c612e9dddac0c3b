/**
 * Turns whatever was pasted (raw e-mails, copied text, HTML, quoted or forwarded, several at once) into lines a person
 * could read: headers reduced to those that matter, bodies decoded, addresses of links written out. It looks for nothing;
 * every step goes through the text once, so time stays in proportion to its length.
 */
import {
  decodeBase64,
  decodeEncodedWords,
  decodeEntities,
  decodeHexRun,
  decodeQuotedPrintable,
  decodeUtf16,
  textOfBytes,
  type Utf16Order,
  utf16OrderOf,
} from './decoding.ts';
import { looksLikeHtml, textOfHtml } from './html-text.ts';

type Part = {
  encoding: 'quoted-printable' | 'base64' | 'plain';
  isHtml: boolean;
  isText: boolean;
  /** What it says of itself; its bytes may say otherwise. */
  utf16: Utf16Order | null;
};

/** The sources of the messages in an attachment that is no text; none where it holds none. */
export type ReadAttached = (bytes: Uint8Array) => readonly string[];

/** Attached and forwarded e-mails lie inside one another; deeper than this nobody forwards. */
const DEEPEST = 4;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const HEADER = /^([A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|$)/;
/** Headers only a mail's source has; `Subject:` and `From:` alone also stand above copied text. */
const STRONG =
  /^(?:content-type|content-transfer-encoding|mime-version|message-id|received|return-path|dkim-signature|x-received|arc-seal|authentication-results)$/;
const MAYBE_SOURCE =
  /(?:content-type|content-transfer-encoding|mime-version|message-id|received|return-path|dkim-signature|authentication-results)[ \t]{0,4}:/i;
/** Something only an encoded paragraph has. */
const MAYBE_ENCODED = /=(?:3D|\n|[CE][0-9A-F])|^[A-Za-z0-9+/]{60,76}$/m;
/** Attachments that hold no text: pictures, documents, files of a name that is no text's. */
const BINARY =
  /^(?:image|audio|video|font|model)\/|^application\/(?!octet-stream)|^application\/octet-stream\b.{0,200}\bname\*?=.{0,200}\.(?!eml|txt|html?|mbox)\w{1,8}"?\s*(?:;|$)/i;
const KEPT = /^(?:subject|from|to|date)$/;
/** How Outlook's own messages and its wrapping of them begin, in base64. */
const MAY_HOLD_MESSAGES = /^(?:0M8R4KGxGuE|eJ8\+I)/;

const PLAIN: Part = { encoding: 'plain', isHtml: false, isText: true, utf16: null };

/** Lines end in `\n`, invisible characters are gone. */
export function readableText(text: string, readAttached: ReadAttached = () => []): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').replaceAll('\u00a0', ' ');
  const lines = unquote(clean).split('\n');
  return MAYBE_SOURCE.test(clean) ? read(lines, 0, readAttached) : readLoose(lines);
}

function read(lines: readonly string[], depth: number, readAttached: ReadAttached): string {
  const out: string[] = [];
  const boundaries = new Set<string>();
  let part: Part | null = null;
  let canBegin = true;
  let index = 0;
  while (index < lines.length) {
    const end = canBegin
      ? endOfHeaders(lines, index, index > 0 && isBoundary(lines, index - 1, boundaries))
      : -1;
    if (end >= 0) {
      part = readHeaders(lines.slice(index, end), boundaries, out);
      index = end + 1;
      canBegin = false;
      continue;
    }
    const start = index;
    canBegin = false;
    while (index < lines.length) {
      if (isBoundary(lines, index, boundaries)) {
        canBegin = true;
        break;
      }
      index += 1;
      const isAfterBlank = lines[index - 1]?.trim() === '';
      if (isAfterBlank && index < lines.length && endOfHeaders(lines, index, false) >= 0) {
        canBegin = true;
        break;
      }
    }
    if (index > start) out.push(readBody(lines.slice(start, index), part, depth, readAttached));
    if (index < lines.length && isBoundary(lines, index, boundaries)) {
      out.push('');
      part = PLAIN;
      index += 1;
      canBegin = true;
    }
  }
  return out.join('\n');
}

/** Where a block of mail headers beginning here ends (its blank line), or -1 where none begins. */
function endOfHeaders(lines: readonly string[], start: number, isPart: boolean): number {
  let hasStrong = isPart;
  let count = 0;
  let index = start;
  for (; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line.trim() === '') break;
    if (index > start && /^[ \t]/.test(line)) continue;
    const name = HEADER.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) {
      // The separator line of a mailbox file.
      if (index === start && line.startsWith('From ')) continue;
      return -1;
    }
    count += 1;
    hasStrong ||= STRONG.test(name);
  }
  return hasStrong && count > 0 ? index : -1;
}

function readHeaders(lines: readonly string[], boundaries: Set<string>, out: string[]): Part {
  const unfolded: string[] = [];
  for (const line of lines) {
    if (/^[ \t]/.test(line) && unfolded.length > 0) unfolded.push(`${unfolded.pop() ?? ''} ${line.trim()}`);
    else unfolded.push(line);
  }
  const part: Part = { ...PLAIN };
  out.push('');
  for (const line of unfolded) {
    const name = HEADER.exec(line)?.[1]?.toLowerCase() ?? '';
    const value = line.slice(name.length + 1).trim();
    if (KEPT.test(name)) out.push(`${name}: ${decodeEncodedWords(value.slice(0, 4000))}`);
    else if (name === 'content-transfer-encoding') {
      const encoding = value.toLowerCase();
      if (encoding.startsWith('quoted-printable')) part.encoding = 'quoted-printable';
      else if (encoding.startsWith('base64')) part.encoding = 'base64';
    } else if (name === 'content-type') {
      part.isHtml = /^text\/html/i.test(value);
      part.isText = !BINARY.test(value);
      const utf16 = /charset\s{0,4}=\s{0,4}["']?utf-?16(le)?/i.exec(value);
      if (utf16 !== null) part.utf16 = utf16[1] === undefined ? 'big-endian' : 'little-endian';
      const boundary = /boundary\s{0,4}=\s{0,4}(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(value);
      if (boundary !== null) boundaries.add(boundary[1] ?? boundary[2] ?? '');
    }
  }
  out.push('');
  return part;
}

function isBoundary(lines: readonly string[], index: number, boundaries: ReadonlySet<string>): boolean {
  const line = (lines[index] ?? '').trimEnd();
  if (!line.startsWith('--') || line.length > 210) return false;
  const name = line.slice(2);
  if (boundaries.has(name) || (name.endsWith('--') && boundaries.has(name.slice(0, -2)))) return true;
  // A mail copied without its first headers: the boundary is known by what follows it.
  return /^\S{6,}$/.test(name) && /^content-/i.test(lines[index + 1] ?? '');
}

function readBody(
  lines: readonly string[],
  part: Part | null,
  depth: number,
  readAttached: ReadAttached,
): string {
  if (part === null) return readLoose(lines);
  if (part.encoding === 'base64') {
    const encoded: string[] = [];
    const rest: string[] = [];
    for (const line of lines) (/^[A-Za-z0-9+/=\s]*$/.test(line) ? encoded : rest).push(line);
    // What stands between the lines is kept all the same: the end of such a part may be missing.
    const mayHoldMessages = MAY_HOLD_MESSAGES.test(encoded.find((line) => line.trim() !== '') ?? '');
    if (!part.isText && !mayHoldMessages) return rest.join('\n');
    const bytes = decodeBase64(encoded.join(''));
    const texts = mayHoldMessages ? readAttached(bytes) : [textOfPart(bytes, part)];
    const read = texts.map((text) =>
      readDecoded(text.replace(/\r\n?/g, '\n'), part.isHtml && !mayHoldMessages, depth, readAttached),
    );
    return [...read, rest.join('\n')].join('\n');
  }
  const text = lines.join('\n');
  if (part.encoding === 'plain') return readDecoded(text, part.isHtml, depth, readAttached);
  const decoded = part.utf16 === null ? decodeQuotedPrintable(text) : decodeWide(text, part);
  return readDecoded(decoded, part.isHtml, depth, readAttached);
}

function textOfPart(bytes: Uint8Array, part: Part): string {
  const order = utf16OrderOf(bytes) ?? part.utf16;
  return order === null ? textOfBytes(bytes) : decodeUtf16(bytes, order);
}

/** Quoted-printable UTF-16: each character is two bytes, written as they come. */
function decodeWide(text: string, part: Part): string {
  const bytes = text
    .replace(/=[ \t]{0,8}\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_whole, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  return textOfPart(
    Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)),
    part,
  ).replace(/\r\n?/g, '\n');
}

function readDecoded(decoded: string, isHtml: boolean, depth: number, readAttached: ReadAttached): string {
  const text = decoded.replace(INVISIBLE, '').replaceAll('\u00a0', ' ');
  if (isHtml) return textOfHtml(text);
  const lines = unquote(text).split('\n');
  // An e-mail within the e-mail.
  if (depth < DEEPEST && endOfHeaders(lines, 0, false) >= 0) return read(lines, depth + 1, readAttached);
  const plain = lines.join('\n');
  return looksLikeHtml(plain) ? textOfHtml(plain) : decodeEntities(plain);
}

/** Text without mail headers: each paragraph may still be quoted-printable, base64 or HTML. */
function readLoose(lines: readonly string[]): string {
  const whole = lines.join('\n');
  if (!MAYBE_ENCODED.test(whole)) return looksLikeHtml(whole) ? textOfHtml(whole) : decodeEntities(whole);
  const out: string[] = [];
  let start = 0;
  for (let index = 0; index <= lines.length; index += 1) {
    if (index < lines.length && lines[index]?.trim() !== '') continue;
    if (index > start) out.push(readParagraph(lines.slice(start, index)));
    if (index < lines.length) out.push('');
    start = index + 1;
  }
  const text = out.join('\n');
  return looksLikeHtml(text) ? textOfHtml(text) : decodeEntities(text);
}

function readParagraph(lines: readonly string[]): string {
  const text = lines.join('\n');
  const longest = lines[0]?.trim().length ?? 0;
  if (longest >= 60 && longest <= 76 && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) {
    const decoded = textOfBytes(decodeBase64(text)).replace(/\r\n?/g, '\n');
    if (/ovh/i.test(decoded)) return readDecoded(decoded, looksLikeHtml(decoded), DEEPEST, () => []);
  }
  return isQuotedPrintable(text) ? decodeLoosely(text) : text;
}

/** What only quoted-printable has. `token=3D…` alone proves nothing: a code may begin with `3D`. */
function isQuotedPrintable(text: string): boolean {
  return (
    /(?:tab|taskId|href|style|class|lang|content|charset|width|src)=3D/i.test(text) ||
    /=[CE][0-9A-F]=[89AB][0-9A-F]/.test(text) ||
    /token=3D[A-Za-z0-9]{32}(?![A-Za-z0-9])/.test(text) ||
    /[^n]=\n/.test(text)
  );
}

/** Upper-case escapes only, as encoders write them, and never a code's own first letters. */
function decodeLoosely(text: string): string {
  return text
    .replace(/=\n/g, (_break, offset: number) =>
      /token$/i.test(text.slice(Math.max(0, offset - 5), offset)) ? '=' : '',
    )
    .replace(/token=(?!3D)/gi, (start) => start.replace('=', '=3D'))
    .replace(/(?:=[0-9A-F]{2})+/g, decodeHexRun);
}

/**
 * Takes quoting marks off. A single line that begins with `>` may also be the end of a tag, so one counts only with a
 * space behind it or another beside it.
 */
function unquote(text: string): string {
  if (!/^[ \t]{0,8}>/m.test(text)) return text;
  const lines = text.split('\n');
  const isMarked = (line: string | undefined) => line !== undefined && /^[ \t]{0,8}>/.test(line);
  return lines
    .map((line, index) => {
      if (!isMarked(line)) return line;
      const isQuote =
        /^[ \t]{0,8}>+(?: |$)/.test(line) || isMarked(lines[index - 1]) || isMarked(lines[index + 1]);
      return isQuote ? line.replace(/^(?:[ \t]{0,8}>)+ ?/, '') : line;
    })
    .join('\n');
}
