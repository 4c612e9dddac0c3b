/** The accounts of a desk against the stand-in OVHcloud: rights, ends, renewing in place, names, keys that lie there. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Desk, Ports } from '../../../electron/desk/ports.ts';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import type { Account } from '../../../shared/account.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { call, keysOf, runDesk, stillSandbox } from '../../fakes/open-desk.ts';

const DAY = 24 * 3600;

let sandbox: Sandbox;
let folder: string;

beforeEach(async () => {
  sandbox = await stillSandbox({ services: 40, requests: 20, pace: 1 });
  folder = await temporaryFolder();
});

const start = (change: Partial<Ports> = {}) =>
  runDesk(folder, { startSandbox: async () => sandbox, ...change });

const accountsOf = async (desk: Desk): Promise<Account[]> => (await call(desk, 'app:open', {})).accounts;

const handleOf = (index: number): string => sandbox.accounts[index]?.nichandle ?? '';

/** A consumer key with these rules, granted on the validation page for so many hours. */
async function grantedKey(index: number, rules: string[], validity: string): Promise<string> {
  const asked = await fetch(`${sandbox.url}/auth/credential`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-ovh-application': keysOf(sandbox, index).applicationKey,
    },
    body: JSON.stringify({
      accessRules: rules.map((rule) => ({ method: rule.split(' ')[0], path: rule.split(' ')[1] })),
    }),
  });
  const { consumerKey, validationUrl } = (await asked.json()) as {
    consumerKey: string;
    validationUrl: string;
  };
  const body = new URLSearchParams({ account: handleOf(index), validity, answer: 'authorise' });
  expect((await fetch(validationUrl, { method: 'POST', body })).status).toBe(200);
  return consumerKey;
}

test('an account tells what its key may do, and the end of it', async () => {
  const desk = await start();
  const consumerKey = await grantedKey(0, ['GET /*', 'POST /vps/*/changeContact'], '24');
  const keys = keysOf(sandbox);
  const account = await call(desk, 'accounts:connectKeys', { ...keys, consumerKey });
  expect(account.rights).toEqual({
    requests: 'yes',
    decide: 'no',
    services: 'yes',
    handover: 'partly',
    debts: 'yes',
    mail: 'yes',
    revoke: 'no',
    messages: 'yes',
    log: 'yes',
    payment: 'yes',
    policies: 'yes',
  });
  expect(Date.parse(account.credential.expiration ?? '')).toBeGreaterThan(Date.now() + 23 * 3600_000);
});

test('a key past its end is told as expired by the call and by the account, and its lists stay', async () => {
  const desk = await start();
  const consumerKey = await grantedKey(0, ['GET /*', 'POST /*'], '24');
  const keys = keysOf(sandbox);
  const { id } = await call(desk, 'accounts:connectKeys', { ...keys, consumerKey });
  await call(desk, 'sync:now', {});
  const before = await call(desk, 'requests:list', {});
  expect(before.length).toBeGreaterThan(0);
  sandbox.advance(2 * DAY);
  const [state] = await call(desk, 'sync:now', { accountId: id });
  expect(state?.failure).toMatchObject({ code: 'expired-credential', next: 'renew-credential' });
  expect(await accountsOf(desk)).toMatchObject([{ id, credential: { state: 'expired' } }]);
  expect((await call(desk, 'requests:list', {})).length).toBe(before.length);

  await call(desk, 'accounts:change', { accountId: id, label: 'Cobalto', colour: 'rust' });
  await call(desk, 'accounts:connectKeys', { ...keys, renews: id });
  expect(await accountsOf(desk)).toMatchObject([
    { id, label: 'Cobalto', colour: 'rust', credential: { state: 'valid', expiration: null } },
  ]);
  expect((await call(desk, 'sync:now', { accountId: id }))[0]?.failure).toBeNull();
});

test('a revoked key is not called expired', async () => {
  const desk = await start();
  const consumerKey = await grantedKey(0, ['GET /*', 'POST /*'], '720');
  const keys = keysOf(sandbox);
  await call(desk, 'accounts:connectKeys', { ...keys, consumerKey });
  sandbox.fault({
    match: 'GET /me/task/contactChange',
    times: null,
    kind: 'status',
    status: 403,
    errorCode: 'INVALID_CREDENTIAL',
    message: 'This credential is not valid',
  });
  const [state] = await call(desk, 'sync:now', {});
  expect(state?.failure?.code).toBe('invalid-credential');
  expect(await accountsOf(desk)).toMatchObject([{ credential: { state: 'refused' } }]);
});

