/** The pane beside a list: who it is about, how it opens, closes and gives the focus back; wide as a column, narrow as a sheet. */
import { expect, test } from './window.ts';

const PANES = [
  { screen: 'requests', label: 'Request', find: 'vps-5d1b0c7e', says: 'vps-5d1b0c7e.vps.ovh.net' },
  { screen: 'services', label: 'Service', find: 'clinicanorte.es', says: 'clinicanorte.es' },
  { screen: 'people', label: 'Person', find: 'Marta', says: 'Marta Prieto' },
] as const;

for (const { screen, label, find, says } of PANES) {
  test(`${screen}: Enter opens it with the focus inside, Escape closes it and the list has the focus`, async ({
    open,
    page,
  }) => {
    await open('usual', `#/${screen}`);
    await page.getByRole('searchbox').fill(find);
    // A key that is faster than the search finds what stood there before.
    await expect(page.getByRole('row').nth(1)).toContainText(says);
    await page.getByRole('searchbox').press('ArrowDown');
    const grid = page.getByRole('grid');
    await expect(grid).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const pane = page.getByRole('complementary', { name: label });
    await expect(pane).toBeVisible();
    await expect(pane.getByRole('heading', { level: 2 })).toContainText(says);
    await expect.poll(() => pane.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    // Nothing that binds is one Enter away.
    await expect(pane.locator('.button-primary:focus, .button-danger:focus')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(pane).toHaveCount(0);
    await expect(grid).toBeFocused();
  });

  test(`${screen}: at 960 it is a sheet over the list, closed by Escape`, async ({ open, page }) => {
    await page.setViewportSize({ width: 960, height: 700 });
    await open('usual', `#/${screen}`);
    await page.getByRole('searchbox').fill(find);
    await expect(page.getByRole('row').nth(1)).toContainText(says);
    await page.getByRole('searchbox').press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: label });
    await expect(sheet).toBeVisible();
    await expect(sheet).toContainText(says);
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await expect(page.getByRole('grid')).toBeFocused();
  });
}

test('nothing makes the window itself longer than it is, whatever is brought into sight', async ({
  open,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 560 });
  for (const address of ['#/requests', '#/services', '#/settings', '#/today', '#/rules']) {
    await open('usual', address);
    if (address === '#/requests' || address === '#/services') {
      await page.getByRole('grid').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('complementary')).toBeVisible();
    }
    const scrolled = await page.evaluate(() => {
      for (const element of document.querySelectorAll('#app *')) element.scrollIntoView({ block: 'start' });
      return [document.documentElement, document.body].map(({ scrollTop }) => scrollTop);
    });
    expect(scrolled, address).toEqual([0, 0]);
  }
});

test('what is no longer there says so, and leads back', async ({ open, page }) => {
  for (const { screen } of PANES.slice(0, 2)) {
    await open('usual', `#/${screen}/sandbox%2F999999999`);
    const pane = page.getByRole('complementary');
    await expect(pane).toContainText(/\w/);
    await pane.getByRole('button').last().press('Enter');
    await expect(pane).toHaveCount(0);
  }
});

test('a request: whose code is needed is said, a code that is none is told before it is sent, and offline it is kept', async ({
  open,
  page,
}) => {
  await open('usual', '#/requests/sandbox%2F2297760');
  const pane = page.getByRole('complementary', { name: 'Request' });
  const code = pane.getByLabel('Validation code');
  await expect(pane.getByRole('button', { name: 'Accept', exact: true })).toBeDisabled();
  await code.fill('too short');
  await expect(code).toHaveAccessibleDescription(/8 to 64 letters and digits/);
  await code.fill('abcdefghijklmnopqrstuvwxyz012345');
  await expect(pane.getByRole('button', { name: 'Accept', exact: true })).toBeEnabled();
  await open('offline', '#/requests/sandbox%2F2297760');
  await code.fill('abcdefghijklmnopqrstuvwxyz012345');
  await expect(pane.getByRole('button', { name: /^Keep for later/ }).first()).toBeVisible();
});

test('a request leads to its service', async ({ open, page }) => {
  await open('usual', '#/requests/sandbox%2F2297760');
  const pane = page.getByRole('complementary', { name: 'Request' });
  await pane.getByRole('button', { name: 'Open the service' }).press('Enter');
  await expect(page.getByRole('complementary', { name: 'Service' })).toContainText(
    'vps-5d1b0c7e.vps.ovh.net',
  );
});
