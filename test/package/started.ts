/** Starts a packed program as a person would and looks at it from outside: windows, processes, and its page over Chromium's own port. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from './pack.ts';

export type Started = {
  pid: number;
  /** What it said on both outputs so far. */
  said: () => string;
  /** Answers what the expression is in its page, as JSON can say it. */
  page: (expression: string) => Promise<unknown>;
  /** Ends it and removes its data. */
  stop: () => Promise<void>;
};

/** Waits until the program has a page. Rejects with what it said where it ends before. */
export async function startPacked(program: string): Promise<Started> {
  const data = await mkdtemp(join(tmpdir(), 'relevo-packed-'));
  const child = spawn(
    program,
    [
      `--user-data-dir=${data}`,
      '--remote-debugging-port=0',
      // The tests' Electron is older than the product's and cannot ask a key ring in the product's way.
      '--password-store=basic',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANGUAGE: 'en' } },
  );
  const ended = once(child, 'exit');
  let said = '';
  const listening = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      said += `${line}\n`;
      const address = /DevTools listening on ws:\/\/([^/]+)/.exec(line)?.[1];
      if (address !== undefined) listening.resolve(address);
    });
  }
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill();
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  const early = ended.then(([code]): never => {
    throw new Error(`it ended with ${String(code)}: ${said}`);
  });
  // Only the race below asks for it.
  early.catch(() => undefined);
  try {
    const address = await Promise.race([listening.promise, early]);
    const target = await Promise.race([pageOf(address), early]);
    return { pid: child.pid ?? 0, said: () => said, page: (expression) => ask(target, expression), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function pageOf(address: string): Promise<string> {
  for (;;) {
    const targets = (await (await fetch(`http://${address}/json`)).json()) as {
      type: string;
      webSocketDebuggerUrl: string;
    }[];
    const page = targets.find(({ type }) => type === 'page');
    if (page !== undefined) return page.webSocketDebuggerUrl;
    await wait(50);
  }
}

async function ask(target: string, expression: string): Promise<unknown> {
  const socket = new WebSocket(target);
  try {
    await once(socket, 'open');
    const answer = once(socket, 'message');
    const params = { expression, awaitPromise: true, returnByValue: true };
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    const [{ data }] = (await answer) as [MessageEvent<string>];
    const { result } = JSON.parse(data) as { result: { result: { value?: unknown } } };
    return result.result.value;
  } finally {
    socket.close();
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
