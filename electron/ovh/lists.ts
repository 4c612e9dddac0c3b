/**
 * Lists of the API: whole pages of expanded objects, batches of ids, element by element. One malformed element is
 * dropped, counted and noted; it never costs the rest.
 */
import { z } from 'zod';
import { type Failure, ok, type Result } from '../../shared/failure.ts';
import { redact } from '../../shared/redact.ts';
import { type Client, whereNot } from './client.ts';
import { failWith, NEXT, readErrorObject } from './failures.ts';

/** OVHcloud's own control panel goes up to this. */
const PAGE_SIZE = 5000;
/** Ids in one batch, as in OVHcloud's own control panel. */
const BATCH_SIZE = 50;
/** More pages than this are no list, but a server that says «more» for ever: two million elements. */
const MOST_PAGES = 400;
const PAGE_TIMEOUT_MS = 55_000;
/** Pages on their way at once, behind the first: the service works at the next ones while one is taken in. */
const AHEAD = 3;

const anything = z.array(z.unknown());

export type ListOptions = {
  /** `field:op=value` (`eq ne lt gt like in`). */
  filter?: string;
  /** `false`: the service may answer from its cache. Default `true` for the first page; the others always follow the cache the first one made. */
  fresh?: boolean;
  /** Told each time the first page is asked for: the others tell what was so by then. */
  leaves?: (() => void) | undefined;
  /** Told with the last page: how many there are in all; `null` where the service does not say so. */
  counted?: (total: number | null) => void;
};

/**
 * All objects of `path`, in pages of 5,000. Where the service ignores paging and answers ids, each is read in batches
 * of `path/{ids}`.
 */
export async function readPages<T>(
  client: Client,
  path: string,
  element: z.ZodType<T>,
  options: ListOptions = {},
): Promise<Result<T[]>> {
  const ask = (number: number) => {
    const headers: Record<string, string> = {
      'X-Pagination-Mode': 'CachedObjectList-Pages',
      'X-Pagination-Size': String(PAGE_SIZE),
      'X-Pagination-Number': String(number),
    };
    if (options.filter !== undefined) headers['X-Pagination-Filter'] = options.filter;
    if (number === 1 && options.fresh !== false) headers['Pragma'] = 'no-cache';
    const { leaves } = number === 1 ? options : {};
    return client.getWithHeaders(path, anything, {
      headers,
      timeoutMs: PAGE_TIMEOUT_MS,
      each: (value) => takeFitting(value, element),
      ...(leaves === undefined ? {} : { leaves }),
    });
  };
  const all: T[] = [];
  let seen = 0;
  const coming = [ask(1)];
  let asked = 1;
  for (let page = coming.shift(); page !== undefined; page = coming.shift()) {
    const answer = await page;
    if (!answer.ok) return answer;
    const { value, header } = answer.value;
    const isFirst = seen === 0;
    if (isFirst && value.length > 0 && value.every((each) => each instanceof Misfit && each.id !== null)) {
      return readEach(
        client,
        path,
        value.flatMap((each) => (each as Misfit).id ?? []),
        element,
        options,
      );
    }
    const total = countOf(header('x-pagination-elements'));
    seen += value.length;
    // The service may give smaller pages than it was asked for.
    const size = countOf(header('x-pagination-size')) ?? PAGE_SIZE;
    const isLast = value.length === 0 || (total === null ? value.length < size : seen >= total);
    // On their way while this one is taken in. Where the end is not known, one that may not be there is enough.
    const least = asked - coming.length;
    const pages = total === null || size === 0 ? least + 1 : Math.max(least + 1, Math.ceil(total / size));
    while (!isLast && coming.length < AHEAD && asked < Math.min(pages, MOST_PAGES)) {
      asked += 1;
      coming.push(ask(asked));
    }
    keepFitting(client, `GET ${path}`, value, all);
    if (!isLast) continue;
    options.counted?.(total);
    return ok(all);
  }
  client.note(`GET ${path} has no end: stopped after ${MOST_PAGES} pages`);
  return failWith('bad-answer');
}

async function readEach<T>(
  client: Client,
  path: string,
  ids: number[],
  element: z.ZodType<T>,
  { counted }: ListOptions,
): Promise<Result<T[]>> {
  counted?.(ids.length);
  const read = await readBatches(client, ids, (keys) => `${path}/${keys}`, element);
  return read.ok ? ok([...read.value.found.values()]) : read;
}

const batchSchema = z.array(
  z.looseObject({
    key: z.union([z.string(), z.number()]),
    value: z.unknown(),
    error: z.unknown(),
  }),
);

export type Batches<K, T> = { found: Map<K, T>; failed: Map<K, Failure> };

/**
 * Many objects by their keys, 50 a call; where the service does not batch, one by one. `path` puts keys (URL-encoded,
 * joined with commas) into a path. Fails as a whole only where nothing at all could be read, with the first reason.
 */
