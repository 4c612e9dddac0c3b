/** What stands between an account and its end: read where the key may, told as not readable where not; and projects that outlive a start. */
import { beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import type { Move } from '../../../shared/moves.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { callOf, type OpenDesk, runDesk, stillSandbox } from '../../fakes/open-desk.ts';

const [PRIMARY, LYON] = ['ac21874-ovh@sandbox', 'ac44920-ovh@sandbox'];

let sandbox: Sandbox;
let folder: string;
let desk: OpenDesk;
const call = callOf(() => desk);
const open = () => runDesk(folder, { startSandbox: async () => sandbox });

beforeEach(async () => {
  sandbox = await stillSandbox({ services: 30, requests: 0 });
  folder = await temporaryFolder();
  desk = await open();
  await call('accounts:trySandbox', {});
});

const closing = async (accountId: string) =>
  Object.fromEntries(
    (await call('moves:closing', { accountId })).map(({ fact, state, text, why }) => [
      fact,
      [state, text, why],
    ]),
  );

test('what the key may read is read, and what it may not is for the person’s own eyes', async () => {
  expect(await closing(PRIMARY)).toEqual({
    invoices: ['clear', null, null],
    orders: ['by-hand', null, 'not-granted'],
    balance: ['clear', null, null],
  });
  expect(await closing(LYON)).toMatchObject({ balance: ['open', '12.50 €', null] });
});

test('a service account may read orders: one is still open', async () => {
  const keys = sandbox.accounts[0];
  await call('accounts:connectOAuth2', {
    endpoint: 'loopback',
    url: sandbox.url,
    clientId: keys?.clientId ?? '',
    clientSecret: keys?.clientSecret ?? '',
  });
  const account =
    desk.ports === undefined
      ? null
      : (await call('app:open', {})).accounts.find(({ credential }) => credential.kind === 'oauth2');
  expect(await closing(account?.id ?? '')).toMatchObject({ orders: ['open', '1', null] });
});

test('an answer that is none, and an account that is not connected, are no answer', async () => {
  sandbox.fault({ match: 'GET /me/ovhAccount', kind: 'html', status: 502, times: null });
  expect(await closing(PRIMARY)).toMatchObject({ balance: ['by-hand', null, 'no-answer'] });
  expect(await closing('nobody@sandbox')).toMatchObject({ invoices: ['by-hand', null, 'no-account'] });
});

test('projects outlive a start, and go with the record of their account', async () => {
  const move: Move = {
    id: 'm',
    nichandle: 'ac44920-ovh',
    api: 'sandbox',
    target: 'ac21874-ovh',
    kind: 'close',
    day: '2026-12-31',
    begun: '2026-11-09T10:00:00.000Z',
    paused: false,
    ended: null,
    services: ['sandbox/1'],
    ticked: { orders: '2026-11-20' },
  };
  await call('moves:set', { moves: [move] });
  await desk.close();
  desk = await open();
  expect(await call('moves:list', {})).toEqual([move]);
  await call('accounts:trySandbox', {});
  await call('accounts:forget', { accountId: LYON, record: true });
  expect(await call('moves:list', {})).toEqual([]);
});
