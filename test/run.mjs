/**
 * Runs the steps of `npm test` one after the other, shows what they say, adds up what they count and ends with one line:
 * `N passed, N failed`. Knows how to call the tools, not what they check. `node test/run.mjs [step…]` runs those steps only.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, 'test-results');
const PLAYWRIGHT = ['playwright', 'test', '-c', 'test/e2e/playwright.config.ts'];
const VITEST = ['--reporter=default', '--reporter=json'];

/**
 * A step's programs, run until one fails. `report` names the tool whose JSON report tells how many tests it had; a step
 * without one counts as a single check. `needs` is a step without which this one says nothing.
 * @typedef {{ run: string[][], report?: 'vitest' | 'playwright', needs?: string, env?: Record<string, string> }} Step
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
    run: [['vitest', 'run', '-c', 'test/vitest.config.ts', ...VITEST, `--outputFile.json=${report('unit')}`]],
    report: 'vitest',
  },
  build: { run: [['node', 'electron/start.mjs', 'build']] },
  boot: {
    run: [
      ['vitest', 'run', '-c', 'test/boot/vitest.config.ts', ...VITEST, `--outputFile.json=${report('boot')}`],
    ],
    report: 'vitest',
    needs: 'build',
  },
  e2e: { run: [PLAYWRIGHT], report: 'playwright', needs: 'build', env: { RELEVO_SHELL: 'web' } },
  electron: { run: [PLAYWRIGHT], report: 'playwright', needs: 'build', env: { RELEVO_SHELL: 'electron' } },
};
/** Electron's own run is asked for by name: its binary is not everywhere. */
const USUAL = Object.keys(STEPS).filter((name) => name !== 'electron');

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

/** @param {'vitest' | 'playwright'} tool @param {string} name @returns {{ passed: number, failed: number, skipped: number }} */
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
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const broken = [];
/** @type {string[]} */
const summary = [];
mkdirSync(RESULTS, { recursive: true });

for (const name of asked.length > 0 ? asked : USUAL) {
  const step = STEPS[name];
  if (step === undefined) continue;
  console.log(`\n── ${name}`);
  let well = step.needs === undefined || !broken.includes(step.needs);
  const count = { passed: 0, failed: 0, skipped: 0 };
  if (well) {
    rmSync(report(name), { force: true });
    const env = { ...step.env, RELEVO_REPORT: report(name) };
    for (const command of step.run) well = well && (await runs(command, env));
    if (step.report !== undefined) Object.assign(count, counts(step.report, name));
    else if (well) count.passed = 1;
  } else console.log(`Not run: ${step.needs} failed.`);
  // A step that ended badly failed, whatever its report says; one that ran nothing did not pass.
  if ((!well || count.passed === 0) && count.failed === 0) count.failed = 1;
  if (count.failed > 0) broken.push(name);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  summary.push(`${name.padEnd(16)} ${count.passed} passed, ${count.failed} failed${skipped}`);
}

console.log(`\n${summary.join('\n')}`);
if (broken.length > 0) console.log(`Failed: ${broken.join(', ')}`);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${Math.round((performance.now() - began) / 1000)} s`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
