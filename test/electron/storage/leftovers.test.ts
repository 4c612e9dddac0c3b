/** Only old halves of files go; every file under its own name stays. */
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sweepLeftovers } from '../../../electron/storage/leftovers.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

async function put(folder: string, names: readonly string[], secondsAgo: number): Promise<void> {
  for (const name of names) {
    await writeFile(join(folder, name), '{');
    const at = new Date(NOW - secondsAgo * 1000);
    await utimes(join(folder, name), at, at);
  }
}

test('old halves of files go, files and what was kept aside stay', async () => {
  const folder = await temporaryFolder();
  const files = [
    'vault.json',
    'vault-2.json',
    'accounts.json.damaged-1763640000000',
    'ledger.jsonl',
    'notes.tmp-1',
  ];
  await put(folder, files, 86_400);
  await put(folder, ['vault.json.2918374650', 'settings.json.tmp-3654400123a1b2c3'], 61);
  expect(await sweepLeftovers(folder, NOW)).toBe(2);
  expect((await readdir(folder)).sort()).toEqual([...files].sort());
});

test('what another program may be writing just now stays', async () => {
  const folder = await temporaryFolder();
  await put(folder, ['vault.json.2918374650'], 59);
  expect(await sweepLeftovers(folder, NOW)).toBe(0);
});

test('a folder that is not there yet, or one in the place of a file, is no trouble', async () => {
  const folder = await temporaryFolder();
  expect(await sweepLeftovers(join(folder, 'missing'), NOW)).toBe(0);
  await mkdir(join(folder, 'odd.json.12'));
  expect(await sweepLeftovers(folder, NOW * 2)).toBe(0);
});
