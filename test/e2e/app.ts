/**
 * The fixture of every end-to-end test: the built application on a data folder of its own, in Chromium or in Electron,
 * and a sandbox beside it. Fails the test on any console error, page error or violation of the content security policy.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron,
  type Browser,
  type BrowserContext,
  test as base,
  type ElectronApplication,
  expect,
  type Page,
  type TestInfo,
} from '@playwright/test';
import { CHROMIUM_ARGUMENTS } from './chromium.ts';
import { electronBinary, inheritedEnvironment, ROOT, type Running, SHELL, startBuilt } from './processes.ts';
import { type SandboxOptions, startSandbox, type TestSandbox } from './sandbox.ts';
import { openRing, type Ring } from './sealing.ts';

export type App = {
  shell: 'web' | 'electron';
  /** The window as it is now; another one after `restart`. */
  page: () => Page;
  /** Address of the web shell without its key, `http://127.0.0.1:PORT/`; the page's own in Electron. */
  address: () => string;
  /** What the web shell printed: `{url}`. `null` in Electron. */
  printed: () => { url: string } | null;
  dataFolder: string;
  /** All that the program wrote to its output over all its starts, but for the address. */
  said: () => string;
  sandbox: TestSandbox;
  /** Electron's main process, to look into; the web shell has none. */
  electron: () => ElectronApplication;
  /** Ends the application and starts it again on the same data folder (and port). */
  restart: () => Promise<Page>;
  /** Ends it without a word of warning (SIGKILL), then starts it again. */
  crash: () => Promise<Page>;
  /** What is written to the file that `act` has the program save, wherever a person would put it. */
  saved: (act: () => Promise<void>) => Promise<string>;
  /** The address that `act` has the program open in the system's browser; Electron alone. */
  openedOutside: (act: () => Promise<void>) => Promise<string>;
  /** The system's, which the page may not read. */
  clipboard: { read: () => Promise<string>; write: (text: string) => Promise<void> };
  /** A key store of its own from the next start on; `persistent: false` = no safe place, keys stay in memory. */
  ring: (persistent: boolean) => Promise<Ring>;
  /** What else stands in the program's environment from the next start on. */
  environment: (variables: Record<string, string | undefined>) => void;
  /** Trouble that the test brings about on purpose; told as it stands in `problems`. */
  allow: (trouble: RegExp) => void;
  problems: () => string[];
};

type Options = {
  /** How the sandbox is started; small and quiet unless a test says otherwise. */
  sandboxOptions: SandboxOptions;
};

export { expect };

type OfTest = Options & { sandbox: TestSandbox; app: App; page: Page };
/** One Chromium for all tests of a worker; `null` where the window is Electron's. */
type OfWorker = { chromium: Browser | null };

