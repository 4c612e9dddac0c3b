/**
 * The icon in the tray: what it says of what waits and while it is locked, the window that goes behind it and comes back, and
 * the start with the session. The test's desktop shows no icons: whether one does is answered by a stand-in for `gdbus`, and
 * the icon is looked at as Electron's own object; nobody has seen it drawn.
 */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Bridge, Output } from '../../shared/contract.ts';
import { type Program, startProgram } from './program.ts';
import { until } from './until.ts';

let folder: string;
let program: Program | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relevo-tray-'));
});
afterEach(async () => {
  await program?.end();
  program = null;
  await rm(folder, { recursive: true, force: true });
});

/** A desktop that shows icons, or one that says it does not. */
async function start(isShown: boolean, given: string[] = []): Promise<Program> {
  const stand = join(folder, 'gdbus');
  await writeFile(stand, `#!/bin/sh\necho '(<${String(isShown)}>,)'\n`);
  await chmod(stand, 0o755);
  const env = { PATH: `${folder}:${process.env['PATH']}`, XDG_CONFIG_HOME: folder };
  program = await startProgram({ env, given, page: given.length === 0 });
  return program;
}

type Watched = { watched?: { tooltip: string; labels: string[]; choose: (label: string) => void } };

/** From the next icon on: what it says, and its entries. */
const watch = (on: Program): Promise<void> =>
  on.main(({ Tray, Menu }) => {
    const seen = { tooltip: '', labels: [] as string[], choose: (_label: string) => {} };
    (globalThis as Watched).watched = seen;
    type Says = (this: Electron.Tray, what: unknown) => void;
    const setToolTip = Reflect.get(Tray.prototype, 'setToolTip') as Says;
    const setContextMenu = Reflect.get(Tray.prototype, 'setContextMenu') as Says;
    Tray.prototype.setToolTip = function (text) {
      seen.tooltip = text;
      setToolTip.call(this, text);
    };
    Tray.prototype.setContextMenu = function (menu) {
      const items = (menu as InstanceType<typeof Menu>).items.filter(({ type }) => type !== 'separator');
      seen.labels = items.map(({ label }) => label);
      seen.choose = (label) => items.find((item) => item.label === label)?.click();
      setContextMenu.call(this, menu);
    };
  });
const says = (on: Program) =>
  on.main(() => {
    const { tooltip, labels } = (globalThis as Watched).watched ?? { tooltip: '', labels: [] };
    return { tooltip, labels };
  });
const choose = (on: Program, label: string) =>
  on.main((_electron, wanted) => (globalThis as Watched).watched?.choose(wanted), label);
