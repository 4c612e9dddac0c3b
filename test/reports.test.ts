/** The end of a run names every test that failed, where it stands and in which step, whichever tool ran it. */
import { expect, test } from 'vitest';
import { failedLines, readReport } from './reports.mjs';

const VITEST = {
  numPassedTests: 3,
  numFailedTests: 1,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [
    {
      name: '/mnt/test/desktop/menus.test.ts',
      status: 'failed',
      message: '',
      assertionResults: [
        { status: 'passed', ancestorTitles: [], title: 'opens', failureMessages: [] },
        {
          status: 'failed',
          ancestorTitles: ['the menu'],
          title: 'closes',
          failureMessages: ['\n\u001b[31mError: it stayed\u001b[39m\n  at menus.test.ts:3'],
        },
      ],
    },
    {
      name: '/home/somebody/test/checkout/test/house.test.ts',
      status: 'failed',
      message: 'Error: no such module',
      assertionResults: [],
    },
  ],
};

const spec = (title: string, status: string, more: object = {}) => ({
  title,
  file: 'walk.spec.ts',
  tests: [{ status, annotations: [], results: [{ status: 'failed', errors: [] }], ...more }],
});
const PLAYWRIGHT = {
  config: { rootDir: '/mnt/test/e2e' },
  stats: { expected: 13, unexpected: 2, flaky: 1, skipped: 1 },
  errors: [{ message: 'Error: a worker went away' }],
  suites: [
    {
      title: 'walk.spec.ts',
      specs: [
        spec('stays whole', 'unexpected', {
          results: [{ status: 'failed', errors: [{ message: 'Error: lost its focus\nsecond line' }] }],
        }),
        spec('well', 'expected'),
        spec('left out', 'skipped', { annotations: [{ type: 'skip', description: 'no letters' }] }),
      ],
      suites: [
        {
          title: 'a group',
          specs: [
            spec('slow', 'unexpected', { results: [{ status: 'timedOut' }] }),
            spec('now and then', 'flaky'),
          ],
        },
      ],
    },
  ],
};

test('Vitest: a test by its file and titles, and a file that has none', () => {
  expect(readReport('vitest', VITEST)).toEqual({
    passed: 3,
    failed: 2,
    skipped: 2,
    reasons: [],
    names: [
      { name: 'test/desktop/menus.test.ts › the menu › closes', why: 'Error: it stayed' },
      { name: 'test/house.test.ts', why: 'Error: no such module' },
    ],
  });
});

test('Playwright: also what passed at a second try, and what belongs to no test', () => {
  expect(readReport('playwright', PLAYWRIGHT)).toEqual({
    passed: 13,
    failed: 4,
    skipped: 1,
    reasons: ['no letters'],
    names: [
      { name: 'test/e2e/walk.spec.ts › stays whole', why: 'Error: lost its focus' },
      { name: 'test/e2e/walk.spec.ts › a group › slow', why: 'timedOut' },
      { name: 'test/e2e/walk.spec.ts › a group › now and then (not at a second try)', why: 'failed' },
      { name: 'no test', why: 'Error: a worker went away' },
    ],
  });
});

test('each has a line with its step; a step that named none is told by the last it said', () => {
  const { names } = readReport('vitest', VITEST);
  expect(
    failedLines([
      { step: 'desktop', names: names.slice(0, 1), last: 'unused' },
      { step: 'lint', names: [], last: 'renderer/app/rail.tsx: unused' },
      { step: 'boot', names: [], last: '' },
    ]),
  ).toEqual([
    'Failed in desktop: test/desktop/menus.test.ts › the menu › closes',
    '  Error: it stayed',
    'Failed in lint: ended badly, and named no test',
    '  renderer/app/rail.tsx: unused',
    'Failed in boot: ended badly, and named no test',
  ]);
});