export const test = base.extend<OfTest, OfWorker>({
  chromium: [
    async ({ playwright }, use) => {
      const chromium =
        SHELL === 'web'
          ? await playwright.chromium.launch({
              executablePath: process.env['CHROME_PATH'],
              args: [...CHROMIUM_ARGUMENTS],
            })
          : null;
      await use(chromium);
      await chromium?.close();
    },
    { scope: 'worker' },
  ],

  sandboxOptions: [{ services: 60, requests: 40, seed: 7, counterparts: 'idle' }, { option: true }],

  sandbox: async ({ sandboxOptions }, use) => {
    const sandbox = await startSandbox(sandboxOptions);
    await use(sandbox);
    await sandbox.stop();
  },

  app: async ({ sandbox, chromium, colorScheme, locale, viewport }, use, testInfo) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'relevo-e2e-'));
    const problems: string[] = [];
    const allowed: RegExp[] = [];
    let environment: Environment = {};
    const rings: Ring[] = [];
    const variables = (): Environment => ({ ...rings.at(-1)?.environment, ...environment });
    const shell: Shell =
      chromium === null
        ? electronShell(dataFolder, problems, variables, { colorScheme, locale, viewport })
        : webShell(dataFolder, problems, variables, () =>
            chromium.newContext({ colorScheme, locale, viewport }),
          );
    await shell.start();
    const again = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<Page> => {
      await shell.stop(signal);
      await shell.start();
      return shell.page();
    };
    const left = (): string[] =>
      problems.filter((problem) => !allowed.some((trouble) => trouble.test(problem)));

    await use({
      shell: SHELL,
      page: () => shell.page(),
      address: () => shell.address(),
      printed: () => shell.printed(),
      dataFolder,
      said: () => shell.said(),
      electron: () => shell.electron(),
      saved: (act) => shell.saved(act),
      openedOutside: (act) => shell.openedOutside(act),
      clipboard: shell.clipboard,
      sandbox,
      restart: () => again('SIGTERM'),
      crash: () => again('SIGKILL'),
      async ring(persistent) {
        const ring = await openRing(persistent);
        rings.push(ring);
        return ring;
      },
      environment: (variables) => {
        environment = variables;
      },
      allow: (trouble) => void allowed.push(trouble),
      problems: left,
    });

    if (testInfo.status !== testInfo.expectedStatus) await keepTraces(testInfo, shell, sandbox, problems);
    await shell.stop('SIGTERM');
    await Promise.all(rings.map((ring) => ring.remove()));
    await rm(dataFolder, { recursive: true, force: true });
    expect(left(), 'console errors, page errors and policy violations').toEqual([]);
  },

  page: async ({ app }, use) => use(app.page()),
});

