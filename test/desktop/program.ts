/**
 * Starts the built program on the tests' Electron and looks into it over the debugging protocol. Nothing is emulated, unlike
 * under Playwright, which makes every page visible and focused: what hangs on hidden, minimised or focus is tested with this.
 * Checks nothing itself.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type * as electronModule from 'electron';
import { type KeyringState, openSession, type Session } from './session.ts';
import { until } from './until.ts';

/** Electron's module, as the main process sees it. */
type Electron = typeof electronModule;

const ROOT = join(import.meta.dirname, '..', '..');
/** Of the debugger, and of a Chromium without a graphics card or a system bus. */
const NOISE =
  /^\s*$|bus\.cc|object_proxy\.cc|viz_main|command_buffer|gpu_|Debugger (listening|attached|ending)|DevTools listening|For help, see|Waiting for the debugger/;

export type StartOptions = {
  /** Another copy of the tests' Electron. */
  electron?: string;
  /** Data folder; a new one, removed at `end`, unless given. */
  data?: string;
  /** For Chromium, before the program's folder. */
  flags?: readonly string[];
  /** For the program itself. */
  given?: readonly string[];
  env?: Record<string, string | undefined>;
  /** A D-Bus session of its own with such a key ring; the test run's own, unlocked, where left out. */
  keyring?: KeyringState;
  /** One that the test has opened, and ends: for several starts on the same key ring. */
  session?: Session;
  /** `false` where no page is expected to come up. */
  page?: boolean;
};

export type Program = {
  child: ChildProcess;
  data: string;
  /** What it wrote to its output, but for the debugger's own lines. */
  said: () => string;
  /** Exit code or signal, once it has ended. */
  ended: Promise<number | NodeJS.Signals>;
  /** Runs in the main process with Electron's module first; `work` closes over nothing. Answers what it answers, as JSON has it. */
  main: <T, A extends unknown[]>(
    work: (electron: Electron, ...given: A) => T | Promise<T>,
    ...given: A
  ) => Promise<T>;
  /** The same in the page. */
  page: <T, A extends unknown[]>(work: (...given: A) => T | Promise<T>, ...given: A) => Promise<T>;
  /** Looks into the page anew, after it was loaded again or another window came. */
  attach: () => Promise<void>;
  /** Asks over the page's own bridge; answers the `Result`. */
  ask: (
    channel: string,
    input: unknown,
  ) => Promise<{ ok: boolean; value?: unknown; error?: { code: string } }>;
  /** Lets go of it: a program whose debugger is attached waits for that at its end. */
  release: () => void;
  /** Ends it by `signal` and answers how it ended; `null` where it was still there after `ms`. */
  quit: (signal?: NodeJS.Signals, ms?: number) => Promise<number | NodeJS.Signals | null>;
  /** Ends it by force if it is still there, and removes a data folder of its own. */
  end: () => Promise<void>;
};

