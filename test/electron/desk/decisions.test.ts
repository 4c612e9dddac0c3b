/** One decision, one post: what each answer and the request itself afterwards make of it, and what becomes of its code. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Accounts } from '../../../electron/desk/accounts.ts';
import { openCodes } from '../../../electron/desk/codes.ts';
import { type Decisions, openDecisions, wasNotSent } from '../../../electron/desk/decisions.ts';
import type { Job } from '../../../electron/desk/jobs.ts';
import { type Intent, type Ledger, openLedger } from '../../../electron/desk/ledger.ts';
import type { Member } from '../../../electron/desk/member.ts';
import { openRequests } from '../../../electron/desk/requests.ts';
import { openWorld } from '../../../electron/desk/world.ts';
import { openJournal } from '../../../electron/storage/journal.ts';
import type { DecisionOutcome } from '../../../shared/contract.ts';
import { type Failure, type FailureCode, ok, type Result } from '../../../shared/failure.ts';
import type { Decision } from '../../../shared/request.ts';
import { manualClock } from '../../fakes/clock.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { placeIn } from '../../fakes/place.ts';

const CODE = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const ME = 'ac21874-ovh';
const ACCOUNT = `${ME}@ovh-eu`;
const ID = 7;
const KEY = `ovh-eu/${ID}`;
const dateRequest = '2026-11-18T10:12:00.000Z';
const MINUTE = 60_000;
const USED = 'This token was already used';

const opened: Ledger[] = [];
afterEach(async () => {
  for (const ledger of opened.splice(0)) await ledger.close().catch(() => {});
});

const no = (code: FailureCode, message?: string): Result<never> => ({
  ok: false,
  error: { code, next: 'read-again', ...(message === undefined ? {} : { message }) },
});

async function start(change: Partial<Record<'client', null>> = {}) {
  const clock = manualClock();
  const world = openWorld();
  const journal = await openJournal(placeIn(await temporaryFolder()), 'ledger.jsonl');
  const ledger = openLedger(journal, clock.now, () => {});
  opened.push(ledger);
  const requests = openRequests({ world, ledger });
  const owner = { accountId: ACCOUNT, api: 'ovh-eu', nichandle: ME, email: null };
  const codes = openCodes(clock, { requests: () => requests.list(), owners: () => [owner] });
  const task = (state: string, given: object = {}) => ({
    id: ID,
    askingAccount: ME,
    fromAccount: ME,
    toAccount: 'mp40311-ovh',
    contactTypes: ['contactTech'],
    serviceDomain: 'clinicanorte.es',
    state,
    dateRequest,
    dateDone: null,
    ...given,
  });
  const show = (state: string, given: object = {}): void => {
    world.tasks.replaceFor(ACCOUNT, 'ovh-eu', [task(state, given)], world.beginReading());
    requests.stale();
  };
  show('validatingByCustomers');
  const posts: string[] = [];
  let answer: Result<null> | Promise<Result<null>> = ok(null);
  let state: string | null = 'validatingByCustomers';
  let reads = 0;
  const client = {
    post: (path: string, body: { token: string }) => {
      posts.push(`${path} ${body.token}`);
      return Promise.resolve(answer);
    },
    get: async () => {
      reads += 1;
      return state === null ? no('offline') : ok(task(state));
    },
  };
  const member = {
    record: { id: ACCOUNT, api: 'ovh-eu', nichandle: ME },
    client: change.client === null ? null : client,
  } as unknown as Member;
  const heard: string[] = [];
  const accounts = {
    get: (id: string) => (id === ACCOUNT ? member : undefined),
    worked: (_id: string, what: string) => heard.push(`worked ${what}`),
    heardFailure: (_id: string, { code }: Failure) => heard.push(code),
  } as unknown as Accounts;
  const acted: string[][] = [];
  const decisions = openDecisions({
    clock,
    world,
    ledger,
    accounts,
    requests,
    codes,
    log: () => {},
    acted: (ids) => acted.push([...ids]),
  });
  return {
    clock,
    ledger,
    codes,
    decisions,
    posts,
    heard,
    acted,
    show,
    reads: () => reads,
    paste: () => codes.hold(CODE).handle,
    /** What the next call is answered, and what the request is read as afterwards; `null`: it cannot be read. */
    script(next: Result<null> | Promise<Result<null>>, then: string | null = 'validatingByCustomers') {
      answer = next;
      state = then;
    },
    /** The ledger in a word each, newest first. */
    told: () =>
      ledger.activity().map(({ kind, outcome, failure }) => `${kind} ${outcome} ${failure?.code ?? '-'}`),
  };
}
type Desk = Awaited<ReturnType<typeof start>>;

