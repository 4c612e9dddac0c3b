/** A computer that somebody manages, and a project that has released something: what holds, what the window says of both, and where it leads. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSandbox, type TestSandbox } from '../e2e/sandbox.ts';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

let folder: string;
let sandbox: TestSandbox;
let project: Server;
const asked: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];
let program: Program | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relevo-managed-'));
  sandbox = await startSandbox({ services: 20, requests: 20, counterparts: 'idle' });
  asked.length = 0;
  project = createServer(({ url, headers }, answer) => {
    asked.push({ url, headers });
    answer.end('{"tag_name":"v9.8.7"}');
  });
  await new Promise<void>((resolve) => project.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await program?.end();
  program = null;
  project.close();
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

const text = (on: Program): Promise<string> => on.page(() => document.body.innerText);
const press = (on: Program, label: string): Promise<void> =>
  on.page((wanted) => {
    const found = [...document.querySelectorAll('button')].find(({ innerText }) => innerText === wanted);
    if (found === undefined) throw new Error(`no button ${wanted}`);
    found.click();
  }, label);

test('the administrator’s file holds from the first moment, and a newer version is told, shown and hidden', async () => {
  const policy = join(folder, 'policy.json');
  await writeFile(policy, '{"zones":["loopback"],"lock":{"longestMinutes":5},"colour":"red"}');
  const { port } = project.address() as AddressInfo;
  program = await startProgram({
    // Chromium would say so.
    flags: ['--lang=fr'],
    env: { RELEVO_POLICY: policy, RELEVO_RELEASES: `http://127.0.0.1:${port}/latest` },
  });
  const on = program;

  // No lock is set: nothing is shown but the wish for one.
  await until(async () => (await text(on)).includes('Choose a passphrase'));
  expect(await on.ask('app:open', {})).toMatchObject({ ok: false, error: { code: 'locked' } });
  await on.page(() => {
    for (const field of document.querySelectorAll('input')) field.setRangeText('correct horse');
    document.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
  });
  await until(async () => (await on.ask('app:open', {})).ok);
  expect(await on.ask('lock:off', { current: 'correct horse' })).toMatchObject({
    error: { code: 'administrator' },
  });
  expect(await on.ask('accounts:trySandbox', {})).toMatchObject({ error: { code: 'administrator' } });

  const [keys] = sandbox.accounts();
  const { applicationKey = '', applicationSecret = '', consumerKey = '' } = keys ?? {};
  const given = { endpoint: 'loopback', url: sandbox.url(), applicationKey, applicationSecret, consumerKey };
  expect(await on.ask('accounts:connectKeys', given)).toMatchObject({ ok: true });

  await on.page(() => void (location.hash = '#/settings'));
  await until(async () => /Set by your administrator/i.test(await text(on)));
  const settings = await text(on);
  expect(settings).toContain('Accounts may be connected at addresses of this computer and nowhere else.');
  expect(settings).toContain('Passed over, because Relevo does not know it: colour.');
  expect(settings).not.toContain('Turn off…');

  await on.main(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  await on.page(() => void (location.hash = '#/today'));
  await until(async () => (await text(on)).includes('Relevo 9.8.7 is there.'), 40_000);
  // Once, and Chromium adds nothing that tells who asks, from where, or in which language.
  expect(asked).toMatchObject([
    { url: '/latest', headers: { 'user-agent': 'Relevo', 'accept-language': 'en' } },
  ]);
  const usual =
    /^(?:host|connection|accept(?:-encoding|-language)?|user-agent|x-github-api-version|sec-fetch-\w+)$/;
  expect(Object.keys(asked[0]?.headers ?? {}).filter((name) => !usual.test(name))).toEqual([]);
  await press(on, 'See what’s new');
  await until(() => on.main(() => (globalThis as unknown as { opened: string[] }).opened[0]));
  expect(await on.main(() => (globalThis as unknown as { opened: string[] }).opened)).toEqual([
    'https://github.com/relevo-app/relevo/releases/latest',
  ]);
  await press(on, 'Not now');
  await until(async () => !(await text(on)).includes('Relevo 9.8.7'));
  expect((await on.ask('app:open', {})).value).toMatchObject({
    newer: { version: '9.8.7' },
    settings: { hiddenVersion: '9.8.7' },
  });
});
