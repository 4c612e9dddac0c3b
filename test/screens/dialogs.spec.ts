/** Every dialog: its name, where the focus begins, that it stays inside, and that it goes back where it came from. */
import type { Locator, Page } from '@playwright/test';
import { tickServices } from './scenes.ts';
import { expect, test } from './window.ts';

type Case = {
  name: RegExp;
  world?: string;
  hash: string;
  /** Presses what opens it, by keys; answers that. */
  opener: (page: Page) => Promise<Locator> | Locator;
};

const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first();

const DIALOGS: Record<string, Case> = {
  'a passphrase': { name: /passphrase/i, hash: '#/settings', opener: button('Set a passphrase…') },
  'another passphrase': {
    name: /passphrase/i,
    world: 'lock-set',
    hash: '#/settings',
    opener: button('Change passphrase…'),
  },
  'turning the lock off': {
    name: /lock/i,
    world: 'lock-set',
    hash: '#/settings',
    opener: button('Turn off…'),
  },
  'an account': { name: /in Relevo/, hash: '#/settings', opener: button('Edit ac21874-ovh') },
  'forgetting an account': { name: /Forget/, hash: '#/settings', opener: button('Forget ac21874-ovh') },
  'what waits': {
    name: /waiting|to send/,
    world: 'outbox-changed',
    hash: '#/requests',
    opener: button('Review'),
  },
  'pasting codes': { name: /Paste codes/, hash: '#/requests', opener: button(/^Paste codes/) },
  'a forgotten passphrase': { name: /./, world: 'locked', hash: '', opener: button('Passphrase forgotten?') },
  'a hand-over': {
    name: /Hand over contacts/,
    hash: '#/services',
    async opener(page) {
      await tickServices(page, 2);
      return page.getByRole('button', { name: /^Change contacts of 2/ });
    },
  },
  'everything of somebody': {
    name: /Hand over everything of/,
    world: 'moving',
    hash: '#/people/mp40311-ovh',
    opener: button(/^Hand over everything of/),
  },
};

const isInside = (dialog: Locator): Promise<boolean> =>
  dialog.evaluate((element) => element.contains(document.activeElement));

for (const [what, { name, world = 'usual', hash, opener }] of Object.entries(DIALOGS)) {
  test(`${what}: named, begins on nothing that binds, keeps the focus, Escape gives it back`, async ({
    open,
    page,
  }) => {
    await open(world, hash);
    const from = await opener(page);
    await from.press('Enter');
    const dialog = page.locator('.dialog[role="dialog"]');
    await expect(dialog).toBeVisible();
    await expect(dialog).toHaveAccessibleName(name);
    await expect
      .poll(() => dialog.evaluate((element) => element.contains(document.activeElement)))
      .toBe(true);
    await expect(page.locator('.dialog .button-primary:focus, .dialog .button-danger:focus')).toHaveCount(0);
    // Past its end and past its beginning.
    for (const key of ['Tab', 'Shift+Tab']) {
      for (let time = 0; time < 15; time += 1) {
        await page.keyboard.press(key);
        await expect.poll(() => isInside(dialog)).toBe(true);
      }
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(from).toBeFocused();
  });
}

test('the palette and the sheet of shortcuts give the focus back to the list', async ({ open, page }) => {
  await open('usual', '#/requests');
  const grid = page.getByRole('grid');
  await grid.focus();
  for (const key of ['ControlOrMeta+k', '?']) {
    await page.keyboard.press(key);
    await expect(page.locator('.dialog[role="dialog"]')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('.dialog[role="dialog"]')).toHaveCount(0);
    await expect(grid).toBeFocused();
  }
});

for (const [what, hash, opener] of [
  ['somebody', '#/today', (page: Page) => page.locator('.today-who .handle-lead').first()],
  ['an account', '#/today', (page: Page) => page.getByRole('button', { name: /Switch account/ })],
  ['a filter', '#/services', (page: Page) => page.locator('main [aria-haspopup="menu"]').first()],
] as const) {
  test(`the menu of ${what}, closed by a click elsewhere, gives the focus back`, async ({ open, page }) => {
    await open('usual', hash);
    const from = opener(page);
    await from.click();
    await expect(page.getByRole('menu')).toBeVisible();
    const [elsewhere, there] = [page.getByRole('heading', { level: 1 }), page.getByRole('menu')];
    const box = await elsewhere.boundingBox();
    // Pressed for as long as a finger is: the press closes it, and the browser looks for a focus where it came down.
    await page.mouse.move((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
    await page.mouse.down();
    await page.mouse.up();
    await expect(there).toHaveCount(0);
    await expect(from).toBeFocused();
  });
}

test('what is typed while the palette is still being loaded acts on nothing behind it', async ({
  open,
  page,
}) => {
  let bring = (): void => {};
  const asked = new Promise<void>((resolve) => {
    bring = resolve;
  });
  await page.route(/\/palette-[^/]*\.js$/, async (route) => {
    await asked;
    await route.continue();
  });
  await open('usual', '#/requests');
  const search = page.getByRole('searchbox');
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await search.blur();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.press('/');
  await expect(search).not.toBeFocused();
  bring();
  await expect(page.getByRole('combobox', { name: /People, requests/ })).toBeFocused();
});