const aJob = (isStopped = () => false): Job<DecisionOutcome> => ({ id: 'job', isStopped, tell: () => {} });
const decide = (decisions: Decisions, decision: Decision, handle: string, job = aJob()) =>
  decisions.decide(job, [{ requestKey: KEY, accountId: ACCOUNT, handle, decision }]);

async function earlier(
  { ledger }: Desk,
  kind: Intent['kind'],
  outcome: 'done' | 'unknown' | 'failed',
  failure: Failure | null = null,
  change: Partial<Intent> = {},
): Promise<string> {
  const id = await ledger.intend({
    kind,
    api: 'ovh-eu',
    nichandle: ME,
    serviceName: null,
    serviceKey: null,
    requestKey: KEY,
    requestId: ID,
    dateRequest,
    changes: [],
    group: null,
    ...change,
  });
  await ledger.settle(id, outcome, { failure });
  return id;
}

describe('what is told, whether the code stays, and what the ledger says', () => {
  const WAITS = 'validatingByCustomers';
  test.each<[Decision, FailureCode | 'ok', string | null, string, boolean, string]>([
    ['accept', 'ok', WAITS, 'accepted', false, 'done -'],
    ['refuse', 'ok', WAITS, 'refused', false, 'done -'],
    ['accept', 'outcome-unknown', WAITS, 'unknown', true, 'unknown outcome-unknown'],
    ['accept', 'outcome-unknown', null, 'unknown', true, 'unknown outcome-unknown'],
    ['accept', 'outcome-unknown', 'doing', 'accepted', false, 'done -'],
    ['accept', 'outcome-unknown', 'done', 'accepted', false, 'done -'],
    ['accept', 'outcome-unknown', 'refused', 'unknown', true, 'unknown outcome-unknown'],
    ['refuse', 'outcome-unknown', 'refused', 'refused', false, 'done -'],
    ['refuse', 'outcome-unknown', 'doing', 'unknown', true, 'unknown outcome-unknown'],
    ['accept', 'already-confirmed', WAITS, 'already-confirmed', false, 'failed already-confirmed'],
    ['accept', 'already-confirmed', null, 'already-confirmed', false, 'failed already-confirmed'],
    ['accept', 'already-confirmed', 'doing', 'accepted', false, 'done -'],
    ['accept', 'already-confirmed', 'refused', 'not-waiting', false, 'failed not-waiting'],
    ['refuse', 'already-confirmed', WAITS, 'unknown', true, 'unknown outcome-unknown'],
    ['refuse', 'already-confirmed', null, 'unknown', true, 'unknown outcome-unknown'],
    ['refuse', 'already-confirmed', 'refused', 'refused', false, 'done -'],
    ['refuse', 'already-confirmed', 'doing', 'already-confirmed', false, 'failed already-confirmed'],
    ['refuse', 'already-confirmed', 'expired', 'not-waiting', false, 'failed not-waiting'],
    ['accept', 'wrong-code', WAITS, 'wrong-code', false, 'failed wrong-code'],
    ['accept', 'wrong-code', null, 'wrong-code', false, 'failed wrong-code'],
    ['accept', 'wrong-code', 'doing', 'accepted', false, 'done -'],
    ['accept', 'not-waiting', WAITS, 'unknown', true, 'unknown outcome-unknown'],
    ['accept', 'not-waiting', null, 'unknown', true, 'unknown outcome-unknown'],
    ['accept', 'not-waiting', 'expired', 'not-waiting', false, 'failed not-waiting'],
    ['refuse', 'not-waiting', 'refused', 'refused', false, 'done -'],
    ['accept', 'gone', WAITS, 'not-waiting', false, 'failed gone'],
    ['refuse', 'gone', 'refused', 'refused', false, 'done -'],
    ['accept', 'not-granted', WAITS, 'not-allowed', true, 'failed not-granted'],
    ['accept', 'forbidden', WAITS, 'not-allowed', true, 'failed forbidden'],
    ['accept', 'offline', WAITS, 'failed', true, 'not-sent offline'],
    ['accept', 'proxy-login', WAITS, 'failed', true, 'not-sent proxy-login'],
    ['accept', 'rate-limited', WAITS, 'failed', true, 'not-sent rate-limited'],
    ['accept', 'rejected', WAITS, 'failed', true, 'failed rejected'],
    ['refuse', 'debt', WAITS, 'failed', true, 'failed debt'],
  ])('%s, answered %s, then read as %s: %s', async (decision, code, then, outcome, stays, line) => {
    const desk = await start();
    const handle = desk.paste();
    desk.script(code === 'ok' ? ok(null) : no(code, 'in its own words'), then);
    const [told] = await decide(desk.decisions, decision, handle);
    expect(told).toMatchObject({ requestKey: KEY, accountId: ACCOUNT, outcome });
    expect(desk.posts).toEqual([`/me/task/contactChange/${ID}/${decision} ${CODE}`]);
    expect(desk.codes.reveal(handle, 'refuse') !== null).toBe(stays);
    expect(desk.told()).toEqual([`${decision} ${line}`]);
    const isDone = outcome === 'accepted' || outcome === 'refused';
    expect(told?.failure?.code ?? '-').toBe(isDone ? '-' : line.split(' ')[1]);
    expect(desk.heard).toEqual([code === 'ok' ? 'worked decide' : code]);
    expect(desk.acted).toEqual([[ACCOUNT]]);
    const isReadAgain = ![
      'ok',
      'not-granted',
      'forbidden',
      'offline',
      'proxy-login',
      'rate-limited',
    ].includes(code);
    expect(desk.reads()).toBe(isReadAgain && code !== 'rejected' && code !== 'debt' ? 1 : 0);
    const { requestIds, group } = desk.ledger.activity()[0] ?? {};
    expect([requestIds, group]).toEqual([[ID], 'job']);
  });

  test('words about a used code say nothing of a request that is over', async () => {
    const desk = await start();
    desk.script(no('already-confirmed', USED), 'aborted');
    const [told] = await decide(desk.decisions, 'accept', desk.paste());
    expect(told?.failure).toEqual({ code: 'not-waiting', next: 'read-again' });
  });
});

