/** A copy of the tests' Electron that takes itself for packed: it goes by the name of its program. Packs nothing. */
import { copyFile, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export type Packed = { electron: string; remove: () => Promise<void> };

export async function packedElectron(): Promise<Packed> {
  const original = process.env['RELEVO_ELECTRON'] ?? '';
  const from = dirname(original);
  const folder = await mkdtemp(join(tmpdir(), 'relevo-packed-'));
  // Whatever lies beside it is found beside the copy.
  for (const name of await readdir(from)) {
    if (name !== basename(original)) await symlink(join(from, name), join(folder, name));
  }
  const electron = join(folder, 'relevo');
  await copyFile(original, electron);
  return { electron, remove: () => rm(folder, { recursive: true, force: true }) };
}
