/** Boots the built main bundle in plain Node; needs out/ (`npm run build`). */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/boot/**/*.test.ts'],
    environment: 'node',
    // A loop over nothing asserts nothing, and would pass.
    expect: { requireAssertions: true },
    // The bundle is what is tested: it must reach Node as it was built.
    server: { deps: { external: [/\/out\//] } },
    testTimeout: 20_000,
  },
});
