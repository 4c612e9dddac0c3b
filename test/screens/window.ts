/** The fixture of every test of the screens: a window on a made-up world at a time that stands still. Any error on it fails the test. */
import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { DRAWING } from './made-with.ts';

export { expect };

/** What every made-up world takes for now. */
const NOW = new Date('2026-11-20T09:30:00Z');

type Query = Partial<Record<'theme' | 'language' | 'density' | 'delay' | 'account', string>>;

/** Opens a world at an address, `#/requests`; answers once its lists are drawn. */
export type Open = (world: string, hash: string, query?: Query) => Promise<void>;

export const test = base.extend<{ open: Open }, { chromium: Browser }>({
  chromium: [
    async ({ playwright }, use) => {
      const chromium = await playwright.chromium.launch({
        executablePath: process.env['CHROME_PATH'],
        args: [...DRAWING],
      });
      await use(chromium);
      await chromium.close();
    },
    { scope: 'worker' },
  ],

  browser: [async ({ chromium }, use) => use(chromium), { scope: 'worker' }],

  open: async ({ page }, use) => {
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`page: ${error.message}`));
    await page.clock.setFixedTime(NOW);
    await use(async (world, hash, query = {}) => {
      await page.goto(`${process.env['RELEVO_SCREENS']}?${new URLSearchParams({ world, ...query })}${hash}`);
      await drawn(page);
    });
    expect(problems, 'errors on the page').toEqual([]);
  },
});

/** Until something is there to read and nothing of it is still to come. A world may be one in which that never ends. */
export async function drawn(page: Page): Promise<void> {
  // A page that is loaded on a machine with much else to do takes its time.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => document.fonts.ready.then(() => {}));
}
