/** The decision tray: how it is set, by keys alone, its ten seconds, and what it says of each outcome. */
import type { Page } from '@playwright/test';
import { openTray, paste } from './scenes.ts';
import { expect, test } from './window.ts';

const tray = (page: Page) => page.locator('.dialog-tray');
const row = (page: Page, text: string) => tray(page).getByRole('row').filter({ hasText: text });
const isSet = (page: Page, text: string, choice: string) =>
  expect(row(page, text).getByRole('radio', { name: choice })).toBeChecked();

test('is a tree of rows with three choices each: yours are set to Accept, all others to Later', async ({
  open,
  page,
}) => {
  await open('usual', '#/requests');
  await openTray(page);
  await expect(tray(page)).toHaveRole('dialog');
  await expect(tray(page)).toHaveAccessibleName(/codes found in what you pasted/);
  await expect(tray(page).getByRole('treegrid')).toHaveAccessibleName(/./);
  await isSet(page, 'vps-5d1b0c7e.vps.ovh.net', 'Later');
  // Binding, and somebody else's: never by default, and what it takes on is said beside it.
  await expect(
    tray(page).getByText('Accepting makes you responsible', { exact: false }).first(),
  ).toBeVisible();
  const yours = tray(page).getByRole('rowgroup').filter({ hasText: 'Asked by you' });
  await expect(yours.getByRole('radio', { name: 'Accept', checked: true })).not.toHaveCount(0);
  await expect(yours.getByRole('radio', { name: 'Later', checked: true })).toHaveCount(0);
  // Every choice is named by what it is for.
  await expect(tray(page).getByRole('radiogroup').first()).toHaveAccessibleName(/./);
  // No code stands there whole.
  expect(await tray(page).innerText()).not.toMatch(/[A-Za-z0-9]{32}/);
});

test('by keys: along the rows, A, R and L choose, a hand-over opens and closes, Escape keeps everything', async ({
  open,
  page,
}) => {
  await open('usual', '#/requests');
  await openTray(page);
  await expect(tray(page).locator('tr:focus')).toHaveCount(1);
  await row(page, 'vps-5d1b0c7e').focus();
  const last = tray(page).locator('tr:focus');
  for (const [key, choice] of [
    ['r', 'Refuse'],
    ['a', 'Accept'],
    ['l', 'Later'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(last.getByRole('radio', { name: choice })).toBeChecked();
  }
  await page.keyboard.press('r');
  await page.keyboard.press('Home');
  const fold = tray(page).locator('tr[aria-expanded]').first();
  await fold.focus();
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await expect(tray(page).locator('tr[aria-level="2"]')).not.toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Escape');
  await expect(tray(page)).toHaveCount(0);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Codes at hand/ })
    .click();
  await expect(tray(page).getByRole('radio', { name: 'Refuse', checked: true })).toHaveCount(1);
});

test('Send counts ten seconds down, Undo is not where Send was and gives the tray back', async ({
  open,
  page,
}) => {
  await open('usual', '#/requests');
  await openTray(page);
  const send = tray(page).getByRole('button', { name: /^Send \d+ decisions?$/ });
  const before = await tray(page).getByRole('radio', { checked: true }).count();
  await send.click();
  await expect(tray(page).getByText('Nothing is sent yet.', { exact: false })).toBeVisible();
  const undo = tray(page).getByRole('button', { name: 'Undo' });
  await expect(undo).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(send).toBeVisible();
  await expect(tray(page).getByRole('radio', { checked: true })).toHaveCount(before);
});

test('what came of each stands in its row, and what went wrong says what to do', async ({ open, page }) => {
  await open('usual', '#/requests');
  await openTray(page);
  await tray(page)
    .getByRole('button', { name: /^Send \d+ decisions?$/ })
    .click();
  await tray(page).getByRole('button', { name: 'Send now' }).click();
  await expect(tray(page).getByRole('heading', { name: /\d+ decisions sent/ })).toBeVisible();
  await expect(tray(page)).toBeFocused();
  await expect(
    tray(page)
      .getByRole('row')
      .filter({ hasText: /With |Confirmed|Being applied/ }),
  ).not.toHaveCount(0);
  await tray(page).getByRole('button', { name: 'Done', exact: true }).click();
  await expect(tray(page)).toHaveCount(0);
});

test('where nothing can be decided nothing can be sent; text without a code is told', async ({
  open,
  page,
}) => {
  await open('offline', '#/requests');
  await openTray(page);
  await expect(tray(page).getByRole('button', { name: /^Keep \d+ decisions for later$/ })).toBeEnabled();
  await page.keyboard.press('Escape');
  await open('usual', '#/requests');
  await paste(page, 'Lunch at two?');
  await expect(page.getByText(/[Nn]o code/).first()).toBeVisible();
});

test('with text twice as large the rows stand below each other: who hands over to whom is read whole, each choice is in reach', async ({
  open,
  page,
}) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await open('usual', '#/requests', { language: 'es' });
  await openTray(page);
  await expect(tray(page)).toHaveRole('dialog');
  await expect(tray(page).getByRole('row').first()).toBeVisible();
  const cut = await tray(page)
    .locator('.handle, .tray-party-name, .tray-name, .tray-sub, .tray-choice')
    .evaluateAll((all) =>
      all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent),
    );
  expect(cut).toEqual([]);
  expect(await tray(page).evaluate((dialog) => dialog.scrollWidth > dialog.clientWidth)).toBe(false);
});

test('codes at hand are told on Today: what they take on stays within its line, and no e-mails are offered for them', async ({
  open,
  page,
}) => {
  await open('usual', '#/today');
  const offer = page.locator('.today-codes');
  await expect(offer).toContainText('5 requests wait for your code');
  await openTray(page);
  await page.keyboard.press('Escape');
  await expect(tray(page)).toHaveCount(0);
  await page.getByRole('link', { name: 'Today' }).click();
  const note = page.locator('.today-line').getByText('Accepting makes you responsible', { exact: false });
  await expect(note).toBeVisible();
  const isInside = await note.evaluate((element) => {
    const cell = element.closest('.today-who')?.getBoundingClientRect();
    return element.getBoundingClientRect().right <= (cell?.right ?? 0);
  });
  expect(isInside).toBe(true);
  const missing = await page.getByRole('button', { name: /^Enter code/ }).count();
  expect(missing).toBeLessThan(5);
  if (missing === 0) await expect(offer).toHaveCount(0);
  else await expect(offer).toContainText(`${missing} request`);
});
