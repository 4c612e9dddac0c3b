/**
 * Runs the steps of `npm test`, several beside each other, shows what each says once it has ended, adds up what they count, names
 * each test that failed and ends with one line: `N passed, N failed`. Knows how to call the tools, not what they check.
 * `node test/run.mjs [step…]` runs those steps only, one after the other, and shows what they say as they say it.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDesktop, runInDesktop } from './desktop/run.mjs';
import { failedLines, readReport } from './reports.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, 'test-results');
const PLAYWRIGHT = ['playwright', 'test', '-c', 'test/e2e/playwright.config.ts'];
/** @type {import('./reports.mjs').Told} */
const NOTHING = { passed: 0, failed: 0, skipped: 0, reasons: [], names: [] };
const VITEST = ['vitest', 'run', '--reporter=default', '--reporter=json'];

/**
 * A step's programs, run until one fails. `report` names the tool whose JSON report tells how many tests it had; a step
 * without one counts as a single check. `needs` is a step without which this one says nothing; `desktop`: it needs Electron and
 * a display; `waits`: more than half of its time it waits for clocks and windows, so that it goes on beside the others.
 * @typedef {{ run: string[][], report?: 'vitest' | 'playwright', needs?: string, desktop?: true, waits?: true, env?: Record<string, string> }} Step
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
  screens: {
    run: [['playwright', 'test', '-c', 'test/screens/playwright.config.ts']],
    report: 'playwright',
  },
  /** Keeps new pictures of the screens, of those that have changed. */
  pictures: {
    run: [
      [
        'playwright',
        'test',
        '-c',
        'test/screens/playwright.config.ts',
        'pictures',
        '--update-snapshots',
        'changed',
      ],
    ],
    report: 'playwright',
    env: { RELEVO_PICTURES: 'keep' },
  },
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
    waits: true,
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
    waits: true,
    env: { RELEVO_SHELL: 'web' },
  },
  walk: {
    run: [[...PLAYWRIGHT, 'walk']],
    report: 'playwright',
    needs: 'build',
    env: { RELEVO_SHELL: 'web' },
  },
  e2e: { run: [PLAYWRIGHT], report: 'playwright', needs: 'build', env: { RELEVO_SHELL: 'web' } },
};
/** Two at once fill two processors. What mostly waits has a place of its own beside them, one after the other. */
const AT_ONCE = 2;
/**
 * In the order in which they are begun, the longest first, so that both end together. Where there is Electron, the whole
 * end-to-end suite runs on it, and in a browser what is the web shell's own and the main job.
 */
const CHECKS = ['types-shared', 'types-electron', 'types-renderer', 'types-test', 'lint', 'format'];
const USUAL = {
  electron: ['build', 'electron', 'unit', 'desktop', 'web', 'screens', 'package', 'boot', ...CHECKS],
  web: ['build', 'e2e', 'unit', 'screens', 'boot', ...CHECKS],
};

/** @param {string} name */
function report(name) {
  return join(RESULTS, `${name}.json`);
}

/**
 * @param {string[]} command @param {Record<string, string>} env @param {Say} say
 * @returns {Promise<boolean>} whether it ended well
 */
