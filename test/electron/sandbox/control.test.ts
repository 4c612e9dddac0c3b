/** The control plane: what it tells, what it moves, and whom it refuses. */
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { type Client, clientFor, codeFor, readAnswer, START, startQuiet } from './client.ts';

const ME = 'ac21874-ovh';

let sandbox: Sandbox;
let me: Client;
beforeEach(async () => {
  sandbox = await startQuiet();
  me = clientFor(sandbox);
});
afterEach(() => sandbox.close());

const control = (method: string, path: string, body?: unknown) =>
  fetch(`${sandbox.origin}/_sandbox${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).then(readAnswer);

describe('mail', () => {
  test('of one account, newest first, with the raw message', async () => {
    const { body } = await control('GET', `/mail?account=${ME}`);
    expect(body.length).toBeGreaterThan(10);
    expect(body[0]).toEqual({
      id: expect.any(String),
      account: ME,
      to: 'marta@cobalto.es',
      subject: expect.any(String),
      date: expect.stringMatching(/Z$/),
      raw: expect.stringContaining('MIME-Version: 1.0'),
    });
    const dates = body.map((mail: { date: string }) => mail.date);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  test('of all accounts when none is named, and of none when it is unknown', async () => {
    const { body } = await control('GET', '/mail');
    expect(new Set(body.map((mail: { account: string }) => mail.account)).size).toBeGreaterThan(8);
    expect((await control('GET', '/mail?account=nobody')).status).toBe(404);
  });

  test('reads the same each time', async () => {
    expect((await control('GET', `/mail?account=${ME}`)).text).toBe(
      (await control('GET', `/mail?account=${ME}`)).text,
    );
  });
});

describe('clock', () => {
  test('goes forwards, and the time of the API with it', async () => {
    expect((await control('POST', '/clock', { advance: 90 })).body).toEqual({
      now: '2026-11-20T12:01:30.000Z',
    });
    expect(Number(await (await fetch(`${sandbox.url}/auth/time`)).text())).toBe(START / 1000 + 90);
    expect((await me.get('/me')).status).toBe(200);
    expect((await me.get('/me', { skew: -90 })).body.errorCode).toBe('QUERY_TIME_OUT');
  });

  test.each([[{ advance: -1 }], [{ advance: 'day' }], [{}], [[]]])('refuses %o', async (body) => {
    expect((await control('POST', '/clock', body)).status).toBe(400);
  });
});

describe('log', () => {
  test('tells method, path, status and caller of every call, and can be emptied', async () => {
    await control('DELETE', '/log');
    await me.get('/me?secret=1');
    await me.post('/me/task/contactChange/12/accept', { token: 'TOPSECRETTOPSECRET' });
    await fetch(`${sandbox.url}/me`);
    const { body, text } = await control('GET', '/log');
    const told = body.filter((call: { path: string }) => call.path !== '/auth/time');
    const at = '2026-11-20T12:00:00.000Z';
    expect(told).toEqual([
      { method: 'GET', path: '/me', status: 200, account: ME, at },
      { method: 'POST', path: '/me/task/contactChange/12/accept', status: 404, account: ME, at },
      { method: 'GET', path: '/me', status: 401, account: null, at },
    ]);
    expect(text).not.toMatch(/secret/i);
    expect(text).not.toContain(sandbox.accounts[0]?.consumerKey);
  });

  test('does not tell what came to the control plane itself', async () => {
    await control('DELETE', '/log');
    await control('GET', '/mail');
    expect((await control('GET', '/log')).body).toEqual([]);
  });
});

describe('the truth of a task', () => {
  const truth = async (id: number | string) => (await control('GET', `/tasks/${id}`)).body;
  const waiting = async (): Promise<number> => {
    const { body } = await me.page('/me/task/contactChange', {
      'X-Pagination-Filter': 'serviceDomain:eq=vps-5d1b0c7e.vps.ovh.net&state:eq=validatingByCustomers',
    });
    return body[0].id;
  };

  test('tells who has confirmed, and what is decided before it is shown', async () => {
    const id = await waiting();
    const [other, mine] = (await truth(id)).sides;
    expect([other.nichandle, mine]).toEqual(['lr88120-ovh', { nichandle: ME, confirmedAt: null }]);
    expect(other.confirmedAt).toMatch(/Z$/);
    await me.post(`/me/task/contactChange/${id}/accept`, { token: await codeFor(sandbox, ME, id) });
    expect(await truth(id)).toMatchObject({
      id,
      shown: 'validatingByCustomers',
      decided: 'doing',
      sides: [{}, { nichandle: ME, confirmedAt: '2026-11-20T12:00:00.000Z' }],
    });
  });

  test('never tells a code, and knows no other task', async () => {
    const id = await waiting();
    expect((await control('GET', `/tasks/${id}`)).text).not.toContain(await codeFor(sandbox, ME, id));
    expect((await control('GET', '/tasks/1')).status).toBe(404);
    expect((await control('GET', '/tasks/abc')).status).toBe(404);
  });
});

test('counterparts are set by name', async () => {
  expect((await control('POST', '/counterparts', { mode: 'auto' })).body).toEqual({ mode: 'auto' });
  expect((await control('POST', '/counterparts', { mode: 'asleep' })).status).toBe(400);
});

describe('the control plane refuses', () => {
  const raw = (headers: Record<string, string>, path = '/_sandbox/mail', origin = sandbox.origin) =>
    new Promise<number>((resolve, reject) => {
      request({ host: '127.0.0.1', port: new URL(origin).port, path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on('error', reject)
        .end();
    });

  test('a name that was bent to this computer', async () => {
    const { port } = new URL(sandbox.origin);
    expect(await raw({ Host: `evil.example:${port}` })).toBe(403);
    expect(await raw({ Host: '127.0.0.1:1' })).toBe(403);
    expect(await raw({ Host: `localhost:${port}` })).toBe(200);
  });

  test('the names under which only the API is known', async () => {
    const known = await startQuiet({ aliases: ['https://eu.api.ovh.com'] });
    expect(await raw({ Host: 'eu.api.ovh.com' }, '/1.0/auth/time', known.origin)).toBe(200);
    expect(await raw({ Host: 'eu.api.ovh.com' }, '/_sandbox/mail', known.origin)).toBe(403);
    await known.close();
  });

  test('pages of other sites', async () => {
    expect(await raw({ Origin: 'https://evil.example' })).toBe(403);
    expect(await raw({ Origin: 'null' })).toBe(403);
    expect(await raw({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await raw({ Origin: sandbox.origin })).toBe(200);
  });

  test('what it does not know', async () => {
    expect(await raw({}, '/_sandbox/world')).toBe(404);
  });
});

test('it listens on loopback alone', () => {
  expect(sandbox.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(sandbox.url).toBe(`${sandbox.origin}/1.0`);
});

test('closing frees the port at once, even with a call that hangs', async () => {
  const own = await startQuiet();
  own.fault({ match: 'GET /me', kind: 'hang' });
  const call = fetch(`${own.url}/me`);
  await expect.poll(() => own.log().length).toBe(1);
  await Promise.all([expect(call).rejects.toThrow('fetch failed'), own.close()]);
  await expect(fetch(own.url)).rejects.toThrow('fetch failed');
});
