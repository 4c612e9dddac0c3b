/**
 * One file of the data folder with one JSON object: read once, replaced whole, with a digest of itself. What cannot be
 * understood is kept aside and told of, never overwritten; what can be is used. Knows no content.
 */
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import type { Damage, DamagedPart } from '../../shared/damage.ts';
import type { Disk } from '../desk/ports.ts';
import { remove, writeText } from './atomic.ts';
import { type Entries, toChecked, type Understood, understand } from './checked.ts';
import { openTurns } from './turns.ts';

/** Where files lie, and who hears of what is wrong with them. */
export type Place = {
  disk: Disk;
  /** Data folder. */
  folder: string;
  /** Milliseconds since 1970, for the names of what is kept aside. */
  now: () => number;
  tell: (damage: Damage) => void;
  /** What was found of this file is over: it was made anew. */
  mended: (file: string) => void;
};

/** A form that an earlier version wrote, and what it becomes: read as it is, and replaced with the next write. */
export type Older<O extends z.ZodObject<{ version: z.ZodLiteral<number> }>, T> = {
  schema: O;
  entries: Entries | null;
  become: (value: z.infer<O>) => T;
};

export type JsonFile<T> = {
  /** What it held at the start, as far as that can be understood; `null` = nothing. */
  found: T | null;
  /** One after the other. Rejects with the system's error, and then what was there is there. */
  write: (value: T) => Promise<void>;
  remove: () => Promise<void>;
  /** Waits for writes under way. */
  settled: () => Promise<void>;
};

/**
 * @param name with `/`, below the data folder
 * @param entries where the entries stand that can be understood one by one
 * @param older the form of before, where there was one
 */
export async function openJsonFile<
  S extends z.ZodObject<{ version: z.ZodLiteral<number> }>,
  O extends z.ZodObject<{ version: z.ZodLiteral<number> }> = S,
>(
  place: Place,
  name: string,
  part: DamagedPart,
  schema: S,
  entries: Entries | null = null,
  older: Older<O, z.infer<S>> | null = null,
): Promise<JsonFile<z.infer<S>>> {
  const { disk } = place;
  const path = join(place.folder, name);
  /** What must be kept aside before anything is written over it. */
  let owed: (() => Promise<string>) | null = null;
  const keepAside = async (keep: () => Promise<string>): Promise<string | null> => {
    try {
      return await keep();
    } catch {
      owed = keep;
      return null;
    }
  };
  const turns = openTurns();
  const write = (value: z.infer<S>): Promise<void> =>
    turns.next(async () => {
      await owed?.();
      owed = null;
      await writeText(disk, path, toChecked(value));
    });

  const understandEither = (bytes: Buffer): Understood<z.infer<S>> => {
    const understood = understand(bytes, schema, entries);
    if (understood.state !== 'broken' || older === null) return understood;
    const before = understand(bytes, older.schema, older.entries);
    return 'value' in before ? { ...before, value: older.become(before.value) } : understood;
  };

  const read = async (): Promise<z.infer<S> | null> => {
    const bytes = await readOrWhy(disk, path);
    if (bytes === null) return null;
    const tell = (why: Damage['why'], keptAs: string | null, count: number | null = null): void =>
      place.tell({ part, why, file: name, keptAs, count, names: [] });
    if (typeof bytes === 'string') {
      tell(bytes, await keepAside(() => setAside(disk, path, place.now())));
      return null;
    }
    const understood = understandEither(bytes);
    if (understood.state === 'good') return understood.value;
    if (understood.state !== 'altered') {
      tell(understood.state, await keepAside(() => setAside(disk, path, place.now())));
      return null;
    }
    const { value, lost } = understood;
    const keptAs = await keepAside(() => copyAside(disk, path, bytes, place.now()));
    tell(lost > 0 ? 'partly' : 'altered', keptAs, lost > 0 ? lost : null);
    // With a digest again: it is told once. Where that fails, the next start tells it anew.
    if (keptAs !== null) await write(value).catch(() => {});
    return value;
  };

  return {
    found: await read(),
    write,
    remove: () => turns.next(async () => void (await remove(disk, path))),
    settled: turns.settled,
  };
}

/** `null` where there is none; why, where it cannot be read. */
export async function readOrWhy(disk: Disk, path: string): Promise<Buffer | null | 'no-file' | 'forbidden'> {
  try {
    return await disk.readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    return code === 'EISDIR' ? 'no-file' : 'forbidden';
  }
}

/** Moves a file that cannot be understood out of the way, keeping it for whoever can. Answers its name. */
export async function setAside(disk: Disk, path: string, stamp: number): Promise<string> {
  const keptAs = `${path}.damaged-${stamp}`;
  await disk.rename(path, keptAs);
  await disk.syncFolder(dirname(path));
  return basename(keptAs);
}

/** A file that is used on: what it was is kept beside it, byte by byte. Answers its name. */
export async function copyAside(disk: Disk, path: string, bytes: Buffer, stamp: number): Promise<string> {
  const keptAs = `${path}.damaged-${stamp}`;
  await writeText(disk, keptAs, bytes);
  return basename(keptAs);
}
