/** Starts and stops the built programs that the end-to-end tests speak to. Knows nothing of pages. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

export const ROOT = join(import.meta.dirname, '..', '..');
export const OUT = join(ROOT, 'out');
/** Which shell the suite runs on. */
export const SHELL: 'web' | 'electron' = process.env['RELEVO_SHELL'] === 'electron' ? 'electron' : 'web';

/** As the start script finds it, so that both speak of the same one; `null` where it is not installed. */
export async function electronBinary(): Promise<string | null> {
  const start = (await import(pathToFileURL(join(ROOT, 'electron', 'start.mjs')).href)) as {
    electronBinary: () => string | null;
  };
  return start.electronBinary();
}

export type Running = {
  /** The first line of its output, parsed. */
  first: unknown;
  /** What it said on stderr so far. */
  said: () => string;
  /** What it said on stdout after its first line. */
  printed: () => string;
  /** Ends it and waits for that; `signal` as a user or a crash would. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};

/** Starts `out/main/<name>.js` and waits for its first line. Rejects with what it said where it ends before. */
export async function startBuilt(
  name: 'serve' | 'sandbox',
  given: readonly string[],
  environment: Record<string, string | undefined> = {},
): Promise<Running> {
  // OVH_* of whoever runs the tests must not reach the program.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('OVH_')));
  const child = spawn(process.execPath, [join(OUT, 'main', `${name}.js`), ...given], {
    env: { ...env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const lines = createInterface({ input: child.stdout });
  let printed = '';
  lines.on('line', (line) => {
    printed += `${line}\n`;
  });
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${name} ended with ${String(code)} before its first line: ${said}`);
    }),
  ]);
  return {
    first: JSON.parse(first),
    said: () => said,
    printed: () => printed.slice(first.length + 1),
    stop: (signal = 'SIGTERM') => stop(child, signal),
  };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