/** Answers when the main process can be asked and, unless told otherwise, the page too. */
export async function startProgram(options: StartOptions = {}): Promise<Program> {
  const { flags = [], given = [], env = {}, keyring, page: hasPage = true } = options;
  const electron = options.electron ?? process.env['RELEVO_ELECTRON'];
  if (electron === undefined)
    throw new Error('node test/desktop/run.mjs -- COMMAND starts what needs Electron');
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'relevo-desktop-')));
  const own = keyring === undefined ? null : await openSession(keyring);
  // OVH_* of whoever runs the tests must not reach the program.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('OVH_'));
  const ports = ['--inspect=0', ...(hasPage ? ['--remote-debugging-port=0'] : [])];
  const child = spawn(electron, [...ports, ...flags, ROOT, `--user-data-dir=${data}`, ...given], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...Object.fromEntries(inherited),
      LANGUAGE: 'en',
      ...(options.session ?? own)?.env,
      ...env,
    },
  });
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);

  const lines: string[] = [];
  let mainAddress = '';
  let browserAddress = '';
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      mainAddress ||= /Debugger listening on (ws:\S+)/.exec(line)?.[1] ?? '';
      browserAddress ||= /DevTools listening on (ws:\S+)/.exec(line)?.[1] ?? '';
      if (!NOISE.test(line)) lines.push(line);
    });
  }
  const said = (): string => lines.join('\n');
  let isOver = false;
  const ended = once(child, 'exit').then(([code, signal]: (number | NodeJS.Signals)[]) => {
    isOver = true;
    process.off('exit', killAtExit);
    return signal ?? code ?? 1;
  });
  const alive = async <T>(look: () => T | Promise<T>): Promise<T> => {
    if (isOver) throw new Error(`the program ended before it could be asked: ${said()}`);
    return look();
  };

  let main: Connection | null = null;
  let page: Connection | null = null;
  const attach = async (): Promise<void> => {
    page?.close();
    const { host } = new URL(await until(() => alive(() => browserAddress)));
    const address = await until(() =>
      alive(async () => {
        const targets = (await fetch(`http://${host}/json`).then((answer) => answer.json())) as Target[];
        return targets.find(({ type, url }) => type === 'page' && url.startsWith('app:'))
          ?.webSocketDebuggerUrl;
      }),
    );
    const fresh = await connect(address);
    page = fresh;
    // A page that is only just coming has nothing that could be asked, and the empty one before it is complete as well.
    const isThere =
      "location.protocol === 'app:' && 'relevo' in globalThis && document.readyState === 'complete'";
    await until(() => alive(() => fresh.evaluate<boolean>(isThere)));
  };
  const release = (): void => {
    main?.close();
    page?.close();
  };
  const self: Program = {
    child,
    data,
    said,
    ended,
    attach,
    release,
    main: (work, ...arguments_) =>
      connected(main).evaluate(`(${String(work)})(require('electron'), ...${JSON.stringify(arguments_)})`),
    page: (work, ...arguments_) =>
      connected(page).evaluate(`(${String(work)})(...${JSON.stringify(arguments_)})`),
    ask: (channel, input) =>
      self.page(
        (name, value) =>
          (
            globalThis as unknown as { relevo: { invoke: (name: string, value: unknown) => Promise<never> } }
          ).relevo.invoke(name, value),
        channel,
        input,
      ),
    async quit(signal = 'SIGTERM', ms = 10_000) {
      release();
      child.kill(signal);
      const patience = Promise.withResolvers<null>();
      const timer = setTimeout(() => patience.resolve(null), ms);
      const how = await Promise.race([ended, patience.promise]);
      clearTimeout(timer);
      return how;
    },
    async end() {
      release();
      if (!isOver) {
        child.kill('SIGKILL');
        await ended;
      }
      await own?.end();
      if (options.data === undefined) await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    const address = await until(() => alive(() => mainAddress));
    main = await until(() =>
      alive(async () => {
        const fresh = await connect(address);
        // Whoever looks in before Node has put it there never has it, and may be refused. One that is left open keeps the program
        // from ending.
        const asked = fresh.evaluate<boolean>("typeof require === 'function'");
        if (await asked.catch(() => false)) return fresh;
        fresh.close();
        return null;
      }),
    );
    if (hasPage) await attach();
  } catch (error) {
    await self.end();
    throw error;
  }
  return self;
}

export type Target = { type: string; url: string; webSocketDebuggerUrl: string };
export type Connection = { evaluate: <T>(expression: string) => Promise<T>; close: () => void };
type Evaluated = {
  id: number;
  error?: { message: string };
  result?: {
    result: { value: never };
    exceptionDetails?: { text: string; exception?: { description?: string } };
  };
};

function connected(connection: Connection | null): Connection {
  if (connection === null) throw new Error('nobody is attached there');
  return connection;
}

/** To whatever listens there: a main process or a page. */
export async function connect(address: string): Promise<Connection> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve: (answer: Evaluated) => void; reject: (error: Error) => void }>();
  let count = 0;
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Evaluated;
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('what was asked is gone'));
    waiting.clear();
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('the debugger refused')), { once: true });
  });
  return {
    async evaluate(expression) {
      const id = ++count;
      const answered = new Promise<Evaluated>((resolve, reject) => waiting.set(id, { resolve, reject }));
      // V8's debugger alone does not keep what it waits for: a promise that nothing else holds may be collected.
      const held = `((asked) => { const held = (globalThis.heldForTests ??= new Set()); held.add(asked);
        return Promise.resolve(asked).finally(() => held.delete(asked)); })(${expression})`;
      const params = {
        expression: held,
        awaitPromise: true,
        returnByValue: true,
        includeCommandLineAPI: true,
      };
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
      const { error, result } = await answered;
      if (error !== undefined) throw new Error(error.message);
      const thrown = result?.exceptionDetails;
      if (thrown !== undefined) throw new Error(thrown.exception?.description ?? thrown.text);
      return result?.result.value as never;
    },
    close: () => socket.close(),
  };
}
