/**
 * What `npm run dev` runs. Without a word: the page on a made-up world, in the browser, each change shown at once. With `app`
 * (and what `npm start` takes after it; `app serve` for the browser's shell): the program itself, built with source maps and
 * started anew when a source changes. For work on Relevo alone; nothing of it is built or packed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const START = join(ROOT, 'electron', 'start.mjs');
/** The build itself writes its configuration for a moment. */
const OF_THE_BUILD = /^vite\.config\.ts\./;
/** Editors write a file in several steps, and several files at once. */
const QUIET_MS = 200;

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const env = { ...process.env, RELEVO_SOURCE_MAPS: '1' };

function showPage() {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const given = ['-c', 'test/fakes/vite.config.ts', '--open', '/test/fakes/screens.html'];
  say('The page is at /test/fakes/screens.html, all its states at /test/fakes/gallery.html.');
  spawn(process.execPath, [vite, ...given], { cwd: ROOT, stdio: 'inherit' }).once('exit', (code) =>
    process.exit(code ?? 1),
  );
}

/** @param {string[]} given */
function runApp(given) {
  /** @type {import('node:child_process').ChildProcess | null} */
  let program = null;
  let isEnding = false;
  let isStopping = false;
  const run = () => {
    program = spawn(process.execPath, [START, ...given], { cwd: ROOT, env, stdio: 'inherit' });
    program.once('exit', (code) => {
      program = null;
      if (isEnding) process.exit(code ?? 0);
      if (isStopping) run();
      isStopping = false;
    });
  };
  const again = () => {
    // A build that fails says why; the program of before goes on.
    if (spawnSync(process.execPath, [START, 'build'], { cwd: ROOT, env, stdio: 'inherit' }).status !== 0)
      return;
    if (program === null) return run();
    isStopping = true;
    program.kill('SIGTERM');
  };
  /** @type {NodeJS.Timeout | undefined} */
  let soon;
  for (const folder of ['electron', 'renderer', 'shared']) {
    watch(join(ROOT, folder), { recursive: true }, (_, name) => {
      if (name !== null && OF_THE_BUILD.test(name)) return;
      clearTimeout(soon);
      soon = setTimeout(again, QUIET_MS);
    });
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => {
      isEnding = true;
      if (program === null) process.exit(0);
      else program.kill(signal);
    });
  }
  say('The program starts anew at each change. Ctrl+C ends it.');
  run();
}

const [what, ...given] = process.argv.slice(2);
if (what === undefined) showPage();
else if (what === 'app') runApp(given);
else {
  say('npm run dev shows the page on a made-up world; npm run dev -- app runs the program itself.');
  process.exitCode = 2;
}