/** What a failed test leaves to be looked at: the window, what the program said, and what the sandbox was asked. */
async function keepTraces(
  testInfo: TestInfo,
  shell: Shell,
  sandbox: TestSandbox,
  problems: readonly string[],
): Promise<void> {
  const asked = await sandbox.log().catch((error: unknown) => [String(error)]);
  const texts = {
    'program.log': shell.said(),
    'sandbox.log': asked.map((call) => JSON.stringify(call)).join('\n'),
    'problems.log': problems.join('\n'),
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(testInfo.outputPath(name), text);
  // A page that is gone has no picture, and its absence is part of the answer.
  const path = testInfo.outputPath('window.png');
  await shell
    .page()
    .screenshot({ path, timeout: 5_000 })
    .catch((error: unknown) => writeFile(testInfo.outputPath('no-picture.txt'), String(error)));
}

/** A page that is loaded on a machine with much else to do takes its time. */
const START_MS = 30_000;

type Environment = Record<string, string | undefined>;

type Shell = {
  start: () => Promise<void>;
  stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  page: () => Page;
  address: () => string;
  printed: () => { url: string } | null;
  said: () => string;
  electron: () => ElectronApplication;
  saved: App['saved'];
  openedOutside: App['openedOutside'];
  clipboard: App['clipboard'];
};

function webShell(
  dataFolder: string,
  problems: string[],
  environment: () => Environment,
  newContext: () => Promise<BrowserContext>,
): Shell {
  let running: Running;
  const all: Running[] = [];
  let port = 0;
  let page: Page;
  let context: BrowserContext | null = null;
  let printed = { url: '' };
  return {
    async start() {
      const given = ['--port', String(port), '--no-open', '--data', dataFolder];
      running = await startBuilt('serve', given, environment());
      all.push(running);
      printed = running.first as { url: string };
      port = Number(new URL(printed.url).port);
      context = await newContext();
      await watchPolicy(context, problems);
      page = await context.newPage();
      watch(page, problems);
      // A test that moves on at once must not outrun the key: it stands where a route will.
      const isSession = (answer: { url: () => string }) => new URL(answer.url()).pathname === '/session';
      await Promise.all([
        page.waitForResponse(isSession, { timeout: START_MS }),
        page.goto(printed.url, { timeout: START_MS }),
      ]);
    },
    async stop(signal) {
      // The page first: what a page says while its program is going is not what is looked for.
      await context?.close();
      await running.stop(signal);
    },
    page: () => page,
    address: () => `http://127.0.0.1:${port}/`,
    printed: () => printed,
    said: () => all.map((each) => each.printed() + each.said()).join(''),
    electron() {
      throw new Error('the web shell has no Electron');
    },
    async saved(act) {
      const download = page.waitForEvent('download');
      await act();
      return readFile(await (await download).path(), 'utf8');
    },
    openedOutside: () => Promise.reject(new Error('the page opens such an address itself')),
    clipboard: {
      async read() {
        await context?.grantPermissions(['clipboard-read', 'clipboard-write']);
        return page.evaluate(() => navigator.clipboard.readText());
      },
      async write(text) {
        await context?.grantPermissions(['clipboard-read', 'clipboard-write']);
        await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
      },
    },
  };
}

type Look = {
  colorScheme: 'light' | 'dark' | 'no-preference' | null;
  locale: string | undefined;
  viewport: { width: number; height: number } | null;
};

function electronShell(
  dataFolder: string,
  problems: string[],
  environment: () => Environment,
  { colorScheme, locale, viewport }: Look,
): Shell {
  let electron: ElectronApplication;
  let page: Page;
  let said = '';
  return {
    async start() {
      const languages = locale === undefined ? {} : { LANGUAGE: locale.replace('-', '_') };
      electron = await _electron.launch({
        executablePath: electronBinary(),
        args: [ROOT, `--user-data-dir=${dataFolder}`],
        chromiumSandbox: true,
        colorScheme,
        env: inheritedEnvironment({ RELEVO_DRIVER: 'playwright', ...languages, ...environment() }),
      });
      const { stdout, stderr } = electron.process();
      for (const stream of [stdout, stderr]) stream?.on('data', (text) => (said += String(text)));
      await watchPolicy(electron.context(), problems);
      page = await electron.firstWindow();
      watch(page, problems);
      // The window may have begun before anybody could listen in it.
      await page.evaluate(tellViolations);
      await electron.evaluate(({ BrowserWindow }, size) => {
        if (size !== null) BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      }, viewport);
    },
    async stop(signal) {
      if (signal === 'SIGTERM') return electron.close();
      const child = electron.process();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
    page: () => page,
    address: () => 'app://relevo/',
    printed: () => null,
    said: () => said,
    electron: () => electron,
    async saved(act) {
      const folder = await mkdtemp(join(tmpdir(), 'relevo-saved-'));
      const path = join(folder, 'saved');
      // The system's dialog is nobody's to click here: it answers as if somebody had chosen that place.
      await electron.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, path);
      await act();
      await expect.poll(() => readFile(path, 'utf8').catch(() => null)).not.toBeNull();
      const text = await readFile(path, 'utf8');
      await rm(folder, { recursive: true });
      return text;
    },
    async openedOutside(act) {
      type Main = typeof globalThis & { openedOutside: Promise<string> };
      await electron.evaluate(({ shell }) => {
        (globalThis as Main).openedOutside = new Promise((resolve) => {
          shell.openExternal = (address) => Promise.resolve(resolve(address));
        });
      });
      await act();
      return electron.evaluate(() => (globalThis as Main).openedOutside);
    },
    clipboard: {
      read: () => electron.evaluate(({ clipboard }) => clipboard.readText()),
      write: (text) => electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text),
    },
  };
}

function watch(page: Page, problems: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => problems.push(`page: ${error.name}: ${error.message}`));
  page.on('crash', () => problems.push('page: crashed'));
}

/** The page tells of each violation itself: not every one makes a line on the console. */
async function watchPolicy(context: BrowserContext, problems: string[]): Promise<void> {
  await context.exposeBinding(
    'tellViolation',
    (_source, told: string) => void problems.push(`policy: ${told}`),
  );
  await context.addInitScript(tellViolations);
}

/** Runs in the page, once: also of what went against the policy before anybody listened. */
function tellViolations(): void {
  const window = globalThis as unknown as { tellViolation: (told: string) => void; isTelling?: boolean };
  if (window.isTelling) return;
  window.isTelling = true;
  const observer = new ReportingObserver(
    (reports) => {
      for (const { body } of reports) window.tellViolation(JSON.stringify(body));
    },
    { types: ['csp-violation'], buffered: true },
  );
  observer.observe();
}