const window = (on: Program) =>
  on.main(({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows();
    return first === undefined ? 'none' : first.isVisible() ? 'shown' : 'hidden';
  });
const close = (on: Program) =>
  on.main(({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 20));

test('it says what waits, hides all of it while locked, takes the window and gives it back, and ends the program', async () => {
  const on = await start(true);
  await on.ask('settings:change', { trayIcon: false });
  await watch(on);
  await on.ask('accounts:trySandbox', {});
  await on.ask('settings:change', { trayIcon: true });
  await until(async () => /· \d+ waits? for you · next ends .+ \d\d:\d\d$/.test((await says(on)).tooltip));
  expect((await says(on)).labels.slice(2)).toEqual([
    'Show Relevo',
    'Get codes…',
    'Today',
    'Requests',
    'Quit Relevo',
  ]);
  expect((await on.ask('desktop:state', {})).value).toMatchObject({ iconSeen: true });

  await choose(on, 'Requests');
  await until(() => on.page(() => location.hash.startsWith('#/requests')));

  // Locked, nothing of it is left.
  await on.ask('lock:set', { passphrase: 'correct horse' });
  await on.ask('lock:now', {});
  await until(async () => (await says(on)).tooltip === 'Relevo · locked');
  expect((await says(on)).labels).toEqual(['Locked', 'Show Relevo', 'Quit Relevo']);
  await on.attach();
  await on.ask('lock:unlock', { by: 'passphrase', passphrase: 'correct horse' });
  await until(async () => / for you/.test((await says(on)).tooltip));

  // Closed, the window goes behind the icon; where to is said once.
  const boxes = () => on.main(() => (globalThis as { asked?: { message: string }[] }).asked ?? []);
  await on.main(({ dialog }) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((...all: unknown[]) => {
      asked.push(all.at(-1));
      return Promise.resolve({ response: 0 });
    }) as never;
  });
  await on.ask('settings:change', { closeToTray: true });
  await close(on);
  await until(async () => (await window(on)) === 'hidden');
  expect(await boxes()).toMatchObject([{ message: 'Relevo goes on in the notification area' }]);
  await choose(on, 'Show Relevo');
  await until(async () => (await window(on)) === 'shown');
  await close(on);
  await until(async () => (await window(on)) === 'hidden');
  expect(await boxes()).toHaveLength(1);

  const settings = JSON.parse(await readFile(join(on.data, 'settings.json'), 'utf8')) as object;
  expect(settings).toMatchObject({ closeToTray: true, toldOfTray: true });

  // What waits its ten seconds is taken back by the end, whichever way that comes, and the next start knows of it.
  const found = (await on.ask('codes:findInMail', {})).value as Output<'codes:findInMail'>;
  const fits = found.codes.find(({ verdict }) => verdict === 'fits');
  await on.page(
    (item) =>
      void (globalThis as unknown as { relevo: Bridge }).relevo.invoke('requests:decide', {
        job: 'tray',
        waits: true,
        items: [item],
      }),
    {
      requestKey: fits?.requestKey ?? '',
      accountId: fits?.accountId ?? '',
      handle: fits?.handle ?? '',
      decision: 'accept',
    },
  );
  const unsent = () => readFile(join(on.data, 'unsent.json'), 'utf8');
  await until(unsent);
  await on.main(() => void setTimeout(() => (globalThis as Watched).watched?.choose('Quit Relevo'), 50));
  on.release();
  expect(await on.ended).toBe(0);
  expect(await unsent()).toContain('"why":"ended"');
  expect(await readFile(join(on.data, 'ledger.jsonl'), 'utf8')).not.toContain('"accept"');
});

test('started with the session it stays behind the icon until somebody wants its window', async () => {
  const on = await start(true, ['--hidden']);
  await until(() => on.main(({ app }) => app.isReady()));
  // A second start brings the window, as choosing it in the menu would.
  expect(await window(on)).toBe('none');
  await on.main(({ app }) => void app.emit('second-instance', {}, [], ''));
  await until(async () => (await window(on)) === 'shown');
  expect(await on.quit()).toBe(0);
});

test('where nobody shows icons, closing ends it, and a start at login is a file of the desktop’s', async () => {
  const on = await start(false);
  await on.ask('settings:change', { closeToTray: true });
  expect((await on.ask('desktop:state', {})).value).toEqual({
    iconSeen: false,
    login: { is: 'unpackaged', file: null },
  });
  await on.main(({ app }) => Object.defineProperty(app, 'isPackaged', { get: () => true }));
  const file = join(folder, 'autostart', 'relevo.desktop');
  expect((await on.ask('desktop:login', { on: true })).value).toMatchObject({ login: { is: 'on' } });
  expect(await readFile(file, 'utf8')).toContain(' --hidden\n');
  expect((await on.ask('desktop:login', { on: false })).value).toMatchObject({ login: { is: 'off' } });
  await writeFile(file, 'not ours');
  expect((await on.ask('desktop:login', { on: true })).value).toMatchObject({ login: { is: 'foreign' } });
  expect(await readFile(file, 'utf8')).toBe('not ours');
  await close(on);
  on.release();
  expect(await on.ended).toBe(0);
});
