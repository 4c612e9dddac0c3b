/** Runs the unit and integration tests; test/ mirrors the sources file by file. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Measures the processor's time: nothing before it in its process may count. */
const MEASURED = 'test/shared/code-speed.test.ts';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [react()],
  test: {
    environment: 'node',
    // A loop over nothing asserts nothing, and would pass.
    expect: { requireAssertions: true },
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'rules and pages',
          include: ['test/{shared,renderer}/**/*.test.{ts,tsx}'],
          exclude: [MEASURED],
          // A hundred small files that load the same modules: a process of its own for each took twice as long as the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'desk',
          include: ['test/*.test.ts', 'test/{electron,simulation}/**/*.test.{ts,tsx}', MEASURED],
        },
      },
    ],
  },
});
