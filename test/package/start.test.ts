/**
 * `npm start` from a checkout, with and without Electron: a window, or in one line why not and the browser. In a copy of the
 * sources, so that which Electron is installed is the test's to say.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { familyOf, PATIENCE_MS, windowsOf } from '../desktop/outside.ts';
import { until } from '../desktop/until.ts';
import { ROOT } from './pack.ts';

/** What the start looks at to know whether the build is of these sources. */
const SOURCES = ['electron', 'renderer', 'shared', 'package.json', 'package-lock.json', 'tsconfig.json'];

let folder: string;
let checkout: string;
let running: ChildProcess | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relevo-start-'));
  checkout = join(folder, 'checkout');
  await mkdir(checkout);
  for (const name of SOURCES) await cp(join(ROOT, name), join(checkout, name), { recursive: true });
  await cp(join(ROOT, 'out'), join(checkout, 'out'), { recursive: true });
  const tools = join(folder, 'tools');
  await mkdir(tools);
  await writeFile(join(tools, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" >'${join(folder, 'opened')}'\n`);
  await chmod(join(tools, 'xdg-open'), 0o755);
});
afterEach(async () => {
  const child = running;
  running = null;
  if (child !== null && child.exitCode === null && child.signalCode === null) {
    child.kill();
    await once(child, 'exit');
  }
  await rm(join(folder, 'opened'), { force: true });
  await rm(join(checkout, 'node_modules'), { recursive: true, force: true });
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** @param program what is there as Electron's program */
async function installElectron(place: (path: string) => Promise<void>): Promise<void> {
  const electron = join(checkout, 'node_modules', 'electron');
  await mkdir(electron, { recursive: true });
  await writeFile(join(electron, 'package.json'), '{ "name": "electron", "version": "45.0.0" }');
  await writeFile(join(electron, 'path.txt'), 'electron');
  await place(join(electron, 'dist'));
}

/** `npm start`, as npm runs it. Answers what it has said so far when asked. */
function start(
  given: string[],
  env: Record<string, string | undefined>,
): { pid: number; said: () => string } {
  const child = spawn(process.execPath, [join(checkout, 'electron', 'start.mjs'), 'start', ...given], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: [join(folder, 'tools'), process.env['PATH']].join(delimiter),
      // A line that is up must not have it fetched.
      ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
      ...env,
    },
  });
  running = child;
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdout.resume();
  return { pid: child.pid ?? 0, said: () => said };
}

/** The address that the browser was given. */
const opened = (): Promise<string> =>
  until(() => readFile(join(folder, 'opened'), 'utf8').catch(() => ''), PATIENCE_MS);

test('opens the browser where there is no display, and says so in one line', async () => {
  const { said } = start(['--data', join(folder, 'data')], {
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
  });
  expect(await opened()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#key=/);
  expect(said()).toBe('There is no display for a window here: Relevo runs in the browser instead.\n');
});

test('opens the browser where there is a display and no Electron, and says so in one line', async () => {
  const { said } = start(['--data', join(folder, 'data')], {});
  expect(await opened()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#key=/);
  expect(said()).toBe('Electron is not here and could not be fetched: Relevo runs in the browser instead.\n');
});

test('opens the browser where Electron does not come up, and says so in one line', async () => {
  await installElectron(async (dist) => {
    await mkdir(dist);
    await writeFile(join(dist, 'electron'), '#!/bin/sh\nexit 1\n');
    await chmod(join(dist, 'electron'), 0o755);
  });
  const { said } = start(['--data', join(folder, 'data')], {});
  expect(await opened()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#key=/);
  expect(said()).toBe('Electron could not start on this system: Relevo runs in the browser instead.\n');
});

test('opens a window where there is Electron, and no browser', async () => {
  await installElectron((dist) => symlink(join(process.env['RELEVO_ELECTRON'] ?? '', '..'), dist));
  const { pid, said } = start([`--user-data-dir=${join(folder, 'desktop')}`], { LANGUAGE: 'en' });
  const [window] = await until(async () => {
    const windows = await Promise.all((await familyOf(pid)).map(({ pid: one }) => windowsOf(Number(one))));
    const shown = windows.flat();
    return shown.length > 0 && shown;
  }, PATIENCE_MS);
  expect(window?.title).toMatch(/Relevo$/);
  expect(said()).not.toContain('browser');
  await expect(readFile(join(folder, 'opened'))).rejects.toThrow('ENOENT');
});