function runs([program = '', ...given], env, say) {
  return new Promise((resolve) => {
    const path = [join(ROOT, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
    const child = spawn(program, given, {
      cwd: ROOT,
      stdio: say === null ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, PATH: path },
      // Windows starts the tools of node_modules/.bin through its shell alone; no argument here has a blank or a quote.
      shell: process.platform === 'win32',
    });
    if (say !== null) for (const stream of [child.stdout, child.stderr]) stream?.on('data', say);
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    // Not 'exit': what it said last may not have been read by then.
    child.once('close', (code) => resolve(code === 0));
  });
}

/** @param {'vitest' | 'playwright'} tool @param {string} name */
function told(tool, name) {
  try {
    return readReport(tool, JSON.parse(readFileSync(report(name), 'utf8')));
  } catch {
    // No report: the tool ended before its first test, and the exit code says so.
    return NOTHING;
  }
}

/**
 * What a step says while another one runs is kept until it ends; `null`: it says so itself.
 * @typedef {((part: Uint8Array) => void) | null} Say
 */

/**
 * Runs one to its end and counts it.
 * @param {string} name @param {Say} say
 */
async function runStep(name, say) {
  const step = STEPS[name];
  if (step === undefined) return;
  const since = performance.now();
  let well = step.needs === undefined || !broken.has(step.needs);
  const count = { ...NOTHING };
  let last = well ? '' : `${step.needs} failed, and this needs it.`;
  const hear =
    say === null
      ? null
      : (/** @type {Uint8Array} */ part) => {
          last = Buffer.from(part).toString().trimEnd().split('\n').at(-1) ?? '';
          say(part);
        };
  if (well) {
    rmSync(report(name), { force: true });
    const env = { ...step.env, RELEVO_REPORT: report(name), RELEVO_STEP: name };
    for (const command of step.run) {
      if (!well) break;
      if (!step.desktop) well = await runs(command, env, hear);
      else well = electron !== null && (await runInDesktop(electron, command, env, [], hear)) === 0;
    }
    if (step.report !== undefined) Object.assign(count, told(step.report, name));
    else if (well) count.passed = 1;
  } else (say ?? ((part) => process.stdout.write(part)))(Buffer.from(`Not run: ${step.needs} failed.\n`));
  // A step that ended badly failed, whatever its report says; one that ran nothing did not pass.
  if ((!well || count.passed === 0) && count.failed === 0) count.failed = 1;
  if (count.failed > 0) broken.set(name, { step: name, names: count.names, last });
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  for (const reason of count.reasons) reasons.add(reason);
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  const seconds = Math.round((performance.now() - since) / 1000);
  summary.set(
    name,
    `${name.padEnd(16)} ${String(seconds).padStart(4)} s  ${count.passed} passed, ${count.failed} failed${skipped}`,
  );
}

/** Whether the step that it needs has ended, or is not among those to run. @param {string} name */
function mayBegin(name) {
  const needs = STEPS[name]?.needs;
  return needs === undefined || done.has(needs) || !steps.includes(needs);
}

/**
 * Runs step after step of those left; several of these go on beside each other.
 * @param {(step: Step | undefined) => boolean} takes
 */
async function work(takes) {
  for (;;) {
    const mine = left.filter((name) => takes(STEPS[name]));
    if (mine.length === 0) return;
    const name = mine.find(mayBegin);
    if (name === undefined) {
      await Promise.race(running.values());
      continue;
    }
    left.splice(left.indexOf(name), 1);
    /** @type {Uint8Array[]} */
    const said = [];
    const say = atOnce === 1 ? null : (/** @type {Uint8Array} */ part) => void said.push(part);
    console.log(atOnce === 1 ? `\n── ${name}` : `${name} has begun`);
    const run = runStep(name, say);
    running.set(name, run);
    await run;
    running.delete(name);
    done.add(name);
    if (say !== null) process.stdout.write(Buffer.concat([Buffer.from(`\n── ${name}\n`), ...said]));
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
/** @type {Set<string>} */
const reasons = new Set();
/** @type {Map<string, Parameters<typeof failedLines>[0][number]>} */
const broken = new Map();
/** @type {Map<string, string>} */
const summary = new Map();
const left = [...steps];
const done = new Set();
/** @type {Map<string, Promise<void>>} */
const running = new Map();
const atOnce = asked.length > 0 ? 1 : AT_ONCE;
mkdirSync(RESULTS, { recursive: true });

if (asked.length === 0 && electron === null) {
  console.log('No Electron here: the whole end-to-end suite runs on the web shell.');
}
const busy = Array.from({ length: atOnce }, () => work((step) => atOnce === 1 || step?.waits !== true));
const waiting = atOnce === 1 ? [] : [work((step) => step?.waits === true)];
await Promise.all([...busy, ...waiting]);

console.log(`\n${steps.map((name) => summary.get(name)).join('\n')}`);
if (asked.length === 0 && electron === null) {
  console.log(
    'No Electron here: the whole end-to-end suite ran on the web shell, nothing on the desktop shell.',
  );
}
if (total.skipped > 0) console.log([`${total.skipped} skipped`, ...reasons].join('\n'));
console.log(`${Math.round((performance.now() - began) / 1000)} s`);
// Last, where somebody who sees the end alone still reads which test it was.
for (const line of failedLines([...broken.values()])) console.log(line);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
