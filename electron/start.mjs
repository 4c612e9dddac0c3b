/**
 * What `npm start`, `npm run serve` and `npm run sandbox` run: builds if out/ is stale, then starts what was asked for.
 * Plain JavaScript without dependencies, so that it can say on any Node what is missing. Keeps stdout clean for what it starts.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(ROOT, 'out');
const STAMP = join(OUT, 'built-from');
const LOCK = join(OUT, 'building');
/** What a build is made of; tests and papers are not. */
const SOURCES = ['electron', 'renderer', 'shared', 'package.json', 'package-lock.json', 'tsconfig.json'];
/** Electron's archive is above 100 MB: time for a slow line, and an end for a line that hangs. */
const FETCH_MS = 10 * 60_000;
const PROBE_MS = 8_000;
/** Electron that ends badly sooner than this did not run at all (no display, no sandbox for its processes). */
const STILLBORN_MS = 5_000;

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/** Digest of every source, by name and content: what a checkout does to dates must not matter. */
function sourcesDigest() {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0');
  };
  for (const source of SOURCES) {
    const path = join(ROOT, source);
    if (source.endsWith('.json')) add(path);
    else {
      const entries = readdirSync(path, { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      for (const file of files.sort()) add(file);
    }
  }
  return hash.digest('hex');
}

/**
 * Runs a program to its end, its chatter on stderr or kept back. Answers the exit code, 1 for a signal.
 * @param {string[]} given @param {{ quiet?: boolean, patience?: number }} [how]
 * @returns {Promise<number>}
 */
function runNode(given, { quiet = false, patience } = {}) {
  return new Promise((resolve) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = quiet ? 'ignore' : ['ignore', 2, 2];
    const child = spawn(process.execPath, given, { cwd: ROOT, stdio, timeout: patience });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * One build at a time: a second start that finds one under way waits for it. A lock whose owner is gone counts for nothing.
 * @param {() => Promise<void>} work
 */
async function alone(work) {
  mkdirSync(OUT, { recursive: true });
  while (true) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      if (isRunning(lockOwner())) await new Promise((resolve) => setTimeout(resolve, 100));
      else rmSync(LOCK, { force: true });
    }
  }
  const release = () => rmSync(LOCK, { force: true });
  process.once('exit', release);
  await work();
  process.off('exit', release);
  release();
}

/** This process itself where the lock is gone again, or not yet written: then it is worth another look. */
function lockOwner() {
  try {
    return Number(readFileSync(LOCK, 'utf8')) || process.pid;
  } catch {
    return process.pid;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Builds when the sources are not those that out/ was made from. */
async function buildIfStale({ force = false } = {}) {
  const digest = sourcesDigest();
  const isFresh = () => !force && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest;
  if (isFresh()) return;
  await alone(async () => {
    // Whoever was waited for has built the same.
    if (isFresh()) return;
    say('Building…');
    // A build that fails half-way must not pass for one that ended.
    rmSync(STAMP, { force: true });
    const tool = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const config = join(ROOT, 'electron', 'vite.config.ts');
    const code = await runNode([tool, 'build', '-c', config, '--logLevel', 'warn', '--ignoreConfigWarning']);
    if (code !== 0) {
      say('The build failed; the reason stands above.');
      process.exit(1);
    }
    writeFileSync(STAMP, digest);
  });
}

/** Path of Electron's program, or `null` where it is not installed. */
export function electronBinary() {
  const folder = join(ROOT, 'node_modules', 'electron');
  if (!existsSync(join(folder, 'path.txt'))) return null;
  const name = readFileSync(join(folder, 'path.txt'), 'utf8');
  const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : null;
}

/** Whether it is worth trying: a mirror or a proxy is taken at its word, the usual place is looked at shortly. */
async function canFetchElectron() {
  const names = Object.keys(process.env).map((name) => name.toLowerCase());
  if (
    names.some((name) => /^(https?_proxy|npm_config_https?_proxy|(npm_config_)?electron_mirror)$/.test(name))
  ) {
    return true;
  }
  const { version } = createRequire(import.meta.url)('electron/package.json');
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Electron's own installer, once. Its stack traces are kept back: one line says what follows from them. */
export async function fetchElectron() {
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD'] || !(await canFetchElectron())) return null;
  say('Fetching Electron (above 100 MB, only this once)…');
  const installer = join(ROOT, 'node_modules', 'electron', 'install.js');
  await runNode([installer], { quiet: true, patience: FETCH_MS });
  return electronBinary();
}

/**
 * Runs Electron to its end. `false`: it did not come up.
 * @param {string} binary @param {string[]} given @returns {Promise<boolean>}
 */
function runElectron(binary, given) {
  return new Promise((resolve) => {
    const began = performance.now();
    const child = spawn(binary, [ROOT, ...given], { stdio: 'inherit' });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
      process.on(signal, () => child.kill(signal));
    }
    child.once('error', () => resolve(false));
    child.once('exit', (code, signal) => {
      const asked = signal === 'SIGINT' || signal === 'SIGTERM';
      if (code === 0 || asked) process.exit(asked ? 128 + constants.signals[signal] : 0);
      if (performance.now() - began < STILLBORN_MS) resolve(false);
      else process.exit(code ?? 1);
    });
  });
}

/** Runs a built Node entry in this process, as if it had been called itself. @param {string} name */
async function runEntry(name) {
  process.argv[1] = join(OUT, 'main', `${name}.js`);
  await import(pathToFileURL(process.argv[1]).href);
}

/** @param {string[]} given */
async function start(given) {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    say('There is no display for a window here: Relevo runs in the browser instead.');
    return runEntry('serve');
  }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say(
      'Root can have no sandbox for a window, and Relevo shows none without: it runs in the browser instead.',
    );
    return runEntry('serve');
  }
  const binary = electronBinary() ?? (await fetchElectron());
  if (binary === null) {
    say('Electron is not here and could not be fetched: Relevo runs in the browser instead.');
    return runEntry('serve');
  }
  if (await runElectron(binary, given)) return undefined;
  say('Electron could not start on this system: Relevo runs in the browser instead.');
  return runEntry('serve');
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  say(`Relevo needs Node 22.12 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first = 'start'] = process.argv.slice(2);
  // `npm start -- relevo:…` and switches are the program's own.
  const what = ['start', 'serve', 'sandbox', 'build'].includes(first) ? first : 'start';
  if (what === first) process.argv.splice(2, 1);
  await buildIfStale({ force: what === 'build' });
  if (what === 'start') await start(process.argv.slice(2));
  else if (what !== 'build') await runEntry(what);
}
