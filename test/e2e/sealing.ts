/** A key store for the web shell under test, which has none of its own: sealed is kept over its ends, and it may be locked. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type RingState = {
  backend: string;
  /** Another name, another key. */
  key: string;
  locked: boolean;
  /** `false`: it offers no safe place, and what is put stays in memory. */
  persistent: boolean;
};

export type FakedRing = {
  /** For the program's environment, from its next start on. */
  environment: { NODE_OPTIONS: string; RELEVO_FAKED_RING: string };
  /** From the next use on; another backend from the next start on. */
  change: (state: Partial<RingState>) => Promise<void>;
  remove: () => Promise<void>;
};

export async function fakedRing(): Promise<FakedRing> {
  // Beside the data folder, as a system's key store is: what is sealed must not lie with what opens it.
  const folder = await mkdtemp(join(tmpdir(), 'relevo-ring-'));
  const path = join(folder, 'ring.json');
  let state: RingState = { backend: 'gnome_libsecret', key: 'first', locked: false, persistent: true };
  const change = async (part: Partial<RingState>): Promise<void> => {
    state = { ...state, ...part };
    await writeFile(path, JSON.stringify(state));
  };
  await change({});
  const hook = pathToFileURL(join(import.meta.dirname, 'sealed-shell.ts')).href;
  return {
    environment: { NODE_OPTIONS: `--import=${hook}`, RELEVO_FAKED_RING: path },
    change,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
