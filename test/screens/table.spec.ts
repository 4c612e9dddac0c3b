/** The table on every list: what assistive technology is told of it, by keys alone, and what stands there when there is nothing. */
import type { Page } from '@playwright/test';
import { expect, test } from './window.ts';

const grid = (page: Page) => page.getByRole('grid');
const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('gridcell') });
/** The row the keyboard is on, as assistive technology is told. */
const cursor = (page: Page) =>
  grid(page).evaluate((element) => {
    const id = element.getAttribute('aria-activedescendant');
    return id === null ? null : Number(document.getElementById(id)?.getAttribute('aria-rowindex'));
  });

for (const [screen, name, count] of [
  ['requests?segment=all', 'Contact change requests', 201],
  ['services', 'Services and their contacts', 1248],
] as const) {
  test(`${screen}: one tab stop, a name, all rows counted and few drawn, each column named`, async ({
    open,
    page,
  }) => {
    await open('usual', `#/${screen}`);
    await expect(grid(page)).toHaveAccessibleName(name);
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1));
    await expect(grid(page)).toHaveAttribute('aria-multiselectable', 'true');
    await expect(grid(page)).not.toHaveAttribute('aria-busy', 'true');
    await expect(rows(page)).not.toHaveCount(0);
    expect(await rows(page).count()).toBeLessThan(60);
    for (const head of await page.getByRole('columnheader').all()) {
      expect(
        await head.evaluate(
          (element) =>
            element.textContent ||
            element.querySelector('[aria-label]')?.getAttribute('aria-label') ||
            element.getAttribute('aria-label'),
        ),
      ).toBeTruthy();
    }
    // Everything inside is reached from the grid itself.
    await expect(grid(page).locator('[role="row"] [tabindex="0"]')).toHaveCount(0);
  });
}

test('arrows, pages and ends move the cursor; Space ticks, Shift goes on, Escape gives it all back', async ({
  open,
  page,
}) => {
  await open('usual', '#/services');
  await expect(rows(page).first()).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('Home');
  await expect.poll(() => cursor(page)).toBe(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => cursor(page)).toBe(4);
  await page.keyboard.press('PageDown');
  await expect.poll(() => cursor(page)).toBeGreaterThan(10);
  await page.keyboard.press('End');
  await expect.poll(() => cursor(page)).toBe(1249);
  await expect(page.locator('[aria-rowindex="1249"]')).toBeInViewport();
  await page.keyboard.press('Home');
  await expect.poll(() => cursor(page)).toBe(2);

  await page.keyboard.press('Space');
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('row', { selected: true })).toHaveCount(3);
  await expect(page.locator('.selection-bar')).toContainText('3 selected');
  await page.keyboard.press('ControlOrMeta+i');
  await expect(page.locator('.selection-bar')).toContainText('1,245 selected');
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.locator('.selection-bar')).toContainText('1,248 selected');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { selected: true })).toHaveCount(0);
  await expect(grid(page)).toBeFocused();
});

test('a head sorts and says so; the menu of a row opens by key and gives the focus back', async ({
  open,
  page,
}) => {
  await open('usual', '#/services');
  const head = page.getByRole('columnheader', { name: 'Expires' });
  await expect(head).not.toHaveAttribute('aria-sort', 'ascending');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+F10');
  // It is to be seen before it hears keys.
  await expect(page.getByRole('menu')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(grid(page)).toBeFocused();
});

test('what is typed finds, the focus goes from the search to the rows, and nothing found says what to do', async ({
  open,
  page,
}) => {
  await open('usual', '#/requests');
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox');
  await expect(search).toBeFocused();
  await page.keyboard.type('vps-5d1b');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2');
  await page.keyboard.press('ArrowDown');
  await expect(grid(page)).toBeFocused();
  await search.fill('nothing is called so');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '1');
  await page.locator('.grid-empty').getByRole('button').press('Enter');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '202');
});

test('a list that Back leaves without rows takes the focus of what was in one', async ({ open, page }) => {
  await open('usual', '#/services?q=nothing-is-called-so');
  await expect(page.locator('.grid-empty')).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#/services';
  });
  const handle = page.getByRole('row').nth(2).locator('.handle-lead').first();
  // What cannot be seen yet takes no focus.
  await expect(handle).toBeVisible();
  await handle.focus();
  await expect(handle).toBeFocused();
  await page.goBack();
  await expect(page.locator('.grid-empty')).toBeVisible();
  await expect(grid(page)).toBeFocused();
});

test('twenty thousand rows: as many as are seen are drawn', async ({ open, page }) => {
  await open('many', '#/services');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '20001');
  await expect(rows(page)).not.toHaveCount(0);
  expect(await rows(page).count()).toBeLessThan(60);
});

for (const screen of ['requests', 'services']) {
  test(`${screen}: while nothing is known it is busy, with nothing counted; without any it says what to do next`, async ({
    open,
    page,
  }) => {
    await open('loading', `#/${screen}`);
    await expect(grid(page)).toHaveAttribute('aria-busy', 'true');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '-1');
    await open('none', `#/${screen}`);
    await expect(grid(page)).not.toHaveAttribute('aria-busy', 'true');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '1');
    await expect(page.locator('.grid-empty')).toContainText(/\w/);
    await expect(page.locator('.grid-empty').getByRole('button').first()).toBeEnabled();
  });
}
