/**
 * Looks for secrets wherever they must not be: files, output, what crossed the bridge outward, addresses, storages and the
 * page's heap. Tells where one was found and what it was, never the secret itself.
 */
import { readdir, readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

export type Secret = { what: string; text: string };
export type Place = { where: string; content: string | Buffer };

/** One line for each place and each secret that stands in it, as it is, as base64 or as UTF-16. */
export function findSecrets(secrets: readonly Secret[], places: readonly Place[]): string[] {
  return places.flatMap(({ where, content }) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    return secrets.flatMap(({ what, text }) =>
      writings(text).some((written) => bytes.includes(written)) ? [`${what} in ${where}`] : [],
    );
  });
}

/** How a secret may be written; base64 at each of the three places it can begin at within a longer text. */
function writings(text: string): Buffer[] {
  const base64 = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString('base64');
    return whole.slice(before === 0 ? 0 : before + 1, -4);
  });
  return [Buffer.from(text), Buffer.from(text, 'utf16le'), ...base64.map((coded) => Buffer.from(coded))];
}

export async function filesOf(folder: string): Promise<Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { where: `the file ${path.slice(folder.length + 1)}`, content: await readFile(path) };
      }),
  );
}

export type Crossing = {
  /** What came out so far: answers of the bridge, events, addresses, titles, lines on the console. */
  places: () => Promise<Place[]>;
  /** Bodies that went in, by channel: to see that the search finds what is there. */
  sent: () => { channel: string; body: string }[];
  stop: () => void;
};

/** Listens to one window and, as a second window would, to the events of the program behind it. */
export async function watchCrossing(page: Page): Promise<Crossing> {
  const out: Promise<Place>[] = [];
  const sent: { channel: string; body: string }[] = [];
  page.on('request', (request) => {
    out.push(Promise.resolve({ where: `the address of a ${request.method()}`, content: request.url() }));
  });
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith('/ipc/')) return;
    const channel = decodeURIComponent(pathname.slice('/ipc/'.length));
    sent.push({ channel, body: response.request().postData() ?? '' });
    const answer = response.text().catch(() => '');
    out.push(answer.then((content) => ({ where: `the answer of ${channel}`, content })));
  });
  page.on('framenavigated', (frame) => {
    out.push(Promise.resolve({ where: 'the address of the page', content: frame.url() }));
    const title = page.title().catch(() => '');
    out.push(title.then((content) => ({ where: 'the title of the window', content })));
  });
  page.on('console', (message) => {
    out.push(Promise.resolve({ where: 'the console of the page', content: message.text() }));
  });
  let events = '';
  const stop = await readEvents(page, (text) => {
    events += text;
  });
  return {
    places: async () => [...(await Promise.all(out)), { where: 'the events', content: events }],
    sent: () => sent,
    stop,
  };
}

async function readEvents(page: Page, read: (text: string) => void): Promise<() => void> {
  const { origin } = new URL(page.url());
  const session = await sessionOf(page);
  return new Promise((resolve, reject) => {
    const request = get(`${origin}/events`, { headers: { ...session, origin } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`the events answered ${response.statusCode}`));
      response.setEncoding('utf8').on('data', read);
      response.on('error', () => {});
      resolve(() => request.destroy());
    });
    request.on('error', reject);
  });
}

/** The header that the page itself sends. */
async function sessionOf(page: Page): Promise<Record<string, string>> {
  return { 'x-relevo-session': (await page.evaluate(() => sessionStorage.getItem('relevo-session'))) ?? '' };
}

/** Calls a channel as a second window of the same session would; answers what came out. */
export async function callBeside(
  page: Page,
  channel: string,
  input: unknown,
): Promise<Place & { value: unknown }> {
  const { origin } = new URL(page.url());
  const answer = await fetch(`${origin}/ipc/${encodeURIComponent(channel)}`, {
    method: 'POST',
    headers: { origin, ...(await sessionOf(page)), 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const content = await answer.text();
  const result = JSON.parse(content) as { ok: boolean; value?: unknown };
  return { where: `the answer of ${channel}`, content, value: result.value };
}

/** What the browser itself would keep of the page. */
export async function storagesOf(page: Page): Promise<Place[]> {
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    history: JSON.stringify(history.state),
    title: document.title,
    address: location.href,
    page: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input, textarea')].map((field) => 'value' in field && field.value),
  }));
  return [{ where: 'what the page and its storages hold', content: JSON.stringify(kept) }];
}

/** Every string on the page's JavaScript heap after a garbage collection. */
export async function heapOf(page: Page): Promise<Place> {
  const session = await page.context().newCDPSession(page);
  let snapshot = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    snapshot += chunk;
  });
  await session.send('HeapProfiler.enable');
  // What the first round lets go of may have been all that held something else.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const { strings } = JSON.parse(snapshot) as { strings: string[] };
  return { where: 'the heap of the page', content: strings.join('\n') };
}

/** `NODE_OPTIONS` that make a Node program write what proves who it is in each call it sends to `file`. */
export function tellWhatIsSent(file: string): string {
  const source = `import { appendFileSync } from 'node:fs';
const original = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const headers = new Headers(init?.headers ?? input?.headers);
  for (const name of ['x-ovh-application', 'x-ovh-consumer', 'x-ovh-signature', 'authorization'])
    if (headers.get(name)) appendFileSync(${JSON.stringify(file)}, name + ' ' + headers.get(name).replace('Bearer ', '') + '\\n');
  return original(input, init);
};`;
  return `--import=data:text/javascript,${encodeURIComponent(source)}`;
}

/** What `tellWhatIsSent` was told, each once. */
export async function sentSecrets(file: string): Promise<Secret[]> {
  const lines = new Set((await readFile(file, 'utf8')).split('\n').filter((line) => line !== ''));
  return [...lines].map((line) => {
    const [what = '', text = ''] = line.split(' ');
    return { what, text };
  });
}
