/** Lists that go on behind a cursor (API v2): page after page, in the service's order, and no further than is needed. */
import { z } from 'zod';
import { type Failure, ok, type Result } from '../../shared/failure.ts';
import { type Client, whereNot } from './client.ts';

/** Elements asked for at a time; the service may give fewer. */
const PAGE = 100;
/** More pages are not read: fifty thousand elements where the service gives what it was asked for. */
const MOST_PAGES = 500;

const anything = z.array(z.unknown());

export type CursorOptions<T> = {
  query?: Record<string, string>;
  /** Told each page; `true` ends the reading. */
  isEnough?: (page: readonly T[]) => boolean;
};

/** `lost`: why a later page did not come; what the earlier ones held stands. */
export type CursorRead<T> = { elements: T[]; cut: boolean; lost: Failure | null };

/** `cut`: the list goes on, and was not read. Fails where the first page does. */
export async function readCursors<T>(
  client: Client,
  path: string,
  element: z.ZodType<T>,
  { query = {}, isEnough = () => false }: CursorOptions<T> = {},
): Promise<Result<CursorRead<T>>> {
  const elements: T[] = [];
  const seen = new Set<string>();
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const headers: Record<string, string> = { 'X-Pagination-Size': String(PAGE) };
    if (cursor !== null) headers['X-Pagination-Cursor'] = cursor;
    const answer = await client.getWithHeaders(path, anything, { query, headers });
    if (!answer.ok) return page === 0 ? answer : ok({ elements, cut: true, lost: answer.error });
    const fitting = fittingOf(client, path, answer.value.value, element);
    elements.push(...fitting);
    cursor = answer.value.header('x-pagination-cursor-next');
    if (cursor === null || cursor === '' || isEnough(fitting))
      return ok({ elements, cut: false, lost: null });
    // A server that says the same for ever.
    if (seen.has(cursor)) break;
    seen.add(cursor);
  }
  client.note(`GET ${path}: read no further than ${elements.length} elements`);
  return ok({ elements, cut: true, lost: null });
}

/** All of it, or why not. */
export async function readAllCursors<T>(
  client: Client,
  path: string,
  element: z.ZodType<T>,
  query: Record<string, string> = {},
): Promise<Result<T[]>> {
  const read = await readCursors(client, path, element, { query });
  if (!read.ok) return read;
  const { elements, lost } = read.value;
  return lost === null ? ok(elements) : { ok: false, error: lost };
}

/** One malformed element is dropped, counted and noted; it never costs the rest. */
function fittingOf<T>(client: Client, path: string, values: readonly unknown[], element: z.ZodType<T>): T[] {
  const parsed = values.map((value) => element.safeParse(value));
  const first = parsed.find(({ success }) => !success)?.error;
  const kept = parsed.flatMap((each) => (each.success ? [each.data] : []));
  if (first !== undefined) {
    client.note(
      `GET ${path}: dropped ${values.length - kept.length} of ${values.length} elements, first: ${whereNot(first)}`,
    );
  }
  return kept;
}
