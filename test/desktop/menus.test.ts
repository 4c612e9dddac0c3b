/** The menus as a person uses them: their letters and keys, the zoom, a right click, and what the program says of itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickAt, hasIcon, press, toFront, type } from './input.ts';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

let program: Program;
beforeAll(async () => {
  program = await startProgram();
  await program.ask('accounts:trySandbox', {});
  await toFront('Relevo$');
  // The window manager is through with it before the program is.
  await until(() => program.page(() => document.hasFocus()));
});
afterAll(() => program.end());

const route = (): Promise<string> => program.page(() => location.hash);
const typed = (): Promise<string> =>
  program.page(() => document.querySelector<HTMLInputElement>('[data-search]')?.value ?? '');
const zoom = (): Promise<number> =>
  program.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel() ?? -99);

/** A letter that comes before its menu is open is the page's, and the menu that opens then takes every key after it. */
async function choose(menu: string, letter: string): Promise<void> {
  await program.main(({ Menu }) => {
    const told = globalThis as { menusShown?: number };
    told.menusShown = 0;
    for (const { submenu } of Menu.getApplicationMenu()?.items ?? []) {
      submenu?.removeAllListeners('menu-will-show');
      submenu?.once('menu-will-show', () => {
        told.menusShown = 1;
      });
    }
  });
  await press(menu);
  await until(() => program.main(() => (globalThis as { menusShown?: number }).menusShown === 1));
  await press(letter);
}

test('letters lead through the menus', async () => {
  await choose('alt+g', 'p');
  await until(async () => (await route()).includes('people'));
  await choose('alt+g', 's');
  await until(async () => (await route()).includes('services'));
  await choose('alt+g', 'a');
  await until(async () => (await route()).includes('activity'));
  expect(await route()).toBe('#/activity');
});

test('every key for the zoom zooms, and brings no other account', async () => {
  expect(await zoom()).toBe(0);
  for (const [key, level] of [
    ['ctrl+equal', 0.5],
    ['ctrl+plus', 1],
    ['ctrl+KP_Add', 1.5],
    ['ctrl+KP_Subtract', 1],
    ['ctrl+minus', 0.5],
    ['ctrl+0', 0],
    ['ctrl+equal', 0.5],
    ['ctrl+KP_0', 0],
  ] as const) {
    await press(key);
    await until(async () => (await zoom()) === level).catch(() => {});
    expect([key, await zoom()]).toEqual([key, level]);
  }
});

test('a right click in a field pastes; where nothing can be done there is no menu', async () => {
  await choose('alt+g', 's');
  await until(async () => (await route()).includes('services'));
  const { x, y } = await until(() =>
    program.page(() => {
      const field = document.querySelector<HTMLInputElement>('[data-search]');
      field?.focus();
      const place = field?.getBoundingClientRect();
      return place === undefined ? null : { x: place.x + place.width / 2, y: place.y + place.height / 2 };
    }),
  );
  await program.main(({ clipboard }) => clipboard.writeText('tech:xx'));
  const opened = program.main(
    ({ BrowserWindow }) =>
      new Promise<boolean>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once('context-menu', (_event, { isEditable }) =>
          resolve(isEditable),
        );
      }),
  );
  await clickAt(program, x, y, 3);
  expect(await opened).toBe(true);
  await press('p');
  await until(async () => (await typed()) !== '');
  expect(await typed()).toBe('tech:xx');
});

test('a word that is typed takes no key of a menu', async () => {
  await press('ctrl+a');
  await type('a/?');
  await until(async () => (await typed()).length === 3);
  expect(await typed()).toBe('a/?');
});

test('the window has the icon', async () => {
  expect(await hasIcon(await toFront('Relevo$'))).toBe(true);
});
