/** A locked desk against the stand-in OVHcloud: nobody is answered, little is polled, work goes on, links wait, a reset wipes. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { OPEN_WHILE_LOCKED } from '../../../electron/desk/gate.ts';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { CHANNELS } from '../../../shared/channels.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { call, runDesk, stillSandbox } from '../../fakes/open-desk.ts';

const PASSPHRASE = 'correct horse';
const KEY = '6f2f4f1e-6f0f-4a52-9a77-0f2f3a1b5c6d';

let sandbox: Sandbox;
let folder: string;
beforeEach(async () => {
  sandbox = await stillSandbox({ services: 40, requests: 20 });
  folder = await temporaryFolder();
});

const start = () => runDesk(folder, { startSandbox: async () => sandbox });

async function connected() {
  const desk = await start();
  const accounts = await call(desk, 'accounts:trySandbox', {});
  await call(desk, 'sync:now', {});
  await call(desk, 'lock:set', { passphrase: PASSPHRASE });
  return { ...desk, accounts };
}

test('answers `locked` on every channel but the ways out, whatever it is asked', async () => {
  const desk = await connected();
  await call(desk, 'lock:now', {});
  for (const channel of CHANNELS) {
    if (OPEN_WHILE_LOCKED.has(channel)) continue;
    const handler = desk.handlers[channel] as (input: unknown) => Promise<unknown>;
    expect([channel, await handler({})]).toEqual([
      channel,
      { ok: false, error: { code: 'locked', next: 'unlock' } },
    ]);
  }
});

test('tells a locked window its look and its lock, and no name', async () => {
  const desk = await connected();
  await call(desk, 'lock:now', {});
  const told = await call(desk, 'lock:look', {});
  expect(Object.keys(told).sort()).toEqual(
    ['density', 'language', 'lock', 'platform', 'shell', 'systemLocale', 'theme', 'version'].sort(),
  );
  expect(told.lock).toMatchObject({ state: 'locked', trouble: null, waitMs: 0 });
});

test('holds every event back but its own, and tells all again once it is open', async () => {
  const desk = await connected();
  await call(desk, 'lock:now', {});
  desk.events.length = 0;
  await vi.waitFor(() => expect(desk.events).toEqual([]));
  await call(desk, 'lock:unlock', { by: 'passphrase', passphrase: PASSPHRASE });
  expect(desk.events[0]).toBe('lock:changed');
  await call(desk, 'sync:now', {});
  expect(desk.events).toContain('sync:changed');
});

test('what was begun before goes on to its end, and Activity tells of it', async () => {
  const desk = await connected();
  const services = await call(desk, 'services:list', { from: 0, revision: null });
  expect(services.total).toBeGreaterThan(0);
  const mail = await call(desk, 'sandbox:mail', {});
  const { codes } = await call(desk, 'codes:recognise', { text: mail.map((one) => one.text).join('\n\n') });
  const items = codes.flatMap(({ verdict, requestKey, accountId, handle }) =>
    verdict === 'fits' && requestKey !== null && accountId !== null
      ? [{ requestKey, accountId, handle, decision: 'accept' as const }]
      : [],
  );
  expect(items.length).toBeGreaterThan(1);
  const before = (await call(desk, 'activity:list', {})).length;
  const deciding = desk.handlers['requests:decide']({ job: 'job', items });
  desk.events.length = 0;
  await call(desk, 'lock:now', {});
  expect(await deciding).toEqual({ ok: false, error: { code: 'locked', next: 'unlock' } });
  expect(desk.events).toEqual(['lock:changed']);
  await call(desk, 'lock:unlock', { by: 'passphrase', passphrase: PASSPHRASE });
  const activity = (await call(desk, 'activity:list', {})).slice(0, -before);
  expect(activity.filter(({ kind, outcome }) => kind === 'accept' && outcome === 'done')).toHaveLength(
    items.length,
  );
});

test('started locked it speaks to nobody until it is open', async () => {
  const first = await connected();
  await first.close();
  const calls: string[] = [];
  const desk = await runDesk(folder, {
    startSandbox: async () => sandbox,
    fetch: (...given) => {
      calls.push(given[0] instanceof Request ? given[0].url : String(given[0]));
      return fetch(...given);
    },
  });
  expect(await desk.handlers['app:open']({})).toMatchObject({ error: { code: 'locked' } });
  // Credentials were taken up again: what a look at the server would need is there.
  expect(await desk.handlers['lock:unlock']({ by: 'passphrase', passphrase: 'wrong horse' })).toMatchObject({
    error: { code: 'wrong-passphrase' },
  });
  const asked = calls.filter((url) => /contactChange|services/.test(url));
  expect(asked).toEqual([]);
  await call(desk, 'lock:unlock', { by: 'passphrase', passphrase: PASSPHRASE });
  await vi.waitFor(() => expect(calls.some((url) => /contactChange/.test(url))).toBe(true));
});

test('a link that comes meanwhile waits, and is shown when a window is back', async () => {
  const desk = await connected();
  await call(desk, 'lock:now', {});
  desk.events.length = 0;
  desk.openLink('relevo://code?token=abcdef0123456789abcdef');
  await call(desk, 'lock:unlock', { by: 'passphrase', passphrase: PASSPHRASE });
  expect(desk.events).not.toContain('codes:arrived');
  expect(await call(desk, 'lock:resume', { key: KEY })).toBeNull();
  await vi.waitFor(() => expect(desk.events.filter((event) => event === 'codes:arrived')).toHaveLength(1));
});

test('a reset wipes every name, key and code from disk and memory, and asks OVHcloud to end the keys', async () => {
  const desk = await connected();
  await call(desk, 'people:change', { people: [{ nichandle: 'mp40311-ovh', name: 'Marta' }] });
  await call(desk, 'settings:change', {
    language: 'es',
    savedViews: [{ id: 'v', name: 'Marta', query: { q: 'mp40311-ovh' } }],
  });
  await writeFile(join(folder, 'people.json.damaged-1'), '{"mp40311-ovh');
  await call(desk, 'reminders:note', { nichandle: 'mp40311-ovh', requestKeys: ['sandbox/1'] });
  const secrets = sandbox.accounts.slice(0, 3).map(({ consumerKey }) => consumerKey);
  const nichandles = desk.accounts.map(({ nichandle }) => nichandle);
  // Not while it is open.
  expect(await desk.handlers['lock:reset']({ everything: true })).toMatchObject({ ok: false });
  await call(desk, 'lock:now', {});
  expect(await call(desk, 'lock:reset', { everything: true })).toEqual({ left: 0 });
  const text: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    text.push(name, await readFile(join(folder, name), 'utf8').catch(() => ''));
  }
  for (const name of [...nichandles, ...secrets, 'mp40311', 'Marta', 'lock.json', 'snapshots']) {
    expect(text.join('\n')).not.toContain(name);
  }
  const opened = await call(desk, 'app:open', {});
  expect(opened).toMatchObject({
    accounts: [],
    requests: [],
    serviceCount: 0,
    lock: { state: 'off' },
    settings: { language: 'es', savedViews: [], account: null },
  });
  expect(await call(desk, 'activity:list', {})).toEqual([]);
  expect(await call(desk, 'people:list', {})).toEqual([]);
  // What is done from now on is kept again.
  await call(desk, 'people:change', { people: [{ nichandle: 'zz12345-ovh', name: 'Zoe' }] });
  const again = await start();
  expect(await call(again, 'people:list', {})).toMatchObject([{ nichandle: 'zz12345-ovh', name: 'Zoe' }]);
});
