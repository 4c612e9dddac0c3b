/** What the JSON reports of Vitest and Playwright tell: how many tests there were, which ones failed and why some were left out. Runs nothing. */
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {{ name: string, why: string }} Failed `file › title`, and the first line of what went wrong.
 * @typedef {{ passed: number, failed: number, skipped: number, reasons: string[], names: Failed[] }} Told
 */

/** @param {'vitest' | 'playwright'} tool @param {any} report @returns {Told} */
export function readReport(tool, report) {
  return tool === 'vitest' ? ofVitest(report) : ofPlaywright(report);
}

/** @param {any} report @returns {Told} */
function ofVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  /** @type {Failed[]} */
  const names = [];
  for (const { name, status, message, assertionResults } of testResults) {
    const failed = assertionResults.filter((/** @type {any} */ one) => one.status === 'failed');
    for (const { ancestorTitles, title, failureMessages } of failed)
      names.push({ name: nameOf(name, [...ancestorTitles, title]), why: firstLine(failureMessages[0]) });
    // A file that could not be read, or whose own hook failed, has no test that did.
    if (status === 'failed' && failed.length === 0)
      names.push({ name: nameOf(name, []), why: firstLine(message) });
  }
  return {
    passed: numPassedTests,
    failed: Math.max(numFailedTests, names.length),
    skipped: numPendingTests + numTodoTests,
    reasons: [],
    names,
  };
}

/** @param {any} report @returns {Told} */
function ofPlaywright({ config, stats, suites, errors = [] }) {
  /** @type {Told} */
  const told = {
    passed: stats.expected,
    // A second try is asked for by hand alone, and hides what the first one found.
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    reasons: [],
    names: [],
  };
  for (const suite of suites) look(suite, [], told, config.rootDir);
  // What belongs to no test: a set-up, or a worker that went away.
  for (const { message, location } of errors)
    told.names.push({ name: nameOf(location?.file ?? 'no test', []), why: firstLine(message) });
  told.failed = Math.max(told.failed, told.names.length);
  return told;
}

/** @param {any} suite @param {string[]} above titles of what it stands in @param {Told} told @param {string} root */
function look({ specs = [], suites = [] }, above, told, root) {
  for (const { file, title, tests } of specs) {
    for (const { status, annotations, results } of tests) {
      if (status === 'unexpected' || status === 'flaky') {
        const error = results.flatMap((/** @type {any} */ one) => one.errors ?? [])[0];
        const name =
          nameOf(`${root}/${file}`, [...above, title]) + (status === 'flaky' ? ' (not at a second try)' : '');
        told.names.push({ name, why: firstLine(error?.message ?? results.at(-1)?.status) });
      }
      for (const { type, description } of annotations)
        if (type === 'skip' && description) told.reasons.push(description);
    }
  }
  for (const suite of suites) look(suite, [...above, suite.title], told, root);
}

/** Where the file is mounted elsewhere for the run, its path begins otherwise; below `test/` it is the same. @param {string} file @param {string[]} titles */
function nameOf(file, titles) {
  const path = file.replaceAll('\\', '/');
  const from = path.lastIndexOf('/test/');
  return [from === -1 ? path : path.slice(from + 1), ...titles].join(' › ');
}

const LONGEST = 200;

/** @param {unknown} message */
function firstLine(message) {
  const plain = stripVTControlCharacters(String(message ?? ''));
  return (plain.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, LONGEST);
}

/**
 * The last lines of a run that name what failed, step by step; a step without a name is told with the last line it said.
 * @param {{ step: string, names: readonly Failed[], last: string }[]} steps @returns {string[]}
 */
export function failedLines(steps) {
  return steps.flatMap(({ step, names, last }) =>
    (names.length > 0 ? names : [{ name: 'ended badly, and named no test', why: last }]).flatMap(
      ({ name, why }) => [`Failed in ${step}: ${name}`, ...(why === '' ? [] : [`  ${why}`])],
    ),
  );
}
