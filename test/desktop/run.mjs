/**
 * Runs a command where the tests' Electron can show its windows: `node test/desktop/run.mjs [--size 1600x1000] -- COMMAND…`.
 * On Linux that is a desktop of its own (session.sh) and, where root calls, an ordinary user: Chromium's sandbox does not work
 * for root, and the program insists on it. The command finds RELEVO_ELECTRON (path of the program), RELEVO_ELECTRON_VERSION and
 * RELEVO_SHELL=electron in its environment. Knows no test.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findElectron } from './electron.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RESULTS = join(ROOT, 'test-results');
/** `nobody`: every Linux has it, and nothing is its own. */
const ORDINARY = 65_534;
/** Where root's checkout is mounted for the ordinary user, in this run's own name space, if that user may not read it where it is. */
const MOUNT = '/mnt';

const isRoot = process.getuid?.() === 0;
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/** @typedef {import('./electron.mjs').Electron} Electron */

/**
 * What is needed for `runInDesktop`; `null`, after saying what is missing, where it cannot be had.
 * @returns {Promise<Electron | null>}
 */
export async function findDesktop() {
  if (process.platform === 'linux' && !hasPackages()) return null;
  const electron = await findElectron(say);
  if (electron === null) return null;
  say(`Electron ${electron.version}${electron.lacks === null ? '' : `, a stand-in: ${electron.lacks}`}`);
  return electron;
}

/** Installs the system's packages where that is allowed without asking anybody. */
function hasPackages() {
  const names = readFileSync(join(import.meta.dirname, 'packages.txt'), 'utf8')
    .split('\n')
    .filter(Boolean);
  const missing = () =>
    names.filter((name) => spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status !== 0);
  if (spawnSync('dpkg', ['--version'], { stdio: 'ignore' }).error !== undefined) {
    const programs = [
      'Xvfb',
      'openbox',
      'dbus-run-session',
      'gnome-keyring-daemon',
      'dunst',
      'gdbus',
      'xdotool',
    ];
    const lacking = programs.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
    if (lacking.length > 0) say(`Electron's tests need ${lacking.join(', ')}.`);
    return lacking.length === 0;
  }
  let lacking = missing();
  if (lacking.length === 0) return true;
  const before = isRoot ? [] : ['sudo', '-n'];
  for (const given of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', ...lacking],
  ]) {
    const [program = '', ...rest] = [...before, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...given];
    if (spawnSync(program, rest, { stdio: ['ignore', 2, 2] }).status !== 0) break;
  }
  lacking = missing();
  if (lacking.length > 0)
    say(`Electron's tests need packages of the system: apt-get install ${lacking.join(' ')}`);
  return lacking.length === 0;
}

/**
 * Runs it to its end; answers its exit code. `hear` gets what it says; without one it says so itself.
 * @param {Electron} electron @param {string[]} command @param {Record<string, string>} [environment] @param {string[]} [session]
 * @param {((part: Uint8Array) => void) | null} [hear]
 * @returns {Promise<number>}
 */
export async function runInDesktop(electron, command, environment = {}, session = [], hear = null) {
  const env = {
    ...process.env,
    ...environment,
    PATH: [join(ROOT, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
    RELEVO_SHELL: 'electron',
    RELEVO_ELECTRON: electron.program,
    RELEVO_ELECTRON_VERSION: electron.version,
  };
  if (process.platform !== 'linux') return runs(command, { ...env }, ROOT, hear);
  const desktop = ['test/desktop/session.sh', ...session, '--', ...command];
  if (!isRoot) return runs(desktop, env, ROOT, hear);

  const home = mkdtempSync(join(tmpdir(), 'relevo-home-'));
  chownSync(home, ORDINARY, ORDINARY);
  giveResults();
  const user = ['setpriv', `--reuid=${ORDINARY}`, `--regid=${ORDINARY}`, '--clear-groups', '--inh-caps=-all'];
  // Its own display and bus, whatever root's environment speaks of.
  const { DISPLAY: _, WAYLAND_DISPLAY: __, DBUS_SESSION_BUS_ADDRESS: ___, ...rest } = env;
  const ours = {
    ...rest,
    HOME: home,
    USER: 'nobody',
    LOGNAME: 'nobody',
    XDG_CACHE_HOME: join(home, 'cache'),
  };
  try {
    if (spawnSync(user[0] ?? '', [...user.slice(1), 'test', '-r', join(ROOT, 'package.json')]).status === 0) {
      return await runs([...user, ...desktop], ours, ROOT, hear);
    }
    // Entry by entry: the folder itself may be closed to others as well.
    const script = `set -e; from=$1; shift; mount -t tmpfs -o mode=755 none ${MOUNT}; cd "$from"
      for entry in * .[!.]*; do
        if [ -d "$entry" ]; then mkdir "${MOUNT}/$entry"; else : >"${MOUNT}/$entry"; fi
        mount --bind "$entry" "${MOUNT}/$entry"
      done
      cd ${MOUNT}; exec "$@"`;
    const path = [`${MOUNT}/node_modules/.bin`, process.env['PATH'] ?? ''].join(delimiter);
    return await runs(
      ['unshare', '--mount', 'sh', '-c', script, 'sh', ROOT, ...user, ...desktop],
      { ...ours, PATH: path },
      ROOT,
      hear,
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The user's tests write their reports there, beside root's own. */
function giveResults() {
  mkdirSync(RESULTS, { recursive: true });
  chownSync(RESULTS, ORDINARY, ORDINARY);
  for (const name of readdirSync(RESULTS, { recursive: true, encoding: 'utf8' })) {
    try {
      chownSync(join(RESULTS, name), ORDINARY, ORDINARY);
    } catch (error) {
      // Another step, which runs beside this one, has taken it away since.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    }
  }
}

/**
 * @param {string[]} command @param {NodeJS.ProcessEnv} env @param {string} cwd @param {((part: Uint8Array) => void) | null} hear
 * @returns {Promise<number>}
 */
function runs([program = '', ...given], env, cwd, hear) {
  return new Promise((resolve) => {
    const child = spawn(program, given, {
      cwd,
      env,
      stdio: hear === null ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    if (hear !== null) for (const stream of [child.stdout, child.stderr]) stream?.on('data', hear);
    const hand = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    process.on('SIGINT', hand).on('SIGTERM', hand);
    const end = (/** @type {number} */ code) => {
      process.off('SIGINT', hand).off('SIGTERM', hand);
      resolve(code);
    };
    child.once('error', (error) => {
      say(error.message);
      end(1);
    });
    child.once(hear === null ? 'exit' : 'close', (code, signal) =>
      end(signal === null ? (code ?? 1) : 128 + constants.signals[signal]),
    );
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2);
  const end = given.indexOf('--');
  const electron = await findDesktop();
  process.exit(
    electron === null
      ? 1
      : await runInDesktop(electron, given.slice(end + 1), {}, given.slice(0, Math.max(0, end))),
  );
}
