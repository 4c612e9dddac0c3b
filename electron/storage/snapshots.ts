/** The last known services and requests of each account, one file per account and kind, with their age. Decides nothing about freshness. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, setAside, writeJson } from './atomic.ts';

export type Snapshot<T> = {
  /** ISO 8601: when the server told it. */
  at: string;
  items: T[];
};

export type SnapshotKind = 'services' | 'requests';

export type Snapshots = {
  /** `null` where there is none, or where it cannot be understood (it is then kept aside). */
  read: <T>(accountId: string, kind: SnapshotKind, item: z.ZodType<T>) => Promise<Snapshot<T> | null>;
  write: <T>(accountId: string, kind: SnapshotKind, snapshot: Snapshot<T>) => Promise<void>;
  forget: (accountId: string) => Promise<void>;
  /** Waits for writes under way. */
  settled: () => Promise<void>;
};

/** @param folder data folder; @param now milliseconds since 1970. */
export function openSnapshots(folder: string, now: () => number): Snapshots {
  const pathOf = (accountId: string, kind: SnapshotKind): string =>
    join(folder, 'snapshots', `${nameOf(accountId)}.${kind}.json`);
  /** One write at a time per file, so that an older one never lands after a newer one. */
  const running = new Map<string, Promise<unknown>>();

  return {
    async read(accountId, kind, item) {
      const path = pathOf(accountId, kind);
      const read = await readJson(path, now());
      if (!read.found) return null;
      const parsed = z
        .object({ version: z.literal(1), at: z.string(), items: z.array(item) })
        .safeParse(read.value);
      if (parsed.success) return { at: parsed.data.at, items: parsed.data.items };
      await setAside(path, now());
      return null;
    },
    write(accountId, kind, snapshot) {
      const path = pathOf(accountId, kind);
      const before = running.get(path) ?? Promise.resolve();
      const write = before.catch(() => {}).then(() => writeJson(path, { version: 1, ...snapshot }));
      running.set(path, write);
      return write.finally(() => {
        if (running.get(path) === write) running.delete(path);
      });
    },
    async forget(accountId) {
      for (const kind of ['services', 'requests'] as const) {
        const path = pathOf(accountId, kind);
        await running.get(path)?.catch(() => {});
        await rm(path, { force: true });
      }
    },
    async settled() {
      await Promise.allSettled(running.values());
    },
  };
}

/** A file name that every file system takes and that is readable by a person. */
function nameOf(accountId: string): string {
  const readable = accountId.replace(/[^a-z0-9-]+/gi, '_').slice(0, 40);
  return `${readable}-${createHash('sha256').update(accountId).digest('hex').slice(0, 8)}`;
}
