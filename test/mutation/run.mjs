/**
 * `npm run mutate [-- FILE…]`: changes a file of `targets.mjs` in one place at a time and runs its tests; a change that no test sees is a
 * survivor. Prints each survivor and a table by file. What neither file nor tests changed since is taken from the last run.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TARGETS } from './targets.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RESULTS = `${ROOT}/test-results/mutation`;
const CAUGHT = new Set(['Killed', 'Timeout']);
const MISSED = new Set(['Survived', 'NoCoverage']);

/** @typedef {{ mutatorName: string, replacement?: string, status: string, location: { start: { line: number, column: number } } }} Mutant */

const wanted = process.argv.slice(2);
const unknown = wanted.filter((file) => TARGETS[file] === undefined);
if (unknown.length > 0) {
  console.error(`Not in test/mutation/targets.mjs: ${unknown.join(', ')}`);
  process.exit(1);
}
mkdirSync(RESULTS, { recursive: true });

/** @param {string} path */
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** @type {string[]} */
const rows = [];
for (const file of wanted.length > 0 ? wanted : Object.keys(TARGETS)) {
  const tests = TARGETS[file] ?? [];
  const results = `${RESULTS}/${file.replaceAll('/', '.')}`;
  // A constant is there before the tests run: Stryker knows of none that it belongs to, and would keep what it found.
  const since = changedAt(`${results}.incremental.json`);
  if (tests.some((test) => changedAt(`${ROOT}/${test}`) > since))
    rmSync(`${results}.incremental.json`, { force: true });
  const { status } = spawnSync('stryker', ['run', 'test/mutation/stryker.config.mjs'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, MUTATE_FILE: file, MUTATE_TESTS: tests.join(' ') },
  });
  if (status !== 0) {
    process.exitCode = 1;
    rows.push(`${file.padEnd(34)} did not run`);
    continue;
  }
  /** @type {{ mutants: Mutant[] }} */
  const { mutants } = JSON.parse(readFileSync(`${results}.json`, 'utf8')).files[file];
  const missed = mutants.filter(({ status: what }) => MISSED.has(what));
  const caught = mutants.filter(({ status: what }) => CAUGHT.has(what)).length;
  for (const { location, mutatorName, replacement = '', status: what } of missed) {
    const { line, column } = location.start;
    console.log(
      `${file}:${line}:${column}  ${what} ${mutatorName}: ${replacement.replace(/\s+/g, ' ').slice(0, 120)}`,
    );
  }
  const all = caught + missed.length;
  const score = all === 0 ? 100 : (100 * caught) / all;
  const row = `${file.padEnd(34)} ${score.toFixed(1).padStart(5)} %  ${caught} of ${all}`;
  rows.push(row);
  if (wanted.length !== 1) console.log(row);
}
console.log(rows.join('\n'));
