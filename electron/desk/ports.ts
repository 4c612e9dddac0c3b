/**
 * What the desk needs from the world: the shells (Electron, web) hand these in, tests hand in fakes. The desk imports
 * neither Electron nor a web server; these types are all it knows of them.
 */
import type { Administration } from '../../shared/administration.ts';
import type { EventName } from '../../shared/channels.ts';
import type { EventPayload, Handlers } from '../../shared/contract.ts';
import type { Damage } from '../../shared/damage.ts';
import type { LoginState } from '../../shared/desktop-contract.ts';
import type { Notice } from '../../shared/notice.ts';
import type { OpenedFile } from '../../shared/opened-file.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Clock } from '../ovh/clock.ts';
import type { WayOut } from '../ovh/connection.ts';

export type { Clock };

/** A file that is open. Each call rejects with the system's error. */
export type OpenFile = {
  read: (buffer: Buffer, offset: number, length: number, position: number) => Promise<{ bytesRead: number }>;
  /** All of it, at the end of what is there where the file was opened with `a`. Where it rejects, a part of it may be there. */
  writeFile: (text: string | Buffer) => Promise<void>;
  truncate: (length: number) => Promise<void>;
  /** With what it takes to find the file again. */
  sync: () => Promise<void>;
  datasync: () => Promise<void>;
  close: () => Promise<void>;
};

/** What the storage asks of a disk, so that a test can hand in one that is full, torn or lost. Each call rejects with the system's error. */
export type Disk = {
  /** `r` reads, `a` appends and makes the file, `wx` makes a file that was not there; `mode` of a file that is made. */
  open: (path: string, flags: 'r' | 'a' | 'wx', mode?: number) => Promise<OpenFile>;
  readFile: (path: string) => Promise<Buffer>;
  /** Names alone, in no order. */
  readdir: (path: string) => Promise<string[]>;
  /** Follows links. */
  stat: (path: string) => Promise<{
    mode: number;
    uid: number;
    size: number;
    mtimeMs: number;
    isFile: () => boolean;
    isDirectory: () => boolean;
  }>;
  realpath: (path: string) => Promise<string>;
  /** With those above it; nothing where it is there. For this user alone. */
  mkdir: (path: string) => Promise<void>;
  chmod: (path: string, mode: number) => Promise<void>;
  rename: (from: string, to: string) => Promise<void>;
  /** A folder with all that is in it; nothing where there is none. */
  rm: (path: string) => Promise<void>;
  /** A name that was given or changed in this folder is there after a power cut too, where the system can do that. */
  syncFolder: (path: string) => Promise<void>;
};

/** Seals secrets for this user on this computer. `seal` and `open` may reject: locked, or not decryptable now. */
export type SecretBox = {
  /** Name of what does the sealing: safeStorage's own name of its backend, or `memory`. */
  backend: string;
  /** `false`: nothing sealed may be written to disk; secrets live in memory only. */
  persistent: boolean;
  /** Answers base64. */
  seal: (plain: string) => Promise<string>;
  open: (sealed: string) => Promise<string>;
  /** `false`: what does the sealing does not answer now, so that nothing can be told of what it cannot open. Left out: not known. */
  isReachable?: () => Promise<boolean>;
  /** This was opened with a key that has been replaced since: to be sealed anew. */
  isOutdated?: (sealed: string) => boolean;
};

/** The system asks who sits there (a finger, a watch). No secret comes of it. */
export type SystemAuthentication = {
  isThere: () => boolean;
  /** `false` where it was called off or said no. Never rejects. */
  ask: () => Promise<boolean>;
};

/** The running built-in sandbox. Keys of a stand-in world: good for nothing outside this computer. */
export type RunningSandbox = {
  /** Base of its API, `http://127.0.0.1:PORT/1.0`. */
  url: string;
  /** The first three are one agency's. */
  accounts: { nichandle: string; applicationKey: string; applicationSecret: string; consumerKey: string }[];
};

