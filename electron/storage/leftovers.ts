/** Takes away the temporary files a killed program left in the data folder. Touches no file under its own name. */
import { join } from 'node:path';
import type { Disk } from '../desk/ports.ts';
import { systemDisk } from './disk.ts';

/** As `writeText` (`vault.json.2918374650`) and conf (`settings.json.tmp-1763654400a1b2c3`) name what they then rename. */
const TEMPORARY = /\.jsonl?\.(?:\d{1,10}|tmp-[0-9a-f]{10,24})$/;
/** Younger ones may be another program's that is just writing in this folder. */
const OLD_MS = 60_000;

/**
 * Answers how many were taken away; one that cannot be is left to the next start.
 * SECURITY: a half of a vault would outlive the account it belonged to.
 * @param now milliseconds since 1970
 */
export async function sweepLeftovers(folder: string, now: number, disk: Disk = systemDisk): Promise<number> {
  const names = await disk.readdir(folder).catch(() => []);
  let swept = 0;
  for (const name of names) {
    if (!TEMPORARY.test(name)) continue;
    const path = join(folder, name);
    try {
      const found = await disk.stat(path);
      if (!found.isFile() || now - found.mtimeMs < OLD_MS) continue;
      await disk.rm(path);
      swept += 1;
    } catch {
      // It is gone already, or not ours to take away.
    }
  }
  return swept;
}
