/** The last known services and requests of each account, one file per account and kind, with their age. Decides nothing about freshness. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { serviceSchema } from '../../shared/service.ts';
import {
  decodeFacts,
  encodeFacts,
  factColumnsSchema,
  type ServiceFacts,
} from '../../shared/service-chunk.ts';
import type { Disk } from '../desk/ports.ts';
import { readJson, setAside, writeJson, writeText } from './atomic.ts';
import { systemDisk } from './disk.ts';

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

/** Version 2: a line that tells this, then lines of columns. Version 1 was one JSON object with all items. */
const headSchema = z.object({ version: z.literal(2), at: z.string(), count: z.number().int() });
const firstVersion = <T>(item: z.ZodType<T>) =>
  z.object({ version: z.literal(1), at: z.string(), items: z.array(item) });
const FIRST_VERSION = /^\{"version":1,"at":"([^"\\]+)"/;
const factsSchema = serviceSchema.omit({ key: true, api: true, seenBy: true });

/** @param folder data folder; @param now milliseconds since 1970. */
export function openSnapshots(folder: string, now: () => number, disk: Disk = systemDisk): Snapshots {
  const pathOf = (accountId: string, kind: SnapshotKind): string =>
    join(folder, 'snapshots', `${nameOf(accountId)}.${kind}.json`);
  /** One write at a time per file, so that an older one never lands after a newer one. */
  const running = new Map<string, Promise<unknown>>();
  const writeAfter = (path: string, write: () => Promise<void>): Promise<void> => {
    const own = (running.get(path) ?? Promise.resolve()).catch(() => {}).then(write);
    running.set(path, own);
    return own.finally(() => {
      if (running.get(path) === own) running.delete(path);
    });
  };
  const readFirst = async <T>(path: string, item: z.ZodType<T>): Promise<Snapshot<T> | null> => {
    const read = await readJson(disk, path, now());
    if (!read.found) return null;
    const parsed = firstVersion(item).safeParse(read.value);
    if (parsed.success) return { at: parsed.data.at, items: parsed.data.items };
    await setAside(disk, path, now());
    return null;
  };

  return {
    readRequests: (accountId, item) => readFirst(pathOf(accountId, 'requests'), item),
    writeRequests(accountId, snapshot) {
      const path = pathOf(accountId, 'requests');
      return writeAfter(path, () => writeJson(disk, path, { version: 1, ...snapshot }));
    },
    async readServices(accountId) {
      const path = pathOf(accountId, 'services');
      const first = await beginningOf(disk, path);
      if (first === null) return null;
      const old = FIRST_VERSION.exec(first)?.[1];
      if (old !== undefined) {
        return {
          at: old,
          count: 0,
          first: [],
          items: async () => (await readFirst<ServiceFacts>(path, factsSchema))?.items ?? null,
        };
      }
      const head = headSchema.safeParse(parse(first.split('\n', 1)[0] ?? ''));
      if (!head.success) {
        await setAside(disk, path, now());
        return null;
      }
      const { at, count } = head.data;
      const second = first.indexOf('\n') + 1;
      const end = first.indexOf('\n', second);
      const columns = factColumnsSchema.safeParse(end < 0 ? null : parse(first.slice(second, end)));
      return {
        at,
        count,
        first: columns.success ? decodeFacts(columns.data) : [],
        async items() {
          const items = await readLines(disk, path);
          if (items?.length === count) return items;
          await setAside(disk, path, now());
          return null;
        },
      };
    },
    writeServices(accountId, { at, items: given }) {
      const path = pathOf(accountId, 'services');
      return writeAfter(path, async () => {
        const items = await given;
        const lines = [JSON.stringify({ version: 2, at, count: items.length })];
        for (let from = 0; from < items.length; ) {
          const to = from + (from === 0 ? FIRST_LINE : LINE);
          lines.push(JSON.stringify(encodeFacts(items.slice(from, to))));
          from = to;
          await nextTurn();
        }
        await writeText(disk, path, `${lines.join('\n')}\n`);
      });
    },
    async forget(accountId) {
      for (const kind of ['services', 'requests'] as const) {
        const path = pathOf(accountId, kind);
        await running.get(path)?.catch(() => {});
        await disk.rm(path);
      }
    },
    async settled() {
      await Promise.allSettled(running.values());
    },
  };
}

/** `null` where the file holds something else than lines of columns. */
async function readLines(disk: Disk, path: string): Promise<ServiceFacts[] | null> {
  const file = await disk.readFile(path);
  const items: ServiceFacts[] = [];
  let from = file.indexOf(10) + 1;
  while (from < file.length) {
    const end = file.indexOf(10, from);
    if (end < 0) return null;
    const columns = factColumnsSchema.safeParse(parse(file.toString('utf8', from, end)));
    if (!columns.success) return null;
    for (const facts of decodeFacts(columns.data)) items.push(facts);
    from = end + 1;
    await nextTurn();
  }
  return items;
}

/** `null` where there is no such file. */
async function beginningOf(disk: Disk, path: string): Promise<string | null> {
  try {
    const file = await disk.open(path, 'r');
    const buffer = Buffer.alloc(BEGINNING_BYTES);
    try {
      const { bytesRead } = await file.read(buffer, 0, BEGINNING_BYTES, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A file name that every file system takes and that is readable by a person. */
function nameOf(accountId: string): string {
  const readable = accountId.replace(/[^a-z0-9-]+/gi, '_').slice(0, 40);
  return `${readable}-${createHash('sha256').update(accountId).digest('hex').slice(0, 8)}`;
}
