/** What the ledger knows from its lines alone: which word on a side counts, what is open, what is waited for, what is forgotten. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Intent, isLedgerLine, type Ledger, openLedger } from '../../../electron/desk/ledger.ts';
import { openJournal } from '../../../electron/storage/journal.ts';
import type { Failure } from '../../../shared/failure.ts';
import { manualClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const MINUTE = 60_000;
const dateRequest = '2026-11-18T10:00:00.000Z';
const request = { key: 'ovh-eu/7', dateRequest };
const ME = 'ac21874-ovh';

const about = (change: Partial<Intent> = {}): Omit<Intent, 'line' | 'id' | 'at'> => ({
  kind: 'accept',
  api: 'ovh-eu',
  nichandle: ME,
  serviceName: 'clinicanorte.es',
  serviceKey: 'ovh-eu/1',
  requestKey: request.key,
  requestId: 7,
  dateRequest,
  changes: [],
  group: null,
  ...change,
});

const open: Ledger[] = [];
afterEach(async () => {
  for (const ledger of open.splice(0)) await ledger.close().catch(() => {});
});

async function start() {
  const place = await temporaryFolder();
  const clock = manualClock();
  let told = 0;
  const journal = await openJournal(placeIn(place), 'ledger.jsonl');
  const ledger = openLedger(journal, clock.now, () => {
    told += 1;
  });
  open.push(ledger);
  return { folder: place, clock, ledger, told: () => told };
}

async function did(
  ledger: Ledger,
  kind: Intent['kind'],
  outcome: Parameters<Ledger['settle']>[1],
  failure?: Failure,
): Promise<void> {
  const id = await ledger.intend(about({ kind }));
  await ledger.settle(id, outcome, failure === undefined ? {} : { failure });
}
const failure = (code: Failure['code'], message?: string): Failure => ({
  code,
  next: 'read-again',
  ...(message === undefined ? {} : { message }),
});
const sidesIn = (ledger: Ledger) =>
  ledger.confirmationsOf(request).map(({ decision, certain, elsewhere }) => [decision, certain, elsewhere]);

test('each word on a side counts as it is meant', async () => {
  const alone = async (...given: [Intent['kind'], Parameters<Ledger['settle']>[1], Failure?]) => {
    const { ledger } = await start();
    await did(ledger, ...given);
    return sidesIn(ledger);
  };
  expect(await alone('accept', 'done')).toEqual([['accept', true, undefined]]);
  expect(await alone('refuse', 'done')).toEqual([['refuse', true, undefined]]);
  expect(await alone('refuse', 'unknown')).toEqual([['refuse', false, undefined]]);
  expect(await alone('resend', 'done')).toEqual([]);
  expect(await alone('resend', 'unknown')).toEqual([]);
  expect(await alone('changeContact', 'done')).toEqual([]);
  expect(await alone('changeContact', 'failed', failure('already-confirmed'))).toEqual([]);
  for (const kind of ['accept', 'refuse', 'resend'] as const) {
    expect(await alone(kind, 'failed', failure('already-confirmed'))).toEqual([['accept', true, 'service']]);
    expect(await alone(kind, 'failed', failure('rejected'))).toEqual([]);
    expect(await alone(kind, 'not-sent', failure('already-confirmed'))).toEqual([]);
  }
});

test('of several words the last counts, but what was done from here before what others say, and certainty before none', async () => {
  const { ledger } = await start();
  await did(ledger, 'accept', 'failed', failure('already-confirmed'));
  expect(sidesIn(ledger)).toEqual([['accept', true, 'service']]);
  await ledger.note(about({ kind: 'say-confirmed' }));
  expect(sidesIn(ledger)).toEqual([['accept', true, 'person']]);
  await did(ledger, 'accept', 'unknown');
  expect(sidesIn(ledger)).toEqual([['accept', true, 'person']]);
  await ledger.note(about({ kind: 'say-open' }));
  expect(sidesIn(ledger)).toEqual([]);
  await did(ledger, 'accept', 'unknown');
  await ledger.note(about({ kind: 'say-open' }));
  expect(sidesIn(ledger)).toEqual([['accept', false, undefined]]);
  await did(ledger, 'refuse', 'done');
  expect(sidesIn(ledger)).toEqual([['refuse', true, undefined]]);
  await ledger.note(about({ kind: 'say-confirmed' }));
  expect(sidesIn(ledger)).toEqual([['refuse', true, undefined]]);
});

test('a side is told with the moment of its outcome', async () => {
  const { ledger, clock } = await start();
  const id = await ledger.intend(about());
  clock.advance(MINUTE);
  await ledger.settle(id, 'done');
  expect(ledger.confirmationsOf(request)).toMatchObject([{ at: new Date(clock.now()).toISOString() }]);
});

test('asking for a new code counts from when it was asked, the last time it worked', async () => {
  const { ledger, clock } = await start();
  await did(ledger, 'resend', 'done');
  const asked = new Date(clock.now()).toISOString();
  clock.advance(MINUTE);
  await did(ledger, 'resend', 'unknown');
  await did(ledger, 'accept', 'done');
  expect(ledger.resentAt(request)).toBe(asked);
  expect(ledger.resentAt({ key: 'ovh-eu/8', dateRequest })).toBeNull();
  expect(ledger.resentAt({ ...request, dateRequest: '2026-11-19T10:00:00.000Z' })).toBeNull();
});

test('what is open is what is told as unknown, with what was answered last', async () => {
  const { ledger } = await start();
  const open = await ledger.intend(about({ kind: 'refuse' }));
  const pending = await ledger.intend(about());
  await ledger.settle(open, 'unknown', { failure: failure('outcome-unknown') });
  expect(ledger.unsettled().map(({ id }) => id)).toEqual([open]);
  expect(ledger.failureOf(open)).toEqual(failure('outcome-unknown'));
  expect(ledger.failureOf(pending)).toBeNull();
  expect(ledger.failureOf('never heard of')).toBeNull();
});

test('what ends waits for what is on its way, and what is given up has an unknown outcome', async () => {
  const { ledger } = await start();
  await ledger.settled();
  const [one, other] = [await ledger.intend(about()), await ledger.intend(about({ kind: 'refuse' }))];
  expect(one).not.toBe(other);
  expect(ledger.underWay()).toBe(2);
  let isOver = false;
  const over = ledger.settled().then(() => {
    isOver = true;
  });
  await ledger.settle(one, 'done');
  expect([ledger.underWay(), isOver]).toEqual([1, false]);
  await ledger.abandon();
  await over;
  expect(ledger.underWay()).toBe(0);
  expect(ledger.activity().map(({ outcome, failure: why }) => [outcome, why?.code])).toEqual([
    ['unknown', 'outcome-unknown'],
    ['done', undefined],
  ]);
});

test('an intent the disk refuses is no deed, and nobody waits for it', async () => {
  const { ledger, told } = await start();
  await ledger.close();
  await expect(ledger.intend(about())).rejects.toThrow('file closed');
  expect([ledger.underWay(), ledger.activity().length, told()]).toEqual([0, 0, 0]);
});

test('an outcome the disk refuses counts in this run, and is waited for no more', async () => {
  const { ledger } = await start();
  const id = await ledger.intend(about());
  await ledger.close();
  await expect(ledger.settle(id, 'done')).rejects.toThrow('file closed');
  expect(sidesIn(ledger)).toEqual([['accept', true, undefined]]);
  expect(ledger.underWay()).toBe(0);
});

test('each change is told', async () => {
  const { ledger, told } = await start();
  const id = await ledger.intend(about());
  expect(told()).toBe(1);
  await ledger.settle(id, 'done');
  expect(told()).toBe(2);
  await ledger.forget({ api: 'ovh-eu', nichandle: ME });
  expect(told()).toBe(3);
});

test('a request that was made here is known by its number in its own world, within a quarter of an hour', async () => {
  const { ledger, clock } = await start();
  const made = { kind: 'changeContact', requestKey: null, requestId: null, dateRequest: null } as const;
  const id = await ledger.intend(about(made));
  const at = clock.now();
  await ledger.settle(id, 'done', { requestIds: [91, 92] });
  const nameless = await ledger.intend(about({ ...made, serviceKey: null }));
  await ledger.settle(nameless, 'done', { requestIds: [93] });
  await ledger.settle(await ledger.intend(about()), 'done', { requestIds: [94] });
  const serviceOf = (requestId: number, ms = 0) =>
    ledger.serviceOfRequest('ovh-eu', requestId, new Date(at + ms).toISOString())?.serviceKey ?? null;
  expect([91, 92, 93, 94].map((requestId) => serviceOf(requestId))).toEqual([
    'ovh-eu/1',
    'ovh-eu/1',
    null,
    null,
  ]);
  for (const ms of [15 * MINUTE, -15 * MINUTE]) expect(serviceOf(91, ms)).toBe('ovh-eu/1');
  for (const ms of [15 * MINUTE + 1, -15 * MINUTE - 1]) expect(serviceOf(91, ms)).toBeNull();
  await ledger.forget({ api: 'ovh-eu', nichandle: ME });
  expect(serviceOf(91)).toBeNull();
});

test('forgetting everything leaves nothing, here or on the disk', async () => {
  const { ledger, folder, clock } = await start();
  const id = await ledger.intend(about({ kind: 'changeContact' }));
  await ledger.settle(id, 'done', { requestIds: [91] });
  await did(ledger, 'accept', 'done');
  await ledger.wipe();
  expect(ledger.activity()).toEqual([]);
  expect(sidesIn(ledger)).toEqual([]);
  expect(ledger.serviceOfRequest('ovh-eu', 91, new Date(clock.now()).toISOString())).toBeNull();
  expect(await readFile(join(folder, 'ledger.jsonl'), 'utf8').catch(() => '')).not.toContain(ME);
});

test('a line of a later version is none of ours', () => {
  const intent = { line: 'intent', id: 'x', at: dateRequest, ...about() };
  expect(isLedgerLine(intent)).toBe(true);
  expect(isLedgerLine({ ...intent, kind: 'something new' })).toBe(false);
  expect(isLedgerLine({ line: 'of a later version' })).toBe(false);
  const outcome = { line: 'outcome', id: 'x', at: dateRequest, requestIds: [], failure: null };
  for (const told of ['done', 'failed', 'unknown', 'not-sent'])
    expect(isLedgerLine({ ...outcome, outcome: told })).toBe(true);
  expect(isLedgerLine({ ...outcome, outcome: '' })).toBe(false);
});
