/** Runs the unit and integration tests; test/ mirrors the sources file by file. */
import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Measures the processor's time: nothing before it in its process may count. */
const MEASURED = 'test/shared/code-speed.test.ts';

/**
 * Where it is there and large, folders of tests lie in memory: a disk takes milliseconds for each of ten thousand fsyncs, and
 * no test here could tell a synced byte from another. The simulation's own disk can.
 */
const MEMORY = '/dev/shm';
const GIB = 2 ** 30;

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 2 * GIB;
}

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
    // Half of the time they wait for timers and key derivation: Vitest's own number would be one on two processors.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: hasRoom(MEMORY) ? { TMPDIR: MEMORY } : {},
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
