/** Runs the unit and integration tests; test/ mirrors the sources file by file. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [react()],
  test: {
    include: ['test/*.test.ts', 'test/{shared,electron,renderer,simulation}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // A loop over nothing asserts nothing, and would pass.
    expect: { requireAssertions: true },
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: ['default'],
  },
});
