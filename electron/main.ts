/**
 * Electron's entry: the start in order, with the reason for each step. Holds no rule of the application and no detail of
 * Electron; both have files of their own.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, session } from 'electron';
// Here and not with the desk: it listens to the system's signals, and what listens after Chromium does takes SIGTERM from it.
import Store from 'electron-store';
import type { OpenedFile } from '../shared/opened-file.ts';
import type { Settings } from '../shared/settings.ts';
import { origin } from './desk/dispatch.ts';
import type { Desk, Ports } from './desk/ports.ts';
import { log } from './pages/log.ts';
import { claimFolder } from './pages/one-program.ts';
import { systemClock } from './pages/ports.ts';
import { settingsStoreIn } from './pages/settings-store.ts';
import icon from './shell/assets/icon.png?asset';
import { closeToTray } from './shell/close-to-tray.ts';
import { crashing } from './shell/crash.ts';
import { endBesideAnother, leave } from './shell/data-folder.ts';
import { claimScheme, takeLinks } from './shell/deep-links.ts';
import { electronPorts } from './shell/desk-ports.ts';
import { endWith } from './shell/ending.ts';
import { emptying, followDesk } from './shell/follow.ts';
import { HIDDEN, showWhereUnseen, startsHidden } from './shell/hidden-start.ts';
import { forgetStoreChannel, registerChannels } from './shell/ipc.ts';
import { guardNavigation } from './shell/navigation.ts';
import { oneWindow } from './shell/one-window.ts';
import { takeMails } from './shell/opened-files.ts';
import { opening } from './shell/opening.ts';
import { followOutside } from './shell/outside.ts';
import { declareProtocol, serveProtocol } from './shell/protocol.ts';
import { mayStart } from './shell/refusals.ts';
import { hearScreenLock } from './shell/screen-lock.ts';
import { hardenSession, refuseBadCertificates } from './shell/session.ts';
import { openTray } from './shell/tray.ts';
import { autostartFile } from './storage/autostart.ts';
import { systemDisk } from './storage/disk.ts';
import { readSettings } from './storage/settings.ts';

const dataFolder = app.getPath('userData');
/** So long a former copy of ours may take to end. */
const ENDS_MS = 10_000;
const opened = Promise.withResolvers<Desk>();

const inOut = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

// From a menu or an icon without a window, or with one that is hidden, a command brings it.
const run = (id: string): void => {
  window.show();
  window.whenListening(() => window.tell('command:run', { id }));
};
const outside = followOutside(icon, run);
const place = join(dataFolder, 'window.json');
const preload = inOut('preload/preload.cjs');
const window = oneWindow({ preload, icon, place, texts: outside.texts, clock: systemClock, log }, () => {
  // No page is left to say that it is not looked at; notifications still reach the user.
  void opened.promise.then((desk) => desk.attention('aside'));
});
const show = (): void => window.show();
const { texts } = outside;
const tray = openTray({ platform: process.platform, clock: systemClock, texts, show, run, log });
const closing = closeToTray(app, {
  isSeen: tray.isSeen,
  texts,
  told: () => void opened.promise.then((desk) => desk.handlers['settings:change']({ toldOfTray: true })),
  log,
});
const { env: environment, execPath: program } = process;
const autostart = autostartFile({ disk: systemDisk, environment, program, argument: HIDDEN });
const follow = (settings: Settings): void => {
  outside.follow(settings);
  tray.follow(settings);
  closing.follow(settings);
};
const crash = crashing(outside.texts, log);

// 1. Not for root, nor with switches that would open a packed program to others; it says so and ends. One copy per data
// folder: two would write over each other. The other one takes our link and comes forward.
if (!mayStart(app, process.getuid?.() === 0, outside.systemTexts, log)) process.exitCode = 1;
else if (!app.requestSingleInstanceLock()) leave(dataFolder, outside.systemTexts, log);
else {
  // 2. What must be said before Chromium is up.
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', (reason) => log(`rejected: ${origin(reason)}`));
  // SECURITY: every renderer is sandboxed, whatever a window asks for.
  app.enableSandbox();
  declareProtocol();
  guardNavigation(app);
  refuseBadCertificates(app);
  // SECURITY: a link only fills in; the desk shows what it holds and waits for the user.
  const openLink = (url: string): void =>
    void opened.promise.then((desk) => window.whenListening(() => desk.openLink(url)));
  // A second start that comes before the first has a window finds it soon.
  // The same of an e-mail that was opened with the program.
  const openFiles = (files: OpenedFile[]): void =>
    void opened.promise.then((desk) => window.whenListening(() => desk.openFiles(files)));
  takeMails(app, process.argv, openFiles, log);
  takeLinks(app, process.argv, openLink, () => (app.isReady() ? window.show() : undefined));
  // Not awaited: Electron becomes ready only after this module has run to its end.
  app.whenReady().then(start).catch(crash);
}

async function start(): Promise<void> {
  // 3. The page's session is closed in before any page exists.
  hardenSession(session.defaultSession, !app.isPackaged);
  serveProtocol(session.defaultSession, inOut('renderer'));

  // 4. A Relevo in a browser may have been given this folder (`--data`); our own former copy, started anew, ends soon.
  const claim = await claimFolder(dataFolder, 'electron', ENDS_MS);
  if (claim.state === 'taken') return endBesideAnother(dataFolder, claim.by.pid, outside.systemTexts());
  process.on('exit', claim.release);

  // 5. Settings first, for the window's colour and the words outside the page.
  const options = { cwd: dataFolder, name: 'settings', clearInvalidConfig: true, configFileMode: 0o600 };
  const settingsStore = settingsStoreIn(dataFolder, systemClock.now(), () => new Store(options));
  forgetStoreChannel();
  const settings = readSettings(settingsStore);
  follow(settings);

  // 6. The bridge, then the window: calls that come before the desk is open wait for it. Started with the session it stays
  // behind the icon, where somebody shows that.
  const desk = opening(() => openTheDesk(settingsStore), log);
  const locked = emptying(systemClock, window.reload);
  registerChannels({ desk, isOurWindow: window.isOurs, answered: [window.answered, locked.answered], log });
  const atLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
  if (startsHidden({ argv: process.argv, atLogin, settings }))
    void showWhereUnseen({ isSeen: tray.isSeen, show, clock: systemClock });
  else show();
  claimScheme(app, process.argv);
  app.on('activate', window.show);
  app.on('window-all-closed', () => (process.platform === 'darwin' ? undefined : app.quit()));

  // 7. The heavy part, while the page loads. Where it fails the page has the failure as its answer, and may ask anew.
  void desk().then(({ ok }) => (ok || window.current() !== null ? undefined : show()));
  const ready = await opened.promise;

  // 8. What the desk tells goes to the page; the theme, the words outside the page and the icon's count follow it too.
  await followDesk(ready, {
    window,
    emptying: locked,
    settings: follow,
    standing: tray.tell,
    clock: systemClock,
  });
  if (window.current() === null) ready.attention('aside');
  hearScreenLock(ready);
  ready.start();

  // 9. The end: writes that run are let finish.
  endWith(ready, { window: window.current, texts: outside.texts, clock: systemClock, log });
}

async function openTheDesk(settingsStore: Ports['settingsStore']): Promise<Desk> {
  const [{ openDesk }, ports] = await Promise.all([
    import('./desk/desk.ts'),
    electronPorts({ dataFolder, disk: systemDisk, settingsStore, texts, window, tray, autostart, log }),
  ]);
  const desk = await openDesk(ports);
  opened.resolve(desk);
  return desk;
}
