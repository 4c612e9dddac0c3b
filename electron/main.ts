/**
 * Electron's entry: the start in order, with the reason for each step. Holds no rule of the application and no detail of
 * Electron; both have files of their own.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, nativeTheme, session } from 'electron';
import Store from 'electron-store';
import { languageOf, spokenLocale } from '../shared/language.ts';
import { redact } from '../shared/redact.ts';
import type { Settings } from '../shared/settings.ts';
import { origin } from './desk/dispatch.ts';
import type { Desk, Ports } from './desk/ports.ts';
import { claimFolder } from './pages/one-program.ts';
import { configurationFiles, lazySandbox, ovhEnvironment, systemClock } from './pages/ports.ts';
import { settingsStoreIn } from './pages/settings-store.ts';
import { aboutPanel } from './shell/about.ts';
import icon from './shell/assets/icon.png?asset';
import { openAuthentication } from './shell/authentication.ts';
import { endBesideAnother, endWithoutFolder, whyNotWritable } from './shell/data-folder.ts';
import { claimScheme, takeLinks } from './shell/deep-links.ts';
import { endWith } from './shell/ending.ts';
import { networkFetch, networkWayOut } from './shell/fetch.ts';
import { emptying, followDesk } from './shell/follow.ts';
import { forgetStoreChannel, registerChannels } from './shell/ipc.ts';
import { setMenu } from './shell/menu.ts';
import { guardNavigation, openOutside } from './shell/navigation.ts';
import { showNotice } from './shell/notices.ts';
import { oneWindow } from './shell/one-window.ts';
import { opening } from './shell/opening.ts';
import { declareProtocol, serveProtocol } from './shell/protocol.ts';
import { mayStart } from './shell/refusals.ts';
import { saveDialog } from './shell/save-dialog.ts';
import { hearScreenLock } from './shell/screen-lock.ts';
import { openSecrets } from './shell/secrets.ts';
import { hardenSession, refuseBadCertificates } from './shell/session.ts';
import { textsIn } from './shell/texts.ts';
import { makeWindow } from './shell/window.ts';
import { systemDisk } from './storage/disk.ts';
import { readSettings } from './storage/settings.ts';

const development = !app.isPackaged;
const dataFolder = app.getPath('userData');
/** So long a copy of ours may take to end, in milliseconds. */
const ENDS_MS = 10_000;
const opened = Promise.withResolvers<Desk>();
let texts = textsIn('en');

const inOut = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const log = (line: string): void => {
  process.stderr.write(`${redact(line)}\n`);
};
/** The user's first language; known once Electron is ready. */
const systemLocale = (): string => spokenLocale([...app.getPreferredSystemLanguages(), app.getLocale()]);

const window = oneWindow(
  () =>
    makeWindow({
      session: session.defaultSession,
      preload: inOut('preload/preload.cjs'),
      development,
      icon,
      place: join(dataFolder, 'window.json'),
      texts: () => texts,
      clock: systemClock,
      log,
    }),
  // No page is left to say that it is not looked at; notifications still reach the user.
  () => void opened.promise.then((desk) => desk.attention('aside')),
  log,
);

// 1. Not for root, nor with switches that would open a packed program to others; it says so and ends. One copy per data
// folder: two would write over each other. The other one takes our link and comes forward.
if (!mayStart(app, process.getuid?.() === 0, () => textsIn(languageOf('system', systemLocale())), log)) {
  process.exitCode = 1;
} else if (!app.requestSingleInstanceLock()) leave();
else {
  // 2. What must be said before Chromium is up.
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', (reason) => log(`rejected: ${origin(reason)}`));
  // SECURITY: every renderer is sandboxed, whatever a window asks for.
  app.enableSandbox();
  declareProtocol();
  guardNavigation(app);
  refuseBadCertificates(app);
  takeLinks(app, process.argv, openLink, comeForward);
  // Not awaited: Electron becomes ready only after this module has run to its end.
  app.whenReady().then(start).catch(crash);
}

