/** The last known services and requests of each account, one file per account and kind, with their age. Decides nothing about freshness. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Damage } from '../../shared/damage.ts';
import { serviceSchema } from '../../shared/service.ts';
import {
  decodeFacts,
  encodeFacts,
  factColumnsSchema,
  type ServiceFacts,
} from '../../shared/service-chunk.ts';
import type { Disk } from '../desk/ports.ts';
import { remove, writeText } from './atomic.ts';
import { digestOf, parse, toChecked, understand } from './checked.ts';
import { type Place, readOrWhy, setAside } from './json-file.ts';
import { nextTurn } from './next-turn.ts';

export type Snapshot<T> = {
  /** ISO 8601: when the server told it. */
  at: string;
  items: T[];
};

/** Known at once, while the services themselves may be many. */
export type ServiceSnapshot = {
  at: string;
  /** 0 where the file does not tell it beforehand. */
  count: number;
  /** The first of them, to be shown before the rest is read; none where the file does not tell them apart. */
  first: ServiceFacts[];
  /** `null` where they cannot be understood after all (the file is then kept aside). Others have their turn meanwhile. */
  items: () => Promise<ServiceFacts[] | null>;
};

export type Snapshots = {
  /** `null` where there is none, or where it cannot be understood (it is then kept aside). */
  readRequests: <T>(accountId: string, item: z.ZodType<T>) => Promise<Snapshot<T> | null>;
  writeRequests: <T>(accountId: string, snapshot: Snapshot<T>) => Promise<void>;
  readServices: (accountId: string) => Promise<ServiceSnapshot | null>;
  /** `items` may still be on their way: their turn is kept. */
  writeServices: (
    accountId: string,
    snapshot: { at: string; items: ServiceFacts[] | Promise<ServiceFacts[]> },
  ) => Promise<void>;
  forget: (accountId: string) => Promise<void>;
  /** Waits for writes under way. */
  settled: () => Promise<void>;
};

type SnapshotKind = 'services' | 'requests';

/** Services in one line of a file: parsed within a frame. The first line is what a screen shows. */
const LINE = 2000;
const FIRST_LINE = 200;
/** Holds the head and the first line of services, unless their names are very long. */
const BEGINNING_BYTES = 128 * 1024;

/**
 * Version 2: a line that tells this, then lines of columns. Version 1 was one JSON object with all items. `first` and
 * `rest`: digests of the lines behind this one; without them it is of before there were any.
 */
const headSchema = z.object({
  version: z.literal(2),
  at: z.string(),
  count: z.number().int(),
  first: z.string().optional(),
  rest: z.string().optional(),
});
type Head = z.infer<typeof headSchema>;
const firstVersion = <T>(item: z.ZodType<T>) =>
  z.object({ version: z.literal(1), at: z.string(), items: z.array(item) });
const FIRST_VERSION = /^\{"version":1,"at":"([^"\\]+)"/;
const factsSchema = serviceSchema.omit({ key: true, api: true, seenBy: true });

