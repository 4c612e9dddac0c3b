/**
 * Reads the links of contact-change e-mails: which request, which code, and whether the host is OVHcloud's or only looks
 * like it. No link is ever followed; only its text is read.
 */
import { decodeBase64, decodePercent, textOfBytes } from './decoding.ts';

export type CodeLink = {
  code: string;
  requestId: number | null;
  suspicious: boolean;
  /** Where a suspicious link leads instead, as it is written there. */
  host?: string | undefined;
};
/** `start` and `end`: where it stands in the text. */
export type PlacedLink = CodeLink & { start: number; end: number };

/**
 * SECURITY: hosts are compared whole and exactly. A prefix, a suffix, letters of another alphabet, user information before
 * an `@`, an unusual port: each makes another host of it.
 */
const TRUSTED: readonly string[] = [
  'ovh.com',
  'www.ovh.com',
  'ca.ovh.com',
  'manager.eu.ovhcloud.com',
  'manager.ca.ovhcloud.com',
];

/** Services that rewrite the links of incoming e-mail; they carry the real address in their own. */
const WRAPPER =
  /^(?:(?:[a-z0-9-]+\.)*safelinks\.protection\.outlook\.com|urldefense(?:\.proofpoint)?\.com|urldefense\.us|(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?|linkprotect\.cudasvc\.com|secure-web\.cisco\.com|protect2\.fireeye\.com|clicktime\.symantec\.com|l\.facebook\.com)$/;

const LONGEST = 4096;
/** Lines a link may have been broken into. */
const MOST_LINES = 8;
const DEEPEST = 4;
/** Length of every code seen; helps where a line break leaves two readings. */
const USUAL_LENGTH = 32;
const DELIMITER = /[\s<>"'`()[\]{}|^]/;
/** Sticky, so that nothing is cut out of a long text only to look at its next characters. */
const RUN = /[^\s<>"'`()[\]{}|^]{1,4096}/y;
const LINE_END = /[ \t]{0,8}\n[ \t]{0,8}/y;
const SCHEME = /https?(?::|%3a)/iy;
const REST_OF_LINE_EMPTY = /[ \t>]{0,4}(?:\n|$)/y;

type Address = { host: string; isPlain: boolean; rest: string };

/** Splits as a browser would: `\` counts as `/`, any number of slashes after the scheme. */
function parseAddress(url: string): Address | null {
  const match = /^(?:https?:)?[\\/]{0,9}([^\\/?#]{1,512})/i.exec(url);
  const authority = match?.[1];
  if (match === null || authority === undefined) return null;
  const at = authority.lastIndexOf('@');
  const host = authority
    .slice(at + 1)
    .replace(/:(?:443|80)$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return { host, isPlain: at < 0, rest: url.slice(match[0].length) };
}

/** Reads one address. `null` where it is no contact-change link at all. */
export function readLink(url: string): CodeLink | null {
  return read(url, 0);
}

function read(url: string, depth: number): CodeLink | null {
  if (depth > DEEPEST || !isWorthReading(url)) return null;
  const address = parseAddress(url);
  if (address === null) return null;
  const isTrusted = address.isPlain && TRUSTED.includes(address.host);
  const isWrapper = address.isPlain && WRAPPER.test(address.host);
  // SECURITY: an address inside one of a known host decides, not the known host: that one may redirect.
  const hasInner = /https?:/i.test(decodePercent(address.rest));
  if (!isWrapper && !(isTrusted && hasInner)) {
    const direct = readDirect(address, isTrusted);
    if (direct !== null) return direct;
  }
  const readAll = (targets: string[]) =>
    targets.map((target) => read(target, depth + 1)).filter((link) => link !== null);
  let inner = readAll(targetsOf(address, isWrapper));
  if (inner.length === 0 && (isWrapper || isTrusted)) inner = readAll(nestedIn(address));
  const first = inner[0];
  if (first !== undefined) {
    // SECURITY: a redirect through a host nobody knows could end anywhere.
    if (!isWrapper && !isTrusted) return { ...first, suspicious: true, host: address.host };
    return inner.find((link) => link.suspicious) ?? first;
  }
  const decoded = decodePercent(url);
  return decoded === url ? null : read(decoded, depth + 1);
}

/** Quick look before the long one: no encoding in use hides these letters. */
function isWorthReading(url: string): boolean {
  return /token/i.test(url) && /contacts|ovh/i.test(url);
}

function readDirect(address: Address, isTrusted: boolean): CodeLink | null {
  const rest = decodePercent(address.rest);
  const pieces = rest.split(/[?&#;]/);
  const route = /[\\/]contacts(?:[\\/](\d{1,15}))?(?=[\\/?#&]|$)/i.exec(rest);
  const looksLikeOvh =
    !isTrusted && hasOvh(address.host) && !/(?:^|\.)(?:ovh|ovhcloud)\.com$/.test(address.host);
  if (route === null && !looksLikeOvh) return null;
  let code: string | null = null;
  let id = route?.[1] ?? null;
  for (const piece of pieces) {
    const equals = piece.indexOf('=');
    if (equals < 0) continue;
    const key = piece.slice(0, equals).toLowerCase();
    const value = piece.slice(equals + 1);
    if (key === 'token') {
      code ??= /^([A-Za-z0-9]{8,64})(?![A-Za-z0-9_+/=%-])/.exec(value)?.[1] ?? null;
    } else if (id === null && (key === 'taskid' || key === 'task' || key === 'id')) {
      id = /^\d{1,15}/.exec(value)?.[0] ?? null;
    }
  }
  if (code === null) return null;
  const requestId = id === null ? null : Number(id);
  return {
    code,
    requestId: requestId !== null && requestId > 0 ? requestId : null,
    suspicious: !isTrusted,
    // A host that is OVHcloud's, but with a name and an `@` before it, would only confuse here.
    ...(isTrusted || TRUSTED.includes(address.host) ? {} : { host: address.host }),
  };
}

/** Whether a host's name spells OVH to the eye, in whatever alphabet. */
function hasOvh(host: string): boolean {
  const eye = host
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[оοօ0ọ]/gu, 'o')
    .replace(/[νѵⅴ]/gu, 'v')
    .replace(/[һհ]/gu, 'h');
  return eye.includes('ovh');
}

/** The addresses inside an address: values of its parameters, and the wrappers' own spellings. */
function targetsOf(address: Address, isWrapper: boolean): string[] {
  const targets: string[] = [];
  if (address.host === 'urldefense.proofpoint.com') {
    const value = /[?&]u=([^&]{1,4000})/.exec(address.rest)?.[1];
    if (value !== undefined) targets.push(decodePercent(value.replaceAll('-', '%').replaceAll('_', '/')));
  }
  if (isWrapper && address.host.startsWith('urldefense.')) {
    const target = decodeDefenseV3(address.rest);
    if (target !== null) targets.push(target);
  }
  for (const piece of address.rest.split(/[?&#]/)) {
    const value = piece.slice(piece.indexOf('=') + 1);
    if (/^https?(?::|%3a|%253a)/i.test(value)) targets.push(decodePercent(value));
  }
  return targets;
}

/** An address written into another without any encoding. */
function nestedIn(address: Address): string[] {
  const start = address.rest.search(/https?(?::|%3a)/i);
  return start < 0 ? [] : [address.rest.slice(start)];
}

/**
 * Proofpoint's third form: `/v3/__ADDRESS__;BYTES!!…`, where each `*` of the address stands for the next of the bytes and
 * `**X` for a run of them (A = 2, B = 3 …).
 */
function decodeDefenseV3(rest: string): string | null {
  const start = rest.indexOf('/v3/__');
  const end = rest.indexOf('__;', start);
  if (start < 0 || end < 0) return null;
  const mark = rest.indexOf('!', end);
  const bytes = textOfBytes(decodeBase64(rest.slice(end + 3, mark < 0 ? undefined : mark)));
  const lengths = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let used = 0;
  const target = rest.slice(start + 6, end).replace(/\*(?:\*([A-Za-z0-9_-]))?/g, (_star, run?: string) => {
    const length = run === undefined ? 1 : lengths.indexOf(run) + 2;
    const replaced = bytes.slice(used, used + length);
    used += length;
    return replaced;
  });
  return target.replace(/^(https?:)\/+/i, '$1//');
}

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
    if (found.link !== null) links.push({ ...found.link, start, end: found.end });
  }
  return links;
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
