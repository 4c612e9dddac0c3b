/** What a page may not do, tried piece by piece on a real Electron: reach files, leave, be granted anything, speak for us. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { securityHeaders } from '../../electron/pages/policy.ts';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

const ROOT = join(import.meta.dirname, '..', '..');
let program: Program;
beforeAll(async () => {
  program = await startProgram();
});
afterAll(() => program.end());

describe('app://', () => {
  test('serves the page under its headers', async () => {
    const { status, headers } = await program.page(async () => {
      const answer = await fetch('app://relevo/index.html');
      return { status: answer.status, headers: Object.fromEntries(answer.headers) };
    });
    expect(status).toBe(200);
    for (const [name, value] of Object.entries(securityHeaders())) {
      expect([name, headers[name.toLowerCase()]]).toEqual([name, value]);
    }
  });

  test.each([
    'app://relevo/../main/main.js',
    'app://relevo/..%2fmain%2fmain.js',
    'app://relevo/%2e%2e/main/main.js',
    'app://relevo/assets/..%5c..%5cmain%5cmain.js',
    'app://relevo/%00',
    'app://relevo//etc/passwd',
  ])('does not lead to %s', async (url) => {
    expect(await program.page(async (address) => (await fetch(address)).status, url)).toBe(404);
  });

  test('is only read, and only under its own host', async () => {
    expect(
      await program.page(async () => (await fetch('app://relevo/index.html', { method: 'POST' })).status),
    ).toBe(404);
    // Not from the page, whose policy is in the way already: from the main process, which has none.
    const others = await program.main(async ({ session }) => {
      const come = async (url: string) =>
        session.defaultSession.fetch(url).then(
          ({ status }) => status,
          () => 'refused',
        );
      return [await come('app://evil/index.html'), await come('app://relevo.evil/')];
    });
    for (const came of others) expect([404, 'refused']).toContain(came);
  });
});

test('the page has no Node, and of the program two functions', async () => {
  expect(
    await program.page(() => ({
      node: ['process', 'require', 'Buffer', 'global', 'module', 'electron'].filter(
        (name) => name in globalThis,
      ),
      bridge: Object.keys((globalThis as never as { relevo: object }).relevo).sort(),
    })),
  ).toEqual({ node: [], bridge: ['invoke', 'on'] });
});

test('a channel or event that the contract does not know is refused before it reaches anybody', async () => {
  expect(
    await program.page(async () => {
      const { relevo } = globalThis as never as {
        relevo: { invoke: (name: string) => Promise<unknown>; on: (name: string, heard: () => void) => void };
      };
      const tried: string[] = [];
      for (const name of ['vault:read', 'electron-store-get-data', '__proto__', 'ELECTRON_BROWSER_REQUIRE']) {
        tried.push(
          await relevo.invoke(name).then(
            () => 'answered',
            ({ message }: Error) => message,
          ),
        );
      }
      try {
        relevo.on('vault:opened', () => {});
      } catch (error) {
        tried.push((error as Error).message);
      }
      return tried;
    }),
  ).toEqual([...Array(4).fill('unknown channel'), 'unknown event']);
});

test('the page stays where it is, whatever wants to lead elsewhere', async () => {
  await program.main(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    contents?.on('will-frame-navigate', (event) => void seen.push(`${event.url} ${event.defaultPrevented}`));
    contents?.on('did-create-window', () => void seen.push('a window'));
    contents?.on('did-navigate', (_event, url) => void seen.push(`went to ${url}`));
  });
  const seen = () => program.main(() => (globalThis as never as { seen: string[] }).seen);
  const opened = await program.page(() => {
    const link = document.createElement('a');
    link.href = 'https://two.example/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.remove();
    const form = document.createElement('form');
    form.action = 'https://three.example/';
    form.method = 'post';
    document.body.append(form);
    form.submit();
    form.remove();
    const window_ = window.open('https://four.example/');
    location.href = 'file:///etc/passwd';
    location.href = 'https://one.example/';
    return window_ === null;
  });
  expect(opened).toBe(true);
  await until(async () => (await seen()).length > 0);
  expect(await seen()).toEqual(['https://one.example/ true']);
  expect(await program.page(() => location.origin)).toBe('app://relevo');
});

test('the page is granted nothing', async () => {
  expect(
    await program.page(async () => {
      const why = (work: Promise<unknown>) =>
        work.then(
          () => 'granted',
          ({ name }: Error) => name,
        );
      const position = new Promise((resolve, reject) => {
        navigator.geolocation.getCurrentPosition(resolve, ({ code }) =>
          reject(Object.assign(new Error(), { name: `code ${code}` })),
        );
      });
      return {
        geolocation: await why(position),
        camera: await why(navigator.mediaDevices.getUserMedia({ video: true })),
        microphone: await why(navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await why(navigator.mediaDevices.getDisplayMedia()),
        clipboard: await why(navigator.clipboard.readText()),
        midi: await why(navigator.requestMIDIAccess()),
        notifications: await Notification.requestPermission(),
        asked: await Promise.all(
          ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map(
            async (name) => (await navigator.permissions.query({ name: name as 'midi' })).state,
          ),
        ),
      };
    }),
  ).toEqual({
    geolocation: 'code 1',
    camera: expect.stringMatching(/^Not(Allowed|Found)Error$/),
    microphone: expect.stringMatching(/^Not(Allowed|Found)Error$/),
    screen: expect.not.stringMatching('granted'),
    clipboard: 'NotAllowedError',
    midi: expect.stringMatching(/^(NotAllowed|Security)Error$/),
    notifications: 'denied',
    asked: Array(6).fill('denied'),
  });
});

test('nobody but our own window is answered, even with our preload and our page', async () => {
  const answers = await program.main(
    async ({ BrowserWindow }, preload) => {
      const came: unknown[] = [];
      for (const url of ['app://relevo/index.html', 'data:text/html,hello']) {
        const window = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true },
        });
        await window.loadURL(url);
        came.push(await window.webContents.executeJavaScript("relevo.invoke('accounts:offers', {})"));
        window.destroy();
      }
      return came;
    },
    join(ROOT, 'out', 'preload', 'preload.cjs'),
  );
  expect(answers).toEqual(Array(2).fill({ ok: false, error: { code: 'not-allowed', next: 'report' } }));
});

test('a frame within the page has no bridge and brings no other page', async () => {
  expect(
    await program.page(async () => {
      const empty = document.createElement('iframe');
      document.body.append(empty);
      const bridge = typeof (empty.contentWindow as never as { relevo?: unknown }).relevo;
      empty.remove();
      const other = document.createElement('iframe');
      const refused = new Promise<string>((resolve) =>
        document.addEventListener(
          'securitypolicyviolation',
          ({ effectiveDirective }) => resolve(effectiveDirective),
          {
            once: true,
          },
        ),
      );
      other.src = 'app://relevo/index.html';
      document.body.append(other);
      const directive = await refused;
      other.remove();
      return { bridge, directive };
    }),
  ).toEqual({ bridge: 'undefined', directive: 'frame-src' });
});

test('no text becomes code, and nothing comes from or goes to elsewhere', async () => {
  expect(
    await program.page(async () => {
      const name = (work: () => unknown) => {
        try {
          work();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      // What the debugger runs itself is let off the policy; what comes after is not.
      await new Promise((resolve) => setTimeout(resolve));
      const { eval: indirect } = globalThis as never as { eval: (text: string) => unknown };
      const make = (() => {}).constructor as (text: string) => () => unknown;
      const socket = new WebSocket('wss://eu.api.ovh.com/');
      const script = document.createElement('script');
      return {
        eval: name(() => indirect('1')),
        function: name(() => make('return 1')()),
        html: name(() => {
          document.createElement('p').innerHTML = '<b>x</b>';
        }),
        script: name(() => {
          script.text = 'window.ran = true';
        }),
        policy: name(() =>
          (
            globalThis as never as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }
          ).trustedTypes.createPolicy('x', {}),
        ),
        worker: name(() => new Worker(URL.createObjectURL(new Blob(['1'])))),
        fetch: await fetch('https://eu.api.ovh.com/1.0/auth/time').then(
          () => 'done',
          (error: Error) => error.name,
        ),
        socket: await new Promise((resolve) => socket.addEventListener('error', ({ type }) => resolve(type))),
      };
    }),
  ).toEqual({
    eval: 'EvalError',
    function: 'EvalError',
    html: 'TypeError',
    script: 'TypeError',
    policy: 'TypeError',
    worker: expect.stringMatching(/^(Security|Type)Error$/),
    fetch: 'TypeError',
    socket: 'error',
  });
});

test('the page breaks its own policy nowhere, from its first script on', async () => {
  const reload = (more: string) =>
    program.main(async ({ BrowserWindow }, extra) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) throw new Error('no window');
      const { debugger: tools } = contents;
      if (!tools.isAttached()) tools.attach('1.3');
      await tools.sendCommand('Page.enable');
      // Before any script of the page's own: its first violations are heard as well.
      const { identifier } = (await tools.sendCommand('Page.addScriptToEvaluateOnNewDocument', {
        source: `window.broken = []; addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective)); ${extra}`,
      })) as { identifier: string };
      const loaded = new Promise((resolve) => contents.once('did-finish-load', () => resolve(null)));
      contents.reload();
      await loaded;
      await tools.sendCommand('Page.removeScriptToEvaluateOnNewDocument', { identifier });
    }, more);
  const broken = () => program.page(() => (globalThis as never as { broken: string[] }).broken);

  // It hears them: with one more script that breaks it.
  await reload(
    "addEventListener('DOMContentLoaded', () => { try { document.body.innerHTML = '<p>'; } catch {} });",
  );
  await program.attach();
  await until(async () => (await broken()).length > 0);
  expect(await broken()).toContain('require-trusted-types-for');

  await reload('');
  await program.attach();
  await until(() => program.page(() => document.querySelector('h1, h2') !== null));
  expect(await broken()).toEqual([]);
});
