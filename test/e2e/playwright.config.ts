/** How the end-to-end tests run. The fixture of app.ts starts what they speak to. */
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { SHELL } from './processes.ts';

const results = join(import.meta.dirname, '..', '..', 'test-results');

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.spec.ts',
  // `@web`: runs in a browser too where the suite runs on Electron. `@web-only`: the web shell's own, such as its address and key.
  ...(SHELL === 'electron' ? { grepInvert: /@web-only/ } : {}),
  globalSetup: join(import.meta.dirname, 'setup.ts'),
  // Its own for each step of the tests: Playwright empties it, and two steps may run beside each other.
  outputDir: join(results, process.env['RELEVO_STEP'] ?? 'e2e'),
  // A test has its own processes and data folder; two at once leave a small machine some room.
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // A test that needs a second try has a cause, and hides it.
  retries: 0,
  // Each wait within a test has its own limit; this one is for a test that hangs, also where three steps share two processors.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env['RELEVO_REPORT'] ?? join(results, 'e2e.json') }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    colorScheme: 'light',
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    // app.ts keeps a picture and the logs of what failed. A trace would put its own script into pages whose heap is searched.
    trace: 'off',
  },
});
