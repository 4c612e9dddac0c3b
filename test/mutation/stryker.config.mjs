/** One file's mutants, as Stryker makes them. `run.mjs` says which file it is and which tests hold it. */
const file = process.env['MUTATE_FILE'] ?? '';
const results = `test-results/mutation/${file.replaceAll('/', '.')}`;

export default {
  mutate: [file],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  incremental: true,
  incrementalFile: `${results}.incremental.json`,
  reporters: ['json'],
  jsonReporter: { fileName: `${results}.json` },
  tempDirName: 'test-results/mutation/tmp',
  // None: Stryker would rewrite it for its copy by functions that TypeScript 7 has no more.
  tsconfigFile: 'none.json',
  // Babel's comments would only stand in the way: nothing of the copy is type-checked.
  disableTypeChecks: false,
  ignorePatterns: ['/out', '/release', '/test-results', '/docs', '/renderer'],
  // A busy machine is slow, and slow is no mutant caught.
  timeoutMS: 15_000,
  timeoutFactor: 4,
  logLevel: 'warn',
};
