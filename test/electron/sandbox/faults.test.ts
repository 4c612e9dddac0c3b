/** Troubles on demand: each kind as a client meets it, before or after the call was processed. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FaultInput } from '../../../electron/sandbox/faults.ts';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { type Client, clientFor, codeFor, startQuiet } from './client.ts';

const ME = 'ac21874-ovh';

let sandbox: Sandbox;
let me: Client;
beforeEach(async () => {
  sandbox = await startQuiet();
  me = clientFor(sandbox);
});
afterEach(() => sandbox.close());

const plan = (fault: FaultInput | Record<string, unknown>) =>
  fetch(`${sandbox.origin}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(fault) });
const failure = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'nothing failed';
  } catch (error) {
    const { cause } = error as { cause?: { code?: string; message?: string } };
    return cause?.code ?? cause?.message ?? String(error);
  }
};

async function waiting(): Promise<{ path: string; token: string }> {
  const { body } = await me.page('/me/task/contactChange', {
    'X-Pagination-Filter': 'serviceDomain:eq=vps-5d1b0c7e.vps.ovh.net&state:eq=validatingByCustomers',
  });
  return { path: `/me/task/contactChange/${body[0].id}`, token: await codeFor(sandbox, ME, body[0].id) };
}

test('a fault strikes once unless told otherwise, and only the calls it matches', async () => {
  await plan({ match: 'GET /me', kind: 'status' });
  expect((await me.get('/services')).status).toBe(200);
  expect(await me.get('/me')).toMatchObject({ status: 503, body: { class: 'Server::Error' } });
  expect((await me.get('/me')).status).toBe(200);
});

test('a fault strikes n times, every n-th call, or until it is cleared', async () => {
  const statuses = async (count: number) => {
    const seen: number[] = [];
    for (let i = 0; i < count; i++) seen.push((await me.get('/me')).status);
    return seen;
  };
  await plan({ match: '* /me*', kind: 'status', status: 500, times: 2 });
  expect(await statuses(3)).toEqual([500, 500, 200]);
  await plan({ match: 'GET /me', kind: 'status', status: 408, every: 2, times: 2 });
  expect(await statuses(5)).toEqual([200, 408, 200, 408, 200]);
  await plan({ match: 'GET /me', kind: 'status', status: 502, times: null });
  expect(await statuses(3)).toEqual([502, 502, 502]);
  expect((await fetch(`${sandbox.origin}/_sandbox/faults`, { method: 'DELETE' })).status).toBe(204);
  expect(await statuses(1)).toEqual([200]);
});

test('a status comes with the code, the message and the wait that were asked for', async () => {
  await plan({
    match: 'GET /me',
    kind: 'status',
    status: 429,
    errorCode: 'TOO_MANY',
    message: 'Slow down',
    retryAfter: 7,
  });
  const answer = await me.get('/me');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  expect(answer.body).toEqual({
    errorCode: 'TOO_MANY',
    httpCode: '429 Too Many Requests',
    message: 'Slow down',
  });
  expect(answer.headers.get('x-ovh-queryid')).toMatch(/^EU/);
});

test('a status may carry any body, also none', async () => {
  const details = { unauthorizedActionsByIAM: 'account:apiovh:me/get' };
  await plan({
    match: 'GET /me',
    kind: 'status',
    status: 403,
    body: { class: 'Client::Forbidden', message: 'no', details },
  });
  expect((await me.get('/me')).body.details).toEqual(details);
  await plan({ match: 'GET /me', kind: 'status', status: 500, body: '' });
  expect((await me.get('/me')).text).toBe('');
});

describe('before the call is processed nothing has happened, after it all has', () => {
  test.each([
    ['status', 'before', 503],
    ['status', 'after', 503],
    ['html', 'before', 502],
    ['html', 'after', 502],
  ] as const)('%s %s', async (kind, when, status) => {
    const { path, token } = await waiting();
    await plan({ match: 'POST /me/task/contactChange/*/accept', kind, when });
    expect((await me.post(`${path}/accept`, { token })).status).toBe(status);
    sandbox.advance(2);
    expect((await me.get(path)).body.state).toBe(when === 'after' ? 'doing' : 'validatingByCustomers');
  });

  test.each(['before', 'after'] as const)('reset %s', async (when) => {
    const { path, token } = await waiting();
    await plan({ match: 'POST /me/task/contactChange/*', kind: 'reset', when });
    expect(await failure(me.post(`${path}/accept`, { token }))).toBe('ECONNRESET');
    sandbox.advance(2);
    expect((await me.get(path)).body.state).toBe(when === 'after' ? 'doing' : 'validatingByCustomers');
  });
});

test('html is what a proxy says', async () => {
  await plan({ match: 'GET /services', kind: 'html' });
  const answer = await me.get('/services');
  expect(answer.headers.get('content-type')).toBe('text/html');
  expect(answer.text).toContain('502 Bad Gateway');
});

test('truncate cuts the answer in the middle of its promised length', async () => {
  await plan({ match: 'GET /services', kind: 'truncate' });
  expect(await failure(me.get('/services'))).toMatch(/UND_ERR_SOCKET|ECONNRESET|terminated/);
  expect((await me.get('/services')).body).toHaveLength(160);
});

test('hang never answers; the client gives up', async () => {
  await plan({ match: 'GET /me', kind: 'hang' });
  const controller = new AbortController();
  const call = fetch(`${sandbox.url}/me`, { signal: controller.signal });
  await expect.poll(() => sandbox.log().some((each) => each.path === '/me')).toBe(true);
  controller.abort();
  await expect(call).rejects.toThrow('aborted');
  expect(sandbox.log().find((each) => each.path === '/me')?.status).toBe(0);
});

test('latency holds an answer back', async () => {
  await plan({ match: 'GET /me', kind: 'latency', ms: 120 });
  const before = performance.now();
  expect((await me.get('/me')).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(100);
});

test('latency and another fault strike together', async () => {
  await plan({ match: 'GET /me', kind: 'latency', ms: 60 });
  await plan({ match: 'GET /me', kind: 'status', status: 500 });
  const before = performance.now();
  expect((await me.get('/me')).status).toBe(500);
  expect(performance.now() - before).toBeGreaterThan(50);
});

test('skew moves the clock that a call sees, and the time it is told', async () => {
  await plan({ match: 'GET /me', kind: 'skew', seconds: 45 });
  expect((await me.get('/me')).body.errorCode).toBe('QUERY_TIME_OUT');
  expect((await me.get('/me')).status).toBe(200);
  await plan({ match: '* /*', kind: 'skew', seconds: -900, times: null });
  expect((await me.get('/me')).status).toBe(200);
  expect((await me.get('/me', { skew: 900 })).body.errorCode).toBe('QUERY_TIME_OUT');
});

test.each([
  [{ kind: 'status' }],
  [{ match: '/me', kind: 'status' }],
  [{ match: 'GET /me', kind: 'earthquake' }],
  [{ match: 'GET /me', kind: 'status', status: 42 }],
  [{ match: 'GET /me', kind: 'status', times: 0 }],
  [{ match: 'GET /me', kind: 'reset', when: 'later' }],
  [{ match: 'GET /me', kind: 'status', satus: 500 }],
])('a fault that makes no sense is refused: %o', async (fault) => {
  expect((await plan(fault)).status).toBe(400);
});
