/** A clock that stands still until it is driven, and a `fetch` that answers from a script and remembers what it was sent. */

import { type ClientOptions, openClient } from '../../../electron/ovh/client.ts';
import type { Clock } from '../../../electron/ovh/clock.ts';
import { apiOf } from '../../../electron/ovh/endpoints.ts';
import type { SendOnce } from '../../../electron/ovh/once.ts';

export type FakeClock = Clock & {
  /** Waits the client asked for, in milliseconds, its time-outs left out. */
  waits: number[];
  /** Drives time from one timer to the next until the promise settles. */
  through: <T>(promise: Promise<T>) => Promise<T>;
  set: (now: number) => void;
};

export const TIMEOUT_MS = 30_000;
export const START = Date.parse('2026-03-01T12:00:00Z');

export function fakeClock(): FakeClock {
  let now = START;
  const timers = new Set<{ at: number; callback: () => void; ms: number }>();
  const waits: number[] = [];
  const flush = async () => {
    for (let i = 0; i < 15; i += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    waits,
    now: () => now,
    steady: () => now,
    set: (value) => {
      now = value;
    },
    after(ms, callback) {
      const timer = { at: now + ms, callback, ms };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async through(promise) {
      let settled = false;
      const end = () => {
        settled = true;
      };
      promise.then(end, end);
      for (let steps = 0; steps < 500; steps += 1) {
        await flush();
        if (settled) return promise;
        const next = [...timers].sort((a, b) => a.at - b.at)[0];
        if (next === undefined) throw new Error('nothing is under way and nothing is waited for');
        timers.delete(next);
        waits.push(next.ms);
        now = Math.max(now, next.at);
        next.callback();
      }
      throw new Error('no end after 500 timers');
    },
  };
}

export type Seen = {
  method: string;
  url: string;
  path: string;
  headers: Headers;
  body: string;
  /** Calls that were under way when it came. */
  beside: number;
};
export type Reply = Response | Error | 'hang' | Promise<Response>;

/** `script` is asked for every request but `/auth/time`, which tells the clock's time unless the script speaks of it. */
export function fakeFetch(clock: Clock, script: (seen: Seen, index: number) => Reply | null) {
  const seen: Seen[] = [];
  let running = 0;
  let most = 0;
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const entry: Seen = {
      method: request.method,
      url: request.url,
      path: url.pathname.replace(/^\/1\.0/, '') + url.search,
      headers: request.headers,
      body: await request.text(),
      beside: running,
    };
    seen.push(entry);
    running += 1;
    most = Math.max(most, running);
    try {
      // One turn of the loop, so that calls which run together are seen together.
      await new Promise((resolve) => setImmediate(resolve));
      const others = seen.filter(({ path }) => path !== '/auth/time').length - 1;
      const reply = script(entry, others);
      if (reply instanceof Error) throw reply;
      if (reply === 'hang' || reply instanceof Promise) {
        const aborted = new Promise<Response>((_, reject) => {
          const stop = () => reject(new DOMException('aborted', 'AbortError'));
          if (request.signal.aborted) stop();
          request.signal.addEventListener('abort', stop);
        });
        return await (reply === 'hang' ? aborted : Promise.race([reply, aborted]));
      }
      if (reply !== null) return reply;
      if (entry.path === '/auth/time') return json(Math.round(clock.now() / 1000));
      throw new Error(`nothing in the script for ${entry.method} ${entry.path}`);
    } finally {
      running -= 1;
    }
  };
  return {
    fetch: fetch as typeof globalThis.fetch,
    seen,
    /** Without `/auth/time`. */
    calls: () => seen.filter(({ path }) => path !== '/auth/time'),
    mostAtOnce: () => most,
  };
}

/** The script's answers for calls that leave once: what is known of a socket is told here by the name of its error. */
export function fakeOnce(fetch: typeof globalThis.fetch): SendOnce {
  return async ({ url, headers, body }, signal) => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers,
        signal,
        redirect: 'manual',
        ...(body && { body }),
      });
      return {
        kind: 'answer',
        status: answer.status,
        header: (name) => answer.headers.get(name),
        text: await answer.text(),
      };
    } catch (error) {
      const { code } = ((error as Error).cause ?? {}) as { code?: string };
      return { kind: 'trouble', what: code !== undefined && UNSENT.has(code) ? 'unsent' : 'lost' };
    }
  };
}
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', 'x-ovh-queryid': 'EU.ext-1.abc', ...headers },
  });
}

export function text(value: string, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(value, { status, headers: { 'x-ovh-queryid': 'EU.ext-1.abc', ...headers } });
}

/** As undici reports it: a `TypeError` whose cause tells the system's code. */
export function networkError(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
}

export const KEYS = {
  kind: 'application',
  applicationKey: 'appKey7890123456',
  applicationSecret: 'appSecret0123456789abcdef0123456',
  consumerKey: 'consumerKey123456789abcdef012345',
} as const;

export function setUp(
  script: (seen: Seen, index: number) => Reply | null,
  options: Partial<ClientOptions> = {},
) {
  const clock = fakeClock();
  const net = fakeFetch(clock, script);
  const lines: string[] = [];
  const client = openClient({
    api: apiOf('ovh-eu'),
    credential: KEYS,
    fetch: net.fetch,
    sendOnce: fakeOnce(options.fetch ?? net.fetch),
    clock,
    random: () => 0.5,
    log: (line) => lines.push(line),
    timeoutMs: TIMEOUT_MS,
    ...options,
  });
  return { clock, client, lines, ...net };
}
