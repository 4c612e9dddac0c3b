/** axe on each screen in each of its states, in both themes. */
import { expectNoFindings } from '../e2e/axe.ts';
import { SCENES } from './scenes.ts';
import { expect, test } from './window.ts';

for (const { name, world, hash, act } of SCENES) {
  test(`axe finds nothing: ${name}`, async ({ open, page }) => {
    await open(world, hash);
    await act?.(page);
    await expectNoFindings(page, `${name}, light`);
    await page.emulateMedia({ colorScheme: 'dark' });
    // A window that could not be opened follows nothing any more.
    if (name === 'broken') await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expectNoFindings(page, `${name}, dark`);
  });
}
