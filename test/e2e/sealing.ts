/**
 * A key store for the program under test that a test may lock and open: a real key ring in a D-Bus session of its own where
 * the shell is Electron; a faked one for the web shell, which reaches none. What is sealed is kept over the program's ends.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openSession } from '../desktop/session.ts';
import { SHELL } from './processes.ts';

export type RingState = {
  backend: string;
  locked: boolean;
  /** `false`: it offers no safe place, and what is put stays in memory. */
  persistent: boolean;
};

export type Ring = {
  /** For the program's environment, from its next start on. */
  environment: Record<string, string>;
  /** The web shell's from the next use on; Electron's from its next start on. */
  lock: () => Promise<void>;
  unlock: () => Promise<void>;
  remove: () => Promise<void>;
};

/** @param persistent `false`: there is no safe place, and keys stay in memory. */
export function openRing(persistent: boolean): Promise<Ring> {
  return SHELL === 'electron' ? realRing(persistent) : fakedRing(persistent);
}

async function realRing(persistent: boolean): Promise<Ring> {
  const session = await openSession(persistent ? 'unlocked' : 'none');
  return {
    environment: session.env,
    lock: () => session.keyring('locked'),
    unlock: () => session.keyring('unlocked'),
    remove: session.end,
  };
}

async function fakedRing(persistent: boolean): Promise<Ring> {
  // Beside the data folder, as a system's key store is: what is sealed must not lie with what opens it.
  const folder = await mkdtemp(join(tmpdir(), 'relevo-ring-'));
  const path = join(folder, 'ring.json');
  const write = (locked: boolean): Promise<void> => {
    const state: RingState = { backend: 'gnome_libsecret', locked, persistent };
    return writeFile(path, JSON.stringify(state));
  };
  await write(false);
  const hook = pathToFileURL(join(import.meta.dirname, 'sealed-shell.ts')).href;
  return {
    environment: { NODE_OPTIONS: `--import=${hook}`, RELEVO_FAKED_RING: path },
    lock: () => write(true),
    unlock: () => write(false),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
