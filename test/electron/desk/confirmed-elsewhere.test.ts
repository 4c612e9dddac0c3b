/**
 * A side that was confirmed elsewhere: told by OVHcloud's words or by the person's own, never taken for a wrong code, and
 * never without a way back.
 */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Desk } from '../../../electron/desk/ports.ts';
import { type Sandbox } from '../../../electron/sandbox/server.ts';
import type { ContactRequest, Decision } from '../../../shared/request.ts';
import { sidesOf, turnOf } from '../../../shared/turn.ts';
import { hurriedClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { lettersTo } from '../../fakes/mailbox.ts';
import { callOf, runDesk, stillSandbox } from '../../fakes/open-desk.ts';

const PRIMARY = 'ac21874-ovh';
const ACCOUNT = `${PRIMARY}@sandbox`;
const mine = new Set([PRIMARY]);

let sandbox: Sandbox;
let folder: string;
/** In a hurry, but for what waits minutes: that is over when the test says so. */
const hurried = hurriedClock(20);
let minutesOver: (() => void)[] = [];
const clock: typeof hurried = {
  now: hurried.now,
  steady: hurried.steady,
  after(ms, callback) {
    if (ms !== 5 * 60_000) return hurried.after(ms, callback);
    minutesOver.push(callback);
    return () => {};
  },
};
let desk: Desk;
beforeEach(async () => {
  minutesOver = [];
  sandbox = await stillSandbox({ services: 60, requests: 12, waiting: 12 });
  folder = await temporaryFolder();
  desk = await open();
  await call('accounts:trySandbox', {});
  await call('sync:now', {});
});

const open = (): Promise<Desk> => runDesk(folder, { startSandbox: async () => sandbox, clock });
const call = callOf(() => desk);

type Waiting = { id: number; key: string; raw: string; handle: string };

/** A request that waits for my code and, after that, for another side's as well. */
async function halfWay(): Promise<Waiting> {
  for (const { raw, requestId: id } of await lettersTo(sandbox.origin, PRIMARY)) {
    const { codes } = await call('codes:recognise', { text: raw });
    const [code] = codes;
    if (code?.verdict !== 'fits' || code.requestKey === null || code.accountId !== ACCOUNT) continue;
    const answer = await fetch(`${sandbox.origin}/_sandbox/tasks/${id}`);
    const { sides } = (await answer.json()) as { sides: { confirmedAt: string | null }[] };
    if (sides.filter(({ confirmedAt }) => confirmedAt === null).length > 1)
      return { id, key: code.requestKey, raw, handle: code.handle };
  }
  throw new Error('no request waits for two sides');
}

const decide = (waiting: Waiting, decision: Decision) =>
  call('requests:decide', {
    job: 'j',
    items: [{ requestKey: waiting.key, accountId: ACCOUNT, handle: waiting.handle, decision }],
  });

async function requestOf({ key }: Waiting): Promise<ContactRequest> {
  const request = (await call('requests:list', {})).find((one) => one.key === key);
  if (!request) throw new Error(`${key} is not there`);
  return request;
}

const codeOfMine = async (waiting: Waiting) =>
  sidesOf(await requestOf(waiting), mine).find(({ nichandle }) => nichandle === PRIMARY)?.code;

/** As a colleague does in the Control Panel: the same code, the same account, not from here. */
async function confirmInPanel({ id, raw }: Waiting): Promise<void> {
  const other = await runDesk(await temporaryFolder(), { startSandbox: async () => sandbox });
  const ask = callOf(() => other);
  await ask('accounts:trySandbox', {});
  await ask('sync:now', {});
  const { codes } = await ask('codes:recognise', { text: raw });
  const [code] = codes;
  const requestKey = `sandbox/${id}`;
  const items = [{ requestKey, accountId: ACCOUNT, handle: code?.handle ?? '', decision: 'accept' as const }];
  expect(await ask('requests:decide', { job: 'p', items })).toMatchObject([{ outcome: 'accepted' }]);
  await other.close();
}

test('a code that was used in the Control Panel is not told as wrong: the side has confirmed, and waits for nothing', async () => {
  const waiting = await halfWay();
  await confirmInPanel(waiting);
  expect(await decide(waiting, 'accept')).toMatchObject([
    { outcome: 'already-confirmed', failure: { code: 'already-confirmed', status: 409 } },
  ]);
  expect(await codeOfMine(waiting)).toBe('elsewhere');
  expect(turnOf(await requestOf(waiting), mine, Date.now()).whose).toBe('theirs');
});

test('its code is not offered again, not even after a restart', async () => {
  const waiting = await halfWay();
  await confirmInPanel(waiting);
  await decide(waiting, 'accept');
  await desk.close();
  desk = await open();
  expect(await codeOfMine(waiting)).toBe('elsewhere');
  const { codes } = await call('codes:recognise', { text: waiting.raw });
  expect(codes).toMatchObject([{ verdict: 'already-decided' }]);
});

test('who asks for a new code and hears that he has confirmed already is believed', async () => {
  const waiting = await halfWay();
  await confirmInPanel(waiting);
  const answer = await desk.handlers['requests:resend']({ requestKey: waiting.key, accountId: ACCOUNT });
  expect(answer).toMatchObject({ ok: false, error: { code: 'already-confirmed' } });
  expect(await codeOfMine(waiting)).toBe('elsewhere');
});

test('a refusal with a used code stays unknown while it might still show, then the side has confirmed', async () => {
  const waiting = await halfWay();
  await confirmInPanel(waiting);
  expect(await decide(waiting, 'refuse')).toMatchObject([{ outcome: 'unknown' }]);
  await call('sync:now', {});
  expect(await codeOfMine(waiting)).toBe('uncertain');
  for (const callback of minutesOver) callback();
  await call('sync:now', {});
  await vi.waitFor(async () => expect(await codeOfMine(waiting)).toBe('elsewhere'));
  const refused = (await call('activity:list', {})).find(({ kind }) => kind === 'refuse');
  expect(refused).toMatchObject({ outcome: 'failed', failure: { code: 'already-confirmed' } });
});

test('the person says that it was confirmed elsewhere, and may take it back', async () => {
  const waiting = await halfWay();
  const say = (confirmed: boolean) =>
    call('requests:say', { requestKey: waiting.key, accountId: ACCOUNT, confirmed });
  const told = await say(true);
  expect(told.confirmations).toMatchObject([{ nichandle: PRIMARY, elsewhere: 'person' }]);
  expect(await codeOfMine(waiting)).toBe('elsewhere');
  await say(false);
  expect(await codeOfMine(waiting)).toBe('needed');
  expect(await decide(waiting, 'accept')).toMatchObject([{ outcome: 'accepted' }]);
  expect((await call('activity:list', {})).map(({ kind, outcome }) => [kind, outcome])).toEqual(
    expect.arrayContaining([
      ['say-confirmed', 'done'],
      ['say-open', 'done'],
      ['accept', 'done'],
    ]),
  );
  expect(
    sandbox.log().filter(({ method, path }) => method === 'POST' && path.includes('/contactChange/')),
  ).toHaveLength(1);
});

test('OVHcloud’s word too can be taken back: it may have spoken of an older code', async () => {
  const waiting = await halfWay();
  const match = `POST /me/task/contactChange/${waiting.id}/accept`;
  sandbox.fault({
    match,
    kind: 'status',
    status: 409,
    message: 'This token has already been used',
    times: 1,
  });
  expect(await decide(waiting, 'accept')).toMatchObject([{ outcome: 'already-confirmed' }]);
  await call('requests:say', { requestKey: waiting.key, accountId: ACCOUNT, confirmed: false });
  expect(await codeOfMine(waiting)).toBe('needed');
  const { codes } = await call('codes:recognise', { text: waiting.raw });
  expect(await decide({ ...waiting, handle: codes[0]?.handle ?? '' }, 'accept')).toMatchObject([
    { outcome: 'accepted' },
  ]);
  expect(await codeOfMine(waiting)).toBe('confirmed');
});

test('a side that has decided from here posts nothing more, whatever code is pasted again', async () => {
  const waiting = await halfWay();
  expect(await decide(waiting, 'accept')).toMatchObject([{ outcome: 'accepted' }]);
  const [again] = (await call('codes:recognise', { text: waiting.raw })).codes;
  sandbox.clearLog();
  for (const decision of ['accept', 'refuse'] as const)
    expect(await decide({ ...waiting, handle: again?.handle ?? '' }, decision)).not.toMatchObject([
      { outcome: 'accepted' },
    ]);
  expect(sandbox.log().filter(({ method }) => method === 'POST')).toEqual([]);
});

test('a refusal of a side that confirmed elsewhere is never told as done, asked for twice or not', async () => {
  const waiting = await halfWay();
  await confirmInPanel(waiting);
  expect(await decide(waiting, 'refuse')).toMatchObject([{ outcome: 'unknown' }]);
  const [again] = (await call('codes:recognise', { text: waiting.raw })).codes;
  expect(await decide({ ...waiting, handle: again?.handle ?? waiting.handle }, 'refuse')).toMatchObject([
    { outcome: 'unknown' },
  ]);
});
