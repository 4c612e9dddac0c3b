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
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each test file starts programs with several processes each.
    maxWorkers: 2,
  },
});
