/** How the screens are tested on made-up worlds: in a browser, without a program and without a server behind them. */
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const results = join(import.meta.dirname, '..', '..', 'test-results');

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.spec.ts',
  globalSetup: join(import.meta.dirname, 'setup.ts'),
  outputDir: join(results, 'screens'),
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  // Pictures are made by npm run pictures alone.
  updateSnapshots: 'none',
  timeout: 60_000,
  expect: {
    timeout: 10_000,
    // Letters are drawn alike on one Chromium; a line that moved, or a colour that changed, is more than this.
    toHaveScreenshot: {
      maxDiffPixelRatio: 0.0005,
      threshold: 0.15,
      animations: 'disabled',
      caret: 'hide',
      scale: 'css',
    },
  },
  snapshotPathTemplate: join(import.meta.dirname, 'pictures', '{arg}{ext}'),
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['RELEVO_REPORT'] ?? join(results, 'screens.json') }],
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    colorScheme: 'light',
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    contextOptions: { reducedMotion: 'reduce' },
    // Costs an eighth of each test's time, whatever comes of it; `--trace on` keeps one.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
