/**
 * What crosses the bridge outward, in either shell: answers, events, addresses, titles, lines on the console. Changes nothing
 * that is said there.
 */
import { mkdtemp, readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type * as electronModule from 'electron';
import type { App } from './app.ts';
import type { Place } from './secret-search.ts';

export type Crossing = {
  /** What came out so far. */
  places: () => Promise<Place[]>;
  /** Bodies that went in, by channel: to see that the search finds what is there. */
  sent: () => Promise<{ channel: string; body: string }[]>;
  stop: () => void;
};

/** Listens to the window as it is now; another start of the program needs another one. */
export async function watchCrossing(app: App): Promise<Crossing> {
  const page = app.page();
  const out: Promise<Place>[] = [];
  page.on('request', (request) => {
    out.push(Promise.resolve({ where: `the address of a ${request.method()}`, content: request.url() }));
  });
  page.on('framenavigated', (frame) => {
    out.push(Promise.resolve({ where: 'the address of the page', content: frame.url() }));
    const title = page.title().catch(() => '');
    out.push(title.then((content) => ({ where: 'the title of the window', content })));
  });
  page.on('console', (message) => {
    out.push(Promise.resolve({ where: 'the console of the page', content: message.text() }));
  });
  const bridge = await (app.shell === 'web' ? watchWeb(page) : watchElectron(app));
  return { ...bridge, places: async () => [...(await Promise.all(out)), ...(await bridge.places())] };
}

/** The answers to this window and, as a second window would, the events of the program behind it. */
async function watchWeb(page: Page): Promise<Crossing> {
  const answers: Promise<Place>[] = [];
  const sent: { channel: string; body: string }[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.startsWith('/ipc/')) return;
    const channel = decodeURIComponent(pathname.slice('/ipc/'.length));
    sent.push({ channel, body: response.request().postData() ?? '' });
    const answer = response.text().catch(() => '');
    answers.push(answer.then((content) => ({ where: `the answer of ${channel}`, content })));
  });
  let events = '';
  const stop = await readEvents(page, (text) => {
    events += text;
  });
  return {
    places: async () => [...(await Promise.all(answers)), { where: 'the events', content: events }],
    sent: async () => sent,
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
  // A page that has just begun has none yet.
  const session = await page.waitForFunction(() => sessionStorage.getItem('relevo-session'));
  return { 'x-relevo-session': (await session.jsonValue()) ?? '' };
}

/** What Electron keeps of `ipcMain.handle`, where no listener can stand beside the page's own call. */
type Handler = ((event: unknown, input: unknown) => Promise<unknown>) & { own?: Handler };
type Main = { ipcMain: { _invokeHandlers: Map<string, Handler> } };
type Told = { kind: 'sent' | 'answer' | 'events'; channel: string; text: string };

/** Stands between the program and its bridge in the main process, and writes what crosses to a file that outlives a kill. */
async function watchElectron(app: App): Promise<Crossing> {
  const file = join(await mkdtemp(join(tmpdir(), 'relevo-crossing-')), 'told');
  await app.electron().evaluate((electron, path) => {
    const { appendFileSync } = process.getBuiltinModule('node:fs');
    const tell = (told: Told): void => appendFileSync(path, `${JSON.stringify(told)}\n`);
    const { _invokeHandlers: handlers } = (electron as unknown as Main).ipcMain;
    for (const [channel, own] of handlers) {
      const heard: Handler = async (event, input) => {
        tell({ kind: 'sent', channel, text: JSON.stringify(input) });
        const answer = await own(event, input);
        tell({ kind: 'answer', channel, text: JSON.stringify(answer) });
        return answer;
      };
      handlers.set(channel, Object.assign(heard, { own }));
    }
    for (const { webContents } of electron.BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel, ...given) => {
        tell({ kind: 'events', channel, text: JSON.stringify(given) });
        send(channel, ...given);
      };
    }
  }, file);
  const told = async (): Promise<Told[]> =>
    (await readFile(file, 'utf8').catch(() => ''))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Told);
  return {
    places: async () =>
      (await told())
        .filter(({ kind }) => kind !== 'sent')
        .map(({ kind, channel, text }) => ({
          where: kind === 'answer' ? `the answer of ${channel}` : 'the events',
          content: text,
        })),
    sent: async () =>
      (await told())
        .filter(({ kind }) => kind === 'sent')
        .map(({ channel, text }) => ({ channel, body: text })),
    stop: () => {},
  };
}

/** Calls a channel as a second window of the same session would; answers what came out. Nothing of it passes the page. */
export async function callBeside(
  app: App,
  channel: string,
  input: unknown,
): Promise<Place & { value: unknown }> {
  const content = await (app.shell === 'web'
    ? callOverWeb(app.page(), channel, input)
    : callInMain(app, channel, input));
  const result = JSON.parse(content) as { ok: boolean; value?: unknown };
  return { where: `the answer of ${channel}`, content, value: result.value };
}

async function callOverWeb(page: Page, channel: string, input: unknown): Promise<string> {
  const { origin } = new URL(page.url());
  const answer = await fetch(`${origin}/ipc/${encodeURIComponent(channel)}`, {
    method: 'POST',
    headers: { origin, ...(await sessionOf(page)), 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return answer.text();
}

function callInMain(app: App, channel: string, input: unknown): Promise<string> {
  return app.electron().evaluate(
    async (electron: typeof electronModule, given) => {
      const heard = (electron as unknown as Main).ipcMain._invokeHandlers.get(given.channel);
      const handler = heard?.own ?? heard;
      const [window] = electron.BrowserWindow.getAllWindows();
      const sender = window?.webContents;
      return JSON.stringify(await handler?.({ sender, senderFrame: sender?.mainFrame }, given.input));
    },
    { channel, input },
  );
}
