/** The most memory a process ever held, told by itself when it ends: the same measure for every program and system. */
import { readFile } from 'node:fs/promises';

/** `NODE_OPTIONS` that make a Node program write its peak resident memory, in bytes, to `file` at a regular exit. */
export function peakAtExit(file: string): string {
  const source = `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS * 1024)));`;
  return `--import=data:text/javascript,${encodeURIComponent(source)}`;
}

/** `null` where the program had no time to tell. */
export async function readPeak(file: string): Promise<number | null> {
  const told = await readFile(file, 'utf8').catch(() => null);
  return told === null ? null : Number(told);
}

export const megabytes = (bytes: number | null): string =>
  bytes === null ? 'not known' : `${Math.round(bytes / 1024 / 1024)} MB`;
