/** Makes the one window. Knows where the page lies and how safely it is held, not what it shows. */
import { BrowserWindow, nativeTheme, type Session } from 'electron';
import type { Settings } from '../../shared/settings.ts';
import type { Log } from '../desk/dispatch.ts';
import { ORIGIN } from './origin.ts';

/** `--bg` of the two themes, so that the window does not flash before the first paint. */
const BACKGROUND = { light: '#f6f6f3', dark: '#111318' } as const;
/** A page that dies again sooner than this after it was loaded anew is left alone. */
const CRASH_GAP_MS = 10_000;

export function makeWindow(options: {
  session: Session;
  preload: string;
  theme: Settings['theme'];
  development: boolean;
  now: () => number;
  log: Log;
}): BrowserWindow {
  nativeTheme.themeSource = options.theme;
  const window = new BrowserWindow({
    // Electron keeps size, place and mode under this name in the data folder.
    name: 'main',
    windowStatePersistence: true,
    title: 'Relevo',
    width: 1440,
    height: 900,
    minWidth: 720,
    minHeight: 480,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      session: options.session,
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
      devTools: options.development,
    },
  });
  window.once('ready-to-show', () => window.show());

  let loadedAt = options.now();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    options.log(`window: its process is gone (${reason})`);
    if (reason === 'clean-exit' || options.now() - loadedAt < CRASH_GAP_MS) return;
    loadedAt = options.now();
    window.webContents.reload();
  });

  window.loadURL(`${ORIGIN}/index.html`).catch((error: unknown) => {
    options.log(`window: the page did not load (${error instanceof Error ? error.name : typeof error})`);
  });
  return window;
}

/** Brings the window before the user's eyes, wherever it was. */
export function showWindow(window: BrowserWindow | null): void {
  if (window === null || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
