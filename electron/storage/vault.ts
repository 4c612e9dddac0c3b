/**
 * Secrets of the accounts, sealed by the shell's secret box, or in memory where nothing safe is there. Secrets go in
 * and come out to the API client alone; what cannot be opened now is kept as it is, and told why.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { VaultTrouble } from '../../shared/account.ts';
import type { Disk, SecretBox } from '../desk/ports.ts';
import { writeJson } from './atomic.ts';
import { systemDisk } from './disk.ts';

/** By which backend it was sealed, and the sealed text (base64). */
const sealedSchema = z.object({ backend: z.string(), sealed: z.string() });
const entrySchema = sealedSchema.extend({
  /** The same secret's older forms, one for each other backend: a computer may start now with one, now with another. */
  others: z.array(sealedSchema).optional(),
  /** What stood in its place and could not be understood. */
  damaged: z.unknown().optional(),
});
type Sealed = z.infer<typeof sealedSchema>;
/** An entry that is none is carried along as it is: whoever wrote it may understand it. */
const fileSchema = z.object({ version: z.literal(1), entries: z.record(z.string(), z.unknown()) });
type Entries = z.infer<typeof fileSchema>['entries'];
type VaultFile = { path: string; entries: Entries };

export type Opened =
  | { state: 'open'; secret: string }
  /** Nothing is kept for this account. */
  | { state: 'none' }
  /** Something is, or may be, and cannot be had now. It is kept. */
  | { state: VaultTrouble };

export type Vault = {
  /** `false`: what is put lives in memory only. */
  persistent: boolean;
  /** `secret` is a JSON text. Rejects where it could not be kept, and then nothing changed. */
  put: (accountId: string, secret: string) => Promise<void>;
  get: (accountId: string) => Promise<Opened>;
  /** Wipes the account's secret from memory and from every vault file that can be read. */
  forget: (accountId: string) => Promise<void>;
  /** Forgets all of them, those of unknown accounts too; whoever deletes the files must call it first. */
  wipe: () => Promise<void>;
};

/**
 * A vault file that cannot be understood is neither changed nor moved: what is put goes into a new one beside it.
 * @param folder data folder
 */
