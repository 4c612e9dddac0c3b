/**
 * One program for each data folder, whichever shell: a lock file that tells who has it. One whose program has ended is taken
 * over. Reads and writes that file alone, and ends no program.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startOf } from './process-start.ts';

const FILE = 'program.lock';
/** Between two looks, in milliseconds. */
const LOOK_MS = 100;
/** Whoever takes it writes it at once; what is no lock after this long is none of a program that lives. */
const HALF_WRITTEN_MS = 2_000;
/** Taking it over is a few calls to the disk. */
const TAKING_MS = 10_000;

const holderSchema = z.object({
  version: z.literal(1),
  pid: z.number().int().positive(),
  /** When that process started, in the system's own words: a number is given again. `null`: not to be known here. */
  started: z.string().nullable(),
  shell: z.enum(['electron', 'web']),
  /** Where it answers on 127.0.0.1; `null` until it does, and where it never will. */
  port: z.number().int().nullable(),
  /** SECURITY: for `proofOf` alone; it leaves neither the file, which is this user's, nor the two programs. */
  secret: z.string(),
});
export type Holder = z.infer<typeof holderSchema>;

export type Claim =
  | {
      state: 'ours';
      secret: string;
      /** Tells the next start where this one answers. */
      listens: (port: number) => void;
      /** Gives it back; to be called at the very end, it waits for nothing. */
      release: () => void;
    }
  | { state: 'taken'; by: Holder };

type World = {
  pid: number;
  startOf: (pid: number) => string | null;
  isAlive: (pid: number) => boolean;
  now: () => number;
  wait: (ms: number) => Promise<void>;
};

/**
 * Where nothing can be written it is ours all the same: two programs do no harm there. Rejects with the system's error else.
 * @param patience how long a program of the same shell that has it may take to end, in milliseconds
 */
export async function claimFolder(
  folder: string,
  shell: Holder['shell'],
  patience = 0,
  world: World = SYSTEM,
): Promise<Claim> {
  const path = join(folder, FILE);
  const mine: Holder = {
    version: 1,
    pid: world.pid,
    started: world.startOf(world.pid),
    shell,
    port: null,
    secret: randomBytes(32).toString('base64url'),
  };
  const until = world.now() + patience;
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      return held(path, mine);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return held(null, mine);
      if (code === 'ENOSPC' || code === 'EDQUOT') {
        // A full disk is no reason not to start; what was made of the file is no lock.
        rmSync(path, { force: true });
        return held(null, mine);
      }
      if (code !== 'EEXIST') throw error;
    }
    const found = readHolder(path);
    if (found === 'gone') continue;
    if (found === 'none' ? isFresh(path, HALF_WRITTEN_MS, world) : lives(found, world)) {
      const isPatient = found === 'none' || (found.shell === shell && world.now() < until);
      if (!isPatient) return { state: 'taken', by: found };
      await world.wait(LOOK_MS);
    } else if (!takeAway(path, found, world)) await world.wait(LOOK_MS);
  }
}

/** Who has it now; `null` where nobody has. */
export function holderOf(folder: string): Holder | null {
  const found = readHolder(join(folder, FILE));
  return typeof found === 'string' ? null : found;
}

/** SECURITY: shows that one knows the secret of the lock file, for these words alone, without telling it. */
export function proofOf(secret: string, words: readonly string[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(words)).digest('base64url');
}

export function isProof(given: string, secret: string, words: readonly string[]): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(proofOf(secret, words))];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** @param path `null` where no file could be made */
function held(path: string | null, mine: Holder): Claim {
  return {
    state: 'ours',
    secret: mine.secret,
    listens(port) {
      if (path === null) return;
      const next = `${path}.${mine.pid}`;
      writeFileSync(next, JSON.stringify({ ...mine, port }), { mode: 0o600 });
      renameSync(next, path);
    },
    release() {
      if (path === null) return;
      const found = readHolder(path);
      // Somebody may have taken it for ended.
      if (typeof found !== 'string' && found.secret === mine.secret) rmSync(path, { force: true });
    },
  };
}

function readHolder(path: string): Holder | 'gone' | 'none' {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'none';
  }
}

function lives({ pid, started }: Holder, world: World): boolean {
  if (pid === world.pid || !world.isAlive(pid)) return false;
  return started === null || world.startOf(pid) === started;
}

function isFresh(path: string, ms: number, world: World): boolean {
  try {
    return Math.abs(world.now() - statSync(path).mtimeMs) < ms;
  } catch {
    return false;
  }
}

/**
 * Takes a lock away whose program has ended; `false` where somebody else is at it. Of two that find it at the same moment one
 * would take away what the other has just made: so it is looked at once more where only one can be.
 */
function takeAway(path: string, found: Holder | 'none', world: World): boolean {
  const taking = `${path}.taking`;
  try {
    mkdirSync(taking, { mode: 0o700 });
  } catch {
    if (!isFresh(taking, TAKING_MS, world)) rmdirSync(taking);
    return false;
  }
  try {
    const now = readHolder(path);
    const isSame = typeof now === 'string' ? now === found : found !== 'none' && now.secret === found.secret;
    if (isSame) rmSync(path, { recursive: true, force: true });
    return true;
  } finally {
    rmdirSync(taking);
  }
}

const SYSTEM: World = {
  pid: process.pid,
  startOf,
  isAlive(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      // It is there, and somebody else's.
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
  now: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