describe('nothing is posted', () => {
  test('of what is not known, without a key, or without a code', async () => {
    const desk = await start();
    const handle = desk.paste();
    const one = { requestKey: KEY, accountId: ACCOUNT, handle, decision: 'accept' as const };
    const told = await desk.decisions.decide(aJob(), [
      { ...one, requestKey: 'ovh-eu/99' },
      { ...one, accountId: 'nobody@ovh-eu' },
      { ...one, handle: 'forgotten' },
    ]);
    expect(told.map(({ outcome, failure }) => [outcome, failure?.code, failure?.next])).toEqual([
      ['failed', 'not-found', 'read-again'],
      ['failed', 'not-found', 'read-again'],
      ['failed', 'code-forgotten', 'check-code'],
    ]);
    const keyless = await start({ client: null });
    const [answer] = await decide(keyless.decisions, 'accept', keyless.paste());
    expect(answer).toMatchObject({ outcome: 'failed', failure: { code: 'no-credential', next: 'connect' } });
    expect([...desk.posts, ...keyless.posts, ...desk.told(), ...keyless.told()]).toEqual([]);
  });

  test('of a side that was decided from here, and its code is over', async () => {
    const desk = await start();
    await earlier(desk, 'accept', 'done');
    const handle = desk.paste();
    const [told] = await decide(desk.decisions, 'refuse', handle);
    expect(told).toMatchObject({ outcome: 'already-confirmed', failure: { code: 'already-confirmed' } });
    expect(desk.codes.reveal(handle, 'refuse')).toBeNull();
    // Said again before the first was answered: the side has decided, and nobody is sent to look for the code.
    const [again] = await decide(desk.decisions, 'accept', handle);
    expect(again).toMatchObject({ outcome: 'already-confirmed', failure: { code: 'already-confirmed' } });
    expect(desk.posts).toEqual([]);
  });

  test('where the disk does not take the intent', async () => {
    const desk = await start();
    const handle = desk.paste();
    await desk.ledger.close();
    const [told] = await decide(desk.decisions, 'accept', handle);
    expect(told).toMatchObject({ outcome: 'failed', failure: { code: 'storage', next: 'check-disk' } });
    expect(desk.posts).toEqual([]);
    expect(desk.codes.reveal(handle, 'accept')).toBe(CODE);
  });

  test('after a stop, but of what was begun', async () => {
    const desk = await start();
    const [told] = await decide(
      desk.decisions,
      'accept',
      desk.paste(),
      aJob(() => true),
    );
    expect(told).toEqual({ requestKey: KEY, accountId: ACCOUNT, outcome: 'stopped', failure: null });
    expect(desk.posts).toEqual([]);
  });

  test('that was confirmed elsewhere or is uncertain is posted: only a certain call from here stands in the way', async () => {
    const desk = await start();
    await desk.ledger.note({
      kind: 'say-confirmed',
      api: 'ovh-eu',
      nichandle: ME,
      serviceName: null,
      serviceKey: null,
      requestKey: KEY,
      requestId: ID,
      dateRequest,
      changes: [],
      group: null,
    });
    await earlier(desk, 'accept', 'done', null, { nichandle: 'mp40311-ovh' });
    expect((await decide(desk.decisions, 'accept', desk.paste()))[0]?.outcome).toBe('accepted');
    expect(desk.posts).toHaveLength(1);
  });
});

