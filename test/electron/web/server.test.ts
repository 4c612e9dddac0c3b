/** The web shell over real HTTP: gate, one-use key, session, bridge, events, pages. */
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WebShell } from '../../../electron/web/server.ts';
import { openWebShell } from '../../../electron/web/server.ts';
import type { FakeDesk } from '../../fakes/desk.ts';
import { fakeDesk } from '../../fakes/desk.ts';

const SECRET = 'the lock’s secret';

let folder: string;
let answers: NonNullable<Parameters<typeof fakeDesk>[0]>;
let desk: FakeDesk;
let web: WebShell;
let lines: string[];
let beats: (() => void)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relevo-web-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Relevo</title>');
  await writeFile(join(folder, 'renderer', 'assets', 'a-1.js'), 'export {};');
  await writeFile(join(folder, 'secret.json'), '{"secret":true}');
  await symlink(join(folder, 'secret.json'), join(folder, 'renderer', 'assets', 'link.json'));
  answers = {
    'accounts:forget': () => ({ ok: true, value: { loggedOut: true } }),
    'codes:recognise': () => ({ ok: true, value: { codes: [], emails: 0, links: 0, bare: 0 } }),
  };
  desk = fakeDesk(answers);
  lines = [];
  beats = [];
  web = await openWebShell({
    desk,
    rendererFolder: join(folder, 'renderer'),
    port: 0,
    clock: {
      now: () => 0,
      steady: () => 0,
      after: (_, callback) => {
        beats.push(callback);
        return () => {
          beats = beats.filter((beat) => beat !== callback);
        };
      },
    },
    log: (line) => lines.push(line),
    secret: SECRET,
  });
});

afterEach(async () => {
  await web.close();
  await rm(folder, { recursive: true, force: true });
});

const origin = (): string => `http://127.0.0.1:${web.port}`;
const key = (): string => new URL(web.url).hash.slice('#key='.length);

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(origin() + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin(), ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function signIn(): Promise<string> {
  const answer = await post('/session', { key: key() });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { token: string }).token;
}

/** `fetch` sets Host itself; this says another one, and sends the path as it is written. */
function rawGet(path: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: web.port, path, headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        body += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the key', () => {
  test('is exchanged for a token, and no cookie goes to whoever else listens on this computer', async () => {
    const answer = await post('/session', { key: key() });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/) });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('works once', async () => {
    await signIn();
    const again = await post('/session', { key: key() });
    expect(again.status).toBe(401);
    expect(await again.text()).toBe('This key was used already, or is not the one printed.');
  });

  test('is small: nothing larger than a key is read', async () => {
    expect((await post('/session', { key: 'x'.repeat(2000) })).status).toBe(413);
    await signIn();
  });

  test.each([{}, { key: '' }, { key: 7 }, { key: 'x'.repeat(43) }, 'null', 'not json'])(
    'cannot be guessed by %j, and a wrong guess does not use it up',
    async (body) => {
      expect((await post('/session', body)).status).toBe(401);
      await signIn();
    },
  );

  test('and the session stand in no log', async () => {
    const token = await signIn();
    await post('/session', { key: key() });
    await post('/ipc/app:open', { key: key() }, { 'X-Relevo-Session': token });
    expect(lines.join('\n')).not.toContain(key());
  });
});