/** What cannot be understood is a cache: kept aside, told of, and made anew with the next read of the server. */
export function openSnapshots(place: Place): Snapshots {
  const { disk } = place;
  const nameOfFile = (accountId: string, kind: SnapshotKind): string =>
    `snapshots/${nameOf(accountId)}.${kind}.json`;
  const pathTo = (file: string): string => join(place.folder, file);
  const lose = async (file: string, part: SnapshotKind, why: Damage['why']): Promise<null> => {
    const keptAs = await setAside(disk, pathTo(file), place.now()).catch(() => null);
    place.tell({ part, why, file, keptAs, count: null, names: [] });
    return null;
  };
  /** One write at a time per file, so that an older one never lands after a newer one. */
  const running = new Map<string, Promise<unknown>>();
  const writeAfter = (file: string, write: () => Promise<void>): Promise<void> => {
    const own = (running.get(file) ?? Promise.resolve())
      .catch(() => {})
      .then(write)
      .then(() => place.mended(file));
    running.set(file, own);
    return own.finally(() => {
      if (running.get(file) === own) running.delete(file);
    });
  };
  const readFirst = async <T>(
    file: string,
    part: SnapshotKind,
    item: z.ZodType<T>,
  ): Promise<Snapshot<T> | null> => {
    const bytes = await readOrWhy(disk, pathTo(file));
    if (bytes === null) return null;
    if (typeof bytes === 'string') return lose(file, part, bytes);
    const read = understand(bytes, firstVersion(item), null);
    if (read.state !== 'good') return lose(file, part, whyOf(read.state));
    return { at: read.value.at, items: read.value.items };
  };

  return {
    readRequests: (accountId, item) => readFirst(nameOfFile(accountId, 'requests'), 'requests', item),
    writeRequests(accountId, snapshot) {
      const file = nameOfFile(accountId, 'requests');
      return writeAfter(file, () => writeText(disk, pathTo(file), toChecked({ version: 1, ...snapshot })));
    },
    async readServices(accountId) {
      const file = nameOfFile(accountId, 'services');
      const beginning = await beginningOf(disk, pathTo(file));
      if (beginning === null) return null;
      if (typeof beginning === 'string') return lose(file, 'services', beginning);
      const old = FIRST_VERSION.exec(beginning.toString('utf8'))?.[1];
      if (old !== undefined) {
        return {
          at: old,
          count: 0,
          first: [],
          items: async () => (await readFirst<ServiceFacts>(file, 'services', factsSchema))?.items ?? null,
        };
      }
      const second = beginning.indexOf(10) + 1;
      const read = understand(beginning.subarray(0, Math.max(second - 1, 0)), headSchema, null);
      if (read.state !== 'good') return lose(file, 'services', whyOf(read.state));
      const head = read.value;
      const end = beginning.indexOf(10, second);
      return {
        at: head.at,
        count: head.count,
        first: end < 0 ? [] : firstOf(beginning.subarray(second, end), head),
        async items() {
          const items = await readLines(disk, pathTo(file), head).catch(() => null);
          return items ?? lose(file, 'services', 'broken');
        },
      };
    },
    writeServices(accountId, { at, items: given }) {
      const file = nameOfFile(accountId, 'services');
      return writeAfter(file, async () => {
        const items = await given;
        const lines: string[] = [];
        const rest = createHash('sha256');
        for (let from = 0; from < items.length; ) {
          const to = from + (from === 0 ? FIRST_LINE : LINE);
          const line = JSON.stringify(encodeFacts(items.slice(from, to)));
          if (from > 0) rest.update(line);
          lines.push(line);
          from = to;
          await nextTurn();
        }
        const head: Head = { version: 2, at, count: items.length, rest: rest.digest('hex') };
        if (lines[0] !== undefined) head.first = digestOf(lines[0]);
        await writeText(disk, pathTo(file), `${[toChecked(head), ...lines].join('\n')}\n`);
      });
    },
    async forget(accountId) {
      for (const kind of ['services', 'requests'] as const) {
        const file = nameOfFile(accountId, kind);
        await running.get(file)?.catch(() => {});
        await remove(disk, pathTo(file));
      }
    },
    async settled() {
      await Promise.allSettled(running.values());
    },
  };
}

/** What is not as it was written is not shown: the server tells it better. */
function whyOf(state: 'altered' | 'broken' | 'newer'): Damage['why'] {
  return state === 'newer' ? 'newer' : 'broken';
}

/** What a screen shows first; none where it is not what was written. */
function firstOf(line: Buffer, { first }: Head): ServiceFacts[] {
  if (first !== undefined && digestOf(line) !== first) return [];
  const columns = factColumnsSchema.safeParse(parse(line.toString('utf8')));
  return columns.success ? decodeFacts(columns.data) : [];
}

/** `null` where the file holds something else than the lines of columns that were written. */
async function readLines(disk: Disk, path: string, head: Head): Promise<ServiceFacts[] | null> {
  const file = await disk.readFile(path);
  const items: ServiceFacts[] = [];
  const rest = createHash('sha256');
  const second = file.indexOf(10) + 1;
  for (let from = second; from < file.length; ) {
    const end = file.indexOf(10, from);
    if (end < 0) return null;
    const line = file.subarray(from, end);
    if (from > second) rest.update(line);
    else if (head.first !== undefined && digestOf(line) !== head.first) return null;
    const columns = factColumnsSchema.safeParse(parse(line.toString('utf8')));
    if (!columns.success) return null;
    for (const facts of decodeFacts(columns.data)) items.push(facts);
    from = end + 1;
    await nextTurn();
  }
  const isWhole = head.rest === undefined || rest.digest('hex') === head.rest;
  return isWhole && items.length === head.count ? items : null;
}

/** `null` where there is no such file; why, where it cannot be read. */
async function beginningOf(disk: Disk, path: string): Promise<Buffer | null | 'no-file' | 'forbidden'> {
  try {
    const file = await disk.open(path, 'r');
    const buffer = Buffer.alloc(BEGINNING_BYTES);
    try {
      const { bytesRead } = await file.read(buffer, 0, BEGINNING_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    return code === 'EISDIR' ? 'no-file' : 'forbidden';
  }
}

/** A file name that every file system takes and that is readable by a person. */
function nameOf(accountId: string): string {
  const readable = accountId.replace(/[^a-z0-9-]+/gi, '_').slice(0, 40);
  return `${readable}-${createHash('sha256').update(accountId).digest('hex').slice(0, 8)}`;
}