async function start(): Promise<void> {
  // 3. The page's session is closed in before any page exists.
  hardenSession(session.defaultSession, development);
  serveProtocol(session.defaultSession, inOut('renderer'));

  // A Relevo in a browser may have been given this folder (`--data`); our own former copy, started anew, ends soon.
  const claim = await claimFolder(dataFolder, 'electron', ENDS_MS);
  if (claim.state === 'taken') {
    texts = textsIn(languageOf('system', systemLocale()));
    return endBesideAnother(dataFolder, claim.by.pid, texts);
  }
  process.on('exit', claim.release);

  // 4. Settings first, for the window's colour and the words outside the page.
  const settingsStore = settingsStoreIn(
    dataFolder,
    systemClock.now(),
    () => new Store({ cwd: dataFolder, name: 'settings', clearInvalidConfig: true, configFileMode: 0o600 }),
  );
  forgetStoreChannel();
  follow(readSettings(settingsStore));

  // 5. The bridge, then the window: calls that come before the desk is open wait for it.
  const desk = opening(() => openTheDesk(settingsStore), log);
  const locked = emptying(systemClock, window.reload);
  registerChannels({
    desk,
    isOurWindow: window.isOurs,
    answered: (channel) => {
      window.answered(channel);
      // The page has handed in what it was doing, and keeps nothing.
      if (channel === 'lock:leave') locked.now();
    },
    log,
  });
  window.show();
  claimScheme(app, process.argv);
  app.on('activate', window.show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  // 6. The heavy part, while the page loads. Where it fails the page has the failure as its answer, and may ask anew.
  void desk();
  const ready = await opened.promise;

  // 7. What the desk tells goes to the page; the theme, the words outside the page and the icon's count follow it too.
  await followDesk(ready, { window, emptying: locked, settings: follow, clock: systemClock });
  hearScreenLock(ready.screenLocked, ready.woke);
  ready.start();

  // 8. The end: writes that run are let finish.
  endWith(ready, { window: window.current, texts: () => texts, clock: systemClock, log });
}

async function openTheDesk(settingsStore: Ports['settingsStore']): Promise<Desk> {
  const askWhereToSave = saveDialog(app.getPath('documents'));
  const [{ openDesk }, secrets] = await Promise.all([
    import('./desk/desk.ts'),
    openSecrets(process.platform),
  ]);
  const desk = await openDesk({
    shell: 'electron',
    version: app.getVersion(),
    systemLocale: systemLocale(),
    dataFolder,
    disk: systemDisk,
    clock: systemClock,
    settingsStore,
    secrets,
    systemAuthentication: openAuthentication(process.platform, () => texts.notice('unlockReason')),
    tellsScreenLock: true,
    fetch: networkFetch(session.fromPartition('network')),
    wayOut: networkWayOut(session.fromPartition('network')),
    environment: ovhEnvironment(process.env),
    configurationFiles: configurationFiles(),
    openExternal: openOutside,
    restart: () => {
      app.relaunch();
      app.quit();
    },
    askWhereToSave: (name) => askWhereToSave(window.current(), texts, name),
    startSandbox: lazySandbox(),
    notify: (notice) => showNotice(notice, texts, window.show),
    log,
  });
  opened.resolve(desk);
  return desk;
}

/** The colours, the menu and the notices follow the settings, from now on. */
function follow({ theme, language }: Settings): void {
  nativeTheme.themeSource = theme;
  texts = textsIn(languageOf(language, systemLocale()));
  app.setAboutPanelOptions(aboutPanel(texts, process.versions, app.getVersion(), icon));
  setMenu({
    texts,
    platform: process.platform,
    development,
    // From a menu without a window, as macOS has it, the command brings one.
    run: (id) => window.whenListening(() => window.tell('command:run', { id })),
  });
}

/** A second start; one that comes before the first has a window finds it soon. */
function comeForward(): void {
  if (app.isReady()) window.show();
}

/** SECURITY: a link only fills in; the desk shows what it holds and waits for the user. */
function openLink(url: string): void {
  void opened.promise.then((desk) => window.whenListening(() => desk.openLink(url)));
}

/** Another copy has this data folder, or nobody can have it. */
function leave(): void {
  const why = whyNotWritable(dataFolder);
  if (why === null) app.quit();
  else {
    log(`start: nothing can be written to the data folder (${why})`);
    void app.whenReady().then(() => {
      texts = textsIn(languageOf('system', systemLocale()));
      return endWithoutFolder(dataFolder, why, texts);
    });
  }
}

/** SECURITY: Electron's own dialog would show the error's words, and they may quote a key. */
function crash(error: unknown): void {
  log(`crash: ${origin(error)}`);
  dialog.showErrorBox(texts.notice('crashTitle'), texts.notice('crashText'));
  app.exit(1);
}
