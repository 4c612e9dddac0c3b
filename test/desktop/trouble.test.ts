/** What lies in the program's way at its start: a folder or a file that cannot be had, a full disk, a path nobody thought of. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Program, type StartOptions, startProgram } from './program.ts';
import { until } from './until.ts';

const run = promisify(execFile);
let folder: string;
let program: Program | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relevo-trouble-'));
});
afterEach(async () => {
  await program?.end();
  program = null;
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function start(options: StartOptions): Promise<Program> {
  program = await startProgram({ data: folder, ...options });
  return program;
}

const text = (on: Program): Promise<string> => on.page(() => document.body.innerText);

test('a data folder that cannot be written is named, and the program ends with an error', {
  skip: process.platform !== 'linux',
}, async () => {
  await chmod(folder, 0o500);
  const on = await start({ page: false });
  const { stdout } = await until(() =>
    run('xdotool', ['search', '--onlyvisible', '--all', '--pid', String(on.child.pid), '--name', 'Relevo']),
  );
  // The system's own box, which no debugger sees: closed as a person closes it.
  await run('wmctrl', ['-i', '-c', stdout.trim().split('\n').at(-1) ?? '']);
  on.release();
  expect(await on.ended).toBe(1);
  expect(on.said()).toContain('nothing can be written to the data folder (EACCES)');
});

test('a file that may not be read is named and kept aside, and the program works without it', async () => {
  const path = join(folder, 'ledger.jsonl');
  await writeFile(path, '');
  await chmod(path, 0o000);
  const on = await start({});
  await until(async () => (await text(on)).includes('ledger.jsonl may not be read'));
  const aside = (await readdir(folder)).find((name) => name.startsWith('ledger.jsonl.damaged-')) ?? 'none';
  expect(await text(on)).toContain(aside);
  expect(await on.ask('accounts:trySandbox', {})).toMatchObject({ ok: true });
  expect(await on.quit()).toBe(0);
});

test.each(['cannot be read', 'is broken', 'is a folder'])(
  'settings whose file %s are kept aside and told of',
  async (trouble) => {
    const path = join(folder, 'settings.json');
    if (trouble === 'is a folder') await mkdir(path);
    else await writeFile(path, '{"theme":');
    if (trouble === 'cannot be read') await chmod(path, 0o000);
    const on = await start({});
    await until(async () => (await text(on)).includes('The usual settings hold'));
    const aside = (await readdir(folder)).find((name) => name.startsWith('settings.json.damaged-')) ?? 'none';
    expect(await text(on)).toContain(aside);
    if (trouble === 'is broken') expect(await readFile(join(folder, aside), 'utf8')).toBe('{"theme":');
    expect(await on.ask('settings:change', { theme: 'dark' })).toMatchObject({ ok: true });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ theme: 'dark' });
  },
);

test('a folder that takes no more is told as one, and what could not be kept does not look as if it were', {
  skip: process.platform !== 'linux',
}, async () => {
  const on = await start({});
  await chmod(folder, 0o500);
  expect(await on.ask('settings:change', { theme: 'dark' })).toMatchObject({
    ok: false,
    error: { code: 'storage', next: 'check-disk', detail: `${join(folder, 'settings.json')} (EACCES)` },
  });
  expect(await on.ask('app:open', {})).toMatchObject({ value: { settings: { theme: 'system' } } });
  await chmod(folder, 0o700);
  expect(await on.ask('settings:change', { theme: 'dark' })).toMatchObject({ ok: true });
});

test('a path with blanks and letters of other languages is one like any other', async () => {
  const data = join(folder, 'Gestión für Ü x');
  const on = await start({ data });
  expect(await on.ask('accounts:trySandbox', {})).toMatchObject({ ok: true });
  expect(await on.ask('settings:change', { theme: 'dark' })).toMatchObject({ ok: true });
  expect(await on.quit()).toBe(0);
  expect(await readdir(data)).toEqual(
    expect.arrayContaining(['accounts.json', 'ledger.jsonl', 'settings.json', 'window.json']),
  );
});
