/** Deletes every file of the data folder that may hold a name or a key, kept-aside ones too. Touches nothing that is not ours. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * With what may follow their names: `.damaged-…`, and what a killed program left of a write. Settings and ledger are
 * emptied by who holds them open.
 */
const OURS =
  /^(?:(?:accounts|outbox|people|vault(?:-\d{1,6})?)\.json(?:\..+)?|(?:ledger\.jsonl|settings\.json)\..+|snapshots)$/;

/** Rejects with the system's error at the first that stays. */
export async function wipeFiles(dataFolder: string): Promise<void> {
  for (const name of await readdir(dataFolder)) {
    if (OURS.test(name)) await rm(join(dataFolder, name), { recursive: true, force: true });
  }
}
