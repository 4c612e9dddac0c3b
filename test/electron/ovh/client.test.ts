/** How calls are made: signed, timed, paced, repeated or not. Every wait is driven, none is waited for. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiOf } from '../../../electron/ovh/endpoints.ts';
import { fakeClock, fakeFetch, json, KEYS, networkError, type Reply, START, setUp, text } from './fakes.ts';

const anything = z.unknown();
const outOfTime = () =>
  json({ errorCode: 'QUERY_TIME_OUT', httpCode: '400 Bad Request', message: 'Query out of time' }, 400);

function signatureOf(seen: { method: string; url: string; body: string; headers: Headers }): string {
  const parts = [KEYS.applicationSecret, KEYS.consumerKey, seen.method, seen.url, seen.body];
  return `$1$${createHash('sha1')
    .update([...parts, seen.headers.get('x-ovh-timestamp')].join('+'))
    .digest('hex')}`;
}

describe('signing', () => {
  it('signs the very URL and body that are sent', async () => {
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? null : json(null)));
    await clock.through(
      client.post('/ip/service/ip-1.2.3.4%2F32/changeContact', { a: 'é', b: '"' }, anything),
    );
    await clock.through(client.get('/services', anything, { query: { q: 'a b&c' } }));
    const [post, get] = calls();
    expect(post?.url).toBe('https://eu.api.ovh.com/1.0/ip/service/ip-1.2.3.4%2F32/changeContact');
    expect(post?.body).toBe('{"a":"é","b":"\\""}');
    expect(post?.headers.get('x-ovh-signature')).toBe(post && signatureOf(post));
    expect(get?.url).toBe('https://eu.api.ovh.com/1.0/services?q=a+b%26c');
    expect(get?.headers.get('x-ovh-signature')).toBe(get && signatureOf(get));
  });

  it('sends no body and no content type where there is nothing to say', async () => {
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? null : text('')));
    const answer = await clock.through(client.post('/auth/logout', null, anything));
    expect(answer).toEqual({ ok: true, value: null });
    expect(calls()[0]?.body).toBe('');
    expect(calls()[0]?.headers.get('content-type')).toBeNull();
  });

  it('shows the application key alone where a call asks for it', async () => {
    const { client, clock, seen } = setUp(() => json({}), { credential: null });
    await clock.through(client.post('/auth/credential', {}, anything, { proof: { applicationKey: 'k' } }));
    expect(seen.map(({ path }) => path)).toEqual(['/auth/credential']);
    expect(seen[0]?.headers.get('x-ovh-application')).toBe('k');
    expect(seen[0]?.headers.get('x-ovh-signature')).toBeNull();
  });

  it('does not call at all without a credential', async () => {
    const { client, clock, seen } = setUp(() => json({}), { credential: null });
    const answer = await clock.through(client.get('/me', anything));
    expect(answer).toEqual({ ok: false, error: { code: 'no-credential', next: 'connect' } });
    expect(seen).toEqual([]);
  });

  it('does not call OVHcloud US at all', async () => {
    const { client, clock, seen } = setUp(() => json({}), { api: apiOf('ovh-us') });
    expect(await clock.through(client.get('/me', anything))).toMatchObject({
      error: { code: 'no-contacts-here' },
    });
    expect(seen).toEqual([]);
  });

  it.each([
    '/domain/../me',
    '/domain/%2e%2E/me',
    '/domain\\me',
    '/me?x=1',
    '/me#x',
    'me',
    '//evil.example/x/..',
  ])('refuses the path %s', async (path) => {
    const { client, clock, seen } = setUp(() => json({}));
    expect(await clock.through(client.get(path, anything))).toMatchObject({ error: { code: 'bad-input' } });
    expect(seen).toEqual([]);
  });
});

describe('the clock', () => {
  it('asks the time once for calls that start together', async () => {
    const { client, clock, seen } = setUp(({ path }) => (path === '/auth/time' ? null : json(1)));
    await clock.through(Promise.all([1, 2, 3, 4, 5, 6].map(() => client.get('/me', anything))));
    expect(seen.filter(({ path }) => path === '/auth/time')).toHaveLength(1);
    expect(seen[0]?.headers.get('x-ovh-application')).toBeNull();
  });

  it('stamps calls with the time of the service, not with ours', async () => {
    const ahead = START / 1000 + 5000;
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? json(ahead) : json(1)));
    await clock.through(client.get('/me', anything));
    expect(calls()[0]?.headers.get('x-ovh-timestamp')).toBe(String(ahead));
  });

  it.each(['GET', 'POST'])(
    'reads the time anew after QUERY_TIME_OUT and repeats a %s once',
    async (method) => {
      let skew = 0;
      const { client, clock, seen, calls } = setUp(({ path }, index) => {
        if (path === '/auth/time') return json(START / 1000 + skew);
        if (index > 0) return json('fine');
        skew = 900;
        return outOfTime();
      });
      const call =
        method === 'GET' ? client.get('/me', z.string()) : client.post('/x/changeContact', {}, z.string());
      expect(await clock.through(call)).toEqual({ ok: true, value: 'fine' });
      expect(seen.filter(({ path }) => path === '/auth/time')).toHaveLength(2);
      const stamps = calls().map(({ headers }) => Number(headers.get('x-ovh-timestamp')));
      expect(stamps).toEqual([START / 1000, START / 1000 + 900]);
    },
  );

  it('reads the time once for several calls that were out of time together', async () => {
    let refused = 0;
    const { client, clock, seen } = setUp(({ path }) => {
      if (path === '/auth/time') return null;
      refused += 1;
      return refused <= 3 ? outOfTime() : json(1);
    });
    await clock.through(Promise.all([1, 2, 3].map(() => client.get('/me', anything))));
    expect(seen.filter(({ path }) => path === '/auth/time')).toHaveLength(2);
  });

  it('says that it is the clock after a second QUERY_TIME_OUT, and stops there', async () => {
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? null : outOfTime()));
    const answer = await clock.through(client.post('/x/changeContact', {}, anything));
    expect(answer).toMatchObject({ error: { code: 'clock', next: 'check-clock', status: 400 } });
    expect(calls()).toHaveLength(2);
  });

  it('says why the time could not be had, and that nothing was sent', async () => {
    const { client, clock, calls } = setUp(() => networkError('ENOTFOUND'));
    const answer = await clock.through(client.post('/x/changeContact', {}, anything));
    expect(answer).toMatchObject({ error: { code: 'offline' } });
    expect(calls()).toEqual([]);
  });

  it('asks for the time again after it could not be had', async () => {
    let tries = 0;
    const { client, clock } = setUp(({ path }) => {
      if (path !== '/auth/time') return json(1);
      tries += 1;
      return tries === 1 ? networkError('ENOTFOUND') : null;
    });
    expect((await clock.through(client.get('/me', anything))).ok).toBe(false);
    expect((await clock.through(client.get('/me', anything))).ok).toBe(true);
  });
});

describe('pace', () => {
  it('runs four calls at a time', async () => {
    const { client, clock, calls, mostAtOnce } = setUp(({ path }) =>
      path === '/auth/time' ? null : json(1),
    );
    await clock.through(Promise.all(Array.from({ length: 30 }, () => client.get('/me', anything))));
    expect(calls()).toHaveLength(30);
    expect(mostAtOnce()).toBe(4);
  });

  it.each<[string, () => Reply]>([
    ['408', () => json({}, 408)],
    ['429', () => json({}, 429)],
    ['500', () => text('', 500)],
    ['503 in HTML', () => text('<html>', 503)],
    ['a reset', () => networkError('ECONNRESET')],
    ['a closed connection', () => networkError('UND_ERR_SOCKET')],
    ['a time-out', () => 'hang'],
    ['an answer cut off', () => text('{"a": [1, 2')],
  ])('repeats a read after %s', async (_, reply) => {
    const { client, clock, calls } = setUp(({ path }, index) => {
      if (path === '/auth/time') return null;
      return index === 0 ? reply() : json('fine');
    });
    expect(await clock.through(client.get('/me', z.string()))).toEqual({ ok: true, value: 'fine' });
    expect(calls()).toHaveLength(2);
  });

  it.each<[string, () => Reply]>([
    ['a refusal', () => json({ message: 'no' }, 403)],
    ['a refused connection', () => networkError('ECONNREFUSED')],
    ['Electron offline', () => new Error('net::ERR_INTERNET_DISCONNECTED')],
    ['Electron refused', () => new Error('net::ERR_CONNECTION_REFUSED')],
    ['Electron without a name', () => new TypeError('fetch failed: net::ERR_NAME_NOT_RESOLVED')],
    ['HTML', () => text('<!doctype html>')],
    ['a redirect', () => text('', 302, { location: 'https://evil.example/' })],
  ])('does not repeat a read after %s', async (_, reply) => {
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? null : reply()));
    expect((await clock.through(client.get('/me', anything))).ok).toBe(false);
    expect(calls()).toHaveLength(1);
  });

  it('gives up after four attempts, with pauses that grow', async () => {
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? null : text('', 502)));
    expect(await clock.through(client.get('/me', anything))).toMatchObject({
      error: { code: 'server', status: 502 },
    });
    expect(calls()).toHaveLength(4);
    expect(clock.waits).toEqual([500, 1000, 2000]);
  });

  it('gives up after a minute in all where nothing is answered', async () => {
    const { client, clock } = setUp(({ path }) => (path === '/auth/time' ? null : 'hang'));
    expect(await clock.through(client.get('/me', anything))).toMatchObject({ error: { code: 'timeout' } });
    expect(clock.now() - START).toBeLessThanOrEqual(61_000);
  });

  it.each([
    ['seconds', { 'retry-after': '7' }],
    [
      'a date by the clock of the service',
      { 'retry-after': 'Sun, 01 Mar 2026 15:00:07 GMT', date: 'Sun, 01 Mar 2026 15:00:00 GMT' },
    ],
  ])('waits as long as Retry-After says, in %s', async (_, headers) => {
    const { client, clock } = setUp(
      ({ path }, index) => (path === '/auth/time' ? null : index === 0 ? json({}, 429, headers) : json(1)),
      { random: () => 0 },
    );
    expect((await clock.through(client.get('/me', anything))).ok).toBe(true);
    expect(clock.now() - START).toBe(7000);
  });

  it('does not wait for a Retry-After beyond its patience', async () => {
    const { client, clock, calls } = setUp(({ path }) =>
      path === '/auth/time' ? null : json({}, 429, { 'retry-after': '3600' }),
    );
    expect(await clock.through(client.get('/me', anything))).toMatchObject({
      error: { code: 'rate-limited', next: 'wait', status: 429 },
    });
    expect(calls()).toHaveLength(1);
    expect(clock.now()).toBe(START);
  });

  it('slows every call down once one was told to', async () => {
    const sentAt: number[] = [];
    const { client, clock } = setUp(({ path }, index) => {
      if (path === '/auth/time') return null;
      sentAt.push(clock.now() - START);
      return index === 0 ? json({}, 429, { 'retry-after': '10' }) : json(1);
    });
    await clock.through(client.post('/x/changeContact', {}, anything));
    await clock.through(Promise.all([client.get('/a', anything), client.post('/b', {}, anything)]));
    expect(sentAt).toEqual([0, 10_000, 10_000]);
  });

  it('sends one call at a time after that, and more again once answers are good', async () => {
    const { client, clock, calls } = setUp(({ path }, index) =>
      path === '/auth/time' ? null : index === 0 ? json({}, 429, { 'retry-after': '1' }) : json(1),
    );
    await clock.through(client.post('/x/changeContact', {}, anything));
    await clock.through(Promise.all(Array.from({ length: 30 }, () => client.get('/me', anything))));
    const beside = calls().map((call) => call.beside);
    expect(beside.slice(1, 6)).toEqual([0, 0, 0, 0, 0]);
    expect(Math.max(...beside.slice(-8))).toBe(3);
  });
});

describe('calls that must not be repeated', () => {
  it.each<[string, () => Reply, string]>([
    ['500', () => json({ message: 'oops' }, 500), 'outcome-unknown'],
    ['504 in HTML', () => text('<html>', 504), 'outcome-unknown'],
    ['408', () => json({}, 408), 'outcome-unknown'],
    ['a reset', () => networkError('ECONNRESET'), 'outcome-unknown'],
    ['a time-out', () => 'hang', 'outcome-unknown'],
    ['success in HTML', () => text('<html>welcome to our hotel</html>'), 'outcome-unknown'],
    ['success cut off', () => text('[12, 1'), 'outcome-unknown'],
    ['a success of another shape', () => json({ what: 1 }), 'outcome-unknown'],
    ['a refusal in HTML', () => text('<html>', 403), 'outcome-unknown'],
    ['a redirect', () => text('', 302, { location: '/' }), 'outcome-unknown'],
    ['a network change', () => new Error('net::ERR_NETWORK_CHANGED'), 'outcome-unknown'],
    ['a refused connection', () => networkError('ECONNREFUSED'), 'offline'],
    ['a name not resolved', () => networkError('ENOTFOUND'), 'offline'],
    ['a resolver that does not answer', () => networkError('EAI_AGAIN'), 'offline'],
    ['429', () => json({}, 429), 'rate-limited'],
    ['429 in HTML', () => text('<html>', 429), 'rate-limited'],
    ['a clear 400', () => json({ message: 'Unknown nichandle' }, 400), 'rejected'],
    [
      'a clear 409',
      () => json({ message: 'A contact change task is already running on this service' }, 409),
      'already-running',
    ],
  ])('are sent once: %s', async (_, reply, code) => {
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? null : reply()));
    const answer = await clock.through(client.post('/domain/a.com/changeContact', {}, z.array(z.number())));
    expect(answer).toMatchObject({ ok: false, error: { code } });
    if (code === 'outcome-unknown') expect(answer).toMatchObject({ error: { next: 'read-again' } });
    expect(calls()).toHaveLength(1);
  });

  it('take no success that is not named as the service names its answers, once it does', async () => {
    const unnamed = () => new Response('', { status: 200 });
    const { client, clock } = setUp(({ method }) => (method === 'POST' ? unnamed() : null));
    expect(await clock.through(client.post('/x/accept', {}, z.null(), { decision: true }))).toMatchObject({
      error: { code: 'outcome-unknown', next: 'read-again', status: 200 },
    });
  });

  it('take it where the names never come through', async () => {
    const unnamed = (value: unknown) => new Response(JSON.stringify(value), { status: 200 });
    const { client, clock } = setUp(({ path }) => unnamed(path === '/auth/time' ? START / 1000 : [7]));
    expect(await clock.through(client.post('/x', {}, z.array(z.number())))).toEqual({ ok: true, value: [7] });
  });

  it('keeps the query id and status of an answer it could not trust', async () => {
    const { client, clock } = setUp(({ path }) => (path === '/auth/time' ? null : text('<html>', 502)));
    expect(await clock.through(client.post('/x', {}, anything))).toEqual({
      ok: false,
      error: { code: 'outcome-unknown', next: 'read-again', status: 502, queryId: 'EU.ext-1.abc' },
    });
  });
});

describe('redirects', () => {
  it('are never followed', async () => {
    const clock = fakeClock();
    const modes: string[] = [];
    const net = fakeFetch(clock, () => text('', 301, { location: 'https://evil.example/' }));
    const fetch = (async (input: RequestInfo | URL, init?: RequestInit) => {
      modes.push(new Request(input, init).redirect);
      return net.fetch(input, init);
    }) as typeof globalThis.fetch;
    const { client } = setUp(() => null, { fetch, clock });
    expect(await clock.through(client.get('/auth/time', anything, { proof: 'none' }))).toMatchObject({
      error: { code: 'bad-answer', status: 301 },
    });
    expect(modes).toEqual(['manual']);
  });
});

describe('large answers', () => {
  it('are given up beyond 64 MB, by their announced length', async () => {
    const { client, clock } = setUp(({ path }) =>
      path === '/auth/time' ? null : text('[]', 200, { 'content-length': String(65 * 1024 * 1024) }),
    );
    expect(await clock.through(client.get('/me', anything))).toMatchObject({ error: { code: 'bad-answer' } });
  });
});

describe('service accounts', () => {
  const credential = { kind: 'oauth2', clientId: 'client-id', clientSecret: 'client-secret' } as const;
  const token = (name: string, seconds = 3599) =>
    json({ access_token: name, token_type: 'Bearer', expires_in: seconds });
  const isToken = (url: string) => url === 'https://www.ovh.com/auth/oauth2/token';

  it('fetch one token for calls that start together, and neither sign nor ask the time', async () => {
    const { client, clock, seen } = setUp(({ url }) => (isToken(url) ? token('t1') : json(1)), {
      credential,
    });
    await clock.through(Promise.all([1, 2, 3].map(() => client.get('/me', anything))));
    expect(seen.filter(({ url }) => isToken(url))).toHaveLength(1);
    expect(seen).toHaveLength(4);
    expect(new URLSearchParams(seen[0]?.body).get('grant_type')).toBe('client_credentials');
    expect(seen[1]?.headers.get('authorization')).toBe('Bearer t1');
    expect(seen[1]?.headers.get('x-ovh-signature')).toBeNull();
  });

  it('fetch a new token a minute before the end of the old one', async () => {
    let fetched = 0;
    const { client, clock } = setUp(
      ({ url }) => {
        if (!isToken(url)) return json(1);
        fetched += 1;
        return token(`t${fetched}`, 3600);
      },
      { credential },
    );
    await clock.through(client.get('/me', anything));
    clock.set(START + 3_539_000);
    await clock.through(client.get('/me', anything));
    expect(fetched).toBe(1);
    clock.set(START + 3_541_000);
    await clock.through(client.get('/me', anything));
    expect(fetched).toBe(2);
  });

  it('fetch a new token once after a 401, also for a call that must not be repeated', async () => {
    let fetched = 0;
    const { client, clock, seen } = setUp(
      ({ url, headers }) => {
        if (isToken(url)) {
          fetched += 1;
          return token(`t${fetched}`);
        }
        return headers.get('authorization') === 'Bearer t2'
          ? json([7])
          : json({ message: 'Invalid token' }, 401);
      },
      { credential },
    );
    expect(await clock.through(client.post('/x/changeContact', {}, anything))).toEqual({
      ok: true,
      value: [7],
    });
    expect(seen).toHaveLength(4);
  });

  it.each([
    ['This token is invalid or has expired', 'any call', {}],
    ['Invalid token', 'any other call than a decision', {}],
    ['Invalid access token', 'a decision', { decision: true }],
  ])('fetch a new token after a 403 with «%s» for %s', async (message, _, options) => {
    let fetched = 0;
    const { client, clock } = setUp(
      ({ url, headers }) => {
        if (!isToken(url))
          return headers.get('authorization') === 'Bearer t2' ? json(7) : json({ message }, 403);
        fetched += 1;
        return token(`t${fetched}`);
      },
      { credential },
    );
    expect(await clock.through(client.post('/x', {}, anything, options))).toEqual({ ok: true, value: 7 });
  });

  it('do not send a refused code again in the belief that it was the token', async () => {
    const { client, clock, calls } = setUp(
      ({ url }) => (isToken(url) ? token('t') : json({ message: 'Invalid token' }, 403)),
      { credential },
    );
    const answer = await clock.through(
      client.post('/x/accept', { token: 'c' }, anything, { decision: true, code: 'c' }),
    );
    expect(answer).toMatchObject({ error: { code: 'wrong-code' } });
    expect(calls()).toHaveLength(2);
  });

  it('say that the credential is not good after a second 401', async () => {
    const { client, clock, seen } = setUp(
      ({ url }) => (isToken(url) ? token('t') : json({ class: 'Client::Unauthorized', message: 'no' }, 401)),
      { credential },
    );
    expect(await clock.through(client.get('/me', anything))).toMatchObject({
      error: { code: 'invalid-credential' },
    });
    expect(seen).toHaveLength(4);
  });

  it('say that identifier or secret are wrong where no token is given', async () => {
    const { client, clock } = setUp(
      () => json({ error: 'invalid_client', error_description: 'Client authentication failed' }, 401),
      { credential },
    );
    expect(await clock.through(client.get('/me', anything))).toMatchObject({
      error: { code: 'invalid-credential', next: 'check-keys', message: 'Client authentication failed' },
    });
  });

  it('do not exist where an endpoint has no tokens', async () => {
    const { client, clock, seen } = setUp(() => json(1), { credential, api: apiOf('kimsufi-eu') });
    expect(await clock.through(client.get('/me', anything))).toMatchObject({ error: { code: 'bad-input' } });
    expect(seen).toEqual([]);
  });
});

describe('secrets', () => {
  it('never stand in a failure or in the log, whatever the service echoes', async () => {
    const echo = Object.values(KEYS).join(' ') + ' Ab12Cd34 in $1$e9556054b6309771395efa467c22e627407461ad';
    const { client, clock, lines } = setUp(({ path }) =>
      path === '/auth/time' ? null : json({ message: echo }, 400),
    );
    const answer = await clock.through(
      client.post('/x/accept', { token: 'Ab12Cd34' }, anything, { code: 'Ab12Cd34' }),
    );
    const said = JSON.stringify(answer) + lines.join('\n');
    for (const secret of [
      KEYS.applicationKey,
      KEYS.applicationSecret,
      KEYS.consumerKey,
      'Ab12Cd34',
      'e9556054',
    ]) {
      expect(said).not.toContain(secret);
    }
    expect(lines).not.toEqual([]);
  });

  it('are not on the client', () => {
    const { client } = setUp(() => null);
    const said = JSON.stringify(client) + String(client) + Object.values(client).map(String).join();
    expect(said).not.toContain(KEYS.applicationSecret);
  });

  it('do not leak with a network error, which holds the whole request', async () => {
    const { client, clock } = setUp(({ path }) =>
      path === '/auth/time' ? null : networkError('ECONNRESET'),
    );
    const answer = await clock.through(
      client.post('/x/accept', { token: 'Ab12Cd34' }, anything, { code: 'Ab12Cd34' }),
    );
    expect(answer).toEqual({ ok: false, error: { code: 'outcome-unknown', next: 'read-again' } });
  });
});

describe('the service’s time', () => {
  it('is read anew where its answer took so long that it is over', async () => {
    let times = 0;
    const slept = 30 * 60_000;
    const told: { at: number; steady: number }[] = [];
    const { client, clock } = setUp(
      ({ path }) => {
        if (path !== '/auth/time') return json(null);
        times += 1;
        const seconds = Math.round(clock.now() / 1000);
        if (times === 1) clock.set(START + slept);
        return json(seconds);
      },
      { timeTold: (time) => told.push(time) },
    );
    expect(await clock.through(client.get('/me', anything))).toMatchObject({ ok: true });
    expect(times).toBe(2);
    expect(told).toEqual([{ at: START + slept, steady: START + slept }]);
  });
});

describe('closing', () => {
  it('aborts what runs and sends nothing later', async () => {
    const { client, calls } = setUp(({ path }) => (path === '/auth/time' ? null : 'hang'));
    const write = client.post('/x/changeContact', {}, anything);
    const read = client.get('/me', anything);
    while (calls().length < 2) await new Promise((resolve) => setImmediate(resolve));
    client.close();
    expect(await write).toMatchObject({ error: { code: 'outcome-unknown' } });
    expect(await read).toMatchObject({ error: { code: 'offline' } });
    expect(await client.post('/x/changeContact', {}, anything)).toMatchObject({ error: { code: 'offline' } });
    expect(calls()).toHaveLength(2);
  });

  it('followed by another one, it lets the write end that is on its way', async () => {
    const answered = Promise.withResolvers<Response>();
    const { client, calls } = setUp(({ path }) => {
      if (path === '/auth/time') return null;
      return path === '/me' ? 'hang' : answered.promise;
    });
    const write = client.post('/x/changeContact', {}, anything);
    const read = client.get('/me', anything);
    while (calls().length < 2) await new Promise((resolve) => setImmediate(resolve));
    client.retire();
    expect(await read).toMatchObject({ error: { code: 'offline' } });
    expect(await client.post('/y/changeContact', {}, anything)).toMatchObject({ error: { code: 'offline' } });
    answered.resolve(json(null));
    expect(await write).toMatchObject({ ok: true });
    expect(calls()).toHaveLength(2);
  });

  it('sends nothing that was still waiting for its turn', async () => {
    const hanging = setUp(({ path }) => (path === '/auth/time' ? null : 'hang'), { concurrency: 1 });
    const first = hanging.client.post('/a', {}, anything);
    const second = hanging.client.post('/b', {}, anything);
    while (hanging.calls().length < 1) await new Promise((resolve) => setImmediate(resolve));
    hanging.client.close();
    expect(await first).toMatchObject({ error: { code: 'outcome-unknown' } });
    expect(await second).toMatchObject({ error: { code: 'offline' } });
    expect(hanging.calls()).toHaveLength(1);
  });
});
