/** Runs the tests of the one file that is being mutated; `run.mjs` names them. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: (process.env['MUTATE_TESTS'] ?? '').split(' '),
    environment: 'node',
    testTimeout: 20_000,
  },
});
