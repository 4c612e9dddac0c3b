/** A window that nobody looks at slows the looks at the server down and does not stop them; what nobody can be told stops them. */
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Accounts } from '../../../electron/desk/accounts.ts';
import { openSync } from '../../../electron/desk/sync.ts';
import { openTime } from '../../../electron/desk/time.ts';
import { openWorld } from '../../../electron/desk/world.ts';
import { openSnapshots } from '../../../electron/storage/snapshots.ts';
import { ok } from '../../../shared/failure.ts';
import { manualClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const MINUTE = 60_000;

/** One account whose requests never change. */
async function watching() {
  const clock = manualClock();
  const snapshots = openSnapshots(placeIn(await temporaryFolder(), { now: clock.now }));
  await snapshots.writeServices('a', { at: new Date(clock.now()).toISOString(), items: [] });
  let looks = 0;
  let unchanged = 0;
  const client = {
    askTime: async () => {},
    getWithHeaders: async () => {
      looks += 1;
      return ok({ value: [], header: () => null });
    },
  };
  const member = { record: { id: 'a', api: 'sandbox', credential: { state: 'valid' } }, client };
  const accounts = {
    members: () => [member],
    list: () => [{ id: 'a' }],
    get: () => member,
    identify: async () => ok(null),
    worked: () => {},
  } as unknown as Accounts;
  const sync = openSync({
    clock: openTime(clock),
    world: openWorld(),
    accounts,
    snapshots,
    log: () => {},
    drift: { read: async () => {}, recalled: () => {} },
    changed: { sync: () => {}, requests: () => {}, services: () => {} },
    unchanged: () => {
      unchanged += 1;
    },
  });
  await sync.recall();
  onTestFinished(() => sync.close());
  sync.start();
  await sync.now(['a'], { services: false });
  const nextIn = (): number => Date.parse(sync.states()[0]?.nextAt ?? '') - clock.now();
  return {
    sync,
    looks: () => looks,
    unchanged: () => unchanged,
    nextIn,
    /** So much time, with each look coming to its end before the next. */
    pass: async (ms: number): Promise<void> => {
      for (let left = ms; left > 0; left -= 1000) {
        clock.advance(Math.min(1000, left));
        if (nextIn() <= 0) await vi.waitFor(() => expect(nextIn()).toBeGreaterThan(0), { interval: 1 });
      }
    },
  };
}

test('aside the next look comes later, and it comes', async () => {
  const { sync, looks, nextIn, pass } = await watching();
  const watched = nextIn();
  sync.attention('aside');
  expect(nextIn()).toBeGreaterThan(watched);
  const before = looks();
  await pass(10 * MINUTE);
  expect(looks()).toBeGreaterThan(before + 1);
  await pass(60 * MINUTE);
  expect(nextIn()).toBeLessThanOrEqual(15 * MINUTE);
  const slow = looks();
  await pass(60 * MINUTE);
  expect(looks() - slow).toBe(4);
});

test('whoever comes back sees what is there now, and at most what is seconds old', async () => {
  const { sync, looks, nextIn, pass } = await watching();
  sync.attention('aside');
  await pass(3 * MINUTE);
  const before = looks();
  sync.attention('watched');
  await pass(4_000);
  expect(looks()).toBe(before + 1);
  // Somebody who goes to and fro asks the server no more for it.
  for (const attention of ['aside', 'watched', 'aside', 'watched'] as const) sync.attention(attention);
  expect(nextIn()).toBeGreaterThan(0);
  expect(looks()).toBe(before + 1);
});

test('where nobody can be told nothing is asked, until somebody can', async () => {
  const { sync, looks, nextIn, pass } = await watching();
  sync.attention('nobody');
  expect(nextIn()).toBeNaN();
  const before = looks();
  await pass(60 * MINUTE);
  expect(looks()).toBe(before);
  sync.woke();
  expect(looks()).toBe(before);
  sync.attention('aside');
  await pass(1000);
  expect(looks()).toBe(before + 1);
});

test('after sleep it looks at once, whatever its timers say', async () => {
  const { sync, looks } = await watching();
  sync.attention('aside');
  const before = looks();
  sync.woke();
  await vi.waitFor(() => expect(looks()).toBe(before + 1));
});

test('a look that changes nothing is told of, so that time can make a request urgent', async () => {
  const { unchanged, pass } = await watching();
  const before = unchanged();
  await pass(10_000);
  expect(unchanged()).toBeGreaterThan(before);
});
