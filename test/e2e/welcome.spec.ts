/** The first screen, before there is any account: two ways in, keys pasted anywhere, and the other ways. */
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { paste } from './people.ts';

test('tells what was pasted, what is missing, and leads to the other ways', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Welcome to Relevo' })).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expectNoFindings(page, 'welcome');

  await paste(page, 'a shopping list');
  await expect(page.getByText(/No keys were found in what you pasted/)).toBeVisible();
  await paste(page, 'Application key\nabcdefghijklmnop');
  await expect(page.getByText(/Not all three are here yet/)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: /^Application key/ })).toContainText('is here');
  await expect(page.getByRole('listitem').filter({ hasText: /^Consumer key/ })).toContainText('is missing');
  // Nothing of them is in the page.
  expect(await page.content()).not.toContain('abcdefghijklmnop');

  await page.getByRole('button', { name: 'Which rights?' }).click();
  await expect(page.getByText('asking for new contacts')).toBeVisible();

  await page.getByRole('button', { name: 'Other ways' }).click();
  await expect(page.getByText('An OVHcloud API on this computer, for testing')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('button', { name: 'Open the sandbox' })).toBeVisible();
});
