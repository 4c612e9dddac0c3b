/** Starts and stops the built programs that the end-to-end tests speak to. Knows nothing of pages. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const ROOT = join(import.meta.dirname, '..', '..');
export const OUT = join(ROOT, 'out');
/** Which shell the suite runs on. */
export const SHELL: 'web' | 'electron' = process.env['RELEVO_SHELL'] === 'electron' ? 'electron' : 'web';

/** The program that test/desktop/run.mjs names. Throws a sentence that says how to start what needs it. */
export function electronBinary(): string {
  const named = process.env['RELEVO_ELECTRON'];
  if (named === undefined) throw new Error('npm run test:electron finds the Electron that this needs.');
  return named;
}

/** OVH_* of whoever runs the tests must not reach the program. */
export function inheritedEnvironment(more: Record<string, string | undefined>): Record<string, string> {
  const all = Object.entries({ ...process.env, ...more });
  const own = all.filter(([name]) => !name.startsWith('OVH_') || name in more);
  return Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
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
  const child = spawn(process.execPath, [join(OUT, 'main', `${name}.js`), ...given], {
    env: inheritedEnvironment(environment),
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
