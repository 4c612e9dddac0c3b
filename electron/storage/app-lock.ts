/**
 * The app lock's one small file: what a passphrase is compared with, and when it locks. SECURITY: the passphrase is kept
 * nowhere, and a file that cannot be understood is a lock that nobody can open, never no lock.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { lockMinutesSchema, tidyPassphrase } from '../../shared/lock.ts';
import type { Disk } from '../desk/ports.ts';
import { remove, writeText } from './atomic.ts';
import { toChecked, understand } from './checked.ts';
import { type Place, readOrWhy } from './json-file.ts';
import { openTurns } from './turns.ts';

/** What deriving costs; kept in the file, so that it can be raised later. Takes 128 · N · r bytes of memory. */
export type Cost = { N: number; r: number; p: number };
/** 128 MB and about 0.4 s. */
const COST: Cost = { N: 2 ** 17, r: 8, p: 1 };
const FILE = 'lock.json';
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** A file that asks for more than this was not written by us. */
const MOST_MEMORY = 2 ** 30;

const base64 = (bytes: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes);
const fileSchema = z.object({
  version: z.literal(1),
  kdf: z
    .object({
      name: z.literal('scrypt'),
      N: z
        .number()
        .int()
        .min(2)
        .refine((n) => Number.isInteger(Math.log2(n))),
      r: z.number().int().min(1).max(64),
      p: z.number().int().min(1).max(16),
      salt: base64(SALT_BYTES),
    })
    .refine(({ N, r }) => memoryOf({ N, r }) <= MOST_MEMORY),
  verifier: base64(KEY_BYTES),
  minutes: lockMinutesSchema,
  onScreenLock: z.boolean(),
  system: z.boolean(),
  /** Wrong passphrases in a row, and when the last one was tried (milliseconds since 1970). */
  failures: z.number().int().min(0),
  failedAt: z.number().int().min(0),
});
type File = z.infer<typeof fileSchema>;

export type LockOptions = Pick<File, 'minutes' | 'onScreenLock' | 'system'>;
export type KeptLock = LockOptions &
  Pick<File, 'failures' | 'failedAt'> & {
    /** The file is not as it was written: only its passphrase can show that it is still the lock that was set. */
    altered?: true;
  };
type Held = File & Pick<KeptLock, 'altered'>;

export type LockKeeper = {
  /** `null` = no lock is set; `damaged`: there is a file, and it cannot be read or understood. */
  get: () => KeptLock | 'damaged' | 'newer' | null;
  /** Reads the file anew: somebody may have put a good one in its place. */
  look: () => Promise<void>;
  matches: (passphrase: string) => Promise<boolean>;
  /** A new salt and verifier, no wrong tries. Rejects where it cannot be kept, and then nothing changed. */
  set: (passphrase: string) => Promise<void>;
  /** As `set`, of a lock that is there. */
  change: (change: Partial<KeptLock>) => Promise<void>;
  /** Whatever the file was. Rejects while it is still there; where the disk does not confirm that it is gone, that is told. */
  remove: () => Promise<void>;
};

export async function openAppLock(
  { disk, folder, tell, mended }: Pick<Place, 'disk' | 'folder' | 'tell' | 'mended'>,
  cost: Cost = COST,
): Promise<LockKeeper> {
  const path = join(folder, FILE);
  let file = await read(disk, path);
  const turns = openTurns();
  const keep = (make: (now: Held | null) => Promise<File>): Promise<void> =>
    turns.next(async () => {
      // SECURITY: what cannot be understood is locked, and stays as it is.
      if (typeof file === 'string') throw new Error(`${FILE}: ${file}`);
      if (file?.altered) throw new Error(`${FILE}: altered`);
      const next = await make(file);
      await writeText(disk, path, toChecked(next));
      file = next;
    });
  /** The right passphrase was given: the lock is the one that was set, whatever else in its file was not. */
  const prove = (): Promise<void> =>
    turns.next(async () => {
      if (file === null || typeof file === 'string' || !file.altered) return;
      // SECURITY: a way in that nobody may have allowed is closed; it can be opened again from within.
      const { altered: _altered, ...kept } = { ...file, system: false, failures: 0, failedAt: 0 };
      file = kept;
      tell({ part: 'lock', why: 'altered', file: FILE, keptAs: null, count: null, names: [] });
      await writeText(disk, path, toChecked(kept));
    });
  const seal = async (passphrase: string): Promise<Pick<File, 'kdf' | 'verifier'>> => {
    const salt = randomBytes(SALT_BYTES);
    const verifier = await derive(passphrase, salt, cost);
    return {
      kdf: { name: 'scrypt', ...cost, salt: salt.toString('base64') },
      verifier: verifier.toString('base64'),
    };
  };

  return {
    get: () => file,
    look: () =>
      turns.next(async () => {
        file = await read(disk, path);
      }),
    async matches(passphrase) {
      if (file === null || typeof file === 'string') return false;
      const { kdf, verifier } = file;
      const given = await derive(passphrase, Buffer.from(kdf.salt, 'base64'), kdf);
      if (!timingSafeEqual(given, Buffer.from(verifier, 'base64'))) return false;
      await prove().catch(() => {});
      if (kdf.N !== cost.N || kdf.r !== cost.r || kdf.p !== cost.p) {
        // Set when deriving cost something else: now that the passphrase is here, it costs what it should.
        const again = await seal(passphrase);
        await keep(async (now) => ({ ...(now ?? NEW), ...again })).catch(() => {});
      }
      return true;
    },
    async set(passphrase) {
      await keep(async (now) => ({ ...(now ?? NEW), ...(await seal(passphrase)), failures: 0, failedAt: 0 }));
      mended(FILE);
    },
    change: (change) =>
      keep(async (now) => {
        if (now === null) throw new Error('lock.json: there is none');
        return { ...now, ...change };
      }),
    remove: () =>
      turns.next(async () => {
        const isCertain = await remove(disk, path);
        file = null;
        mended(FILE);
        if (!isCertain)
          tell({ part: 'lock', why: 'unconfirmed', file: FILE, keptAs: null, count: null, names: [] });
      }),
  };
}

const NEW = {
  version: 1,
  minutes: 15,
  onScreenLock: true,
  system: false,
  failures: 0,
  failedAt: 0,
} as const satisfies Omit<File, 'kdf' | 'verifier'>;

async function read(disk: Disk, path: string): Promise<Held | 'damaged' | 'newer' | null> {
  const bytes = await readOrWhy(disk, path);
  if (bytes === null) return null;
  if (typeof bytes === 'string') return 'damaged';
  const understood = understand(bytes, fileSchema, null);
  switch (understood.state) {
    case 'good':
      return understood.value;
    case 'altered':
      return { ...understood.value, system: false, altered: true };
    case 'newer':
      return 'newer';
    case 'broken':
      return 'damaged';
  }
}

/** Runs beside everything else; the derived key is compared or kept and goes nowhere else. */
function derive(passphrase: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Node refuses at exactly what is needed.
    const maxmem = 2 * memoryOf({ N, r });
    scrypt(tidyPassphrase(passphrase), salt, KEY_BYTES, { N, r, p, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function memoryOf({ N, r }: Pick<Cost, 'N' | 'r'>): number {
  return 128 * N * r;
}