test('keys of another account are told apart and leave everything as it was', async () => {
  const desk = await start();
  const first = keysOf(sandbox);
  const second = keysOf(sandbox, 1);
  const nichandle = handleOf(1);
  const { id } = await call(desk, 'accounts:connectKeys', first);
  const before = await accountsOf(desk);
  expect(await desk.handlers['accounts:connectKeys']({ ...second, renews: id })).toMatchObject({
    ok: false,
    error: { code: 'another-account', detail: nichandle },
  });
  expect(await accountsOf(desk)).toEqual(before);
  // Without naming an account to renew it is welcome, and has a mark of its own.
  await call(desk, 'accounts:connectKeys', second);
  const colours = (await accountsOf(desk)).map(({ colour }) => colour);
  expect(new Set(colours).size).toBe(2);
});

test('waiting too long for somebody to say yes is told as expired, not as refused', async () => {
  const desk = await start();
  const { applicationKey, applicationSecret, url } = keysOf(sandbox);
  const asked = { endpoint: 'loopback' as const, url, applicationKey, applicationSecret };
  const { validation } = await call(desk, 'accounts:startValidation', asked);
  expect(await call(desk, 'accounts:checkValidation', { validation })).toMatchObject({
    state: 'pendingValidation',
  });
  sandbox.advance(DAY + 60);
  expect(await call(desk, 'accounts:checkValidation', { validation })).toEqual({
    state: 'expired',
    account: null,
  });
});

test('names, marks and order outlive a restart', async () => {
  const desk = await start();
  const accounts = await call(desk, 'accounts:trySandbox', {});
  const [, , third] = accounts;
  await call(desk, 'accounts:change', {
    accountId: third?.id ?? '',
    label: 'Third',
    colour: 'olive',
    place: 0,
  });
  await desk.close();
  const again = await start();
  const [first] = await accountsOf(again);
  expect(first).toMatchObject({ id: third?.id, label: 'Third', colour: 'olive' });
  expect(await accountsOf(again)).toHaveLength(accounts.length);
});

test('keys of OVHcloud US are told of and never taken: there are no contacts', async () => {
  const path = join(folder, 'ovh.conf');
  await writeFile(path, '[ovh-us]\napplication_key=a\napplication_secret=b\nconsumer_key=c\n');
  const desk = await start({ configurationFiles: [{ path, shown: '~/.ovh.conf' }] });
  const [offer] = await call(desk, 'accounts:offers', {});
  expect(offer).toMatchObject({ endpoint: 'ovh-us', place: '~/.ovh.conf' });
  expect(await desk.handlers['accounts:takeOffer']({ offer: offer?.id ?? '' })).toMatchObject({
    ok: false,
    error: { code: 'no-contacts-here' },
  });
  expect(await accountsOf(desk)).toEqual([]);
});

test('of keys in several files those are taken up again that the account was connected with', async () => {
  const files = [0, 1].map((index) => ({ path: join(folder, `${index}.conf`), shown: `${index}.conf` }));
  for (const [index, { path }] of files.entries()) {
    const { applicationKey, applicationSecret, consumerKey, url } = keysOf(sandbox, index);
    await writeFile(
      path,
      `[${url}]\napplication_key=${applicationKey}\napplication_secret=${applicationSecret}\nconsumer_key=${consumerKey}\n`,
    );
  }
  const desk = await start({ configurationFiles: files });
  const offers = await call(desk, 'accounts:offers', {});
  expect(offers.map(({ place, endpoint }) => [place, endpoint])).toEqual([
    ['0.conf', 'loopback'],
    ['1.conf', 'loopback'],
  ]);
  expect(sandbox.log()).toEqual([]);
  await call(desk, 'accounts:takeOffer', { offer: offers[1]?.id ?? '' });
  await desk.close();
  const again = await start({ configurationFiles: files });
  await vi.waitFor(async () => {
    expect((await call(again, 'sync:now', {}))[0]).toMatchObject({ online: true, failure: null });
  });
  expect(await accountsOf(again)).toMatchObject([
    { nichandle: handleOf(1), credential: { state: 'valid', kept: 'environment' } },
  ]);
});
