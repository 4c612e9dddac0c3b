/** Asking the project for its newest release: once a day, of nobody who does not want it, with nothing of the user in the question. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Ports } from '../../../electron/desk/ports.ts';
import { RELEASES_FEED, releasesOf } from '../../../electron/pages/releases.ts';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { noAdministration } from '../../../shared/administration.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { call, keysOf, runDesk, stillSandbox } from '../../fakes/open-desk.ts';

type Project = { url: string; asked: { path: string; headers: IncomingHttpHeaders }[] };

async function project(status: number, body: string): Promise<Project> {
  const asked: Project['asked'] = [];
  const server = createServer(({ url = '', headers }, answer) => {
    asked.push({ path: url, headers });
    answer.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest`, asked };
}

let sandbox: Sandbox;
let folder: string;
beforeEach(async () => {
  sandbox = await stillSandbox({ services: 5, requests: 3 });
  folder = await temporaryFolder();
});
const start = (releases: string | null, change: Partial<Ports> = {}) =>
  runDesk(folder, { version: '0.1.0', releases, startSandbox: async () => sandbox, ...change });
type Running = Awaited<ReturnType<typeof start>>;
const known = async (desk: Running) => (await call(desk, 'app:open', {})).newer;
const told = (desk: Running) => vi.waitFor(() => expect(desk.events).toContain('newer:changed'));
const connect = (desk: Running) => call(desk, 'accounts:connectKeys', keysOf(sandbox));

test('a newer release is told, by its number alone, and the question holds nothing of the user', async () => {
  const { url, asked } = await project(200, '{"tag_name":"v0.3.0","html_url":"https://evil.example/"}');
  const desk = await start(url);
  await connect(desk);
  await told(desk);
  expect(await known(desk)).toMatchObject({ never: null, version: '0.3.0', failed: null });
  expect(asked).toHaveLength(1);
  const headers = asked[0]?.headers ?? {};
  expect(headers['user-agent']).toBe('Relevo');
  expect(Object.keys(headers).filter((name) => /cookie|authorization|x-ovh|referer/i.test(name))).toEqual([]);
  // Its page is the project's own, whatever the answer says.
  await call(desk, 'links:open', { to: 'releases' });
  expect(desk.ports.told.opened).toEqual(['https://github.com/relevo-app/relevo/releases/latest']);
  expect(RELEASES_FEED).toBe('https://api.github.com/repos/relevo-app/relevo/releases/latest');
  // Packed, nobody leads it elsewhere.
  const elsewhere = { RELEVO_RELEASES: 'https://evil.example/' };
  expect(releasesOf(true, elsewhere)).toBe(RELEASES_FEED);
  expect(releasesOf(false, {})).toBeNull();

  // The next start of the same day knows it, and asks nobody.
  await desk.close();
  const again = await start(url);
  expect(await known(again)).toMatchObject({ version: '0.3.0' });
  await call(again, 'settings:change', { updateCheck: false });
  expect(await known(again)).toMatchObject({ version: null });
  await again.close();
  expect(asked).toHaveLength(1);
  expect(await readFile(join(folder, 'newer.json'), 'utf8')).toContain('"latest":"v0.3.0"');
});

test.each([
  [200, '{"tag_name":"v0.1.0"}', null],
  [404, '{"message":"Not Found"}', null],
  [200, '<html>log in</html>', 'not-understood'],
  [200, '{"tag_name":{"a":1}}', 'not-understood'],
  [403, '{"message":"rate limit"}', 'refused'],
] as const)('%i %s tells of nothing, and fails with %s', async (status, body, failed) => {
  const { url } = await project(status, body);
  const desk = await start(url);
  await connect(desk);
  await told(desk);
  expect(await known(desk)).toMatchObject({ version: null, failed });
});

test('nobody asks without a real account, from sources, or where the settings or the administrator do not want it', async () => {
  const { url, asked } = await project(200, '{"tag_name":"v9.0.0"}');
  const looked = vi.fn<typeof fetch>(fetch);
  const askedIn = async (desk: Running): Promise<number> => {
    await desk.close();
    return looked.mock.calls.filter(([input]) => String(input).includes('/latest')).length;
  };
  // The sandbox alone: its first look would come long before all this is done.
  const sandboxed = await start(url, { fetch: looked });
  await call(sandboxed, 'accounts:trySandbox', {});
  await call(sandboxed, 'sync:now', {});
  expect(await askedIn(sandboxed)).toBe(0);

  folder = await temporaryFolder();
  const sources = await start(null, { fetch: looked });
  await connect(sources);
  await call(sources, 'sync:now', {});
  expect((await known(sources)).never).toBe('sources');
  expect(await askedIn(sources)).toBe(0);

  folder = await temporaryFolder();
  const administration = { ...noAdministration('policy.json'), isThere: true, updateCheck: false };
  const forbidden = await start(url, { fetch: looked, administration });
  await connect(forbidden);
  await call(forbidden, 'sync:now', {});
  expect((await known(forbidden)).never).toBe('administrator');
  expect(await askedIn(forbidden)).toBe(0);
  expect(asked).toEqual([]);
});