export type Ports = {
  shell: 'electron' | 'web';
  version: string;
  systemLocale: string;
  /** Folder for settings, snapshots, vault and ledger; made if missing. */
  dataFolder: string;
  /** Where the data folder lies. */
  disk: Disk;
  clock: Clock;
  /** Where settings are kept: electron-store in Electron, conf elsewhere. */
  settingsStore: {
    /** Whatever lies there. */
    read: () => unknown;
    /** Throws the system's error. */
    write: (values: Settings & { sha256: string }) => void;
    /** Keeps the file as it is beside itself. Throws the system's error. */
    keepAside: () => void;
    /** Their file could not be read at all. */
    damage: Damage | null;
  };
  secrets: SecretBox;
  /** `null` where the shell has no way to ask. */
  systemAuthentication: SystemAuthentication | null;
  /** The shell calls `screenLocked` when the computer's screen is locked. */
  tellsScreenLock: boolean;
  /** `fetch` to read from OVHcloud with: Electron's (system proxy and certificates), or Node's. It may send a call twice. */
  fetch: typeof globalThis.fetch;
  /** The same way for calls that must leave once: these have sockets of their own, and ask the shell where to. */
  wayOut: WayOut;
  /** The environment the program was started in; read for `OVH_*` only. */
  environment: Record<string, string | undefined>;
  /** Folders where `ovh.conf` may lie, in order, with the name to show for each file. */
  configurationFiles: { path: string; shown: string }[];
  /** Opens an address in the user's browser; `null` where the shell cannot. */
  openExternal: ((url: string) => Promise<void>) | null;
  /** Ends the program as the user would and starts it again; `null` where the shell cannot. */
  restart: (() => void) | null;
  /** Asks in the system's dialog where a table goes, `name` suggested; answers the path, `null` where it was called off. `null` itself where the shell has no dialog. */
  askWhereToSave: ((name: string) => Promise<string | null>) | null;
  /** The page as it is shown, printed into a PDF; `null` where the shell cannot. Rejects where there is no page. */
  printPage: (() => Promise<Buffer>) | null;
  /** What the desktop offers beside a window; `null` for a shell without one. */
  desktop: {
    /** The icon in the tray is there, and somebody shows it. */
    iconSeen: () => Promise<boolean>;
    /** The start with the session, as the system says each time. `set` rejects with the system's error. */
    login: { state: () => Promise<LoginState>; set: (on: boolean) => Promise<LoginState> };
  } | null;
  /** What the administrator of this computer has set, as read at the start. */
  administration: Administration;
  /** Address of the project's newest release; `null`: nobody asks, as for a program that runs from its sources. */
  releases: string | null;
  /** Starts the built-in sandbox, or answers the one that runs already. */
  startSandbox: () => Promise<RunningSandbox>;
  notify: (notice: Notice) => void;
  /** One line of log, already redacted by the desk. */
  log: (line: string) => void;
};

export type Desk = {
  handlers: Handlers;
  /** Every event of every kind, as it happens. Returns the way to stop listening. */
  listen: (listener: <E extends EventName>(event: E, payload: EventPayload<E>) => void) => () => void;
  /** Begins to sync and poll. Handlers answer before, from disk. */
  start: () => void;
  /** A link that opened the program: recognised, told by `codes:arrived`, never acted upon. */
  openLink: (url: string) => void;
  /** E-mails that opened the program: told to the page, never acted upon. */
  openFiles: (files: readonly OpenedFile[]) => void;
  /** What no page can say of itself: that there is none any more, and whether anybody can be told then. */
  attention: (who: 'aside' | 'nobody') => void;
  /** The computer's screen was locked. */
  screenLocked: () => void;
  /** The computer goes to sleep. */
  sleeps: () => void;
  /** The computer slept and is awake again. */
  woke: () => void;
  /** How many writes are on their way, or not yet in the ledger with what came of them. */
  underWay: () => number;
  /**
   * Begins nothing any more and waits for the writes that are on their way; `cut`, once aborted, ends them. Then it is not
   * known what became of them, and the ledger says so.
   */
  close: (cut?: AbortSignal) => Promise<void>;
};