describe('the bridge', () => {
  test('answers nobody without a session', async () => {
    for (const token of ['', 'x'.repeat(43), key()]) {
      const answer = await post('/ipc/accounts:forget', { accountId: 'a' }, { 'X-Relevo-Session': token });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    }
    expect(desk.asked).toEqual([]);
  });

  test('answers a result to whoever has one', async () => {
    const token = await signIn();
    const answer = await post('/ipc/accounts%3Aforget', { accountId: 'a' }, { 'X-Relevo-Session': token });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true, value: { loggedOut: true } });
    expect(desk.asked).toEqual([{ channel: 'accounts:forget', input: { accountId: 'a' } }]);
  });

  test('turns a foreign page away even with the session', async () => {
    const token = await signIn();
    const answer = await post(
      '/ipc/accounts:forget',
      {},
      { 'X-Relevo-Session': token, Origin: 'https://evil.example' },
    );
    expect(answer.status).toBe(403);
    expect(desk.asked).toEqual([]);
  });

  test('takes JSON only: what a foreign form could send is turned away', async () => {
    const token = await signIn();
    const answer = await post('/ipc/accounts:forget', '{"accountId":"a"}', {
      'X-Relevo-Session': token,
      'Content-Type': 'text/plain',
    });
    expect(answer.status).toBe(415);
    expect(desk.asked).toEqual([]);
  });

  test('answers «bad-input» for what is no JSON and for a channel that is none', async () => {
    const token = await signIn();
    for (const [path, body] of [
      ['/ipc/accounts:forget', '{'],
      ['/ipc/no:such', '{}'],
    ] as const) {
      const answer = await post(path, body, { 'X-Relevo-Session': token });
      expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    }
  });

  test('takes a pasted mailbox and the files of one call, and not more than that', async () => {
    const token = await signIn();
    const mailbox = await post(
      '/ipc/codes:recognise',
      { text: 'x'.repeat(8_000_000) },
      { 'X-Relevo-Session': token },
    );
    expect(await mailbox.json()).toMatchObject({ ok: true });
    const files = [{ name: 'inbox.mbox', content: 'A'.repeat(14_000_000) }];
    expect((await post('/ipc/codes:recogniseFiles', { files }, { 'X-Relevo-Session': token })).status).toBe(
      200,
    );
    const more = await post(
      '/ipc/codes:recognise',
      { text: 'x'.repeat(16_000_000) },
      { 'X-Relevo-Session': token },
    );
    expect(more.status).toBe(413);
    expect(desk.asked).toHaveLength(2);
  });

  test('reads nothing of a body before the session was shown', async () => {
    const sent = request({
      host: '127.0.0.1',
      port: web.port,
      path: '/ipc/codes:recognise',
      method: 'POST',
      headers: { origin: origin(), 'content-type': 'application/json', 'content-length': 10_000_000 },
    });
    sent.on('error', () => {});
    // Not one byte of the ten million is sent, and the answer is there.
    sent.flushHeaders();
    const [answer] = await once(sent, 'response');
    expect(answer.statusCode).toBe(401);
    sent.destroy();
  });

  test('holds a few large bodies at a time: who comes meanwhile is told to wait, and is let in afterwards', async () => {
    const token = await signIn();
    const held = Promise.withResolvers<void>();
    answers['codes:recogniseFiles'] = async () => {
      await held.promise;
      return { ok: true, value: { codes: [], emails: 0, links: 0, bare: 0 } };
    };
    const files = [{ name: 'inbox.mbox', content: 'A'.repeat(14_000_000) }];
    const large = () => post('/ipc/codes:recogniseFiles', { files }, { 'X-Relevo-Session': token });
    const first = Array.from({ length: 4 }, large);
    await expect.poll(() => desk.asked.length, { timeout: 15_000 }).toBe(4);
    const late = await large();
    expect(late.status).toBe(503);
    expect(await late.json()).toMatchObject({ ok: false, error: { code: 'rate-limited', next: 'wait' } });
    const small = await post('/ipc/accounts:forget', { accountId: 'a' }, { 'X-Relevo-Session': token });
    expect(small.status).toBe(200);
    held.resolve();
    for (const answer of await Promise.all(first)) expect(answer.status).toBe(200);
    expect((await large()).status).toBe(200);
  });
});

