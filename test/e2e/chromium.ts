/** Finds a Chromium for the end-to-end tests, or has one installed. Starts none. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env['PROGRAMFILES'] ?? 'C:\\Program Files', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  join(
    process.env['PROGRAMFILES(X86)'] ?? 'C:\\Program Files (x86)',
    'Microsoft',
    'Edge',
    'Application',
    'msedge.exe',
  ),
];

/** Never lets the browser reach out by itself. As root Chromium refuses to run with its own sandbox. */
export const CHROMIUM_ARGUMENTS: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** `CHROME_PATH`, then the names on PATH, then the usual places, then Playwright's own; `null` where there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which is not there.`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  return [...onPath, ...PLACES, chromium.executablePath()].find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * As `findChromium`, after installing it where it is missing: with the system's packages where that is allowed without
 * asking anybody, else as Playwright does. Throws a sentence that says what to do where neither works.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== null) return found;
  for (const [command, ...given] of installers()) {
    console.error(`No Chromium found: ${[command, ...given].join(' ')}`);
    const { status } = spawnSync(command ?? '', given, { stdio: ['ignore', 2, 2] });
    const installed = status === 0 ? findChromium() : null;
    if (installed !== null) return installed;
  }
  throw new Error(
    'The end-to-end tests need Chromium, and it could not be installed. Install it (Debian, Ubuntu: apt-get install chromium) or set CHROME_PATH.',
  );
}

function installers(): string[][] {
  const has = (name: string): boolean => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
  const root = process.getuid?.() === 0;
  const sudo = !root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  const allowed = (command: string[]): string[][] =>
    root ? [command] : sudo ? [['sudo', '-n', ...command]] : [];
  const playwright = [process.execPath, join('node_modules', 'playwright', 'cli.js'), 'install', 'chromium'];
  if (has('apt-get')) {
    return [
      ...allowed(['apt-get', 'update', '-q']),
      ...allowed(['apt-get', 'install', '-y', '-q', 'chromium']),
      playwright,
    ];
  }
  if (has('dnf')) return [...allowed(['dnf', 'install', '-y', 'chromium']), playwright];
  if (has('brew')) return [['brew', 'install', '--cask', 'chromium'], playwright];
  return [playwright];
}
