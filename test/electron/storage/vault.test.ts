/** The vault hands a secret back to its own account alone, and never loses what it cannot open. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SecretBox } from '../../../electron/desk/ports.ts';
import { openVault } from '../../../electron/storage/vault.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

/** Seals by reversing: enough to see that the plain text is not on the disk. */
function box(change: Partial<SecretBox> = {}): SecretBox {
  return {
    backend: 'fake',
    persistent: true,
    seal: async (plain) => Buffer.from([...plain].reverse().join('')).toString('base64'),
    open: async (sealed) => [...Buffer.from(sealed, 'base64').toString()].reverse().join(''),
    ...change,
  };
}

test('a sealed secret survives a restart and is not readable on the disk', async () => {
  const folder = await temporaryFolder();
  const first = await openVault(folder, box(), () => 1);
  await first.put('a', 'marker-secret');
  await first.put('b', 'other-secret');
  expect(await readFile(join(folder, 'vault.json'), 'utf8')).not.toContain('marker');
  const second = await openVault(folder, box(), () => 1);
  expect(await second.get('a')).toEqual({ state: 'open', secret: 'marker-secret' });
  expect(await second.get('c')).toEqual({ state: 'none' });
});

test('without a safe backend nothing is written and a restart forgets', async () => {
  const folder = await temporaryFolder();
  const memory = box({ persistent: false, backend: 'memory' });
  const first = await openVault(folder, memory, () => 1);
  await first.put('a', 'marker-secret');
  expect(await first.get('a')).toEqual({ state: 'open', secret: 'marker-secret' });
  expect(await readdir(folder)).toEqual([]);
  expect(await (await openVault(folder, memory, () => 1)).get('a')).toEqual({ state: 'none' });
});

test('what cannot be opened now is kept as it is, while others come and go', async () => {
  const folder = await temporaryFolder();
  await (await openVault(folder, box(), () => 1)).put('a', 'marker-secret');
  const locked = await openVault(folder, box({ open: () => Promise.reject(new Error('locked')) }), () => 1);
  expect(await locked.get('a')).toEqual({ state: 'locked' });
  await locked.put('b', 'other');
  await locked.forget('b');
  expect(await (await openVault(folder, box(), () => 1)).get('a')).toEqual({
    state: 'open',
    secret: 'marker-secret',
  });
});

test('a vault of an unknown shape is refused, not overwritten', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'vault.json'), '{"version":9}');
  await expect(openVault(folder, box(), () => 1)).rejects.toThrow(/cannot read/);
  expect(await readFile(join(folder, 'vault.json'), 'utf8')).toBe('{"version":9}');
});

test('forgetting wipes one entry from the file', async () => {
  const folder = await temporaryFolder();
  const vault = await openVault(folder, box(), () => 1);
  await vault.put('a', 'one');
  await vault.put('b', 'two');
  await vault.forget('a');
  expect(await vault.get('a')).toEqual({ state: 'none' });
  expect(Object.keys(JSON.parse(await readFile(join(folder, 'vault.json'), 'utf8')).entries)).toEqual(['b']);
});