describe('one post', () => {
  test('for what comes twice in a job, and for two jobs at a time', async () => {
    const desk = await start();
    const item = { requestKey: KEY, accountId: ACCOUNT, handle: desk.paste(), decision: 'accept' as const };
    const { promise, resolve } = Promise.withResolvers<Result<null>>();
    desk.script(promise);
    const first = desk.decisions.decide(aJob(), [item, item]);
    const second = desk.decisions.decide(aJob(), [item]);
    // Of one that is on its way the outcome is told, also to a job that was stopped meanwhile.
    const third = desk.decisions.decide(
      aJob(() => true),
      [item],
    );
    resolve(ok(null));
    const outcomes = (await Promise.all([first, second, third])).flat().map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    expect(desk.posts).toHaveLength(1);
  });

  test('and none for what another job was stopped before: it is stopped in both', async () => {
    const desk = await start();
    const item = { requestKey: KEY, accountId: ACCOUNT, handle: desk.paste(), decision: 'accept' as const };
    const before = ['a', 'b', 'c', 'd'].map((accountId) => ({ ...item, accountId }));
    let isStopped = false;
    const first = desk.decisions.decide(
      aJob(() => isStopped),
      [...before, item],
    );
    isStopped = true;
    const second = desk.decisions.decide(aJob(), [item]);
    expect([(await first).at(-1)?.outcome, (await second)[0]?.outcome]).toEqual(['stopped', 'stopped']);
    desk.script(ok(null));
    expect((await desk.decisions.decide(aJob(), [item]))[0]?.outcome).toBe('accepted');
    expect(desk.posts).toHaveLength(1);
  });

  test('and a second one on a second word, once the first has ended open', async () => {
    const desk = await start();
    const handle = desk.paste();
    desk.script(no('outcome-unknown'));
    await decide(desk.decisions, 'accept', handle);
    desk.script(ok(null));
    expect((await decide(desk.decisions, 'accept', handle))[0]?.outcome).toBe('accepted');
    expect(desk.posts).toHaveLength(2);
  });
});

describe('a code that is used, after an answer was lost', () => {
  const second = async (desk: Desk, decision: Decision) => {
    desk.script(no('already-confirmed', USED));
    const [told] = await decide(desk.decisions, decision, desk.paste());
    return [told?.outcome, ...desk.told()];
  };

  test('was used by the earlier call', async () => {
    const desk = await start();
    await earlier(desk, 'accept', 'unknown');
    expect(await second(desk, 'accept')).toEqual([
      'accepted',
      'accept failed already-confirmed',
      'accept done -',
    ]);
  });

  test('proves no refusal while the request still waits: the side may have accepted elsewhere', async () => {
    const desk = await start();
    await earlier(desk, 'refuse', 'unknown');
    expect(await second(desk, 'refuse')).toEqual([
      'unknown',
      'refuse unknown outcome-unknown',
      'refuse unknown -',
    ]);
  });

  test('may have been used by either where both decisions were lost', async () => {
    const desk = await start();
    await earlier(desk, 'accept', 'unknown');
    await earlier(desk, 'refuse', 'unknown');
    expect((await second(desk, 'accept'))[0]).toBe('already-confirmed');
  });

  test.each<[string, Partial<Intent>]>([
    ['another side', { nichandle: 'mp40311-ovh' }],
    ['another request', { requestKey: 'ovh-eu/8' }],
    ['another world', { dateRequest: '2020-01-01T00:00:00.000Z' }],
    ['another deed', { kind: 'resend' }],
  ])('was not used by an earlier call of %s', async (_what, change) => {
    const desk = await start();
    await earlier(desk, 'accept', 'unknown', null, change);
    expect((await second(desk, 'accept'))[0]).toBe('already-confirmed');
  });

  test('was not used by one that was told the same', async () => {
    const desk = await start();
    await earlier(desk, 'accept', 'unknown', { code: 'outcome-unknown', next: 'read-again', message: USED });
    expect((await second(desk, 'accept'))[0]).toBe('already-confirmed');
  });

  test('proves no refusal where this side may have accepted before', async () => {
    const desk = await start();
    await earlier(desk, 'accept', 'unknown');
    desk.script(no('outcome-unknown'), 'refused');
    expect((await decide(desk.decisions, 'refuse', desk.paste()))[0]?.outcome).toBe('unknown');
  });
});

