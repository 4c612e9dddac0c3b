/** One exchange: what is sent, what each answer and each error of the network stacks is told as, and whose patience ended it. */
import { describe, expect, it } from 'vitest';
import type { SendOnce } from '../../../electron/ovh/once.ts';
import { type Exchange, openTransport, type Sent } from '../../../electron/ovh/transport.ts';
import { fakeClock, TIMEOUT_MS } from './fakes.ts';

const READ: Sent = {
  method: 'GET',
  once: false,
  url: 'https://eu.api.ovh.com/1.0/me',
  headers: { 'X-Ovh-Application': 'k' },
  body: '',
  timeoutMs: TIMEOUT_MS,
};
const never = new AbortController().signal;
const noPost: SendOnce = () => Promise.reject(new Error('nothing is posted here'));

function open(fetch: typeof globalThis.fetch, sendOnce: SendOnce = noPost) {
  const clock = fakeClock();
  return { clock, transport: openTransport({ fetch, sendOnce, clock }) };
}

async function through(fetch: typeof globalThis.fetch, sent: Partial<Sent> = {}): Promise<Exchange> {
  const { clock, transport } = open(fetch);
  return clock.through(transport.send({ ...READ, ...sent }, never));
}

const said = (text: string | null, init: ResponseInit = {}): Promise<Exchange> =>
  through(async () => new Response(text, init));
const broken = (error: unknown): Promise<Exchange> => through(() => Promise.reject(error as Error));

function failed(message: string, given: object = {}): Error {
  return Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error(message), given),
  });
}

describe('a read', () => {
  it('goes out as it is given, with our name, and follows nothing', async () => {
    const seen: Request[] = [];
    const asked = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      seen.push(new Request(input, init));
      return new Response('{}');
    };
    await through(asked);
    await through(asked, {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'Content-Type': 'application/json' },
    });
    const [get, post] = seen;
    expect(Object.fromEntries(get?.headers ?? [])).toEqual({
      accept: 'application/json',
      'user-agent': 'Relevo',
      'x-ovh-application': 'k',
    });
    expect(get).toMatchObject({ method: 'GET', redirect: 'manual', cache: 'no-store', url: READ.url });
    expect(post?.method).toBe('POST');
    expect(post?.headers.get('content-type')).toBe('application/json');
    expect(await post?.text()).toBe('{"a":1}');
  });

  it('hands out status and headers, whatever their case, and leaves the body as it came', async () => {
    const answer = await said('{"a":1}', { status: 404, headers: { 'X-Ovh-QueryId': 'EU.1' } });
    if (answer.kind !== 'answer') throw new Error('no answer');
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ kind: 'json', value: { a: 1 } });
    expect([answer.header('x-ovh-queryid'), answer.header('X-OVH-QueryID'), answer.header('none')]).toEqual([
      'EU.1',
      'EU.1',
      null,
    ]);
  });

  it.each<[string | null, object]>([
    [null, { kind: 'empty' }],
    ['', { kind: 'empty' }],
    [' \n\t', { kind: 'empty' }],
    ['null', { kind: 'json', value: null }],
    [' [1, 2]\n', { kind: 'json', value: [1, 2] }],
    ['"word"', { kind: 'json', value: 'word' }],
    ['{"a":', { kind: 'cut' }],
    ['\n [1, ', { kind: 'cut' }],
    ['"wo', { kind: 'cut' }],
    ['<html>{"a":1}', { kind: 'foreign' }],
    ['a {', { kind: 'foreign' }],
  ])('%j is %o', async (text, body) => {
    expect(await said(text)).toMatchObject({ kind: 'answer', status: 200, body });
  });

  it('keeps of each element of a list what stands for it', async () => {
    const each = (element: unknown): unknown => (element as { id: number }).id;
    expect(await through(async () => new Response('[{"id":1},{"id":2}]'), { each })).toMatchObject({
      body: { kind: 'json', value: [1, 2] },
    });
  });

  it('knows a proxy by its 407 and takes nothing else of it', async () => {
    expect(await said('{}', { status: 407 })).toEqual({ kind: 'trouble', what: 'proxy-login' });
    expect(await said('{}', { status: 403 })).toMatchObject({ kind: 'answer', status: 403 });
  });
});

