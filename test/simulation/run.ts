/** Runs the simulation as a program of its own, for the tests: it closes the ways to real time and chance for the whole process. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

export type Run = { code: number | null; out: string; errors: string };

/** @param options as `npm run simulate --` takes them */
export async function simulate(...options: string[]): Promise<Run> {
  const child = spawn(process.execPath, [MAIN, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve));
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, errors };
}
