/** A desk whose administrator has said what may be: it does not answer otherwise, whatever a page asks. */
import { beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { type Administration, noAdministration } from '../../../shared/administration.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { call, keysOf, runDesk, stillSandbox } from '../../fakes/open-desk.ts';

const PASSPHRASE = 'correct horse';
const FORBIDDEN = { ok: false, error: { code: 'administrator', next: 'ask-administrator' } };

let sandbox: Sandbox;
let folder: string;
beforeEach(async () => {
  sandbox = await stillSandbox({ services: 5, requests: 3 });
  folder = await temporaryFolder();
});
const start = (set: Partial<Administration>) =>
  runDesk(folder, {
    startSandbox: async () => sandbox,
    administration: { ...noAdministration('policy.json'), isThere: true, ...set },
  });

test('an account of another zone is not connected, and one that is known is asked nothing', async () => {
  const before = await start({});
  const [account] = await call(before, 'accounts:trySandbox', {});
  await call(before, 'sync:now', {});
  await before.close();

  const desk = await start({ zones: ['ovh-eu'] });
  expect(await desk.handlers['accounts:trySandbox']({})).toEqual(FORBIDDEN);
  const keys = keysOf(sandbox);
  expect(await desk.handlers['accounts:connectKeys'](keys)).toEqual(FORBIDDEN);
  expect(
    await desk.handlers['accounts:startValidation']({
      endpoint: 'loopback',
      url: sandbox.url,
      applicationKey: keys.applicationKey,
      applicationSecret: keys.applicationSecret,
    }),
  ).toEqual(FORBIDDEN);
  const known = await call(desk, 'app:open', {});
  expect(known.accounts.map(({ credential }) => credential.state)).toEqual(
    known.accounts.map(() => 'forbidden'),
  );
  await call(desk, 'accounts:reopen', { accountId: account?.id ?? '' });
  expect((await call(desk, 'app:open', {})).accounts[0]?.credential.state).toBe('forbidden');
  await desk.close();

  // Nothing of it was lost.
  const after = await start({});
  await expect
    .poll(async () => (await call(after, 'app:open', {})).accounts[0]?.credential.state)
    .toBe('valid');
});

test('where a lock is wanted nothing is answered until there is one, and it is not left off or made longer', async () => {
  const desk = await start({ lock: { minutes: 10 } });
  expect(await desk.handlers['app:open']({})).toMatchObject({ error: { code: 'locked' } });
  expect(await desk.handlers['settings:change']({ theme: 'dark' })).toMatchObject({
    error: { code: 'locked' },
  });
  const { lock } = await call(desk, 'lock:look', {});
  expect(lock).toMatchObject({ state: 'locked', owed: true });
  // Nobody opens what has no passphrase.
  expect(await desk.handlers['lock:unlock']({ by: 'passphrase', passphrase: PASSPHRASE })).toMatchObject({
    ok: false,
  });
  expect(await call(desk, 'lock:set', { passphrase: PASSPHRASE })).toMatchObject({
    state: 'open',
    owed: false,
    minutes: 5,
  });
  for (const minutes of [null, 15, 60] as const)
    expect(await desk.handlers['lock:change']({ minutes })).toEqual(FORBIDDEN);
  expect(await call(desk, 'lock:change', { minutes: 1 })).toMatchObject({ minutes: 1 });
  expect(await desk.handlers['lock:off']({ current: PASSPHRASE })).toEqual(FORBIDDEN);
  await call(desk, 'lock:now', {});
  // Once there is one, a locked window may not set another.
  expect(await desk.handlers['lock:set']({ passphrase: 'another horse' })).toMatchObject({
    error: { code: 'locked' },
  });
  // Wiped, it is owed again.
  await call(desk, 'lock:reset', { everything: true });
  expect((await call(desk, 'lock:look', {})).lock).toMatchObject({ state: 'locked', owed: true });
});
