/** Finds the links of contact-change e-mails in a text, over line breaks where they were broken. What an address means is told elsewhere. */
import { type CodeLink, destinationOf, readLink } from './link-address.ts';

/** `start` and `end`: where it stands in the text. */
export type PlacedLink = CodeLink & { start: number; end: number };

const LONGEST = 4096;
/** Lines a link may have been broken into. */
const MOST_LINES = 8;
/** Length of every code seen; helps where a line break leaves two readings. */
const USUAL_LENGTH = 32;
const DELIMITER = /[\s<>"'`()[\]{}|^]/;
/** Sticky, so that nothing is cut out of a long text only to look at its next characters. */
const RUN = /[^\s<>"'`()[\]{}|^]{1,4096}/y;
const LINE_END = /[ \t]{0,8}\n[ \t]{0,8}/y;
const SCHEME = /https?(?::|%3a)/iy;
const REST_OF_LINE_EMPTY = /[ \t>]{0,4}(?:\n|$)/y;

/** Codes that stand alone on a line: they tell which of two readings of a broken link is right. */
export type LoneCodes = {
  readonly offsets: ReadonlyMap<string, readonly number[]>;
  readonly sorted: readonly string[];
};

/** `offsets`: where in the text each code stands, in ascending order. */
export function indexLoneCodes(offsets: ReadonlyMap<string, readonly number[]>): LoneCodes {
  return { offsets, sorted: [...offsets.keys()].sort() };
}

/** Whether the code stands alone somewhere outside this stretch: a piece of the broken link itself proves nothing. */
function standsOutside(alone: LoneCodes, code: string, start: number, end: number): boolean {
  const offsets = alone.offsets.get(code);
  return offsets !== undefined && ((offsets[0] ?? start) < start || (offsets.at(-1) ?? end) > end);
}

/** Whether a code that stands alone begins with this. */
function hasBeginning(alone: LoneCodes, beginning: string): boolean {
  let low = 0;
  let high = alone.sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((alone.sorted[middle] ?? '') < beginning) low = middle + 1;
    else high = middle;
  }
  return alone.sorted[low]?.startsWith(beginning) === true;
}

/** Every contact-change link of a text, in order. */
export function linksIn(text: string, alone: LoneCodes): PlacedLink[] {
  const links: PlacedLink[] = [];
  // Addresses with a scheme, and, as some programs leave it out, `www.ovh.com/manager/#/…contacts/…`.
  let covered = 0;
  for (const match of text.matchAll(/https?(?::|%3a)|[\\/]contacts(?=[\\/])/gi)) {
    if (match.index < covered) continue;
    const hasScheme = /^h/i.test(match[0]);
    const start = hasScheme ? match.index : startOfRun(text, match.index, covered);
    const isHostThere =
      hasScheme || /^[^\\/?#@:]+\.[^\\/?#@:]+[\\/?#]/.test(text.slice(start, match.index + 1));
    if (!isHostThere) {
      covered = match.index + match[0].length;
      continue;
    }
    const found = readAt(text, start, alone);
    covered = found.end;
    if (found.link === null) continue;
    const link = withTarget(text, found.link, found.end);
    if (link !== null) links.push({ ...link, start, end: found.end });
  }
  return links;
}

/** `TEXT <ADDRESS>` and `[TEXT](ADDRESS)`, as mail programs write the links of a page in plain words. */
const TARGET = /(?:\]\(|[ \t]?<)(https?:[^\s<>()]{1,4096})[>)]/iy;

/** SECURITY: where a link leads decides, not what its words show. `null` where they prove nothing. */
function withTarget(text: string, shown: CodeLink, end: number): CodeLink | null {
  TARGET.lastIndex = end;
  const address = TARGET.exec(text)?.[1];
  if (address === undefined) return shown;
  const target = readLink(address);
  const destination = destinationOf(address);
  if (destination.kind === 'elsewhere') {
    return { ...shown, suspicious: true, host: destination.host ?? shown.host };
  }
  if (target === null) return null;
  return target.code === shown.code ? shown : { ...shown, suspicious: true };
}

function startOfRun(text: string, from: number, covered: number): number {
  const limit = Math.max(covered, from - 300);
  const before = text.slice(limit, from);
  return limit + lastDelimiter(before) + 1;
}

/** Where the last white space or bracket stands; -1 where there is none. */
function lastDelimiter(text: string): number {
  for (let index = text.length - 1; index >= 0; index -= 1) {
    if (DELIMITER.test(text[index] ?? '')) return index;
  }
  return -1;
}

function matchAt(sticky: RegExp, text: string, start: number): string | null {
  sticky.lastIndex = start;
  return sticky.exec(text)?.[0] ?? null;
}

function runAt(text: string, start: number): string {
  return matchAt(RUN, text, start) ?? '';
}

/** Reads the link that begins here, over line breaks where it was broken. `end`: up to where the text is used up. */
function readAt(text: string, start: number, alone: LoneCodes): { link: CodeLink | null; end: number } {
  let url = runAt(text, start);
  const firstEnd = start + url.length;
  if (text[start - 1] === '<') {
    const bracketed = readBracketed(text, start);
    if (bracketed !== null) return bracketed;
  }
  let end = firstEnd;
  for (let line = 1; ; line += 1) {
    const link = readLink(url);
    const next = line < MOST_LINES && url.length < LONGEST ? continuation(text, end) : null;
    if (next === null || (link !== null && !isCut(url, link, next, text, start, end, alone))) {
      return link === null ? { link, end: firstEnd } : { link, end };
    }
    url += next.run;
    end = next.end;
  }
}

/** `<…>` says where a link ends, whatever line breaks are in it (RFC 3986, appendix C). */
function readBracketed(text: string, start: number): { link: CodeLink | null; end: number } | null {
  const inside = text.slice(start, start + LONGEST);
  const close = inside.indexOf('>');
  if (close < 0) return null;
  const link = readLink(inside.slice(0, close).replace(/\s+/g, ''));
  return link === null ? null : { link, end: start + close };
}

type Continuation = { run: string; isWhole: boolean; end: number };

/** What stands at the beginning of the next line, where this one ends here. */
function continuation(text: string, end: number): Continuation | null {
  const gap = matchAt(LINE_END, text, end);
  if (gap === null) return null;
  const from = end + gap.length;
  if (matchAt(SCHEME, text, from) !== null) return null;
  const run = runAt(text, from);
  if (run === '') return null;
  const after = from + run.length;
  return { run, isWhole: matchAt(REST_OF_LINE_EMPTY, text, after) !== null, end: after };
}

/** How long the code becomes when the lines after it go on with it, up to the usual length. */
function lengthOverLines(first: number, next: Continuation, text: string): number {
  let length = first;
  let last: Continuation | null = next;
  while (length < USUAL_LENGTH) {
    last = continuation(text, last.end);
    if (last === null || !last.isWhole || !/^[A-Za-z0-9]+$/.test(last.run)) break;
    length += last.run.length;
  }
  return length;
}

/** Whether the code was cut by the line break, so that the next line goes on with it. */
function isCut(
  url: string,
  link: CodeLink,
  next: Continuation,
  text: string,
  start: number,
  end: number,
  alone: LoneCodes,
): boolean {
  if (!url.endsWith(link.code) || standsOutside(alone, link.code, start, next.end)) return false;
  const more = /^[A-Za-z0-9]+/.exec(next.run)?.[0] ?? '';
  if (more === '' || link.code.length + more.length > 64) return false;
  if (/^(?:&|%26)/i.test(next.run.slice(more.length))) return true;
  const joined = link.code + more;
  if (hasBeginning(alone, joined)) return true;
  if (link.code.length === USUAL_LENGTH || !next.isWhole || more !== next.run) return false;
  if (lengthOverLines(joined.length, next, text) === USUAL_LENGTH) return true;
  const lineLength = end - (text.lastIndexOf('\n', end - 1) + 1);
  return lineLength >= 60 && /\d/.test(more) && /[A-Za-z]/.test(more) && !alone.offsets.has(more);
}