export async function openVault(folder: string, box: SecretBox, disk: Disk = systemDisk): Promise<Vault> {
  const memory = new Map<string, string>();
  const found = await findFiles(disk, folder);
  const { files } = found;
  let { trouble } = found;
  let tail: Promise<unknown> = Promise.resolve();

  const write = (file: VaultFile, change: (entries: Entries) => Entries): Promise<void> => {
    const work = async (): Promise<void> => {
      const entries = change(file.entries);
      await writeJson(disk, file.path, { version: 1, entries });
      file.entries = entries;
    };
    const mine = tail.then(work);
    tail = mine.catch(() => {});
    return mine;
  };
  const find = (accountId: string): unknown =>
    files.findLast(({ entries }) => Object.hasOwn(entries, accountId))?.entries[accountId];

  const tryToOpen = async ({ sealed }: Sealed): Promise<string | null> => {
    try {
      const secret = await box.open(sealed);
      // Not every backend notices a wrong key: what comes out then is no JSON.
      JSON.parse(secret);
      return secret;
    } catch {
      return null;
    }
  };
  const keep = async (accountId: string, secret: string): Promise<void> => {
    const sealed = { backend: box.backend, sealed: await box.seal(secret) };
    const stored = find(accountId);
    const before = entrySchema.safeParse(stored);
    const others = before.success
      ? formsOf(before.data).filter(({ backend }) => backend !== box.backend)
      : [];
    const damaged = before.success ? before.data.damaged : stored;
    await write(files.at(-1) as VaultFile, (entries) => ({
      ...entries,
      [accountId]: {
        ...sealed,
        ...(others.length === 0 ? {} : { others }),
        ...(damaged === undefined ? {} : { damaged }),
      },
    }));
  };

  return {
    persistent: box.persistent,
    async put(accountId, secret) {
      if (box.persistent) await keep(accountId, secret);
      memory.set(accountId, secret);
    },
    async get(accountId) {
      const known = memory.get(accountId);
      if (known !== undefined) return { state: 'open', secret: known };
      const stored = find(accountId);
      if (stored === undefined) return { state: trouble ?? 'none' };
      const entry = entrySchema.safeParse(stored);
      if (!entry.success) return { state: 'vault-damaged' };
      const forms = formsOf(entry.data);
      const mine = forms.filter(({ backend }) => backend === box.backend);
      // What keeps nothing safe has sealed nothing either: only its own backend's forms may be given to it.
      const worth = box.persistent ? [...mine, ...forms.filter((form) => !mine.includes(form))] : mine;
      for (const form of worth) {
        const secret = await tryToOpen(form);
        if (secret === null) continue;
        memory.set(accountId, secret);
        // The key of the store has changed and the former one may go: sealed anew while it can be read.
        if (box.persistent && box.isOutdated?.(form.sealed)) await keep(accountId, secret).catch(() => {});
        return { state: 'open', secret };
      }
      if (mine.length === 0) return { state: box.persistent ? 'store-changed' : 'no-store' };
      const reachable = box.persistent && ((await box.isReachable?.()) ?? false);
      return { state: reachable ? 'undecryptable' : 'locked' };
    },
    async wipe() {
      memory.clear();
      for (const file of files) await write(file, () => ({}));
      trouble = null;
    },
    async forget(accountId) {
      memory.delete(accountId);
      for (const file of files) {
        if (!Object.hasOwn(file.entries, accountId)) continue;
        await write(file, ({ [accountId]: _gone, ...entries }) => entries);
      }
    },
  };
}

function formsOf({ backend, sealed, others = [] }: z.infer<typeof entrySchema>): Sealed[] {
  return [{ backend, sealed }, ...others];
}

type Found = {
  /** Those that can be read, oldest first, and last the one that takes what is put. */
  files: [...VaultFile[], VaultFile];
  /** Why another one cannot be read. */
  trouble: 'vault-damaged' | 'vault-newer' | null;
};

/** `vault.json`, and `vault-2.json` and so on where an older one could not be read when something had to be kept. */
async function findFiles(disk: Disk, folder: string): Promise<Found> {
  const names = await disk.readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const numbers = names.flatMap((name) => {
    const found = /^vault(?:-(\d{1,6}))?\.json$/.exec(name);
    return found === null ? [] : [Number(found[1] ?? 1)];
  });
  const files: VaultFile[] = [];
  let trouble: Found['trouble'] = null;
  let own: VaultFile | null = null;
  for (const number of numbers.sort((a, b) => a - b)) {
    const path = pathOf(folder, number);
    const entries = await readEntries(disk, path);
    own = typeof entries === 'string' ? null : { path, entries };
    if (own) files.push(own);
    if (typeof entries === 'string') trouble = entries;
  }
  const next = { path: pathOf(folder, (numbers.at(-1) ?? 0) + 1), entries: {} };
  return { files: [...files.filter((file) => file !== own), own ?? next], trouble };
}

function pathOf(folder: string, number: number): string {
  return join(folder, number === 1 ? 'vault.json' : `vault-${number}.json`);
}

async function readEntries(disk: Disk, path: string): Promise<Entries | 'vault-damaged' | 'vault-newer'> {
  let value: unknown;
  try {
    value = JSON.parse((await disk.readFile(path)).toString('utf8'));
  } catch {
    // Not to be read, or no JSON: both may be mended from outside.
    return 'vault-damaged';
  }
  const file = fileSchema.safeParse(value);
  if (file.success) return file.data.entries;
  const newer = z.object({ version: z.number().int().min(2) }).safeParse(value);
  return newer.success ? 'vault-newer' : 'vault-damaged';
}
