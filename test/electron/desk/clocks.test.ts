/**
 * A computer whose clock is wrong, or is set in the middle of work: what the server said last counts, deadlines and the
 * ledger go by OVHcloud's time, and nothing waits a day for a timer.
 */
import { expect, test, vi } from 'vitest';
import type { Desk } from '../../../electron/desk/ports.ts';
import { openTime } from '../../../electron/desk/time.ts';
import { type Sandbox } from '../../../electron/sandbox/server.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import { hurriedClock, manualClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { lettersTo } from '../../fakes/mailbox.ts';
import { callOf, runDesk, stillSandbox } from '../../fakes/open-desk.ts';
import { allServices } from '../../fakes/services.ts';

const PRIMARY = 'ac21874-ovh';
const ACCOUNT = `${PRIMARY}@sandbox`;
const DAY = 24 * 60 * 60_000;

let sandbox: Sandbox;
let desk: Desk;
/** By how much this computer's clock is off. */
let off = 0;
const call = callOf(() => desk);

async function begin(by: number, folder?: string): Promise<void> {
  off = by;
  sandbox = await stillSandbox({ services: 60, requests: 12, waiting: 12 });
  await open(folder ?? (await temporaryFolder()));
  await call('accounts:trySandbox', {});
  await call('sync:now', {});
}

async function open(folder: string): Promise<void> {
  const hurried = hurriedClock(20);
  const clock = { ...hurried, now: () => hurried.now() + off };
  desk = await runDesk(folder, { startSandbox: async () => sandbox, clock });
}

const requests = () => call('requests:list', {});

/** Accepts the first request that only my code is missing of, and answers it as it was. */
async function acceptOne(): Promise<ContactRequest> {
  for (const { raw, requestId } of await lettersTo(sandbox.origin, PRIMARY)) {
    const { codes } = await call('codes:recognise', { text: raw });
    const [code] = codes;
    if (code?.verdict !== 'fits' || code.accountId !== ACCOUNT) continue;
    const told = await fetch(`${sandbox.origin}/_sandbox/tasks/${requestId}`);
    const { sides } = (await told.json()) as { sides: { confirmedAt: string | null }[] };
    const request = (await requests()).find(({ key }) => key === code.requestKey);
    if (!request || sides.filter(({ confirmedAt }) => confirmedAt === null).length !== 1) continue;
    const items = [
      { requestKey: request.key, accountId: ACCOUNT, handle: code.handle, decision: 'accept' as const },
    ];
    expect(await call('requests:decide', { job: 'j', items })).toMatchObject([{ outcome: 'accepted' }]);
    return request;
  }
  throw new Error('no request waits for my code alone');
}

const stateOf = async ({ key }: ContactRequest) => (await requests()).find((one) => one.key === key)?.state;

test.each([
  ['back by a day', -DAY],
  ['forward by a day', DAY],
  ['back by an hour, as summer time ends on a computer that keeps local time', -DAY / 24],
])(
  'a clock that is set %s in the middle of work: what the server says afterwards is believed',
  async (_, by) => {
    const folder = await temporaryFolder();
    await begin(0, folder);
    off = by;
    const request = await acceptOne();
    const end = await vi.waitFor(async () => {
      await call('sync:now', {});
      const state = await stateOf(request);
      expect(state).toBe('done');
      return state;
    }, 10_000);
    // The snapshot holds what the screen shows, and a start without the server shows it.
    await desk.close();
    await sandbox.close();
    await open(folder);
    expect(await stateOf(request)).toBe(end);
  },
);

test.each([
  ['a day behind', -DAY],
  ['a day ahead', DAY],
])('a clock that is %s: the ledger goes by OVHcloud’s, and the page is told by how much', async (_, by) => {
  await begin(by);
  await acceptOne();
  const [entry] = await call('activity:list', {});
  expect(Math.abs(Date.parse(entry?.at ?? '') - Date.now())).toBeLessThan(60_000);
  const { sync } = await call('app:open', {});
  expect(Math.abs((sync[0]?.clockAhead ?? 0) + by)).toBeLessThan(60_000);
});

test.each([
  ['a day behind', -DAY],
  ['a day ahead', DAY],
])('a clock that is %s: a hand-over whose answer was lost is found among the requests', async (_, by) => {
  await begin(by);
  const target = { contactTech: 'mp40311-ovh' };
  const keys = (await allServices((input) => call('services:list', input))).map(({ key }) => key);
  const { rows } = await call('handover:check', { serviceKeys: keys, target });
  const ready = rows.find(({ verdict }) => verdict === 'ready');
  sandbox.fault({ match: 'POST /*/changeContact', kind: 'reset', when: 'after', times: 1 });
  const serviceKeys = [ready?.serviceKey ?? ''];
  expect(await call('handover:send', { job: 'h', serviceKeys, target })).toMatchObject([
    { outcome: 'found' },
  ]);
});

test('a clock that agrees within a minute is left alone', () => {
  const clock = manualClock();
  const time = openTime(clock);
  time.learn({ at: clock.now() + 30_000, steady: clock.steady() }, false);
  expect([time.now(), time.ahead()]).toEqual([clock.now(), 0]);
});

test('once OVHcloud’s time is known, nobody changes it by setting this computer’s', () => {
  const clock = manualClock();
  const time = openTime(clock);
  const before = clock.now();
  time.learn({ at: before, steady: clock.steady() }, false);
  clock.set(before - DAY);
  clock.advance(60_000);
  expect(time.now()).toBe(before + 60_000);
  expect(time.ahead()).toBe(DAY);
});

test('the sandbox’s clock counts until a real one is known, and never after', () => {
  const clock = manualClock();
  const time = openTime(clock);
  const here = clock.now();
  time.learn({ at: here + DAY, steady: clock.steady() }, true);
  expect(time.now()).toBe(here + DAY);
  time.learn({ at: here, steady: clock.steady() }, false);
  time.learn({ at: here + DAY, steady: clock.steady() }, true);
  expect(time.now()).toBe(here);
});