export async function readBatches<K extends string | number, T>(
  client: Client,
  keys: readonly K[],
  path: (keys: string) => string,
  element: z.ZodType<T>,
  options: { fresh?: boolean } = {},
): Promise<Result<Batches<K, T>>> {
  const cache: Record<string, string> = options.fresh ? { Pragma: 'no-cache' } : {};
  const found = new Map<K, T>();
  const failed = new Map<K, Failure>();
  // A comma parts the keys of a batch: a key that holds one is read on its own.
  const alone = keys.filter((key) => String(key).includes(','));
  const together = keys.filter((key) => !String(key).includes(','));
  const chunks: K[][] = [];
  for (let at = 0; at < together.length; at += BATCH_SIZE) chunks.push(together.slice(at, at + BATCH_SIZE));

  const readOne = async (key: K): Promise<void> => {
    const answer = await client.get(path(encodeURIComponent(key)), element, { headers: cache });
    if (answer.ok) found.set(key, answer.value);
    else failed.set(key, answer.error);
  };
  const readChunk = async (chunk: K[]): Promise<void> => {
    const [only] = chunk;
    if (chunk.length === 1 && only !== undefined) return readOne(only);
    const joined = chunk.map((key) => encodeURIComponent(key)).join(',');
    const answer = await client.get(path(joined), batchSchema, { headers: { ...cache, 'X-Ovh-Batch': ',' } });
    if (!answer.ok) {
      // These say that such a batch is not understood; anything else would befall each key alone as well.
      if (['not-found', 'bad-answer', 'rejected'].includes(answer.error.code)) {
        await Promise.all(chunk.map(readOne));
      } else for (const key of chunk) failed.set(key, answer.error);
      return;
    }
    const items = new Map(answer.value.map((item) => [String(item.key), item]));
    for (const key of chunk) {
      const item = items.get(String(key)) ?? items.get(encodeURIComponent(key));
      const parsed = item === undefined ? null : element.safeParse(item.value);
      if (parsed?.success) found.set(key, parsed.data);
      else if (item?.error !== undefined && item.error !== null) failed.set(key, itemFailure(item.error));
      else {
        failed.set(key, failWith('bad-answer').error);
        if (parsed !== null) client.note(`GET ${path(String(key))}: dropped, ${whereNot(parsed.error)}`);
      }
    }
  };
  await Promise.all([...chunks.map(readChunk), ...alone.map(readOne)]);
  const first = failed.values().next().value;
  if (found.size === 0 && first !== undefined && failed.size === keys.length && keys.length > 1) {
    // Every key for a reason of its own (deleted one by one) is an answer, not a failure of the call.
    if (first.code !== 'not-found' && first.code !== 'gone') return { ok: false, error: first };
  }
  return ok({ found, failed });
}

/** The error of one element: an object in either style, or its words alone. Its status stands in `httpCode`, if anywhere. */
function itemFailure(error: unknown): Failure {
  const { code, message } = readErrorObject(error);
  const http =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>)['httpCode'] : undefined;
  const status = Number.parseInt(String(http ?? ''), 10);
  const words = `${code} ${message}`;
  const kind =
    status === 404 || /not.?found|does not exist/i.test(words)
      ? 'not-found'
      : status === 460
        ? 'gone'
        : status === 403 || /NOT_GRANTED|forbidden|not been granted/i.test(words)
          ? 'not-granted'
          : 'rejected';
  const failure: Failure = { code: kind, next: NEXT[kind] };
  if (message !== '') failure.message = redact(message);
  if (Number.isInteger(status) && status >= 100) failure.status = status;
  return failure;
}

/** Stands for an element that is none: an id alone, or something that does not fit, and where it does not. */
class Misfit {
  readonly id: number | null;
  readonly where: string;

  constructor(id: number | null, where: string) {
    this.id = id;
    this.where = where;
  }
}

function takeFitting<T>(value: unknown, element: z.ZodType<T>): T | Misfit {
  if (typeof value === 'number' && Number.isInteger(value)) return new Misfit(value, '(all): an id alone');
  const parsed = element.safeParse(value);
  return parsed.success ? parsed.data : new Misfit(null, whereNot(parsed.error));
}

/** `values` as `takeFitting` left them; those that fit are put behind `kept`. */
function keepFitting<T>(client: Client, called: string, values: readonly unknown[], kept: T[]): void {
  const before = kept.length;
  let first: Misfit | null = null;
  for (const value of values) {
    if (value instanceof Misfit) first ??= value;
    else kept.push(value as T);
  }
  if (first === null) return;
  const dropped = values.length - (kept.length - before);
  client.note(`${called}: dropped ${dropped} of ${values.length} elements, first: ${first.where}`);
}

function countOf(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header.trim()) ? Number(header) : null;
}
