/** What the accounts say while their keys cannot be had, and the ways out: the program starts, and nothing is lost. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import type { Desk, SecretBox } from '../../../electron/desk/ports.ts';
import { memorySecrets } from '../../../electron/pages/memory-secrets.ts';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { startSandbox } from '../../../electron/sandbox/server.ts';
import { toChecked } from '../../../electron/storage/checked.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { keyRing } from '../../fakes/key-ring.ts';
import { call, keysOf } from '../../fakes/open-desk.ts';
import { fakePorts } from '../../fakes/ports.ts';

let sandbox: Sandbox;
let folder: string;
let desk: Desk | null = null;
let log: string[] = [];

beforeEach(async () => {
  sandbox = await startSandbox({ services: 20, requests: 10, counterparts: 'idle' });
  folder = await temporaryFolder();
  const first = await start(keyRing());
  await connect(first);
});
afterEach(async () => {
  await desk?.close();
  desk = null;
  await sandbox.close();
});

async function start(secrets: SecretBox): Promise<Desk> {
  await desk?.close();
  const ports = fakePorts(folder, { secrets });
  desk = await openDesk(ports);
  desk.start();
  log = ports.told.log;
  return desk;
}

async function connect(on: Desk): Promise<void> {
  await call(on, 'accounts:connectKeys', keysOf(sandbox));
}

const credentialOf = async (on: Desk) => (await call(on, 'app:open', {})).accounts[0]?.credential;
const vaultText = () => readFile(join(folder, 'vault.json'), 'utf8');

/** The account says so, what was known of it stays readable, and nothing is called in its name. */
async function expectAway(on: Desk, state: string): Promise<void> {
  await expect.poll(() => credentialOf(on)).toMatchObject({ state });
  const { sync, serviceCount } = await call(on, 'app:open', {});
  expect(sync).toMatchObject([{ servicesAt: expect.any(String), failure: { code: 'no-credential' } }]);
  expect(serviceCount).toBeGreaterThan(0);
  const keys = sandbox.accounts[0];
  for (const line of log) for (const key of Object.values(keys ?? {})) expect(line).not.toContain(key);
}

for (const [what, damage, state] of [
  ['damaged', (text: string) => text.slice(0, 40), 'vault-damaged'],
  ['of a newer version', () => toChecked({ version: 2, entries: [] }), 'vault-newer'],
] as const) {
  test(`a vault that is ${what} keeps the program from nothing but its keys; connecting again keeps both`, async () => {
    const good = await vaultText();
    await call(desk as Desk, 'sync:now', {});
    await desk?.close();
    await writeFile(join(folder, 'vault.json'), damage(good));
    const without = await start(keyRing());
    await expectAway(without, state);
    expect(await vaultText()).toBe(damage(good));

    await connect(without);
    await expect.poll(() => credentialOf(without)).toMatchObject({ state: 'valid', kept: 'vault' });
    expect(await vaultText()).toBe(damage(good));
    await expect.poll(async () => credentialOf(await start(keyRing()))).toMatchObject({ state: 'valid' });
  });
}

test('a locked key store says so, and opens when it is asked again', async () => {
  await call(desk as Desk, 'sync:now', {});
  const ring = keyRing('gnome_libsecret', { locked: true });
  const locked = await start(ring);
  await expectAway(locked, 'locked');
  const [account] = (await call(locked, 'app:open', {})).accounts;
  const accountId = account?.id ?? '';
  expect(await call(locked, 'accounts:reopen', { accountId })).toMatchObject({
    credential: { state: 'locked' },
  });
  ring.locked = false;
  expect(await call(locked, 'accounts:reopen', { accountId })).toMatchObject({
    credential: { state: 'valid' },
  });
  await expect
    .poll(async () => (await call(locked, 'app:open', {})).sync[0])
    .toMatchObject({ online: true, failure: null });
});

test('connected again for one start without a safe store, the sealed keys are there at the next start with one', async () => {
  const sealed = await vaultText();
  const without = await start(memorySecrets('basic_text'));
  await expect.poll(() => credentialOf(without)).toMatchObject({ state: 'no-store', kept: 'vault' });
  await connect(without);
  expect(await credentialOf(without)).toMatchObject({ state: 'valid', kept: 'memory' });
  const later = await start(memorySecrets('basic_text'));
  await expect.poll(() => credentialOf(later)).toMatchObject({ state: 'no-store' });
  const back = await start(keyRing());
  await expect.poll(() => credentialOf(back)).toMatchObject({ state: 'valid', kept: 'vault' });
  expect(await vaultText()).toBe(sealed);
});

test('a start without a safe store: away, and back at the next start with one', async () => {
  await call(desk as Desk, 'sync:now', {});
  await expectAway(await start(memorySecrets('basic_text')), 'no-store');
  await expectAway(await start(keyRing('kwallet6')), 'store-changed');
  await expectAway(await start(keyRing('gnome_libsecret', { key: 'second' })), 'undecryptable');
  const back = await start(keyRing());
  await expect.poll(() => credentialOf(back)).toMatchObject({ state: 'valid', kept: 'vault' });
});
