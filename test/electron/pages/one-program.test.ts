/** A data folder has one program: another start is told who has it, and what an ended one left is taken over. */
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Claim, claimFolder, holderOf, isProof, proofOf } from '../../../electron/pages/one-program.ts';
import { startOf } from '../../../electron/pages/process-start.ts';
import { temporaryFolder } from '../../fakes/folder.ts';

/** A computer with these processes, by number, each with when it started. */
function computer(processes: Record<number, string | null>, pid: number, now = Date.now()) {
  const waits: number[] = [];
  return {
    pid,
    startOf: (asked: number) => processes[asked] ?? null,
    isAlive: (asked: number) => asked in processes,
    now: () => now + waits.reduce((sum, ms) => sum + ms, 0),
    wait: async (ms: number) => void waits.push(ms),
    waits,
  };
}

const ours = (claim: Claim): Claim & { state: 'ours' } => {
  if (claim.state !== 'ours') throw new Error('taken');
  return claim;
};

test('a second start is told who has it and where it answers, and has it once the first gives it back', async () => {
  const folder = await temporaryFolder();
  const processes = { 10: 'monday', 11: 'tuesday' };
  const first = ours(await claimFolder(folder, 'web', 0, computer(processes, 10)));
  const taken = { state: 'taken', by: { pid: 10, started: 'monday', shell: 'web' } };
  expect(await claimFolder(folder, 'web', 0, computer(processes, 11))).toMatchObject({
    ...taken,
    by: { port: null },
  });
  first.listens(4711);
  expect(holderOf(folder)).toMatchObject({ port: 4711, secret: first.secret });
  expect(await claimFolder(folder, 'electron', 0, computer(processes, 11))).toMatchObject(taken);
  first.release();
  expect(await readdir(folder)).toEqual([]);
  expect((await claimFolder(folder, 'electron', 0, computer(processes, 11))).state).toBe('ours');
  // Given back twice, it takes nothing from whoever has it now.
  first.release();
  expect(holderOf(folder)).toMatchObject({ pid: 11, shell: 'electron' });
});

test.each([
  ['has ended', { 11: 'tuesday' }, 11],
  ['has ended, and its number is another’s now', { 10: 'wednesday', 11: 'tuesday' }, 11],
  ['has ended, and its number is ours', { 10: 'wednesday' }, 10],
])('what a program left that %s is taken over', async (_what, later, pid) => {
  const folder = await temporaryFolder();
  await claimFolder(folder, 'web', 0, computer({ 10: 'monday' }, 10));
  expect((await claimFolder(folder, 'web', 0, computer(later, pid))).state).toBe('ours');
  expect(holderOf(folder)).toMatchObject({ pid });
  expect(await readdir(folder)).toEqual(['program.lock']);
});

test('of many that start at once on what an ended one left, one has it', async () => {
  const folder = await temporaryFolder();
  await claimFolder(folder, 'web', 0, computer({ 10: 'monday' }, 10));
  const pids = Array.from({ length: 12 }, (_, n) => n + 20);
  const processes = Object.fromEntries(pids.map((pid) => [pid, 'tuesday']));
  const claims = await Promise.all(
    pids.map((pid) => claimFolder(folder, 'web', 0, computer(processes, pid))),
  );
  expect(claims.filter(({ state }) => state === 'ours')).toHaveLength(1);
});

test('what another start has just taken over is not taken from it', async () => {
  const folder = await temporaryFolder();
  await claimFolder(folder, 'web', 0, computer({ 10: 'monday' }, 10));
  const processes = { 11: 'tuesday', 12: 'tuesday' };
  const late = computer(processes, 12);
  const quick: Promise<Claim>[] = [];
  const { isAlive } = late;
  // Between its look at who has it and its taking that away, the other one is done.
  late.isAlive = (pid) => {
    if (quick.length === 0) quick.push(claimFolder(folder, 'web', 0, computer(processes, 11)));
    return isAlive(pid);
  };
  expect(await claimFolder(folder, 'web', 0, late)).toMatchObject({ state: 'taken', by: { pid: 11 } });
  expect(await Promise.all(quick)).toMatchObject([{ state: 'ours' }]);
});

test('one that is ending is waited for as long as was said', async () => {
  const folder = await temporaryFolder();
  const processes = { 10: 'monday', 11: 'tuesday' };
  const first = ours(await claimFolder(folder, 'electron', 0, computer(processes, 10)));
  const second = computer(processes, 11);
  const { wait } = second;
  second.wait = async (ms) => {
    await wait(ms);
    if (second.waits.length === 5) first.release();
  };
  expect((await claimFolder(folder, 'electron', 10_000, second)).state).toBe('ours');
  expect(second.waits).toHaveLength(5);
});

test('what is no lock is waited for while it may be being written, and taken over then', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'program.lock'), '{"version":1,');
  const world = computer({ 11: 'tuesday' }, 11);
  expect((await claimFolder(folder, 'web', 0, world)).state).toBe('ours');
  expect(world.waits.length).toBeGreaterThan(5);
});

test('a folder in its place, and half a take-over of long ago, hold nobody up', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'program.lock'));
  await mkdir(join(folder, 'program.lock.taking'));
  const world = computer({ 11: 'tuesday' }, 11, Date.now() + 60_000);
  expect((await claimFolder(folder, 'web', 0, world)).state).toBe('ours');
  expect(await readdir(folder)).toEqual(['program.lock']);
});

test('its file is this user’s alone', { skip: process.platform === 'win32' }, async () => {
  const folder = await temporaryFolder();
  const claim = ours(await claimFolder(folder, 'web'));
  const path = join(folder, 'program.lock');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  claim.listens(1);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    pid: process.pid,
    started: startOf(process.pid),
  });
});

test('in a folder that nothing can be written to, nobody is kept out', {
  skip: process.getuid?.() === 0 || process.platform === 'win32',
}, async () => {
  const folder = await temporaryFolder();
  await chmod(folder, 0o500);
  expect((await claimFolder(folder, 'web')).state).toBe('ours');
  await chmod(folder, 0o700);
});

test('when a process started is the same each time, and another one’s is another', {
  skip: process.platform !== 'linux',
}, () => {
  expect(startOf(process.pid)).toMatch(/^[0-9a-f-]{36} \d+$/);
  expect(startOf(process.pid)).toBe(startOf(process.pid));
  expect(startOf(1)).not.toBe(startOf(process.pid));
  expect(startOf(2 ** 30)).toBeNull();
});

test('a proof is for its words and its secret alone', () => {
  const proof = proofOf('secret', ['a', 'b']);
  expect(isProof(proof, 'secret', ['a', 'b'])).toBe(true);
  for (const words of [['a', 'c'], ['ab'], ['a', 'b', '']])
    expect(isProof(proof, 'secret', words)).toBe(false);
  expect(isProof(proof, 'other', ['a', 'b'])).toBe(false);
  expect(isProof('', 'secret', ['a', 'b'])).toBe(false);
});
