/** The built Electron entry, booted on a fake Electron: what it closes, what it opens, and that it answers. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startOf } from '../../electron/pages/process-start.ts';
import { CHANNELS } from '../../shared/channels.ts';
import { FakeContents } from '../fakes/electron.ts';
import type { Booted } from './boot.ts';
import { boot } from './boot.ts';

let userData: string;

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'relevo-boot-'));
});

afterEach(async () => {
  process.removeAllListeners('uncaughtException');
  process.removeAllListeners('unhandledRejection');
  await rm(userData, { recursive: true, force: true });
});

/** Booted, with its window and an opened desk. */
async function bootOpen(options: { given?: string[]; backend?: string } = {}): Promise<Booted> {
  const booted = await boot({ userData, ...options });
  await vi.waitFor(() => expect(booted.windows).toHaveLength(1));
  expect(await booted.ask('app:open', {})).toMatchObject({ ok: true });
  // As a page says that it listens to everything.
  await booted.ask('sync:attention', { visible: true });
  return booted;
}

const pageOf = (booted: Booted): FakeContents => {
  const contents = booted.windows[0]?.webContents;
  if (contents === undefined) throw new Error('no window');
  return contents;
};

const pageSession = (booted: Booted) => {
  const session = booted.sessions.get('default');
  if (session === undefined) throw new Error('no session');
  return session;
};

describe('the window', () => {
  test('is one, on our own page, without any power', async () => {
    const booted = await bootOpen();
    expect(booted.windows).toHaveLength(1);
    expect(pageOf(booted).getURL()).toBe('app://relevo/index.html');
    expect(booted.windows[0]?.options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      devTools: false,
    });
    expect(booted.app.sandboxed).toBe(true);
  });

  test('has a preload that is there, is small and needs nothing but Electron', async () => {
    const booted = await bootOpen();
    const { preload } = (booted.windows[0]?.options['webPreferences'] ?? {}) as { preload: string };
    const text = await readFile(preload, 'utf8');
    expect(preload).toMatch(/preload\.cjs$/);
    expect(text.length).toBeLessThan(2048);
    expect([...text.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name)).toEqual(['"electron"']);
  });

  test('comes before the desk, and is not made before Electron is ready', async () => {
    const seen: string[] = [];
    const booted = await boot({
      userData,
      watch: ({ app, isReady }) =>
        app.on('web-contents-created', () => {
          // The ledger is the first thing the desk makes.
          const desk = existsSync(join(userData, 'ledger.jsonl')) ? 'desk' : 'no desk';
          seen.push(`window, ${isReady() ? 'ready' : 'not ready'}, ${desk}`);
        }),
    });
    // Asked at once: the answer waits until the desk is there.
    await vi.waitFor(() => expect(booted.windows).toHaveLength(1));
    expect(await booted.ask('app:open', {})).toMatchObject({ ok: true });
    expect(seen).toEqual(['window, ready, no desk']);
    expect(existsSync(join(userData, 'ledger.jsonl'))).toBe(true);
  });

  test('leads nowhere: navigation, redirects, new windows and views are denied', async () => {
    const contents = pageOf(await bootOpen());
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      let prevented = 0;
      const heard = contents.emit(event, {
        preventDefault: () => (prevented += 1),
        url: 'https://evil.example/',
      });
      expect([event, heard, prevented]).toEqual([event, true, 1]);
    }
    expect(contents.openHandler?.({ url: 'https://www.ovh.com/' })).toEqual({ action: 'deny' });
  });
});

