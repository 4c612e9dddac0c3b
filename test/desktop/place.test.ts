/** What a window keeps over restarts and follows of its desktop: size and place, the system's colours. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

let data: string;
let program: Program | null = null;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'relevo-place-'));
});
afterEach(async () => {
  await program?.end();
  program = null;
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
});

const start = async (): Promise<Program> => {
  program = await startProgram({ data });
  await until(() => bounds(program as Program).then(({ shown }) => shown));
  return program;
};

const bounds = (on: Program) =>
  on.main(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return {
      ...(window?.getNormalBounds() ?? { x: 0, y: 0, width: 0, height: 0 }),
      maximized: window?.isMaximized() ?? false,
      shown: window?.isVisible() ?? false,
    };
  });
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 40;

test('it comes back with the size and place it had, maximised if it was', async () => {
  const first = await start();
  await first.main(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 210, y: 160, width: 1010, height: 620 }),
  );
  await until(async () => (await bounds(first)).width === 1010);
  expect(await first.quit()).toBe(0);
  const second = await start();
  const { x, y, width, height, maximized } = await bounds(second);
  expect([width, height, maximized]).toEqual([1010, 620, false]);
  // The window manager puts its frame around what it is told.
  expect([isNear(x, 210), isNear(y, 160)]).toEqual([true, true]);
  await second.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.maximize());
  await until(async () => (await bounds(second)).maximized);
  expect(await second.quit()).toBe(0);
  const third = await start();
  await until(async () => (await bounds(third)).maximized);
  expect((await bounds(third)).width).toBe(1010);
});

test('on a screen that is gone it comes where it can be seen', async () => {
  const place = { x: 9000, y: 5000, width: 900, height: 600, mode: 'normal' };
  await writeFile(join(data, 'window.json'), JSON.stringify(place));
  const on = await start();
  const { x, y, width } = await bounds(on);
  expect(width).toBe(900);
  const area = await on.main(({ screen }) => screen.getPrimaryDisplay().workArea);
  expect(x + width).toBeLessThanOrEqual(area.x + area.width + 40);
  expect(y).toBeLessThan(area.y + area.height - 100);
});

test('where it stands is on the disk soon after it was moved, whatever comes then', async () => {
  const on = await start();
  await on.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(840, 560));
  await until(async () => (await readFile(join(data, 'window.json'), 'utf8')).includes('840'));
  expect(await on.quit('SIGKILL')).toBe('SIGKILL');
});

test('the page follows the system’s colours, and the setting goes before them', async () => {
  const on = await start();
  const dark = (): Promise<boolean> => on.page(() => matchMedia('(prefers-color-scheme: dark)').matches);
  // The setting is «system»: what the desktop says arrives by this way.
  await on.main(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark';
  });
  await until(dark);
  await on.main(({ nativeTheme }) => {
    nativeTheme.themeSource = 'light';
  });
  await until(async () => !(await dark()));
  await on.ask('settings:change', { theme: 'dark' });
  await until(dark);
  expect(await on.main(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  await on.ask('settings:change', { theme: 'system' });
  expect(await until(() => on.main(({ nativeTheme }) => nativeTheme.themeSource === 'system'))).toBe(true);
});
