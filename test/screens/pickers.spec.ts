/** The fields for somebody, among people and in a hand-over: by name, company and handle, by keys alone, with what is wrong beside them. */
import type { Page } from '@playwright/test';
import { tickServices } from './scenes.ts';
import { expect, test } from './window.ts';

async function openReplacement(page: Page) {
  await tickServices(page, 3);
  await page.getByRole('button', { name: /^Change contacts of 3/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand over contacts' });
  await dialog.getByRole('button', { name: 'Replace one by another' }).click();
  return { dialog, by: dialog.getByRole('combobox', { name: 'by', exact: true }) };
}

test('somebody is found by name, company and handle, accents ignored, and told with each', async ({
  open,
  page,
}) => {
  await open('moving', '#/services');
  const { dialog, by } = await openReplacement(page);
  await by.focus();
  for (const typed of ['marta', 'PRIETO SIST', 'mp40311', 'alvarez de la']) {
    await by.fill(typed);
    const first = dialog.getByRole('option').first();
    await expect(first).toContainText(typed.startsWith('alvarez') ? 'el30277-ovh' : 'mp40311-ovh');
    await expect(by).toHaveAttribute('aria-expanded', 'true');
  }
  await by.fill('nobody is called so');
  await expect(dialog.getByRole('option')).toHaveCount(0);
});

test('by keys: arrows go along, Enter chooses, the focus goes on to choosing somebody else, and back into the field', async ({
  open,
  page,
}) => {
  await open('moving', '#/services');
  const { dialog, by } = await openReplacement(page);
  await by.focus();
  await page.keyboard.type('romero');
  await expect(
    dialog
      .getByRole('option', { selected: true })
      .or(dialog.locator('[role="option"][data-highlighted]'))
      .first(),
  ).toContainText('Luis Romero');
  await page.keyboard.press('Enter');
  const chosen = dialog.getByRole('group', { name: 'by', exact: true });
  await expect(chosen).toContainText('Luis Romero');
  await expect(chosen).toContainText('lr88120-ovh');
  await expect(chosen.getByRole('button', { name: 'Somebody else' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(by).toBeFocused();
  await expect(by).toHaveValue('');
});

test('what is missing, or cannot be anybody, is said at the field once one wants to go on', async ({
  open,
  page,
}) => {
  await open('moving', '#/services');
  const { dialog, by } = await openReplacement(page);
  await expect(by).not.toHaveAttribute('aria-invalid', 'true');
  await by.fill('mar ta');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: /^Check/ }).press('Enter');
  await expect(by).toHaveAttribute('aria-invalid', 'true');
  await expect(by).toHaveAccessibleDescription(/Nobody known is called so/);
});

test('among people: who takes over is found in the same way', async ({ open, page }) => {
  await open('usual', '#/people/mp40311-ovh');
  const pane = page.getByRole('complementary', { name: 'Person' });
  await pane.getByRole('button', { name: /leaves…/ }).press('Enter');
  await expect(pane.getByLabel('Last day')).toBeFocused();
  const who = pane.getByRole('combobox', { name: 'Who takes over' });
  await who.fill('dietrich');
  await expect(page.getByRole('option').first()).toContainText('Jonas Dietrich');
  await page.keyboard.press('Enter');
  await expect(pane.getByRole('group', { name: 'Who takes over' })).toContainText('Jonas Dietrich');
});
