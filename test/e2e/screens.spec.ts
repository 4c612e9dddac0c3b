/** Every screen in both themes: nothing for axe to find, nothing against the policy, usable at 960 px and by keyboard alone. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { expectNoFindingsInBothThemes } from './axe.ts';
import { acceptAll, connectLoopback, paste, settled, trayOf } from './people.ts';

const SCREENS = [
  'today',
  'requests',
  'services',
  'people',
  'handovers',
  'activity',
  'mail',
  'settings',
  'connect',
] as const;

async function open(page: Page, screen: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${screen}`);
  await expect(page.getByRole('main')).toHaveAttribute('data-screen', screen);
  await settled(page);
}

test('axe finds nothing on any screen, nor in the dialogs, in either theme', async ({
  app,
  page,
  sandbox,
}) => {
  test.setTimeout(240_000);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectNoFindingsInBothThemes(page, 'first start');
  await connectLoopback(page, sandbox);
  for (const screen of SCREENS) {
    await open(page, screen);
    await expectNoFindingsInBothThemes(page, screen);
  }
  await open(page, 'settings');
  await page.getByRole('button', { name: 'Licences of what it is built on' }).click();
  await expect(page.getByRole('dialog', { name: 'Licences' })).toContainText('MIT License');
  await expectNoFindingsInBothThemes(page, 'licences');
  await page.keyboard.press('Escape');
  await open(page, 'requests');
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('complementary')).toBeVisible();
  await expectNoFindingsInBothThemes(page, 'request pane');
  const letters = await sandbox.mail(sandbox.accounts()[0]?.nichandle);
  await paste(
    page,
    letters
      .map(({ raw }) => raw)
      .slice(0, 4)
      .join('\n\n'),
  );
  await expect(page.getByRole('dialog', { name: /found in what you pasted/ })).toBeVisible();
  await expectNoFindingsInBothThemes(page, 'decision tray');
  await acceptAll(page);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(trayOf(page).getByText('Nothing is sent yet.')).toBeVisible();
  await expectNoFindingsInBothThemes(page, 'decisions in their ten seconds');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('Escape');
  await open(page, 'services');
  await page.getByRole('row').nth(2).getByRole('checkbox').check();
  await page.getByRole('button', { name: /Change contacts of 1/ }).click();
  await expect(page.getByRole('dialog', { name: 'Hand over contacts' })).toBeVisible();
  await expectNoFindingsInBothThemes(page, 'hand-over');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog', { name: 'Find and do' })).toBeVisible();
  await expectNoFindingsInBothThemes(page, 'palette');
  expect(app.problems()).toEqual([]);
});

test('at 960 px nothing is cut and nothing scrolls sideways, in both languages', async ({
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await page.setViewportSize({ width: 960, height: 700 });
  for (const language of ['English', 'Español']) {
    await open(page, 'settings');
    await page.getByRole('button', { name: language, exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'English' ? /^en/ : /^es/);
    for (const screen of SCREENS) {
      await open(page, screen);
      const wide = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(wide, `${screen}, ${language}`).toBeLessThanOrEqual(0);
    }
  }
});

test('by keyboard alone: find a request, open it, list the keys, go elsewhere and back', async ({
  page,
  sandbox,
}) => {
  await connectLoopback(page, sandbox);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('vps-5d1b');
  await expect(page.getByRole('row')).toHaveCount(2);
  // From the search to what was found, then along its rows.
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  await expect(page.getByRole('complementary')).toContainText('vps-5d1b0c7e');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await page.keyboard.press('Space');
  await expect(page.getByRole('row', { selected: true })).toHaveCount(1);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('services');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Services', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Requests', level: 1 })).toBeVisible();
});
