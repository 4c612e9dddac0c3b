/**
 * A picture of each screen, in both themes and at two widths, held against the one that was kept. Where letters are drawn otherwise
 * than where those were made nothing is compared, and that is said. `npm run pictures` keeps new ones of what has changed.
 */
import { rest } from '../e2e/walker.ts';
import { notCompared } from './made-with.ts';
import { SCENES } from './scenes.ts';
import { expect, test } from './window.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 960, height: 640 },
];

for (const { name, world, hash, act, pictured } of SCENES) {
  if (pictured !== true) continue;
  test(`looks as it did: ${name}`, async ({ open, page }) => {
    test.skip(notCompared() !== null, notCompared() ?? '');
    await open(world, hash);
    await act?.(page);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        // Nothing is pointed at, and what followed a frame later is there.
        await page.mouse.move(0, 0);
        await rest(page);
        await expect.soft(page).toHaveScreenshot(`${name}-${size.width}-${colorScheme}.png`);
      }
    }
  });
}
