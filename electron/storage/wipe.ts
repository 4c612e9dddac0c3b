/** Deletes every file of the data folder that may hold a name or a key, kept-aside ones too. Touches nothing that is not ours. */
import { join } from 'node:path';
import type { Disk } from '../desk/ports.ts';
import { remove } from './atomic.ts';
import { systemDisk } from './disk.ts';

/**
 * With what may follow their names: `.damaged-…`, and what a killed program left of a write. Settings, ledger and
 * history are emptied by who holds them open.
 */
const OURS =
  /^(?:(?:accounts|outbox|people|reminders|rules|moves|unsent|newer|ledger\.mark|history\.mark|vault(?:-\d{1,6})?)\.json(?:\..+)?|(?:ledger\.jsonl|history\.jsonl|settings\.json)\..+|snapshots)$/;

/** Rejects with the system's error at the first that stays. */
export async function wipeFiles(dataFolder: string, disk: Disk = systemDisk): Promise<void> {
  for (const name of await disk.readdir(dataFolder)) {
    if (OURS.test(name)) await remove(disk, join(dataFolder, name));
  }
}
