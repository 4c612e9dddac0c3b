/** The desk closes when what is on its way is known, and begins nothing more; cut off, it says that it does not know. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDesk } from '../../../electron/desk/desk.ts';
import type { Desk } from '../../../electron/desk/ports.ts';
import { type Sandbox, startSandbox } from '../../../electron/sandbox/server.ts';
import type { ActivityEntry } from '../../../shared/activity.ts';
import { hurriedClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { fakePorts } from '../../fakes/ports.ts';

let sandbox: Sandbox;
let folder: string;
beforeEach(async () => {
  sandbox = await startSandbox({ services: 30, requests: 30, counterparts: 'idle', cache: 0 });
  folder = await temporaryFolder();
});
afterEach(() => sandbox.close());

const begin = async (): Promise<Desk> => {
  // Not in a hurry: what is measured here is who waits for whom.
  const desk = await openDesk(
    fakePorts(folder, { startSandbox: async () => sandbox, clock: hurriedClock(1) }),
  );
  desk.start();
  return desk;
};

/** A new code is asked for, and the answer takes so long; answers once the call has arrived. */
async function inTheMiddle(
  ms: number,
): Promise<{ desk: Desk; asking: Promise<unknown>; again: () => Promise<unknown> }> {
  const desk = await begin();
  const connected = await desk.handlers['accounts:trySandbox']({});
  await desk.handlers['sync:now']({});
  const requests = await desk.handlers['requests:list']({});
  if (!connected.ok || !requests.ok) throw new Error('not connected');
  const request = requests.value.find(
    ({ state, seenBy }) => state === 'validatingByCustomers' && seenBy.includes(connected.value[0]?.id ?? ''),
  );
  const accountId = connected.value[0]?.id ?? '';
  const resend = () => desk.handlers['requests:resend']({ requestKey: request?.key ?? '', accountId });
  sandbox.fault({ match: 'POST /me/task/contactChange*', kind: 'latency', when: 'after', ms });
  sandbox.clearLog();
  const asking = resend();
  // It is in the server's hands: only its answer is missing.
  await vi.waitFor(() => expect(sandbox.log().some(({ method }) => method === 'POST')).toBe(true));
  expect(desk.underWay()).toBe(1);
  return { desk, asking, again: resend };
}

/** What a program started afterwards says of it. */
async function toldLater(): Promise<ActivityEntry | undefined> {
  const desk = await begin();
  const told = await desk.handlers['activity:list']({});
  await desk.close();
  return told.ok ? told.value.find(({ kind }) => kind === 'resend') : undefined;
}

test('closing waits for the answer, and the ledger has it', async () => {
  const { desk, asking } = await inTheMiddle(700);
  await desk.close();
  expect(await asking).toMatchObject({ ok: true });
  expect(desk.underWay()).toBe(0);
  expect(await toldLater()).toMatchObject({ outcome: 'done' });
});

test('cut off it ends at once, and is not known', async () => {
  const { desk } = await inTheMiddle(20_000);
  const cut = new AbortController();
  const closing = desk.close(cut.signal);
  const begun = performance.now();
  cut.abort();
  await closing;
  expect(performance.now() - begun).toBeLessThan(5_000);
  expect(await toldLater()).toMatchObject({ outcome: 'unknown', failure: { code: 'outcome-unknown' } });
});

test('what is asked for while it closes is not begun', async () => {
  const { desk, again } = await inTheMiddle(700);
  const closing = desk.close();
  expect(await again()).toMatchObject({ ok: false, error: { next: 'retry' } });
  expect(desk.underWay()).toBe(1);
  await closing;
  expect(sandbox.log().filter(({ method }) => method === 'POST')).toHaveLength(1);
});
