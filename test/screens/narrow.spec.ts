/** Where there is little room, in a small window or with text twice as large: everything is there, and can be brought into sight. */
import { expect, test } from './window.ts';

const ME = 'ac21874-ovh';
/** What a window of 1440 × 900 has with text twice as large. */
const TWICE = { width: 720, height: 450 };

test('the welcome has the whole window below 1024 px', async ({ open, page }) => {
  await page.setViewportSize({ width: 960, height: 640 });
  await open('empty', '#/connect');
  const main = await page.getByRole('main').boundingBox();
  expect(main).toMatchObject({ x: 0, width: 960 });
});

test('a rule: with text twice as large its services and what is done with them follow the rules', async ({
  open,
  page,
}) => {
  await page.setViewportSize(TWICE);
  await open('moving', '#/rules/domains');
  const expected = { contactAdmin: ME, contactBilling: 'el30277-ovh' };
  const rules = [{ id: 'domains', name: 'Every domain', query: 'type:domain', expected, kept: [] }];
  await page.evaluate((all) => window.relevo?.invoke('rules:set', { rules: all }), rules);
  const rule = page.getByRole('region', { name: 'Every domain' });
  const row = rule.getByRole('row').nth(3);
  await row.scrollIntoViewIfNeeded();
  await expect(row).toBeInViewport({ ratio: 1 });
  const act = rule.getByRole('button', { name: /^Hand over \d+ that deviate/ });
  await act.scrollIntoViewIfNeeded();
  await expect(act).toBeInViewport({ ratio: 1 });
});

test('the check of a hand-over: with text twice as large its services are reached, and Send is in sight', async ({
  open,
  page,
}) => {
  await page.setViewportSize(TWICE);
  await open('moving', '#/people');
  await page.evaluate(() => {
    location.hash = '#/people/mp40311-ovh';
  });
  await page.getByRole('button', { name: /^Hand over everything of/ }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Hand over everything of/ });
  await dialog.getByRole('button', { name: /^Check \d+ services/ }).press('Enter');
  await expect(dialog.getByRole('button', { name: /^Send \d+ requests/ })).toBeInViewport({ ratio: 1 });
  const row = dialog.locator('.handover-list-body').getByRole('row').nth(2);
  await row.scrollIntoViewIfNeeded();
  await dialog.locator('.dialog-body').evaluate((body) => {
    body.scrollTop = body.scrollHeight;
  });
  await expect(row).toBeInViewport({ ratio: 1 });
});
