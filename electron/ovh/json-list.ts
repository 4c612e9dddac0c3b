/**
 * Reads a long JSON array a piece at a time: each element is handed on and forgotten before the next piece is parsed. A page of
 * 5,000 services as a whole would outlive the garbage collector's short run, which then takes longer than the reading.
 */

/** Characters parsed at once: some forty services. */
const PIECE = 64 * 1024;

/**
 * `text` as `JSON.parse` reads it, but with `each` in place of every element where it is an array. `undefined` where it is no
 * JSON; `each` may have seen some elements by then.
 */
export function readJson(text: string, each: (element: unknown) => unknown = (element) => element): unknown {
  const trimmed = text.trim();
  try {
    return trimmed.startsWith('[') ? readArray(trimmed, each) : (JSON.parse(trimmed) as unknown);
  } catch {
    return undefined;
  }
}

/** Throws where `text` is no JSON array from its first to its last character. */
function readArray(text: string, each: (element: unknown) => unknown): unknown[] {
  const last = text.length - 1;
  if (text[last] !== ']') throw new SyntaxError('an array without an end');
  const read: unknown[] = [];
  const take = (piece: string): void => {
    const elements = JSON.parse(`[${piece}]`) as unknown[];
    // Between two commas there is something: an empty piece is an empty array only where it is all there is.
    if (elements.length === 0 && (read.length > 0 || piece.length < last - 1))
      throw new SyntaxError('nothing between commas');
    for (const element of elements) read.push(each(element));
  };
  let from = 1;
  while (from + PIECE < last) {
    const comma = commaAfter(text, from, PIECE);
    if (comma === null) break;
    take(text.slice(from, comma));
    from = comma + 1;
  }
  take(text.slice(from, last));
  return read;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
/** `[` and `{` are one bit apart, and so are `]` and `}`. */
const BIT = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/**
 * Where the first comma between two elements stands that is at least `least` characters behind `from`, where an element begins;
 * `null` where there is none. Of what is no JSON it answers something: the pieces are parsed, and then fail.
 */
function commaAfter(text: string, from: number, least: number): number | null {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return null;
    } else if ((code | BIT) === OPEN) depth += 1;
    else if ((code | BIT) === CLOSE) depth -= 1;
    else if (code === COMMA && depth === 0 && at - from >= least) return at;
  }
  return null;
}

/** The quote that ends the string which begins at `at`; -1 where none does. */
function endOfString(text: string, at: number): number {
  let end = at;
  for (;;) {
    end = text.indexOf('"', end + 1);
    if (end < 0) return -1;
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    // An even number of backslashes escape each other, not the quote.
    if (slashes % 2 === 0) return end;
  }
}
