/** Starts the built program on a real Electron, without Playwright; needs out/ (`npm run build`) and test/desktop/run.mjs. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  // The ordinary user who runs these may write nowhere else.
  cacheDir: 'test-results/.vite-desktop',
  test: {
    fsModuleCache: false,
    include: ['test/desktop/**/*.test.ts'],
    environment: 'node',
    // A loop over nothing asserts nothing, and would pass.
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Keys and clicks go to whichever window is in front: one file at a time has the display.
    maxWorkers: 1,
  },
});
