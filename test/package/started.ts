/** Starts a packed program as a person would and looks at it from outside: windows, processes, and its page over Chromium's own port. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Connection, connect, type Target } from '../desktop/program.ts';
import { until } from '../desktop/until.ts';
import { run } from './pack.ts';

/** For a computer that has much else to do. */
export const PATIENCE_MS = 60_000;

export type Started = {
  pid: number;
  /** Runs in its page; `work` closes over nothing. Answers what it answers, as JSON has it. */
  page: <T, A extends unknown[]>(work: (...given: A) => T | Promise<T>, ...given: A) => Promise<T>;
  /** Ends it and removes its data. */
  stop: () => Promise<void>;
};

/** Answers when its page has come up. Rejects with what it said where it ends before. */
export async function startPacked(program: string, given: readonly string[] = []): Promise<Started> {
  const data = await mkdtemp(join(tmpdir(), 'relevo-packed-'));
  // A packed program lets nobody look into its main process: the fuse for `--inspect` is blown.
  const flags = [`--user-data-dir=${data}`, '--remote-debugging-port=0', ...given];
  const child = spawn(program, flags, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANGUAGE: 'en' },
  });
  const ended = once(child, 'exit');
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
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };
  const early = ended.then(([code]): never => {
    throw new Error(`it ended with ${String(code)}: ${said}`);
  });
  const comes = until(async () => {
    const targets = (await (await fetch(`http://${address}/json`)).json()) as Target[];
    return targets.find(({ type, url }) => type === 'page' && url.startsWith('app:'))?.webSocketDebuggerUrl;
  }, PATIENCE_MS);
  // Whichever of the two loses is not asked any more.
  for (const one of [early, comes]) one.catch(() => undefined);
  try {
    const connection = await connect(await Promise.race([comes, early]));
    page = connection;
    return {
      pid: child.pid ?? 0,
      page: (work, ...arguments_) =>
        connection.evaluate(`(${String(work)})(...${JSON.stringify(arguments_)})`),
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
  const { stdout } = await run('wmctrl', ['-l', '-x', '-p']).catch(() => ({ stdout: '' }));
  return stdout
    .split('\n')
    .map((line) => /^\S+ +\S+ +(\d+) +(\S+) +\S+ (.*)$/.exec(line))
    .filter((found) => Number(found?.[1]) === pid)
    .map((found) => ({ classes: found?.[2]?.split('.') ?? [], title: found?.[3] ?? '' }));
}

/** What `/proc/PID/status` says of each process of this program, by the kind that Chromium gave it. */
export async function processesOf(pid: number): Promise<{ kind: string; status: Map<string, string> }[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(
    numbers.map(async (number) => {
      const read = (name: string) => readFile(`/proc/${number}/${name}`, 'utf8').catch(() => '');
      const [line, text] = await Promise.all([read('cmdline'), read('status')]);
      const status = new Map(text.split('\n').map((entry) => entry.split(':\t', 2) as [string, string]));
      const kind = /--type=([a-z-]+)/.exec(line)?.[1] ?? 'main';
      return { number, parent: status.get('PPid'), kind, status };
    }),
  );
  const family = new Set([String(pid)]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { number, parent } of all) if (parent !== undefined && family.has(parent)) family.add(number);
  }
  return all.filter(({ number }) => family.has(number)).map(({ kind, status }) => ({ kind, status }));
}
