/**
 * Packs what the build made and looks at it; needs out/ and the tests' Electron (`npm run test:package`). `--mode whole` adds
 * the installation in a Debian of its own, which takes minutes and root's rights.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/package/*.test.ts', ...(mode === 'whole' ? ['test/package/*.whole.ts'] : [])],
    environment: 'node',
    // Run by a user who may not write into the checkout.
    fsModuleCache: false,
    // Each file packs: one after the other, so that they do not take each other's computer.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
}));
