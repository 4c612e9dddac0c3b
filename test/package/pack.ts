/** Packs the built program as `npm run package` does, with the Electron of the tests in place of a fetched one. Checks nothing. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '..', '..');
export const run = promisify(execFile);

export type Packed = {
  /** Where the builder put what it made. */
  folder: string;
  /** The program in its folder, ready to be started. */
  unpacked: string;
  remove: () => Promise<void>;
};

/** @param targets of the builder: `dir`, `deb` … @param env names of tools that the builder would fetch */
export async function pack(targets: readonly string[], env: Record<string, string> = {}): Promise<Packed> {
  const { RELEVO_ELECTRON: program, RELEVO_ELECTRON_VERSION: version } = process.env;
  if (program === undefined || version === undefined) {
    throw new Error('node test/desktop/run.mjs -- COMMAND starts what needs Electron');
  }
  const folder = await mkdtemp(join(tmpdir(), 'relevo-package-'));
  const dist = dirname(program);
  const electron = join(folder, 'electron');
  // What makes it run a checkout is not Electron's.
  const added = join(dist, 'resources', 'app');
  await cp(dist, electron, { recursive: true, filter: (path) => path !== added });
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { package: string };
  };
  // The script's own last command; the build before it has been made.
  const [builder = '', ...given] = scripts.package.split('&&').at(-1)?.trim().split(' ') ?? [];
  const output = join(folder, 'release');
  const overrides = [
    `-c.electronDist=${electron}`,
    `-c.electronVersion=${version}`,
    `-c.directories.output=${output}`,
  ];
  const bin = join(ROOT, 'node_modules', '.bin');
  // The builder works otherwise under its own tests, and takes ours for those.
  const { VITEST: _vitest, NODE_ENV: _env, ...usual } = process.env;
  await run(join(bin, builder), [...given, '--linux', ...targets, ...overrides], {
    cwd: ROOT,
    env: { ...usual, ...env, PATH: [bin, process.env['PATH']].join(delimiter) },
  });
  await rm(electron, { recursive: true });
  return {
    folder: output,
    unpacked: join(output, 'linux-unpacked'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
