/**
 * As much of Electron as the main process touches, to boot the built bundle in plain Node. Keeps what it was told and
 * shows nothing. Behaves where it matters: not ready before the main module has run to its end, permissions by the handlers
 * it was given, one lock.
 */
import { EventEmitter } from 'node:events';

type Answering = (...given: never[]) => unknown;

export type FakeFrame = { url: string };

export class FakeContents extends EventEmitter {
  mainFrame: FakeFrame = { url: '' };
  sent: { event: string; payload: unknown }[] = [];
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  getURL(): string {
    return this.mainFrame.url;
  }
  isDestroyed(): boolean {
    return false;
  }
  send(event: string, payload: unknown): void {
    this.sent.push({ event, payload });
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  reloads = 0;
  reload(): void {
    this.reloads += 1;
  }
}

export type FakeSession = {
  protocols: Map<string, (request: Request) => Response | Promise<Response>>;
  permissionRequest: Answering | null;
  permissionCheck: Answering | null;
  device: Answering | null;
  beforeRequest: ((details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void) | null;
  spelling: boolean;
  events: EventEmitter;
};

export type FakeElectron = {
  /** What `import … from 'electron'` gives. */
  module: Record<string, unknown>;
  app: EventEmitter & {
    badge: number;
    sandboxed: boolean;
    quits: number;
    relaunches: number;
    exits: number[];
    clients: string[];
  };
  windows: { options: Record<string, unknown>; webContents: FakeContents; shown: number; focused: number }[];
  schemes: { scheme: string; privileges: Record<string, boolean> }[];
  channels: Map<string, (event: unknown, input: unknown) => Promise<unknown>>;
  /** Other listeners on the bridge, by channel. */
  ipc: EventEmitter;
  sessions: Map<string, FakeSession>;
  /** Of the computer: `lock-screen`, `suspend`. */
  power: EventEmitter;
  menus: { label?: string; submenu?: { label?: string; click?: () => void; role?: string }[] }[][];
  notifications: { title: string; body: string }[];
  /** Those that are there now. */
  trays: { tooltip: string }[];
  opened: string[];
  errorBoxes: string[];
  /** Electron is ready; only after the main module was imported. */
  ready: () => void;
  isReady: () => boolean;
};

export function fakeElectron(given: { userData: string; lock?: boolean; backend?: string }): FakeElectron {
  const becomesReady = Promise.withResolvers<void>();
  let ready = false;
  const windows: FakeElectron['windows'] = [];
  const schemes: FakeElectron['schemes'] = [];
  const channels: FakeElectron['channels'] = new Map();
  const sessions: FakeElectron['sessions'] = new Map();
  const menus: FakeElectron['menus'] = [];
  const notifications: FakeElectron['notifications'] = [];
  const trays: FakeElectron['trays'] = [];
  const opened: string[] = [];
  const errorBoxes: string[] = [];
  const ipc = new EventEmitter();
  const power = new EventEmitter();

  const app = Object.assign(new EventEmitter(), {
    badge: 0,
    sandboxed: false,
    quits: 0,
    relaunches: 0,
    exits: [] as number[],
    clients: [] as string[],
    isPackaged: true,
    commandLine: { hasSwitch: () => false, removeSwitch: () => {} },
    requestSingleInstanceLock: () => given.lock ?? true,
    isReady: () => ready,
    enableSandbox() {
      app.sandboxed = true;
    },
    whenReady: () => becomesReady.promise,
    getPath: () => given.userData,
    getVersion: () => '0.1.0',
    getLocale: () => 'en',
    getPreferredSystemLanguages: () => ['es-ES', 'en'],
    setBadgeCount(count: number) {
      app.badge = count;
      return true;
    },
    setAsDefaultProtocolClient: (scheme: string) => app.clients.push(scheme) > 0,
    quit() {
      app.quits += 1;
    },
    relaunch() {
      app.relaunches += 1;
    },
    exit: (code: number) => app.exits.push(code),
    setAboutPanelOptions: () => {},
  });

  class BrowserWindow extends EventEmitter {
    webContents = new FakeContents();
    shown = 0;
    focused = 0;
    options: Record<string, unknown>;
    constructor(options: Record<string, unknown>) {
      super();
      this.options = options;
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    async loadURL(url: string): Promise<void> {
      this.webContents.mainFrame.url = url;
    }
    isDestroyed = (): boolean => false;
    isMinimized = (): boolean => false;
    isMaximized = (): boolean => false;
    isFullScreen = (): boolean => false;
    getNormalBounds = () => ({ x: 0, y: 0, width: 1440, height: 900 });
    restore(): void {}
    show(): void {
      this.shown += 1;
    }
    focus(): void {
      this.focused += 1;
    }
  }

  class Notification extends EventEmitter {
    static isSupported = (): boolean => true;
    what: { title: string; body: string };
    constructor(what: { title: string; body: string }) {
      super();
      this.what = what;
    }
    show(): void {
      notifications.push(this.what);
    }
  }

  class Tray extends EventEmitter {
    tooltip = '';
    constructor() {
      super();
      trays.push(this);
    }
    setToolTip(text: string): void {
      this.tooltip = text;
    }
    setContextMenu(): void {}
    destroy(): void {
      trays.splice(trays.indexOf(this), 1);
    }
  }
  const image = { addRepresentation: () => {}, setTemplateImage: () => {}, toPNG: () => Buffer.alloc(0) };

  const sessionNamed = (name: string): unknown => {
    const kept: FakeSession = sessions.get(name) ?? {
      protocols: new Map(),
      permissionRequest: null,
      permissionCheck: null,
      device: null,
      beforeRequest: null,
      spelling: true,
      events: new EventEmitter(),
    };
    sessions.set(name, kept);
    return Object.assign(kept.events, {
      protocol: { handle: (scheme: string, handler: never) => kept.protocols.set(scheme, handler) },
      setPermissionRequestHandler: (handler: Answering) => {
        kept.permissionRequest = handler;
      },
      setPermissionCheckHandler: (handler: Answering) => {
        kept.permissionCheck = handler;
      },
      setDevicePermissionHandler: (handler: Answering) => {
        kept.device = handler;
      },
      setSpellCheckerEnabled: (on: boolean) => {
        kept.spelling = on;
      },
      webRequest: {
        onBeforeRequest: (handler: FakeSession['beforeRequest']) => {
          kept.beforeRequest = handler;
        },
      },
      fetch: () => Promise.reject(new TypeError('no network here')),
    });
  };

  const module = {
    app,
    BrowserWindow,
    Notification,
    Tray,
    nativeImage: { createFromPath: () => image },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: FakeElectron['menus'][number]) => menus.push(menu),
    },
    dialog: {
      showErrorBox: (title: string, text: string) => errorBoxes.push(`${title}\n${text}`),
      showMessageBox: async (...given: unknown[]) => {
        const { message = '', detail = '' } = given.at(-1) as { message?: string; detail?: string };
        errorBoxes.push(`${message}\n${detail}`);
        return { response: 0 };
      },
    },
    ipcMain: Object.assign(ipc, {
      handle: (channel: string, handler: never) => {
        if (channels.has(channel)) throw new Error(`a second handler for ${channel}`);
        channels.set(channel, handler);
      },
    }),
    powerMonitor: power,
    screen: {
      getPrimaryDisplay: () => ({ workArea: { x: 0, y: 0, width: 1600, height: 1000 } }),
      getAllDisplays: () => [],
    },
    systemPreferences: {
      canPromptTouchID: () => false,
      promptTouchID: () => Promise.reject(new Error('no')),
    },
    nativeTheme: { themeSource: 'system', shouldUseDarkColors: false },
    protocol: { registerSchemesAsPrivileged: (list: never[]) => schemes.push(...list) },
    safeStorage: {
      getSelectedStorageBackend: () => given.backend ?? 'gnome_libsecret',
      isAsyncEncryptionAvailable: async () => true,
      // A key ring's own key (v11), or one that stands in Chromium's source (v10).
      encryptStringAsync: async (text: string) =>
        Buffer.from(`${given.backend === undefined ? 'v11' : 'v10'}:${text}`),
      decryptStringAsync: async (sealed: Buffer) => ({
        result: sealed.toString().slice('v11:'.length),
        shouldReEncrypt: false,
      }),
    },
    session: { defaultSession: sessionNamed('default'), fromPartition: sessionNamed },
    shell: {
      openExternal: async (url: string) => {
        opened.push(url);
      },
    },
  };

  return {
    module,
    app,
    windows,
    schemes,
    channels,
    ipc,
    sessions,
    power,
    menus,
    notifications,
    trays,
    opened,
    errorBoxes,
    ready() {
      ready = true;
      becomesReady.resolve();
    },
    isReady: () => ready,
  };
}