describe('the page', () => {
  const get = async (booted: Booted, url: string, method = 'GET'): Promise<Response> => {
    const handler = pageSession(booted).protocols.get('app');
    if (handler === undefined) throw new Error('nobody serves app:');
    // A Request would tidy the path up before the handler sees it.
    return handler({ url, method } as Request);
  };

  test('comes over a scheme of our own with the strict policy', async () => {
    const booted = await bootOpen();
    expect(booted.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    const answer = await get(booted, 'app://relevo/index.html');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = answer.headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "trusted-types 'none'"]) {
      expect(policy).toContain(part);
    }
    expect(await answer.text()).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=/);
  });

  test('is all there: every file the document names is served', async () => {
    const booted = await bootOpen();
    const text = await (await get(booted, 'app://relevo/index.html')).text();
    const named = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(named.length).toBeGreaterThan(0);
    for (const path of named) {
      const answer = await get(booted, new URL(path, 'app://relevo/index.html').href);
      expect([path, answer.status]).toEqual([path, 200]);
    }
  });

  test('has the licences of all that it is made with', async () => {
    const answer = await get(await bootOpen(), 'app://relevo/licences.txt');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const works = (await answer.text()).split(/\n-{80}\n/).map((part) => part.trim().split('\n')[0] ?? '');
    // Some of main, some of the page, code and fonts; and none of the tools.
    expect(works[0]).toBe('Relevo');
    for (const name of ['zod ', 'hono ', 'react ', 'axios ', '@fontsource-variable/inter ']) {
      expect(works.filter((work) => work.startsWith(name))).toHaveLength(1);
    }
    expect(works.filter((work) => /^(vite|typescript|electron-builder|playwright) /.test(work))).toEqual([]);
  });

  test.each([
    'app://relevo/..%2fmain%2fmain.js',
    'app://relevo/%2e%2e/main/main.js',
    'app://relevo/assets/..%5c..%5cmain%5cmain.js',
    'app://evil/index.html',
    'app://relevo.evil/index.html',
    'app://user@relevo/index.html',
  ])('does not reach %s', async (url) => {
    expect((await get(await bootOpen(), url)).status).toBe(404);
  });

  test('is only read', async () => {
    expect((await get(await bootOpen(), 'app://relevo/index.html', 'POST')).status).toBe(404);
  });

  test('reaches no network', async () => {
    const { beforeRequest } = pageSession(await bootOpen());
    const verdict = (url: string): boolean => {
      let cancelled = false;
      beforeRequest?.({ url }, ({ cancel }) => {
        cancelled = cancel;
      });
      return cancelled;
    };
    expect(verdict('app://relevo/assets/a.js')).toBe(false);
    for (const url of [
      'https://eu.api.ovh.com/',
      'http://127.0.0.1:80/',
      'file:///etc/passwd',
      'app://relevo.evil/',
    ]) {
      expect([url, verdict(url)]).toEqual([url, true]);
    }
  });

  test('downloads nothing', async () => {
    const { events } = pageSession(await bootOpen());
    let prevented = 0;
    events.emit('will-download', { preventDefault: () => (prevented += 1) }, {});
    expect(prevented).toBe(1);
  });

  test('gets no permission but to write to the clipboard', async () => {
    const session = pageSession(await bootOpen());
    const asked = (permission: string, requestingUrl: string): boolean => {
      let granted = false;
      const request = session.permissionRequest as unknown as (...given: unknown[]) => void;
      request(null, permission, (answer: boolean) => (granted = answer), { requestingUrl });
      const check = session.permissionCheck as unknown as (...given: unknown[]) => boolean;
      expect(check(null, permission, requestingUrl)).toBe(granted);
      return granted;
    };
    expect(asked('clipboard-sanitized-write', 'app://relevo/')).toBe(true);
    expect(asked('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    for (const permission of [
      'clipboard-read',
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'hid',
    ]) {
      expect([permission, asked(permission, 'app://relevo/')]).toEqual([permission, false]);
    }
    expect((session.device as unknown as () => boolean)()).toBe(false);
    expect(session.spelling).toBe(false);
  });
});

describe('the bridge', () => {
  test('answers every channel of the contract and no other', async () => {
    const booted = await bootOpen();
    expect([...booted.channels.keys()].sort()).toEqual([...CHANNELS].sort());
    expect(booted.ipc.eventNames()).toEqual([]);
  });

  test('says who it is and what it found', async () => {
    const booted = await bootOpen();
    expect(await booted.ask('app:open', {})).toMatchObject({
      ok: true,
      value: {
        shell: 'electron',
        version: '0.1.0',
        systemLocale: 'es-ES',
        vault: {
          backend: process.platform === 'linux' ? 'gnome_libsecret' : expect.any(String),
          persistent: true,
        },
      },
    });
  });

  test('keeps secrets in memory where the system has no key ring', {
    skip: process.platform !== 'linux',
  }, async () => {
    for (const backend of ['basic_text', 'unknown']) {
      const booted = await bootOpen({ backend });
      expect(await booted.ask('app:open', {})).toMatchObject({
        value: { vault: { backend, persistent: false } },
      });
    }
  });

  test('starts again when it is asked to, by the ordinary end', async () => {
    const booted = await bootOpen();
    expect(await booted.ask('app:restart', {})).toEqual({ ok: true, value: {} });
    expect([booted.app.relaunches, booted.app.quits]).toEqual([1, 1]);
  });

  test('refuses whoever is not the main frame of our window on our page', async () => {
    const booted = await bootOpen();
    const page = pageOf(booted);
    const stranger = new FakeContents();
    stranger.mainFrame = { url: 'app://relevo/index.html' };
    const senders = [
      { frame: { url: 'app://relevo/index.html' } },
      { frame: null },
      { contents: stranger },
      { contents: page, frame: { url: 'https://evil.example/' } },
    ];
    for (const sender of senders) {
      expect(await booted.ask('app:open', {}, sender)).toEqual({
        ok: false,
        error: { code: 'not-allowed', next: 'report' },
      });
    }
    page.mainFrame.url = 'app://relevo.evil/index.html';
    expect(await booted.ask('app:open', {})).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });

  test('turns an input that does not fit away', async () => {
    const booted = await bootOpen();
    expect(await booted.ask('settings:change', { theme: 'pink' })).toMatchObject({
      ok: false,
      error: { code: 'bad-input' },
    });
  });

  test('keeps settings in the data folder, and the theme and the menu follow them', async () => {
    const booted = await bootOpen();
    expect(booted.menus.at(-1)?.map(({ label }) => label)).toContain('&Archivo');
    await booted.ask('settings:change', { language: 'en', theme: 'dark' });
    expect(JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8'))).toMatchObject({
      theme: 'dark',
    });
    expect((booted.module['nativeTheme'] as { themeSource: string }).themeSource).toBe('dark');
    expect(booted.menus.at(-1)?.map(({ label }) => label)).toContain('&File');
    expect(pageOf(booted).sent).toContainEqual({
      event: 'settings:changed',
      payload: expect.objectContaining({ theme: 'dark' }),
    });
  });

  test('tells the page which command was chosen in the menu', async () => {
    const booted = await bootOpen();
    const items = booted.menus.at(-1)?.flatMap(({ submenu }) => submenu ?? []) ?? [];
    const commands = items.filter(({ click }) => click !== undefined);
    expect(commands.length).toBeGreaterThan(5);
    for (const { click } of commands) click?.();
    const told = pageOf(booted).sent.filter(({ event }) => event === 'command:run');
    expect(told).toHaveLength(commands.length);
    expect(items.map(({ role }) => role)).not.toContain('toggleDevTools');
  });
});

