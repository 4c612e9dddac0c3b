/** Makes the data folder ready: there, this user's alone, and whether it can be written to. Reads no content and deletes nothing of anybody's. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Place } from './json-file.ts';

/** Files of ours, with what may follow their names where they were kept aside. What others keep there (Chromium) is theirs. */
const OURS =
  /^(?:[a-z]+(?:-\d{1,6})?\.json|(?:ledger|history)\.mark\.json|(?:ledger|history)\.jsonl|program\.lock)(?:\.damaged-\d+)?$/;
const STICKY = 0o1000;

/** Rejects where there is no folder and none can be made. */
export async function prepareFolder({ disk, folder, tell }: Place): Promise<void> {
  await disk.mkdir(folder);
  await tighten(folder, 0o700);
  for (const name of await disk.readdir(folder).catch(() => [])) {
    if (OURS.test(name)) await tighten(join(folder, name), 0o600);
  }
  const snapshots = join(folder, 'snapshots');
  await tighten(snapshots, 0o700);
  for (const name of await disk.readdir(snapshots).catch(() => []))
    await tighten(join(snapshots, name), 0o600);

  const probe = join(folder, `probe.json.${randomInt(2 ** 32)}`);
  try {
    await (await disk.open(probe, 'wx', 0o600)).close();
    await disk.rm(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    tell({
      part: 'folder',
      why: 'unwritable',
      file: folder,
      keptAs: null,
      count: null,
      names: [code ?? 'EIO'],
    });
  }

  /** SECURITY: rights that are too wide are taken away; what is narrower was somebody's will. */
  async function tighten(path: string, most: number): Promise<void> {
    if (process.platform === 'win32') return;
    try {
      const { mode, uid } = await disk.stat(path);
      const isShared = (mode & STICKY) !== 0;
      if (isShared || uid !== process.getuid?.() || (mode & 0o777 & ~most) === 0) return;
      await disk.chmod(path, mode & most);
    } catch {
      // Not there, or not ours to change.
    }
  }
}
