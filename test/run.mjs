/**
 * Runs the steps of `npm test` one after the other, shows what they say, adds up what they count and ends with one line:
 * `N passed, N failed`. Knows how to call the tools, not what they check. `node test/run.mjs [step…]` runs those steps only.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDesktop, runInDesktop } from './desktop/run.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, 'test-results');
const PLAYWRIGHT = ['playwright', 'test', '-c', 'test/e2e/playwright.config.ts'];
const VITEST = ['vitest', 'run', '--reporter=default', '--reporter=json'];

/**
 * A step's programs, run until one fails. `report` names the tool whose JSON report tells how many tests it had; a step
 * without one counts as a single check. `needs` is a step without which this one says nothing; `desktop`: it needs Electron and
 * a display.
 * @typedef {{ run: string[][], report?: 'vitest' | 'playwright', needs?: string, desktop?: true, env?: Record<string, string> }} Step
 */

/** @type {Record<string, Step>} */
const STEPS = {
  'types-shared': { run: [['tsc', '-p', 'shared']] },
  'types-electron': { run: [['tsc', '-p', 'electron']] },
  'types-renderer': { run: [['tsc', '-p', 'renderer']] },
  'types-test': { run: [['tsc', '-p', 'test']] },
  lint: { run: [['oxlint', '--type-aware', '--deny-warnings'], ['knip']] },
  format: { run: [['biome', 'check']] },
  unit: {
    run: [[...VITEST, '-c', 'test/vitest.config.ts', `--outputFile.json=${report('unit')}`]],
    report: 'vitest',
  },
  build: { run: [['node', 'electron/start.mjs', 'build']] },
  boot: {
    run: [[...VITEST, '-c', 'test/boot/vitest.config.ts', `--outputFile.json=${report('boot')}`]],
    report: 'vitest',
    needs: 'build',
  },
  desktop: {
    // The native loader writes nothing beside the configuration, where an ordinary user may not.
    run: [
      [
        ...VITEST,
        '--configLoader',
        'native',
        '-c',
        'test/desktop/vitest.config.ts',
        `--outputFile.json=${report('desktop')}`,
      ],
    ],
    report: 'vitest',
    needs: 'build',
    desktop: true,
  },
  electron: { run: [PLAYWRIGHT], report: 'playwright', needs: 'build', desktop: true },
  package: {
    run: [
      [
        ...VITEST,
        '--configLoader',
        'native',
        '-c',
        'test/package/vitest.config.ts',
        `--outputFile.json=${report('package')}`,
      ],
    ],
    report: 'vitest',
    needs: 'build',
    desktop: true,
  },
  web: {
    run: [[...PLAYWRIGHT, '--grep', '@web']],
    report: 'playwright',
    needs: 'build',
    env: { RELEVO_SHELL: 'web' },
  },
  e2e: { run: [PLAYWRIGHT], report: 'playwright', needs: 'build', env: { RELEVO_SHELL: 'web' } },
};
/** Where there is Electron, the whole end-to-end suite runs on it, and in a browser what is the web shell's own and the main job. */
const CHECKS = Object.keys(STEPS).slice(0, Object.keys(STEPS).indexOf('desktop'));
const USUAL = { electron: [...CHECKS, 'desktop', 'electron', 'web', 'package'], web: [...CHECKS, 'e2e'] };

/** @param {string} name */
function report(name) {
  return join(RESULTS, `${name}.json`);
}

/** @param {string[]} command @param {Record<string, string>} env @returns {Promise<boolean>} whether it ended well */
function runs([program = '', ...given], env) {
  return new Promise((resolve) => {
    const path = [join(ROOT, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
    const child = spawn(program, given, {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, ...env, PATH: path },
      // Windows starts the tools of node_modules/.bin through its shell alone; no argument here has a blank or a quote.
      shell: process.platform === 'win32',
    });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once('exit', (code) => resolve(code === 0));
  });
}

/**
 * Titles of the tests that needed a second try, by file. They passed, and something is wrong all the same.
 * @param {{ suites?: any[], specs?: any[], title?: string }} suite @returns {string[]}
 */
function flakyIn({ suites = [], specs = [] }) {
  return [
    ...specs
      .filter(({ tests }) => tests.some((/** @type {{ status: string }} */ { status }) => status === 'flaky'))
      .map(({ file, title }) => `${file}: ${title}`),
    ...suites.flatMap(flakyIn),
  ];
}

/** @param {'vitest' | 'playwright'} tool @param {string} name @returns {{ passed: number, failed: number, skipped: number, flaky?: string[] }} */
function counts(tool, name) {
  try {
    const told = JSON.parse(readFileSync(report(name), 'utf8'));
    return tool === 'vitest'
      ? {
          passed: told.numPassedTests,
          failed: told.numFailedTests,
          skipped: told.numPendingTests + told.numTodoTests,
        }
      : {
          passed: told.stats.expected + told.stats.flaky,
          failed: told.stats.unexpected,
          skipped: told.stats.skipped,
          flaky: flakyIn(told),
        };
  } catch {
    // No report: the tool ended before its first test, and the exit code says so.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in STEPS));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. Steps: ${Object.keys(STEPS).join(', ')}`);
  process.exit(2);
}

const began = performance.now();
const electron =
  asked.length === 0 || asked.some((name) => STEPS[name]?.desktop) ? await findDesktop() : null;
const steps = asked.length > 0 ? asked : USUAL[electron === null ? 'web' : 'electron'];
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const flaky = [];
/** @type {string[]} */
const broken = [];
/** @type {string[]} */
const summary = [];
mkdirSync(RESULTS, { recursive: true });

if (asked.length === 0 && electron === null) {
  summary.push(
    'No Electron here: the whole end-to-end suite ran on the web shell, nothing on the desktop shell.',
  );
  console.log('No Electron here: the whole end-to-end suite runs on the web shell.');
}

for (const name of steps) {
  const step = STEPS[name];
  if (step === undefined) continue;
  console.log(`\n── ${name}`);
  let well = step.needs === undefined || !broken.includes(step.needs);
  const count = { passed: 0, failed: 0, skipped: 0, /** @type {string[]} */ flaky: [] };
  if (well) {
    rmSync(report(name), { force: true });
    const env = { ...step.env, RELEVO_REPORT: report(name) };
    for (const command of step.run) {
      if (!well) break;
      if (!step.desktop) well = await runs(command, env);
      else well = electron !== null && (await runInDesktop(electron, command, env)) === 0;
    }
    if (step.report !== undefined) Object.assign(count, counts(step.report, name));
    else if (well) count.passed = 1;
  } else console.log(`Not run: ${step.needs} failed.`);
  // A step that ended badly failed, whatever its report says; one that ran nothing did not pass.
  if ((!well || count.passed === 0) && count.failed === 0) count.failed = 1;
  if (count.failed > 0) broken.push(name);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  flaky.push(...count.flaky);
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  summary.push(`${name.padEnd(16)} ${count.passed} passed, ${count.failed} failed${skipped}`);
}

console.log(`\n${summary.join('\n')}`);
if (broken.length > 0) console.log(`Failed: ${broken.join(', ')}`);
if (flaky.length > 0) console.log(`${flaky.length} flaky, passed at the second try:\n${flaky.join('\n')}`);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${Math.round((performance.now() - began) / 1000)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
