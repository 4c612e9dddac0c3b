/**
 * Keys and codes on the disk, with a real key ring and without: sealed or not written, there again after a start, and never
 * lost for a key ring that was locked, gone or another one. The outbox rests on the same box and is looked at with it.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../electron/sandbox/server.ts';
import type { Channel } from '../../shared/channels.ts';
import type { Input, Output } from '../../shared/contract.ts';
import { filesOf, findSecrets, type Secret } from '../e2e/secret-search.ts';
import { type Program, type StartOptions, startProgram } from './program.ts';
import { openSession, type Session } from './session.ts';
import { until } from './until.ts';

/** Several starts of a whole Electron each. */
const LONG = 300_000;

let session: Session;
let sandbox: Sandbox;
let data: string;
let program: Program | null = null;

beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.end());
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'relevo-vault-'));
  sandbox = await startSandbox({ services: 20, requests: 40, counterparts: 'idle' });
  await session.keyring('unlocked');
});
afterEach(async () => {
  await program?.end();
  program = null;
  await sandbox.close();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

/** Ends the one before as a user would. */
async function start(options: StartOptions = {}): Promise<Program> {
  if (program !== null) {
    expect(await program.quit()).toBe(0);
    await program.end();
  }
  program = await startProgram({ data, session, ...options });
  return program;
}

async function call<C extends Channel>(on: Program, channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = await on.ask(channel, input);
  if (!answer.ok) throw new Error(`${channel}: ${answer.error?.code}`);
  return answer.value as Output<C>;
}

/** The account at `index`, by its three keys. */
async function connect(on: Program, index = 0): Promise<void> {
  const { applicationKey, applicationSecret, consumerKey } = sandbox.accounts[
    index
  ] as Sandbox['accounts'][0];
  const where = { endpoint: 'loopback' as const, url: sandbox.url };
  await call(on, 'accounts:connectKeys', { ...where, applicationKey, applicationSecret, consumerKey });
  await until(async () => (await call(on, 'requests:list', {})).length > 0);
}

/** Keeps one decision with its code, as somebody without a connection does. */
async function keepOne(on: Program): Promise<void> {
  for (const { raw } of await sandbox.mail(sandbox.accounts[0]?.nichandle)) {
    const [found] = (await call(on, 'codes:recognise', { text: raw })).codes;
    if (found?.verdict !== 'fits' || found.requestKey === null || found.accountId === null) continue;
    const { requestKey, accountId, handle } = found;
    await call(on, 'outbox:keep', { decisions: [{ requestKey, accountId, handle, decision: 'accept' }] });
    return;
  }
  throw new Error('no request waits for a code');
}

const stateOf = async (on: Program, index = 0) => {
  const { accounts } = await call(on, 'app:open', {});
  const nichandle = sandbox.accounts[index]?.nichandle;
  return accounts.find((account) => account.nichandle === nichandle)?.credential.state;
};
const waiting = async (on: Program) =>
  (await call(on, 'outbox:list', {})).entries.map((entry) =>
    entry.kind === 'locked' ? entry.why : entry.kind,
  );
/** Of several banners one is in sight, and how many more there are. */
const shows = (on: Program, words: string): Promise<unknown> =>
  until(() =>
    on.page((wanted) => {
      document.querySelector<HTMLElement>('.banner button[aria-expanded="false"]')?.click();
      return document.body.innerText.includes(wanted);
    }, words),
  );

const vault = (): Promise<string> => readFile(join(data, 'vault.json'), 'utf8');
const outbox = (): Promise<string> => readFile(join(data, 'outbox.json'), 'utf8');

/** Every key and every code of the sandbox's world. */
async function secrets(): Promise<Secret[]> {
  const keys = sandbox.accounts.flatMap(({ nichandle, ...account }) =>
    (['applicationKey', 'applicationSecret', 'consumerKey', 'clientSecret'] as const).map((what) => ({
      what: `the ${what} of ${nichandle}`,
      text: account[what],
    })),
  );
  const letters = (await sandbox.mail()).map(({ raw }) => raw.replace(/=\r?\n/g, '').replaceAll('=3D', '='));
  const codes = letters.join('\n').matchAll(/[?&]token=([A-Za-z0-9]{8,64})/g);
  return [...keys, ...[...codes].map(([, code = '']) => ({ what: 'a code', text: code }))];
}

/** SECURITY: in clear or as good as: `v10` begins what Chromium seals with a key that all know. */
async function expectNothingToRead(): Promise<void> {
  const places = await filesOf(data);
  expect(places.length).toBeGreaterThan(20);
  expect(findSecrets(await secrets(), places)).toEqual([]);
  const known = places.filter(({ content }) => content.includes(`"${Buffer.from('v10').toString('base64')}`));
  expect(known.map(({ where }) => where)).toEqual([]);
}

test('sealed by the key ring, in no file to be read, and there again after the end and after a kill', {
  timeout: LONG,
}, async () => {
  const first = await start();
  await connect(first);
  await keepOne(first);
  expect((await call(first, 'app:open', {})).vault).toEqual({ backend: 'gnome_libsecret', persistent: true });
  expect([await vault(), await outbox()]).toEqual([
    expect.stringContaining('"sealed"'),
    expect.stringContaining('"sealed"'),
  ]);
  // The search finds what is there.
  const name = [{ what: 'the handle', text: sandbox.accounts[0]?.nichandle ?? '' }];
  expect(findSecrets(name, await filesOf(data)).length).toBeGreaterThan(0);
  await expectNothingToRead();

  const second = await start();
  await until(async () => (await stateOf(second)) === 'valid');
  expect(await waiting(second)).toEqual(['decision']);
  expect(await second.quit('SIGKILL')).toBe('SIGKILL');
  await second.end();
  program = null;
  await expectNothingToRead();
  const third = await start();
  await until(async () => (await stateOf(third)) === 'valid');
  expect(await waiting(third)).toEqual(['decision']);
});

for (const away of ['locked', 'none'] as const) {
  test(`a key ring that is ${away === 'none' ? 'gone' : 'locked'} at the start takes nothing away and keeps nothing new; opened, all is there at the next start`, {
    timeout: LONG,
  }, async () => {
    const before = await start();
    await connect(before);
    await keepOne(before);
    const sealed = [await vault(), await outbox()];
    await before.quit();

    await session.keyring(away);
    const without = await start();
    expect((await call(without, 'app:open', {})).vault).toEqual({
      backend: 'gnome_libsecret',
      persistent: false,
    });
    expect([await stateOf(without), await waiting(without)]).toEqual(['locked', ['locked']]);
    await shows(without, 'key store did not open when Relevo started');
    await shows(without, 'Restart Relevo');
    // Another account, without a safe place: in memory only.
    await connect(without, 1);
    expect(await stateOf(without, 1)).toBe('valid');
    expect([await vault(), await outbox()]).toEqual(sealed);
    await expectNothingToRead();

    // Chromium asks once for each start: opened beneath a running program, nothing changes yet, and nothing is lost.
    await session.keyring('unlocked');
    const [account] = (await call(without, 'app:open', {})).accounts;
    await call(without, 'accounts:reopen', { accountId: account?.id ?? '' });
    expect(await stateOf(without)).toBe('locked');
    await expectNothingToRead();
    const after = await start();
    // What it was when the program ended is shown until the keys have been looked for.
    await until(async () => (await stateOf(after)) === 'valid');
    expect(await waiting(after)).toEqual(['decision']);
    expect(await stateOf(after, 1)).toBe('missing');
    expect([await vault(), await outbox()]).toEqual(sealed);
  });
}

test('without the key ring of before, or with none chosen, the keys are away and said to be kept', {
  timeout: LONG,
}, async () => {
  const before = await start();
  await connect(before);
  await keepOne(before);
  const sealed = [await vault(), await outbox()];

  for (const [store, backend] of [
    ['basic', 'basic_text'],
    ['kwallet5', 'kwallet5'],
  ] as const) {
    const other = await start({ flags: [`--password-store=${store}`] });
    expect((await call(other, 'app:open', {})).vault).toEqual({ backend, persistent: false });
    expect([await stateOf(other), await waiting(other)]).toEqual(['no-store', ['no-store']]);
    await shows(other, 'They are sealed and kept, but this time no safe key store was found.');
    // The same account again, for this time: the sealed keys stay as they are.
    await connect(other);
    expect(await stateOf(other)).toBe('valid');
    await shows(other, 'Keys stay in memory only.');
    expect([await vault(), await outbox()]).toEqual(sealed);
    await expectNothingToRead();
  }
  const back = await start();
  await until(async () => (await stateOf(back)) === 'valid');
  expect(await waiting(back)).toEqual(['decision']);
});

test('a key ring that goes while the program runs takes nothing with it', { timeout: LONG }, async () => {
  const running = await start();
  await session.keyring('none');
  await connect(running);
  await keepOne(running);
  await expectNothingToRead();
  await session.keyring('unlocked');
  const after = await start();
  await until(async () => (await stateOf(after)) === 'valid');
  expect(await waiting(after)).toEqual(['decision']);
});