describe('events', () => {
  const listen = (token: string): Promise<Response> =>
    fetch(`${origin()}/events`, {
      headers: { 'X-Relevo-Session': token, 'Sec-Fetch-Site': 'same-origin', Origin: origin() },
    });

  async function readUntil(reader: ReadableStreamDefaultReader<string>, wanted: string): Promise<string> {
    let text = '';
    while (!text.includes(wanted)) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value;
    }
    return text;
  }

  const textOf = (answer: Response): ReadableStreamDefaultReader<string> => {
    if (answer.body === null) throw new Error('no body');
    return answer.body.pipeThrough(new TextDecoderStream()).getReader();
  };

  test('reach every open window, in order, without what the contract does not have', async () => {
    const token = await signIn();
    const readers = [textOf(await listen(token)), textOf(await listen(token))];
    for (const reader of readers) await readUntil(reader, ': here\n\n');
    desk.tell('services:changed', { count: 1, secret: 'x' } as { count: number });
    desk.tell('services:changed', { count: 2 });
    for (const reader of readers) {
      expect(await readUntil(reader, '{"count":2}\n\n')).toBe(
        'event: services:changed\ndata: {"count":1}\n\nevent: services:changed\ndata: {"count":2}\n\n',
      );
    }
  });

  test('keep an idle connection alive', async () => {
    const reader = textOf(await listen(await signIn()));
    await readUntil(reader, ': here\n\n');
    expect(beats).toHaveLength(1);
    beats[0]?.();
    expect(await readUntil(reader, ': here\n\n')).toBe(': here\n\n');
  });

  test('say when the last window went, and that one is there again: it speaks of being seen itself', async () => {
    const cookie = await signIn();
    const readers = [textOf(await listen(cookie)), textOf(await listen(cookie))];
    for (const reader of readers) await readUntil(reader, ': here\n\n');
    await readers[0]?.cancel();
    await readers[1]?.cancel();
    await vi.waitFor(() => expect(desk.attentions).toEqual(['nobody']));
    await readUntil(textOf(await listen(cookie)), ': here\n\n');
    expect(desk.attentions).toEqual(['nobody', 'aside']);
  });

  test('are for nobody without a session', async () => {
    expect((await listen('')).status).toBe(401);
  });

  test('end, and the beat with them, when the shell closes', async () => {
    const reader = textOf(await listen(await signIn()));
    await readUntil(reader, ': here\n\n');
    const ended = readUntil(reader, 'never').catch(() => 'cut');
    await web.close();
    expect(['', 'cut']).toContain(await ended);
    expect(desk.listeners).toBe(0);
    expect(beats).toHaveLength(0);
  });
});

describe('an answer that takes its time', () => {
  test('gives the connection back to a page that calls for it later, and is given once', async () => {
    const { promise, resolve } = Promise.withResolvers<{ ok: true; value: { loggedOut: boolean } }>();
    answers['accounts:forget'] = () => promise;
    const headers = { 'x-relevo-session': await signIn(), 'x-relevo-later': '1' };
    const told = post('/ipc/accounts:forget', { accountId: 'a@ovh-eu' }, headers);
    await vi.waitFor(() => expect(beats).toHaveLength(1));
    beats[0]?.();
    const answer = await told;
    expect(answer.status).toBe(202);
    const name: unknown = await answer.json();
    expect((await post('/later', name, headers)).status).toBe(202);
    resolve({ ok: true, value: { loggedOut: true } });
    await vi.waitFor(async () =>
      expect(await (await post('/later', name, headers)).json()).toEqual({
        ok: true,
        value: { loggedOut: true },
      }),
    );
    expect(await (await post('/later', name, headers)).json()).toMatchObject({ ok: false });
    expect((await post('/later', name)).status).toBe(401);
  });
});

describe('pages', () => {
  test('come with the strict policy, and are not kept', async () => {
    const answer = await fetch(`${origin()}/`);
    expect(await answer.text()).toContain('Relevo');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('and assets are refused under a foreign name', async () => {
    for (const path of ['/', '/assets/a-1.js']) {
      const answer = await rawGet(path, { Host: `evil.example:${web.port}` });
      expect(answer).toEqual({ status: 403, body: expect.stringMatching(/^Relevo answers only at [^\n]*$/) });
    }
  });

  test('named by their content may be kept', async () => {
    const answer = await fetch(`${origin()}/assets/a-1.js`);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('immutable');
  });

  test.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/..%5c..%5csecret.json',
    '/assets//../../secret.json',
    '/%00/secret.json',
    '/assets/link.json',
    '/%E0%A4%A',
    '/assets',
    '/assets/none.js',
    '/.env',
  ])('never leave their folder: %s', async (path) => {
    const answer = await rawGet(path, { Host: `127.0.0.1:${web.port}` });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  });
});

test('only this computer is listened to', async () => {
  const taken = openWebShell({
    desk,
    rendererFolder: folder,
    port: web.port,
    clock: { now: () => 0, steady: () => 0, after: () => () => {} },
    log: () => {},
    secret: SECRET,
  });
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE', address: '127.0.0.1' });
});
