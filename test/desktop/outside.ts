/**
 * Starts a program as a person would and looks at it from outside: its page over Chromium's own port, its windows, its
 * processes. Nobody sits in its main process, as `program.ts` does, so this is for programs that allow it not and for clocks.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { type Connection, connect, type Target } from './program.ts';
import { until } from './until.ts';

/** For a computer that has much else to do. */
export const PATIENCE_MS = 60_000;

export type Outside = {
  pid: number;
  /** When it was started: milliseconds since 1970, with fractions. */
  at: number;
  /** Runs in its page; `work` closes over nothing. Answers what it answers, as JSON has it. */
  page: <T, A extends unknown[]>(work: (...given: A) => T | Promise<T>, ...given: A) => Promise<T>;
  /** Rejects once it has ended, with how and what it said. */
  ended: Promise<never>;
  /** Ends it, and removes a data folder of its own. */
  stop: () => Promise<void>;
};

/**
 * Answers as soon as it has a page whose address begins with `page`; rejects with what it said where it ends before. `null`: a
 * program that opens its page to nobody is only started.
 * @param command program and arguments @param options.data its data folder; a new one where left out
 */
export async function startOutside(
  command: readonly string[],
  options: { page: string | null; data?: string; env?: Record<string, string> },
): Promise<Outside> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'relevo-outside-')));
  const [program = '', ...given] = command;
  // OVH_* of whoever runs the tests must not reach the program.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('OVH_'));
  const at = performance.timeOrigin + performance.now();
  const start = options.page;
  const port = start === null ? [] : ['--remote-debugging-port=0'];
  const child = spawn(program, [...given, `--user-data-dir=${data}`, ...port], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(inherited), LANGUAGE: 'en', ...options.env },
  });
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const ended = once(child, 'exit').finally(() => process.off('exit', killAtExit));
  let said = '';
  let address = '';
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said += `${line}\n`;
      address ||= /DevTools listening on ws:\/\/([^/]+)/.exec(line)?.[1] ?? '';
    });
  }
  let page: Connection | null = null;
  const stop = async (): Promise<void> => {
    page?.close();
    if (child.exitCode === null && child.signalCode === null) child.kill();
    await ended;
    if (options.data === undefined) await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };
  const early = ended.then(([code, signal]): never => {
    throw new Error(`it ended with ${String(signal ?? code)}: ${said}`);
  });
  early.catch(() => undefined);
  const nobody = (): Promise<never> => Promise.reject(new Error('its page is open to nobody'));
  if (start === null) return { pid: child.pid ?? 0, at, page: nobody, ended: early, stop };
  const comes = until(async () => {
    const targets = (await (await fetch(`http://${address}/json`)).json()) as Target[];
    return targets.find(({ type, url }) => type === 'page' && url.startsWith(start))?.webSocketDebuggerUrl;
  }, PATIENCE_MS);
  // Whichever of the two loses is not asked any more.
  comes.catch(() => undefined);
  try {
    const connection = await connect(await Promise.race([comes, early]));
    page = connection;
    return {
      pid: child.pid ?? 0,
      at,
      page: (work, ...arguments_) =>
        connection.evaluate(`(${String(work)})(...${JSON.stringify(arguments_)})`),
      ended: early,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

export type ShownWindow = { title: string; classes: string[] };

/** The windows of the desktop that belong to this process. */
export async function windowsOf(pid: number): Promise<ShownWindow[]> {
  const { stdout } = await promisify(execFile)('wmctrl', ['-l', '-x', '-p']).catch(() => ({ stdout: '' }));
  return stdout
    .split('\n')
    .map((line) => /^\S+ +\S+ +(\d+) +(\S+) +\S+ (.*)$/.exec(line))
    .filter((found) => Number(found?.[1]) === pid)
    .map((found) => ({ classes: found?.[2]?.split('.') ?? [], title: found?.[3] ?? '' }));
}

/** A process of a program: its number, the kind Chromium gave it (`main` for the first), and what `/proc/PID/status` says. */
export type Relative = { pid: string; kind: string; status: ReadonlyMap<string, string> };

/** This process and all that came of it. */
export async function familyOf(pid: number): Promise<Relative[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(
    numbers.map(async (number) => {
      // A process may end while it is looked at.
      const read = (name: string) => readFile(`/proc/${number}/${name}`, 'utf8').catch(() => '');
      const [line, text] = await Promise.all([read('cmdline'), read('status')]);
      const status = new Map(text.split('\n').map((entry) => entry.split(':\t', 2) as [string, string]));
      return { pid: number, kind: /--type=([a-z-]+)/.exec(line)?.[1] ?? 'main', status };
    }),
  );
  const family = new Set([String(pid)]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { pid: number, status } of all) if (family.has(status.get('PPid') ?? '')) family.add(number);
  }
  return all.filter(({ pid: number }) => family.has(number));
}
