/**
 * Lists as ids, as expanded pages or behind a cursor, filtered and sorted as the headers ask. Views are made for the
 * rows of the page alone, unless a filter or a sort must look at all.
 */
import { badRequest } from './errors.ts';

type View = Record<string, unknown>;
type Header = (name: string) => string | undefined;

export type Listing<T> = {
  rows: readonly T[];
  id: (row: T) => number;
  view: (row: T) => View;
};

type ListAnswer = { body: unknown; headers: Record<string, string> };

/** The panel goes up to this. */
const LARGEST_PAGE = 5000;
const USUAL_PAGE = 25;

/** Whether the headers ask for expanded objects; such lists come from a cache. */
export function wantsPages(header: Header): boolean {
  return header('x-pagination-mode') !== undefined;
}

export function answerList<T>(list: Listing<T>, header: Header): ListAnswer {
  const mode = header('x-pagination-mode');
  if (mode === undefined) return { body: list.rows.map(list.id), headers: {} };

  const size = Math.min(readNumber(header, 'X-Pagination-Size') ?? USUAL_PAGE, LARGEST_PAGE);
  const rows = arrange(list, header);
  const page = (from: number): View[] => rows.slice(from, from + size).map(list.view);

  if (mode === 'CachedObjectList-Pages') {
    const number = readNumber(header, 'X-Pagination-Number') ?? 1;
    return {
      body: page((number - 1) * size),
      headers: {
        'X-Pagination-Number': String(number),
        'X-Pagination-Size': String(size),
        'X-Pagination-Elements': String(rows.length),
      },
    };
  }
  if (mode === 'CachedObjectList-Cursor') return answerCursor(rows, list.view, header, LARGEST_PAGE);
  throw badRequest(`Unknown pagination mode: ${mode}`);
}

/** A part of the list from the cursor on, and the next cursor while there is more. */
export function answerCursor<T>(
  rows: readonly T[],
  view: (row: T) => object,
  header: Header,
  largest: number,
): ListAnswer {
  const size = Math.min(readNumber(header, 'X-Pagination-Size') ?? USUAL_PAGE, largest);
  const from = readCursor(header('x-pagination-cursor'));
  const next = from + size;
  return {
    body: rows.slice(from, next).map(view),
    headers: {
      'X-Pagination-Size': String(size),
      ...(next < rows.length ? { 'X-Pagination-Cursor-Next': makeCursor(next) } : {}),
    },
  };
}

function readNumber(header: Header, name: string): number | null {
  const text = header(name.toLowerCase());
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw badRequest(`Invalid value for header ${name}`);
  return Number(text);
}

/** A client must not look into it. */
const makeCursor = (from: number): string => Buffer.from(`from ${from}`).toString('base64url');

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined || cursor === '') return 0;
  const from = /^from (\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (from === undefined) throw badRequest('Invalid value for header X-Pagination-Cursor');
  return Number(from);
}

function arrange<T>(list: Listing<T>, header: Header): readonly T[] {
  const tests = (header('x-pagination-filter') ?? '')
    .split('&')
    .filter((each) => each !== '')
    .map(readFilter);
  const sort = header('x-pagination-sort');
  if (tests.length === 0 && sort === undefined) return list.rows;

  // Views are large and lists are long: only the value to sort by is kept of each.
  const rows: { row: T; key: unknown }[] = [];
  for (const row of list.rows) {
    const view = list.view(row);
    if (!tests.every(({ field, test }) => test(valueAt(view, field)))) continue;
    rows.push({ row, key: sort === undefined ? null : valueAt(view, sort) });
  }
  if (sort !== undefined) {
    const order = header('x-pagination-sort-order')?.toUpperCase() ?? 'ASC';
    if (order !== 'ASC' && order !== 'DESC')
      throw badRequest('Invalid value for header X-Pagination-Sort-Order');
    const sign = order === 'DESC' ? -1 : 1;
    rows.sort((a, b) => sign * compare(a.key, b.key));
  }
  return rows.map(({ row }) => row);
}

function valueAt(view: View, path: string): unknown {
  let value: unknown = view;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as View)[part];
  }
  return value ?? null;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `field:op=value`; values may be percent-encoded, those of `in` are separated by commas, `%` is the wildcard of `like`. */
function readFilter(text: string): { field: string; test: (value: unknown) => boolean } {
  const parts = /^([\w.]+):(eq|ne|lt|gt|like|in)=(.*)$/.exec(text);
  if (!parts) throw badRequest(`Invalid filter: ${text}`);
  const [, field = '', operator = '', given = ''] = parts;
  const wanted = decode(given);
  const is = (value: unknown, text: string): boolean =>
    Array.isArray(value) ? value.some((each) => is(each, text)) : value !== null && String(value) === text;
  const order = (value: unknown): number =>
    typeof value === 'number' ? value - Number(wanted) : compare(String(value), wanted);
  const tests: Record<string, (value: unknown) => boolean> = {
    eq: (value) => is(value, wanted),
    ne: (value) => !is(value, wanted),
    lt: (value) => value !== null && order(value) < 0,
    gt: (value) => value !== null && order(value) > 0,
    like: (value) => value !== null && likePattern(wanted).test(String(value)),
    in: (value) => wanted.split(',').some((each) => is(value, each)),
  };
  return { field, test: tests[operator] as (value: unknown) => boolean };
}

/** `%25foo%25` and `%foo%` both mean a wildcard on each side: only whole sequences are decoded. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function likePattern(pattern: string): RegExp {
  const parts = pattern.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}