describe('what was open is settled by what the request shows', () => {
  const settled = async (desk: Desk) => [await desk.decisions.settleUnknown(), ...desk.told()];

  test.each<['accept' | 'refuse', string, string | null]>([
    ['accept', 'doing', 'done -'],
    ['accept', 'done', 'done -'],
    ['accept', 'validatingByCustomers', null],
    ['accept', 'refused', null],
    ['refuse', 'refused', 'done -'],
    ['refuse', 'doing', 'failed not-waiting'],
    ['refuse', 'done', 'failed not-waiting'],
    ['refuse', 'validatingByCustomers', null],
    ['refuse', 'expired', null],
  ])('%s of a request that is %s: %s', async (kind, state, line) => {
    const desk = await start();
    await earlier(desk, kind, 'unknown');
    desk.show(state);
    expect(await settled(desk)).toEqual([line !== null, `${kind} ${line ?? 'unknown -'}`]);
    expect(await desk.decisions.settleUnknown()).toBe(false);
  });

  test('a request that others refused proves no refusal of a side that accepted', async () => {
    const certain = await start();
    await earlier(certain, 'refuse', 'unknown');
    await earlier(certain, 'accept', 'done');
    certain.show('refused');
    expect(await settled(certain)).toEqual([true, 'accept done -', 'refuse failed already-confirmed']);
    const maybe = await start();
    await earlier(maybe, 'refuse', 'unknown');
    await earlier(maybe, 'accept', 'unknown');
    maybe.show('refused');
    expect(await settled(maybe)).toEqual([false, 'accept unknown -', 'refuse unknown -']);
    const others = await start();
    await earlier(others, 'refuse', 'unknown');
    await earlier(others, 'accept', 'done', null, { nichandle: 'mp40311-ovh' });
    await earlier(others, 'accept', 'failed');
    others.show('refused');
    expect((await settled(others)).at(-1)).toBe('refuse done -');
  });

  test('a used code settles an acceptance at once, a refusal when it would have shown', async () => {
    const used: Failure = { code: 'outcome-unknown', next: 'read-again', message: USED };
    const accepting = await start();
    await earlier(accepting, 'accept', 'unknown', used);
    expect(await settled(accepting)).toEqual([true, 'accept failed already-confirmed']);
    const refusing = await start();
    await earlier(refusing, 'refuse', 'unknown', used);
    expect(await refusing.decisions.settleUnknown()).toBe(false);
    refusing.clock.advance(5 * MINUTE - 1);
    expect(await refusing.decisions.settleUnknown()).toBe(false);
    refusing.clock.advance(1);
    expect(await settled(refusing)).toEqual([true, 'refuse failed already-confirmed']);
    const over = await start();
    await earlier(over, 'accept', 'unknown', used);
    over.show('expired');
    expect(await settled(over)).toEqual([false, 'accept unknown outcome-unknown']);
  });

  test('is left alone where it is another world’s, another deed, or nothing is seen of it', async () => {
    const desk = await start();
    await earlier(desk, 'accept', 'unknown', null, { dateRequest: '2020-01-01T00:00:00.000Z' });
    await earlier(desk, 'accept', 'unknown', null, { requestKey: 'ovh-eu/99' });
    await earlier(desk, 'resend', 'unknown');
    await earlier(desk, 'changeContact', 'unknown', null, { requestKey: null });
    desk.show('done');
    expect(await desk.decisions.settleUnknown()).toBe(false);
  });
});

test('what did not leave, or was turned away at the door, was not sent', () => {
  const failure = (code: FailureCode): Failure => ({ code, next: 'retry' });
  expect((['offline', 'proxy-login', 'rate-limited'] as const).map(failure).every(wasNotSent)).toBe(true);
  expect((['outcome-unknown', 'server', 'rejected', 'timeout'] as const).map(failure).some(wasNotSent)).toBe(
    false,
  );
});