describe('links', () => {
  const LINK = `relevo://code?id=7&token=${'a1B2'.repeat(8)}`;
  const arrived = (booted: Booted) => pageOf(booted).sent.filter(({ event }) => event === 'codes:arrived');

  test('that start the program wait for the page, are shown, and nothing is done with them', async () => {
    const booted = await boot({ userData, given: ['--flag', LINK] });
    await vi.waitFor(() => expect(booted.windows).toHaveLength(1));
    expect(arrived(booted)).toEqual([]);
    await booted.ask('app:open', {});
    expect(arrived(booted)).toEqual([]);
    await booted.ask('sync:attention', { visible: true });
    await vi.waitFor(() => expect(arrived(booted)).toHaveLength(1));
    expect(arrived(booted)[0]?.payload).toMatchObject({
      codes: [{ source: 'link', requestId: 7, verdict: 'unknown' }],
    });
    expect(await booted.ask('activity:list', {})).toEqual({ ok: true, value: [] });
    expect(JSON.stringify(pageOf(booted).sent)).not.toContain('a1B2a1B2');
  });

  test('of a second start come to the first, which comes forward', async () => {
    const booted = await bootOpen();
    booted.app.emit('second-instance', {}, ['relevo', LINK]);
    await vi.waitFor(() => expect(arrived(booted)).toHaveLength(1));
    expect(booted.windows).toHaveLength(1);
    expect(booted.windows[0]?.focused).toBe(1);
  });

  test('of macOS are taken over', async () => {
    const booted = await bootOpen();
    let prevented = 0;
    booted.app.emit('open-url', { preventDefault: () => (prevented += 1) }, LINK);
    await vi.waitFor(() => expect(arrived(booted)).toHaveLength(1));
    expect(prevented).toBe(1);
    expect(booted.app.clients).toEqual(process.platform === 'linux' ? [] : ['relevo']);
  });

  test('of another scheme are not', async () => {
    const booted = await bootOpen({ given: ['https://www.ovh.com/', 'file:///etc/passwd'] });
    booted.app.emit('second-instance', {}, ['relevo', 'https://www.ovh.com/']);
    booted.app.emit('second-instance', {}, ['relevo', LINK]);
    await vi.waitFor(() => expect(arrived(booted)).toHaveLength(1));
  });

  test('lead out only to addresses the desk makes', async () => {
    const booted = await bootOpen();
    expect(await booted.ask('links:open', { to: 'create-token', endpoint: 'ovh-eu' })).toMatchObject({
      ok: true,
      value: { opened: true },
    });
    expect(booted.opened).toEqual([expect.stringMatching(/^https:\/\/eu\.api\.ovh\.com\/createToken\//)]);
    await booted.ask('links:open', { to: 'https://evil.example/' });
    expect(booted.opened).toHaveLength(1);
  });
});

describe('start and end', () => {
  test('a second copy makes no window and goes', async () => {
    const booted = await boot({ userData, lock: false });
    expect(booted.app.quits).toBe(1);
    expect([booted.windows.length, booted.channels.size, booted.schemes.length]).toEqual([0, 0, 0]);
  });

  test('a Relevo of a browser that has the folder is told of, and nothing is opened or written beside it', async () => {
    // The process that started this one lives.
    const holder = {
      version: 1,
      pid: process.ppid,
      started: startOf(process.ppid),
      shell: 'web',
      port: 1,
      secret: '',
    };
    await writeFile(join(userData, 'program.lock'), JSON.stringify(holder));
    const booted = await boot({ userData });
    await vi.waitFor(() => expect(booted.errorBoxes.join()).toContain('Relevo ya está abierto'));
    expect(booted.errorBoxes.join()).toContain(`${userData} (${process.ppid})`);
    expect(booted.windows).toHaveLength(0);
    expect(await readdir(userData)).toEqual(['program.lock']);
  });

  test('a bad certificate is refused, and none of ours is shown', async () => {
    const booted = await bootOpen();
    for (const event of ['certificate-error', 'select-client-certificate']) {
      const answers: unknown[] = [];
      let prevented = 0;
      const given = event === 'certificate-error' ? ['', '', {}] : ['', []];
      booted.app.emit(event, { preventDefault: () => (prevented += 1) }, null, ...given, (answer: unknown) =>
        answers.push(answer),
      );
      expect([event, prevented, answers]).toEqual([
        event,
        1,
        [event === 'certificate-error' ? false : undefined],
      ]);
    }
  });

  test('quitting waits for the desk, once', async () => {
    const booted = await bootOpen();
    // The icon in the tray hears of it from the start, the desk once it is open.
    await vi.waitFor(() => expect(booted.app.listenerCount('before-quit')).toBe(2));
    let prevented = 0;
    booted.app.emit('before-quit', { preventDefault: () => (prevented += 1) });
    await vi.waitFor(() => expect(booted.app.quits).toBe(1));
    booted.app.emit('before-quit', { preventDefault: () => (prevented += 1) });
    expect(prevented).toBe(1);
  });

  test('a crash says nothing of what was in hand', async () => {
    const booted = await bootOpen();
    const secret = 'qKc7wV1nZs0TfUeB4yLm8PdRjH2gXa9o';
    const written: string[] = [];
    const write = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => written.push(String(text)) > 0);
    try {
      process.emit('uncaughtException', new Error(`key ${secret}`));
    } finally {
      write.mockRestore();
    }
    expect(booted.errorBoxes).toHaveLength(1);
    expect(booted.app.exits).toEqual([1]);
    expect(written.join('')).toContain('crash: Error');
    expect(written.join('') + booted.errorBoxes.join('')).not.toContain(secret);
  });
});

describe('the lock', () => {
  const told = (booted: Booted) => pageOf(booted).sent.filter(({ event }) => event === 'lock:changed');

  test('closes with the computer’s screen, and the page is loaded anew once it has handed in its work', async () => {
    const booted = await bootOpen();
    expect(await booted.ask('lock:set', { passphrase: 'correct horse' })).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(booted.power.listenerCount('lock-screen')).toBe(1));
    const before = pageOf(booted).reloads;
    booted.power.emit('lock-screen');
    expect(told(booted).at(-1)?.payload).toMatchObject({ state: 'locked' });
    expect(await booted.ask('app:open', {})).toMatchObject({ ok: false, error: { code: 'locked' } });
    const drawer = {
      hash: '#/services',
      selected: [],
      selectedRequests: [],
      draft: null,
      tray: null,
      mailRead: [],
      validation: null,
      sending: false,
    };
    const key = '6f2f4f1e-6f0f-4a52-9a77-0f2f3a1b5c6d';
    expect(pageOf(booted).reloads).toBe(before);
    expect(await booted.ask('lock:leave', { key, drawer })).toMatchObject({ ok: true });
    expect(pageOf(booted).reloads).toBe(before + 1);
    expect(await booted.ask('lock:unlock', { by: 'passphrase', passphrase: 'correct horse' })).toMatchObject({
      ok: true,
    });
    expect(await booted.ask('lock:resume', { key })).toEqual({ ok: true, value: drawer });
    expect(pageOf(booted).reloads).toBe(before + 1);
  });

  test('closes before the computer sleeps, and is closed at the next start', async () => {
    const booted = await bootOpen();
    await booted.ask('lock:set', { passphrase: 'correct horse' });
    await vi.waitFor(() => expect(booted.power.listenerCount('suspend')).toBe(1));
    booted.power.emit('suspend');
    expect(await booted.ask('app:open', {})).toMatchObject({ error: { code: 'locked' } });
    const again = await boot({ userData });
    await vi.waitFor(() => expect(again.windows).toHaveLength(1));
    expect(await again.ask('app:open', {})).toMatchObject({ ok: false, error: { code: 'locked' } });
    expect(await again.ask('lock:look', {})).toMatchObject({
      ok: true,
      value: { lock: { state: 'locked' } },
    });
  });
});
