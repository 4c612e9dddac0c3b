/**
 * Electron's entry: the start in order, with the reason for each step. Holds no rule of the application and no detail of
 * Electron; both have files of their own.
 */
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, nativeTheme, session } from 'electron';
import Store from 'electron-store';
import type { EventPayload } from '../shared/contract.ts';
import { redact } from '../shared/redact.ts';
import type { Settings } from '../shared/settings.ts';
import { origin } from './desk/dispatch.ts';
import type { Desk, Ports } from './desk/ports.ts';
import { configurationFiles, lazySandbox, ovhEnvironment, systemClock } from './pages/ports.ts';
import { openAuthentication } from './shell/authentication.ts';
import { badgeCounter } from './shell/badge.ts';
import { claimScheme, takeLinks } from './shell/deep-links.ts';
import { networkFetch, networkWayOut } from './shell/fetch.ts';
import { forgetStoreChannel, registerChannels, tellWindow } from './shell/ipc.ts';
import { setMenu } from './shell/menu.ts';
import { guardNavigation, openOutside } from './shell/navigation.ts';
import { showCount, showNotice } from './shell/notices.ts';
import { declareProtocol, serveProtocol } from './shell/protocol.ts';
import { hearScreenLock } from './shell/screen-lock.ts';
import { openSecrets } from './shell/secrets.ts';
import { hardenSession, refuseBadCertificates } from './shell/session.ts';
import { languageOf, textsIn } from './shell/texts.ts';
import { makeWindow, showWindow } from './shell/window.ts';
import { openSettings } from './storage/settings.ts';

const development = !app.isPackaged;
const desk = Promise.withResolvers<Desk>();
/** The page has asked for its first data, so it listens to events as well. */
const page = Promise.withResolvers<void>();
let window: BrowserWindow | null = null;
let texts = textsIn('en');
let callOffEmpty: (() => void) | null = null;
const PAGE_HANDS_IN_MS = 2_000;

const inOut = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const log = (line: string): void => {
  process.stderr.write(`${redact(line)}\n`);
};

// 1. One copy per data folder: two would write over each other. The other one takes our link and comes forward.
if (!app.requestSingleInstanceLock()) app.quit();
else {
  // 2. What must be said before Chromium is up.
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', (reason) => log(`rejected: ${origin(reason)}`));
  // SECURITY: every renderer is sandboxed, whatever a window asks for.
  app.enableSandbox();
  declareProtocol();
  guardNavigation(app);
  refuseBadCertificates(app);
  takeLinks(app, process.argv, openLink, () => showWindow(window));
  // Not awaited: Electron becomes ready only after this module has run to its end.
  app.whenReady().then(start).catch(crash);
}

