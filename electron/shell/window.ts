/** Makes the one window. Knows where the page lies and how safely it is held, not what it shows. */
import { app, BrowserWindow, nativeTheme, screen, session } from 'electron';
import type { Log } from '../desk/dispatch.ts';
import type { Clock } from '../desk/ports.ts';
import { offerContextMenu } from './context-menu.ts';
import { ORIGIN } from './origin.ts';
import { watchPage } from './page-lost.ts';
import type { Texts } from './texts.ts';
import { keepPlace, optionsFor, readPlace } from './window-place.ts';

/** `--bg` of the two themes, so that the window does not flash before the first paint. */
const BACKGROUND = { light: '#f6f6f3', dark: '#111318' } as const;

export type WindowOptions = {
  preload: string;
  /** Path of a PNG. */
  icon: string;
  /** File for its size and place. */
  place: string;
  texts: () => Texts;
  clock: Clock;
  log: Log;
};

export function makeWindow(options: WindowOptions): BrowserWindow {
  const place = readPlace(options.place);
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  const window = new BrowserWindow({
    title: 'Relevo',
    // macOS takes the bundle's own.
    ...(process.platform === 'darwin' ? {} : { icon: options.icon }),
    width: 1440,
    height: 900,
    ...(place === null
      ? {}
      : optionsFor(
          place,
          displays.map(({ workArea }) => workArea),
        )),
    minWidth: 720,
    minHeight: 480,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      session: session.defaultSession,
      preload: options.preload,
      // SECURITY: the page has no power at all. Defaults are spelled out, so that a change of a default changes nothing.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      // The spell checker would send for dictionaries, and see what is typed.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => {
    // Both show it as well, and not before it has something to show.
    if (place?.mode === 'maximized') window.maximize();
    if (place?.mode === 'fullscreen') window.setFullScreen(true);
    window.show();
  });
  keepPlace(window, options.place, options.clock, options.log);
  offerContextMenu(window.webContents, options.texts, !app.isPackaged);

  const load = (): void => {
    window.loadURL(`${ORIGIN}/index.html`).catch((error: unknown) => {
      options.log(`window: the page did not load (${error instanceof Error ? error.name : typeof error})`);
    });
  };
  watchPage(window, {
    // Where it was; a page that never came has no place yet.
    load: () => (window.webContents.getURL() === '' ? load() : window.webContents.reload()),
    now: options.clock.now,
    texts: options.texts,
    log: options.log,
  });
  load();
  return window;
}

/** Brings the window before the user's eyes, wherever it was. */
export function showWindow(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
