/**
 * Secrets of the accounts, sealed by the shell's secret box, or in memory where nothing safe is there. Secrets go in
 * and come out to the API client alone; what cannot be opened now is kept as it is, and told why.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { VaultTrouble } from '../../shared/account.ts';
import type { Damage } from '../../shared/damage.ts';
import type { SecretBox } from '../desk/ports.ts';
import { writeText } from './atomic.ts';
import { digestOf, toChecked, understand } from './checked.ts';
import { type Place, readOrWhy } from './json-file.ts';
import { openTurns } from './turns.ts';

/** By which backend it was sealed, and the sealed text (base64). */
const sealedSchema = z.object({ backend: z.string(), sealed: z.string() });
const entrySchema = sealedSchema.extend({
  /** The same secret's older forms, one for each other backend: a computer may start now with one, now with another. */
  others: z.array(sealedSchema).optional(),
  /** What stood in its place and could not be understood. */
  damaged: z.unknown().optional(),
  /** Of all of this and the account's id, so that a damaged entry costs itself alone. */
  sha256: z.string().optional(),
});
type Entry = z.infer<typeof entrySchema>;
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

/** A vault file that cannot be understood is neither changed nor moved: what is put goes into a new one beside it. */
export async function openVault(place: Place, box: SecretBox): Promise<Vault> {
  const memory = new Map<string, string>();
  const found = await findFiles(place);
  const { files } = found;
  let { trouble } = found;
  const turns = openTurns();

  const write = (file: VaultFile, change: (entries: Entries) => Entries): Promise<void> =>
    turns.next(async () => {
      const entries = change(file.entries);
      await writeText(place.disk, file.path, toChecked({ version: 1, entries }));
      file.entries = entries;
    });
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
    const before = readEntry(accountId, stored);
    const others = before === null ? [] : formsOf(before).filter(({ backend }) => backend !== box.backend);
    const damaged = before === null ? stored : before.damaged;
    const entry: Entry = {
      ...sealed,
      ...(others.length === 0 ? {} : { others }),
      ...(damaged === undefined ? {} : { damaged }),
    };
    await write(files.at(-1) as VaultFile, (entries) => ({
      ...entries,
      [accountId]: { ...entry, sha256: digestOfEntry(accountId, entry) },
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
      const entry = readEntry(accountId, stored);
      if (entry === null) return { state: 'vault-damaged' };
      const forms = formsOf(entry);
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

/** `null` where it is none, or not as it was written. */
function readEntry(accountId: string, stored: unknown): Entry | null {
  const entry = entrySchema.safeParse(stored).data;
  if (entry === undefined) return null;
  const isSound = entry.sha256 === undefined || entry.sha256 === digestOfEntry(accountId, entry);
  return isSound ? entry : null;
}

function digestOfEntry(accountId: string, { backend, sealed, others, damaged }: Entry): string {
  return digestOf(JSON.stringify([accountId, backend, sealed, others ?? null, damaged ?? null]));
}

function formsOf({ backend, sealed, others = [] }: Entry): Sealed[] {
  return [{ backend, sealed }, ...others];
}

type Found = {
  /** Those that can be read, oldest first, and last the one that takes what is put. */
  files: [...VaultFile[], VaultFile];
  /** Why another one cannot be read. */
  trouble: 'vault-damaged' | 'vault-newer' | null;
};

/** `vault.json`, and `vault-2.json` and so on where an older one could not be read when something had to be kept. */
async function findFiles({ disk, folder, tell }: Place): Promise<Found> {
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
    const name = nameOf(number);
    const tellOf = (why: Damage['why'], count: number | null = null): void =>
      tell({ part: 'keys', why, file: name, keptAs: null, count, names: [] });
    const bytes = await readOrWhy(disk, join(folder, name));
    const read = Buffer.isBuffer(bytes) ? understand(bytes, fileSchema, null) : bytes;
    own = null;
    if (read === null) continue;
    if (typeof read === 'string' || read.state === 'broken' || read.state === 'newer') {
      // Neither changed nor moved: it may be mended from outside.
      const why = typeof read === 'string' ? read : read.state;
      trouble = why === 'newer' ? 'vault-newer' : 'vault-damaged';
      tellOf(why);
      continue;
    }
    const { entries } = read.value;
    own = { path: join(folder, name), entries };
    files.push(own);
    const lost = Object.entries(entries).filter(([id, entry]) => readEntry(id, entry) === null).length;
    // An account's entry may be the one whose name is no longer right.
    if (lost > 0) trouble = 'vault-damaged';
    if (lost > 0) tellOf('partly', lost);
    else if (read.state === 'altered') tellOf('altered');
  }
  const next = { path: join(folder, nameOf((numbers.at(-1) ?? 0) + 1)), entries: {} };
  return { files: [...files.filter((file) => file !== own), own ?? next], trouble };
}

function nameOf(number: number): string {
  return number === 1 ? 'vault.json' : `vault-${number}.json`;
}