describe('an error of the network stack', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ENETUNREACH',
    'ENETDOWN',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('%s: nothing was reached', async (code) => {
    expect(await broken(failed('x', { code }))).toEqual({ kind: 'trouble', what: 'unsent' });
  });

  it.each([
    'CONNECTION_REFUSED',
    'NAME_NOT_RESOLVED',
    'NAME_RESOLUTION_FAILED',
    'INTERNET_DISCONNECTED',
    'ADDRESS_UNREACHABLE',
    'PROXY_CONNECTION_FAILED',
    'TUNNEL_CONNECTION_FAILED',
    'CERT_AUTHORITY_INVALID',
    'SSL_PROTOCOL_ERROR',
  ])('net::ERR_%s: nothing was reached', async (name) => {
    expect(await broken(new Error(`net::ERR_${name}`))).toEqual({ kind: 'trouble', what: 'unsent' });
  });

  it.each<[unknown, string]>([
    [failed('x', { code: 'ECONNRESET' }), 'lost'],
    [failed('x', { syscall: 'connect', code: 'EWHATEVER' }), 'unsent'],
    [failed('x', { syscall: 'read', code: 'ETIMEDOUT' }), 'lost'],
    [failed('Proxy response (407) !== 200 when HTTP Tunneling'), 'proxy-login'],
    [new Error('net::ERR_PROXY_AUTH_UNSUPPORTED'), 'proxy-login'],
    [new Error('net::ERR_PROXY_CONNECTION_RESET'), 'lost'],
    [new Error('net::ERR_CONNECTION_RESET'), 'lost'],
    [new Error('Redirect was cancelled'), 'redirect'],
    [failed('unexpected redirect'), 'redirect'],
    [new Error('maxContentLength size of 67108864 exceeded'), 'too-large'],
    [new Error('terminated'), 'lost'],
  ])('%s: %s', async (error, what) => {
    expect(await broken(error)).toEqual({ kind: 'trouble', what });
  });

  it('is looked for among its causes and in each address that was tried, a few deep', async () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    const several = Object.assign(new Error('all'), {
      cause: new AggregateError([new Error('y'), refused], 'several'),
    });
    expect(await broken(several)).toEqual({ kind: 'trouble', what: 'unsent' });
    const deep = (depth: number): Error =>
      depth === 0 ? refused : Object.assign(new Error('deeper'), { cause: deep(depth - 1) });
    // What axios wraps around it counts as well.
    expect(await broken(deep(3))).toEqual({ kind: 'trouble', what: 'unsent' });
    expect(await broken(deep(9))).toEqual({ kind: 'trouble', what: 'lost' });
    const circle = new Error('round');
    circle.cause = circle;
    expect(await broken(circle)).toEqual({ kind: 'trouble', what: 'lost' });
  });
});

describe('patience', () => {
  /** Never answers, and ends as `fetch` does when it is given up. */
  const silent: typeof globalThis.fetch = (input, init) =>
    new Promise((_resolve, reject) => {
      const { signal } = new Request(input, init);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });

  it('ends after its time, and is told as that', async () => {
    const { clock, transport } = open(silent);
    expect(await clock.through(transport.send(READ, never))).toEqual({ kind: 'trouble', what: 'timeout' });
    expect(clock.waits).toEqual([TIMEOUT_MS]);
  });

  it('ends with the client, which is told before the time', async () => {
    const { clock, transport } = open(silent);
    const closing = new AbortController();
    clock.after(TIMEOUT_MS - 1, () => closing.abort());
    expect(await clock.through(transport.send(READ, closing.signal))).toEqual({
      kind: 'trouble',
      what: 'closed',
    });
    expect(await clock.through(transport.send(READ, closing.signal))).toEqual({
      kind: 'trouble',
      what: 'unsent',
    });
  });

  it('leaves no timer behind', async () => {
    const { clock, transport } = open(async () => new Response('{}'));
    await clock.through(transport.send(READ, never));
    await expect(clock.through(new Promise(() => {}))).rejects.toThrow('nothing is waited for');
  });
});

describe('what goes once', () => {
  const POST: Sent = { ...READ, method: 'POST', once: true, body: '{}' };
  const noFetch = (): Promise<Response> => Promise.reject(new Error('no fetch here'));

  it('goes by its own way, with our name and as large an answer as any', async () => {
    const posts: Parameters<SendOnce>[0][] = [];
    const { clock, transport } = open(noFetch, async (post) => {
      posts.push(post);
      return { kind: 'answer', status: 201, header: (name) => `${name}!`, text: '{"id":7}' };
    });
    const answer = await clock.through(transport.send(POST, never));
    expect(posts).toEqual([
      {
        url: READ.url,
        headers: { Accept: 'application/json', 'User-Agent': 'Relevo', 'X-Ovh-Application': 'k' },
        body: '{}',
        largest: 64 * 1024 * 1024,
      },
    ]);
    if (answer.kind !== 'answer') throw new Error('no answer');
    expect(answer).toMatchObject({ status: 201, body: { kind: 'json', value: { id: 7 } } });
    expect(answer.header('a')).toBe('a!');
  });

  it.each(['unsent', 'proxy-login', 'too-large', 'lost'] as const)('%s stays what it is', async (what) => {
    const { clock, transport } = open(noFetch, async () => ({ kind: 'trouble', what }));
    expect(await clock.through(transport.send(POST, never))).toEqual({ kind: 'trouble', what });
  });

  it('that provably did not leave is told as that, though its time was over', async () => {
    const { clock, transport } = open(
      noFetch,
      (_post, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ kind: 'trouble', what: 'unsent' }));
        }),
    );
    expect(await clock.through(transport.send(POST, never))).toEqual({ kind: 'trouble', what: 'unsent' });
  });
});