async function start(): Promise<void> {
  // 3. The page's session is closed in before any page exists.
  hardenSession(session.defaultSession, development);
  serveProtocol(session.defaultSession, inOut('renderer'));

  // 4. Settings first, for the window's colour and the words outside the page.
  const store = new Store({ cwd: app.getPath('userData'), name: 'settings', clearInvalidConfig: true });
  forgetStoreChannel();
  const settingsStore: Ports['settingsStore'] = {
    read: () => store.store,
    write: (value) => {
      store.store = value;
    },
  };
  let { theme, language } = openSettings(settingsStore).get();

  // 5. The bridge, then the window: calls that come before the desk is open wait for it.
  registerChannels({
    desk: desk.promise,
    isOurWindow: (contents) => window !== null && !window.isDestroyed() && contents === window.webContents,
    answered: (channel) => {
      if (channel === 'app:open') page.resolve();
      // The page has handed in what it was doing, and keeps nothing.
      if (channel === 'lock:leave') emptyPage();
    },
    log,
  });
  const openWindow = (): void => {
    window = makeWindow({
      session: session.defaultSession,
      preload: inOut('preload/preload.cjs'),
      theme,
      development,
      now: systemClock.now,
      log,
    });
  };
  openWindow();
  speak(language);
  claimScheme(app, process.argv);
  app.on('activate', () => {
    if (window === null || window.isDestroyed()) openWindow();
    else showWindow(window);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  // 6. The heavy part, while the page loads.
  await openTheDesk(settingsStore).then(desk.resolve, desk.reject);
  const opened = await desk.promise.catch((error: unknown) => log(`desk: ${origin(error)}`));
  // The page has the failure as its answer, and says what can be done.
  if (opened === undefined) return;

  // 7. What the desk tells goes to the page; the theme, the words outside the page and the icon's count follow it too.
  const count = badgeCounter(systemClock.now, (waiting) => showCount(app, waiting));
  const follow = (settings: Settings): void => {
    ({ theme, language } = settings);
    nativeTheme.themeSource = theme;
    speak(language);
  };
  /** From what the desk tells now; while it is locked that is nothing. */
  const countAnew = async (): Promise<boolean> => {
    const answer = await opened.handlers['app:open']({});
    count('accounts:changed', answer.ok ? answer.value.accounts : []);
    count('requests:changed', answer.ok ? answer.value.requests : []);
    return answer.ok;
  };
  let wasLocked = !(await countAnew());
  opened.listen((event, payload) => {
    tellWindow(window?.webContents ?? null, event, payload, log);
    count(event, payload);
    if (event === 'settings:changed') follow(payload as Settings);
    if (event !== 'lock:changed') return;
    const isLocked = (payload as EventPayload<'lock:changed'>).state === 'locked';
    if (isLocked === wasLocked) return;
    wasLocked = isLocked;
    if (isLocked) emptySoon();
    void countAnew();
  });
  hearScreenLock(opened.screenLocked);
  opened.start();

  // 8. The end: writes that run are let finish.
  app.once('before-quit', (event) => {
    event.preventDefault();
    void opened
      .close()
      .catch((error: unknown) => log(`end: ${origin(error)}`))
      .finally(() => app.quit());
  });
}

/**
 * SECURITY: a locked program's page is loaded anew, so that nothing of what it showed stays on its heap. It has a moment to
 * hand in what it was doing; one that does not answer is not waited for.
 */
function emptySoon(): void {
  callOffEmpty = systemClock.after(PAGE_HANDS_IN_MS, emptyPage);
}

/** Once for each time it was locked. */
function emptyPage(): void {
  if (callOffEmpty === null) return;
  callOffEmpty();
  callOffEmpty = null;
  if (window !== null && !window.isDestroyed()) window.webContents.reload();
}

async function openTheDesk(settingsStore: Ports['settingsStore']): Promise<Desk> {
  const [{ openDesk }, secrets] = await Promise.all([
    import('./desk/desk.ts'),
    openSecrets(process.platform),
  ]);
  return openDesk({
    shell: 'electron',
    version: app.getVersion(),
    systemLocale: systemLocale(),
    dataFolder: app.getPath('userData'),
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
    startSandbox: lazySandbox(),
    notify: (notice) => showNotice(notice, texts, () => showWindow(window)),
    log,
  });
}

/** The user's first language; known once Electron is ready. */
function systemLocale(): string {
  return app.getPreferredSystemLanguages()[0] ?? app.getLocale();
}

/** SECURITY: a link only fills in; the desk shows what it holds and waits for the user. */
function openLink(url: string): void {
  Promise.all([desk.promise, page.promise])
    .then(([opened]) => opened.openLink(url))
    .catch(() => log('link: not shown, the desk did not open'));
}

/** The menu and the notices, in this language from now on. */
function speak(language: Settings['language']): void {
  texts = textsIn(languageOf(language, systemLocale()));
  setMenu({
    texts,
    platform: process.platform,
    development,
    run: (id) => tellWindow(window?.webContents ?? null, 'command:run', { id }, log),
  });
}

/** SECURITY: Electron's own dialog would show the error's words, and they may quote a key. */
function crash(error: unknown): void {
  log(`crash: ${origin(error)}`);
  dialog.showErrorBox(texts.notice('crashTitle'), texts.notice('crashText'));
  app.exit(1);
}
