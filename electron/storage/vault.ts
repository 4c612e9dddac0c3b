/**
 * Secrets of the accounts, sealed by the shell's secret box, or in memory where nothing safe is there. Secrets go in
 * and come out to the API client alone; what cannot be opened now is kept as it is.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { SecretBox } from '../desk/ports.ts';
import { readJson, writeJson } from './atomic.ts';

const fileSchema = z.object({
  version: z.literal(1),
  /** Entries by account: sealed by which backend, and the sealed text (base64). */
  entries: z.record(z.string(), z.object({ backend: z.string(), sealed: z.string() })),
});
type VaultFile = z.infer<typeof fileSchema>;

export type Opened =
  | { state: 'open'; secret: string }
  | { state: 'none' }
  /** It is there, but cannot be opened now: locked, or sealed by another backend. It is kept. */
  | { state: 'locked' };

export type Vault = {
  persistent: boolean;
  put: (accountId: string, secret: string) => Promise<void>;
  get: (accountId: string) => Promise<Opened>;
  forget: (accountId: string) => Promise<void>;
};

/** @param folder data folder; @param now milliseconds since 1970 (names a damaged file that is kept aside). */
export async function openVault(folder: string, box: SecretBox, now: () => number): Promise<Vault> {
  const memory = new Map<string, string>();
  if (!box.persistent) {
    return {
      persistent: false,
      async put(accountId, secret) {
        memory.set(accountId, secret);
      },
      async get(accountId) {
        const secret = memory.get(accountId);
        return secret === undefined ? { state: 'none' } : { state: 'open', secret };
      },
      async forget(accountId) {
        memory.delete(accountId);
      },
    };
  }

  const path = join(folder, 'vault.json');
  const read = await readJson(path, now());
  const parsed = read.found ? fileSchema.safeParse(read.value) : null;
  // A vault of a shape this version does not know is never overwritten.
  if (parsed && !parsed.success) throw new Error('the vault has a shape that this version cannot read');
  let file: VaultFile = parsed?.data ?? { version: 1, entries: {} };
  let tail: Promise<unknown> = Promise.resolve();
  const save = (next: VaultFile): Promise<void> => {
    const write = tail.then(() => writeJson(path, next));
    file = next;
    tail = write.catch(() => {});
    return write;
  };

  return {
    persistent: true,
    async put(accountId, secret) {
      const sealed = await box.seal(secret);
      memory.set(accountId, secret);
      await save({ ...file, entries: { ...file.entries, [accountId]: { backend: box.backend, sealed } } });
    },
    async get(accountId) {
      const known = memory.get(accountId);
      if (known !== undefined) return { state: 'open', secret: known };
      const entry = file.entries[accountId];
      if (entry === undefined) return { state: 'none' };
      try {
        const secret = await box.open(entry.sealed);
        memory.set(accountId, secret);
        return { state: 'open', secret };
      } catch {
        return { state: 'locked' };
      }
    },
    async forget(accountId) {
      memory.delete(accountId);
      const { [accountId]: _gone, ...entries } = file.entries;
      await save({ ...file, entries });
    },
  };
}
