/** Packs what the build made and looks at it; needs out/ and the tests' Electron (`npm run test:package`). */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  // The ordinary user who runs these may write nowhere else.
  cacheDir: 'test-results/.vite-package',
  test: {
    fsModuleCache: false,
    include: ['test/package/*.test.ts'],
    environment: 'node',
    // A loop over nothing asserts nothing, and would pass.
    expect: { requireAssertions: true },
    // Each file packs: one after the other, so that they do not take each other's computer.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
