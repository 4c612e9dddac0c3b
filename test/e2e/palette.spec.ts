/** The palette by keyboard alone: people, requests, services and commands, by name. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectNoFindings } from './axe.ts';
import { connectLoopback } from './people.ts';

async function look(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('dialog', { name: 'Find and do' }).getByRole('combobox');
  await expect(field).toBeFocused();
  await field.fill(text);
}

test('finds people, requests, services and commands, and opens what is chosen', async ({ page, sandbox }) => {
  await connectLoopback(page, sandbox);
  const palette = page.getByRole('dialog', { name: 'Find and do' });
  const first = palette.getByRole('option').first();

  await look(page, 'vps-5d1b0c7e');
  await expect(palette.getByRole('group', { name: /Requests/ })).toBeVisible();
  await expect(
    palette
      .getByRole('group', { name: /Services/ })
      .getByRole('option')
      .first(),
  ).toContainText('vps-5d1b0c7e');
  await expectNoFindings(page, 'palette with what was found');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toContainText('vps-5d1b0c7e');

  await look(page, '#2298');
  await expect(palette.getByRole('group')).toHaveCount(1);
  await expect(first).toContainText('no. 2298');
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);

  // A person by the handle, with what is held; Ctrl+Enter begins to hand it over.
  await look(page, '@mp40311');
  await expect(first).toContainText('mp40311-ovh');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('dialog', { name: /^Hand over everything of / })).toBeVisible();
  await page.keyboard.press('Escape');

  await look(page, '>dark');
  await expect(first).toContainText(/dark/i);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await look(page, 'nothing has such a name');
  await expect(palette.getByText('Nothing has this name.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(palette).toBeVisible();
});
