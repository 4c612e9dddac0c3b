/** The window over the life of the program: closed and wanted again, minimised, its page or the graphics process dying. */
import { afterEach, expect, test } from 'vitest';
import type { Output } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { type Program, type StartOptions, startProgram } from './program.ts';
import { until } from './until.ts';

let program: Program | null = null;
afterEach(async () => {
  await program?.end();
  program = null;
});

/** Started, and its page listens to everything. */
async function start(options: StartOptions = {}): Promise<Program> {
  program = await startProgram(options);
  await listening(program);
  return program;
}

/** The page draws its screen before it listens to commands. */
async function listening(on: Program): Promise<void> {
  await until(() => on.page(() => document.querySelector('main') !== null));
}

/** As on macOS: a program outlives its window. */
async function closeWindow(on: Program): Promise<void> {
  await on.main(({ app, BrowserWindow }) => {
    app.removeAllListeners('window-all-closed');
    app.on('window-all-closed', () => {});
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await until(() => on.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length === 0));
}

const choose = (on: Program, menu: string, entry: string): Promise<void> =>
  on.main(
    ({ Menu }, label, name) => {
      const named = (items: Electron.MenuItem[] | undefined, words: string) =>
        items?.find((item) => item.label.replace('&', '') === words);
      named(named(Menu.getApplicationMenu()?.items, label)?.submenu?.items, name)?.click();
    },
    menu,
    entry,
  );

const boxes = (on: Program, response: number): Promise<void> =>
  on.main(({ dialog }, answer) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (async (...given: unknown[]) => {
      asked.push(given.at(-1));
      return { response: answer, checkboxChecked: false };
    }) as never;
  }, response);
const asked = (on: Program): Promise<{ message: string; buttons: string[] }[]> =>
  on.main(() => (globalThis as unknown as { asked: never }).asked);

test('a command of the menu brings a window that was closed, and is carried out in it', async () => {
  const on = await start();
  await closeWindow(on);
  await choose(on, 'File', 'Settings…');
  await on.attach();
  expect(await until(() => on.page(() => location.hash === '#/settings'))).toBe(true);
  expect(await on.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(on.said()).not.toMatch(/^(?:crash|rejected):|destroyed/m);
});

test('without a window the program goes on, and tells the next one everything', async () => {
  const on = await start();
  expect(await on.ask('accounts:trySandbox', {})).toMatchObject({ ok: true });
  await closeWindow(on);
  // What is told to nobody hurts nobody: a look at the server ends in a dozen events.
  await on.main(({ powerMonitor }) => powerMonitor.emit('resume'));
  await on.main(({ app }) => app.emit('second-instance', {}, [], '', {}));
  await on.attach();
  await listening(on);
  expect(await on.ask('app:open', {})).toMatchObject({
    ok: true,
    value: { accounts: [{}, {}, {}] },
  });
  expect(on.said()).not.toMatch(/^(?:crash|rejected):|destroyed/m);
  expect(await on.quit()).toBe(0);
});

type SyncState = { nextAt: string | null };
const next = async (on: Program): Promise<number> => {
  const answer = await on.ask('app:open', {});
  const { sync } = answer.value as { sync: SyncState[] };
  return (
    Math.min(...sync.map(({ nextAt }) => (nextAt === null ? Number.NaN : Date.parse(nextAt)))) - Date.now()
  );
};

test('minimised it looks less often, and never not at all', async () => {
  const on = await start();
  expect(await on.ask('accounts:trySandbox', {})).toMatchObject({ ok: true });
  await on.ask('sync:now', {});
  expect(await until(async () => (await next(on)) > 0)).toBe(true);
  expect(await next(on)).toBeLessThan(30_000);
  await on.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await until(() => on.page(() => document.visibilityState === 'hidden'));
  await until(async () => (await next(on)) > 30_000);
  expect(await next(on)).toBeLessThanOrEqual(15 * 60_000);
  await on.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.restore());
  await until(async () => (await next(on)) < 30_000);
});

test('a click on a notification brings the window, however long it lay there', async () => {
  const on = await start();
  await on.main(({ Notification }) => {
    const shown: WeakRef<Electron.Notification>[] = [];
    Object.assign(globalThis, { shown });
    Notification.prototype.show = function show() {
      shown.push(new WeakRef(this));
    };
  });
  expect(await on.ask('accounts:trySandbox', {})).toMatchObject({ ok: true });
  await on.ask('sync:now', {});
  // Some of what is accepted is done soon, and that is news; each look is as after sleep.
  const found = (await on.ask('codes:findInMail', {})) as Result<Output<'codes:findInMail'>>;
  if (!found.ok) throw new Error(found.error.code);
  const items = found.value.codes.flatMap(({ verdict, requestKey, accountId, handle }) =>
    verdict !== 'fits' || requestKey === null || accountId === null
      ? []
      : [{ requestKey, accountId, handle, decision: 'accept' as const }],
  );
  await on.ask('requests:decide', { job: 'all', items });
  await on.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await until(() => on.page(() => document.visibilityState === 'hidden'));
  await until(
    () =>
      on.main(({ powerMonitor }) => {
        powerMonitor.emit('resume');
        return (globalThis as unknown as { shown: unknown[] }).shown.length > 0;
      }),
    50_000,
  );
  await on.main(({ BrowserWindow }) => {
    const { setFlagsFromString } = process.getBuiltinModule('v8');
    setFlagsFromString('--expose-gc');
    process.getBuiltinModule('vm').runInNewContext('gc')();
    const [first] = (globalThis as unknown as { shown: WeakRef<Electron.Notification>[] }).shown;
    first?.deref()?.emit('click');
    return BrowserWindow.getAllWindows()[0]?.isMinimized();
  });
  await until(() =>
    on.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === false),
  );
});

test('a page that dies at once is asked about, and shown again on a word', async () => {
  const on = await start();
  await boxes(on, 0);
  await on.main(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await until(async () => (await asked(on)).length === 1);
  expect(await asked(on)).toMatchObject([
    { message: 'The page in this window has stopped', buttons: ['Show it again', '&Quit Relevo'] },
  ]);
  await on.attach();
  await listening(on);
  expect(await on.ask('app:open', {})).toMatchObject({ ok: true });
});

test('who does not want it again ends the program', async () => {
  const on = await start();
  await boxes(on, 1);
  await on.main(({ BrowserWindow }) => {
    const crash = (): void => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    setTimeout(crash, 200);
  });
  on.release();
  expect(await on.ended).toBe(0);
});

test('a second start brings the first window forward and ends', async () => {
  const on = await start();
  await on.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await until(() => on.page(() => document.visibilityState === 'hidden'));
  // It may have ended before it could be asked anything.
  const second = await startProgram({ data: on.data, page: false }).catch(() => null);
  second?.release();
  expect((await second?.ended) ?? 0).toBe(0);
  await until(() =>
    on.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === false),
  );
  await until(() => on.page(() => document.visibilityState === 'visible'));
});

test('the graphics process may die: the window goes on', async () => {
  const on = await start();
  const gpu = await on.main(({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0);
  expect(gpu).toBeGreaterThan(0);
  process.kill(gpu, 'SIGKILL');
  await until(() => on.main(({ app }, old) => app.getAppMetrics().every(({ pid }) => pid !== old), gpu));
  expect(await on.page(() => document.querySelector('main') !== null)).toBe(true);
  expect(await on.ask('app:open', {})).toMatchObject({ ok: true });
  expect(await on.quit()).toBe(0);
});
