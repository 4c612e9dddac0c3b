/** The app lock on a clock that a test moves: when it closes, what opens it, and how long a wrong passphrase waits. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Lock, openLock } from '../../../electron/desk/lock.ts';
import type { SystemAuthentication } from '../../../electron/desk/ports.ts';
import { openAppLock } from '../../../electron/storage/app-lock.ts';
import type { Drawer, LockState } from '../../../shared/lock.ts';
import { manualClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const CHEAP = { N: 16, r: 1, p: 1 };
const PASSPHRASE = 'correct horse';
const MINUTE = 60_000;
const KEY = '6f2f4f1e-6f0f-4a52-9a77-0f2f3a1b5c6d';
const DRAWER: Drawer = {
  hash: '#/services',
  selected: ['sandbox/1'],
  selectedRequests: [],
  mailRead: [],
  draft: null,
  tray: null,
  validation: null,
  sending: false,
};

async function start(
  given: {
    folder?: string;
    system?: SystemAuthentication | null;
    clock?: ReturnType<typeof manualClock>;
  } = {},
) {
  const folder = given.folder ?? (await temporaryFolder());
  const clock = manualClock();
  const told: LockState['state'][] = [];
  const log: string[] = [];
  const lock = openLock({
    clock: given.clock ?? clock,
    keeper: await openAppLock(placeIn(folder), CHEAP),
    system: given.system ?? null,
    tellsScreen: true,
    required: null,
    log: (line) => log.push(line),
    changed: (state, moved) => {
      if (moved) told.push(state.state);
    },
  });
  return { folder, clock, told, log, lock };
}

async function startSet(given: Parameters<typeof start>[0] = {}) {
  const started = await start(given);
  expect(await started.lock.set(PASSPHRASE, undefined)).toMatchObject({ ok: true });
  return started;
}

async function fail(lock: Lock, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await lock.unlock('wrong horse');
}

test('without a lock nothing locks', async () => {
  const { lock, clock } = await start();
  lock.lock();
  lock.screenLocked();
  clock.advance(24 * 60 * MINUTE);
  expect(lock.isLocked()).toBe(false);
  expect(lock.state()).toMatchObject({ state: 'off', trouble: null });
});

test.each([1, 5, 15, 60] as const)(
  'locks after %s minutes without activity, and not before',
  async (minutes) => {
    const { lock, clock, told } = await startSet();
    await lock.change({ minutes });
    clock.advance(minutes * MINUTE - 1000);
    expect(told).toEqual([]);
    lock.active();
    clock.advance(minutes * MINUTE - 1000);
    expect(told).toEqual([]);
    clock.advance(1000);
    expect(told).toEqual(['locked']);
    expect(lock.isLocked()).toBe(true);
  },
);

test('never locks by itself where that was chosen', async () => {
  const { lock, clock } = await startSet();
  await lock.change({ minutes: null });
  clock.advance(24 * 60 * MINUTE);
  expect(lock.isLocked()).toBe(false);
});

test('a computer that slept finds it locked, though its timers are late', async () => {
  let time = Date.UTC(2026, 10, 20);
  const { lock } = await startSet({ clock: { ...manualClock(), steady: () => time, after: () => () => {} } });
  time += 16 * MINUTE;
  lock.active();
  expect(lock.isLocked()).toBe(true);
});

test('a clock that is set neither keeps it open nor shortens the wait after wrong passphrases', async () => {
  const { lock, clock } = await startSet();
  clock.set(clock.now() - 24 * 60 * MINUTE);
  clock.advance(15 * MINUTE);
  expect(lock.isLocked()).toBe(true);
  await fail(lock, 5);
  clock.set(clock.now() + 24 * 60 * MINUTE);
  expect(lock.state().waitMs).toBe(5_000);
});

test('locks with the computer’s screen, unless that was turned off', async () => {
  const { lock } = await startSet();
  await lock.change({ onScreenLock: false });
  lock.screenLocked();
  expect(lock.isLocked()).toBe(false);
  await lock.change({ onScreenLock: true });
  lock.screenLocked();
  expect(lock.isLocked()).toBe(true);
});

test('starts locked where a lock is set', async () => {
  const { folder, lock } = await startSet();
  expect(lock.isLocked()).toBe(false);
  const again = await start({ folder });
  expect(again.lock.isLocked()).toBe(true);
  expect(await again.lock.unlock(PASSPHRASE)).toMatchObject({ ok: true, value: { state: 'open' } });
  expect(again.told).toEqual(['open']);
});

test('after unlocking the minutes begin anew', async () => {
  const { lock, clock } = await startSet();
  lock.lock();
  clock.advance(60 * MINUTE);
  await lock.unlock(PASSPHRASE);
  clock.advance(14 * MINUTE);
  expect(lock.isLocked()).toBe(false);
  clock.advance(MINUTE);
  expect(lock.isLocked()).toBe(true);
});

test('a wrong passphrase opens nothing, and five of them make the next one wait, twice as long each time', async () => {
  const { lock, clock } = await startSet();
  lock.lock();
  await fail(lock, 4);
  expect(lock.state().waitMs).toBe(0);
  const waits: number[] = [];
  for (let time = 0; time < 8; time += 1) {
    await fail(lock, 1);
    waits.push(lock.state().waitMs / 1000);
    // Even the right one is not compared meanwhile.
    expect(await lock.unlock(PASSPHRASE)).toMatchObject({ ok: false, error: { next: 'wait-to-unlock' } });
    clock.advance(lock.state().waitMs);
  }
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300]);
  expect(await lock.unlock(PASSPHRASE)).toMatchObject({ ok: true });
  lock.lock();
  await fail(lock, 1);
  expect(lock.state().waitMs).toBe(0);
});

test('many tries at once do not pass by the wait', async () => {
  const { lock } = await startSet();
  lock.lock();
  const answers = await Promise.all(Array.from({ length: 20 }, () => lock.unlock('wrong horse')));
  const compared = answers.filter((answer) => !answer.ok && answer.error.next !== 'wait-to-unlock');
  expect(compared).toHaveLength(5);
});

test('the wait survives a restart, and a clock that was set back does not make it longer', async () => {
  const first = await startSet();
  first.lock.lock();
  await fail(first.lock, 7);
  const now = first.clock.now();
  const second = await start({ folder: first.folder, clock: manualClock(now) });
  expect(second.lock.state().waitMs).toBe(5_000);
  const earlier = await start({ folder: first.folder, clock: manualClock(now - 365 * 24 * 60 * MINUTE) });
  expect(earlier.lock.state().waitMs).toBe(5_000);
});

test('locked while its passphrase is being taken away, it opens: nothing could open it afterwards', async () => {
  const { lock } = await startSet();
  const off = lock.off(PASSPHRASE);
  lock.lock();
  expect(await off).toMatchObject({ ok: true, value: { state: 'off' } });
  expect(lock.isLocked()).toBe(false);
});

test('changing the passphrase and turning the lock off take the one that is set', async () => {
  const { lock } = await startSet();
  expect(await lock.set('another horse', undefined)).toMatchObject({ error: { code: 'wrong-passphrase' } });
  expect(await lock.set('another horse', 'wrong horse')).toMatchObject({
    error: { code: 'wrong-passphrase' },
  });
  expect(await lock.off('wrong horse')).toMatchObject({ error: { code: 'wrong-passphrase' } });
  expect(await lock.set('another horse', PASSPHRASE)).toMatchObject({ ok: true });
  expect(await lock.off(PASSPHRASE)).toMatchObject({ error: { code: 'wrong-passphrase' } });
  expect(await lock.off('another horse')).toMatchObject({ ok: true, value: { state: 'off' } });
  lock.lock();
  expect(lock.isLocked()).toBe(false);
});

test.each([
  ['damaged', '{"version":1'],
  ['newer', '{"version":7}'],
] as const)('a %s file is locked, and no passphrase opens it', async (trouble, text) => {
  const { folder } = await startSet();
  await writeFile(join(folder, 'lock.json'), text);
  const { lock } = await start({ folder });
  expect(lock.state()).toMatchObject({ state: 'locked', trouble });
  expect(await lock.unlock(PASSPHRASE)).toMatchObject({ ok: false });
  expect(await lock.unlockBySystem()).toMatchObject({ ok: false });
  expect(await lock.set('another horse', PASSPHRASE)).toMatchObject({ ok: false });
  expect(await lock.off(PASSPHRASE)).toMatchObject({ ok: false });
  expect(lock.isLocked()).toBe(true);
});

test('the system’s authentication opens it only where that was turned on, and turning it on asks for it', async () => {
  let says = false;
  let asked = 0;
  const system = {
    isThere: () => true,
    ask: async () => {
      asked += 1;
      return says;
    },
  };
  const { lock } = await startSet({ system });
  lock.lock();
  says = true;
  expect(await lock.unlockBySystem()).toMatchObject({ error: { code: 'not-authenticated' } });
  expect(asked).toBe(0);
  await lock.unlock(PASSPHRASE);
  says = false;
  expect(await lock.change({ system: true })).toMatchObject({ error: { code: 'not-authenticated' } });
  says = true;
  expect(await lock.change({ system: true })).toMatchObject({ ok: true, value: { system: true } });
  lock.lock();
  says = false;
  expect(await lock.unlockBySystem()).toMatchObject({ error: { code: 'not-authenticated' } });
  expect(lock.isLocked()).toBe(true);
  says = true;
  expect(await lock.unlockBySystem()).toMatchObject({ ok: true });
  expect(lock.isLocked()).toBe(false);
});

test('a drawer is taken while locked alone, cannot be replaced, and is given back once', async () => {
  const { lock } = await startSet();
  lock.leave(KEY, DRAWER);
  expect(lock.resume(KEY)).toBeNull();
  lock.lock();
  lock.leave(KEY, DRAWER);
  lock.leave(KEY, { ...DRAWER, hash: '#/somewhere' });
  await lock.unlock(PASSPHRASE);
  expect(lock.resume(KEY)).toEqual(DRAWER);
  expect(lock.resume(KEY)).toBeNull();
});

test('says nothing of a passphrase in the log', async () => {
  const { lock, log, folder } = await startSet();
  lock.lock();
  await fail(lock, 6);
  await lock.remove();
  expect(log.join('\n')).not.toMatch(/horse/);
  expect((await start({ folder })).lock.isLocked()).toBe(false);
});
