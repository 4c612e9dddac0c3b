/**
 * A bulk accept in bad weather: every tenth answer goes wrong, each way in turn. At the end the desk's word and the
 * sandbox's own state agree for every request, no code was posted twice unasked, and none is lost.
 */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Desk } from '../../../electron/desk/ports.ts';
import type { FaultInput } from '../../../electron/sandbox/faults.ts';
import { type Sandbox } from '../../../electron/sandbox/server.ts';
import type { ActivityEntry } from '../../../shared/activity.ts';
import type { DecisionOutcome } from '../../../shared/contract.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { lettersTo } from '../../fakes/mailbox.ts';
import { callOf, runDesk, stillSandbox } from '../../fakes/open-desk.ts';

const PRIMARY = 'ac21874-ovh';

/** The client's patience of 30 s is 1.5 s by the hurried clock: `late` is processed after it has given up. */
const WEATHER: Record<string, Omit<FaultInput, 'match'>> = {
  late: { kind: 'latency', ms: 2_500 },
  'reset after processing': { kind: 'reset', when: 'after' },
  'reset before processing': { kind: 'reset', when: 'before' },
  '500 after processing': { kind: 'status', status: 500, when: 'after' },
  '500 before processing': { kind: 'status', status: 500, when: 'before' },
  '429': { kind: 'status', status: 429, when: 'before', retryAfter: 1 },
  'HTML after processing': { kind: 'html', when: 'after' },
  'HTML before processing': { kind: 'html', when: 'before' },
};
const KINDS = Object.keys(WEATHER);
/** Each kind strikes twice: a request that our code completes, and one that waits for another side as well. */
const ITEMS = KINDS.length * 2 * 10;

type Truth = {
  id: number;
  shown: string;
  decided: string;
  sides: { nichandle: string; confirmedAt: string | null }[];
};
type Item = { id: number; handle: string; requestKey: string; accountId: string; weather: string | null };

let sandbox: Sandbox;
let desk: Desk;
beforeEach(async () => {
  sandbox = await stillSandbox({ services: 400, requests: 30, waiting: ITEMS + 20 });
  desk = await runDesk(await temporaryFolder(), { startSandbox: async () => sandbox });
  await call('accounts:trySandbox', {});
  await call('sync:now', {});
});
const call = callOf(() => desk);

async function truthOf(id: number): Promise<Truth> {
  return (await (await fetch(`${sandbox.origin}/_sandbox/tasks/${id}`)).json()) as Truth;
}

const isConfirmed = ({ sides }: Truth): boolean =>
  sides.some(({ nichandle, confirmedAt }) => nichandle === PRIMARY && confirmedAt !== null);

/** Of every two neighbours that are struck, the first is completed by our code, the second is not. */
async function pasteAll(): Promise<Item[]> {
  const letters = await lettersTo(sandbox.origin, PRIMARY);
  const completed: Omit<Item, 'weather'>[] = [];
  const halfWay: Omit<Item, 'weather'>[] = [];
  for (const { raw, requestId } of letters) {
    const { codes } = await call('codes:recognise', { text: raw });
    const { sides } = await truthOf(requestId);
    const [code] = codes;
    if (code?.verdict !== 'fits' || code.requestKey === null || code.accountId !== `${PRIMARY}@sandbox`)
      continue;
    const { handle, requestKey, accountId } = code;
    const open = sides.filter(({ confirmedAt }) => confirmedAt === null);
    (open.length === 1 ? completed : halfWay).push({ id: requestId, handle, requestKey, accountId });
  }
  return Array.from({ length: ITEMS }, (_, i) => {
    const strike = Math.floor(i / 10);
    const next = (i % 10 === 9 ? strike : i) % 2 === 0 ? completed.shift() : halfWay.shift();
    if (next === undefined) throw new Error('too few requests wait');
    return { ...next, weather: i % 10 === 9 ? (KINDS[Math.floor(strike / 2)] ?? null) : null };
  });
}

function decide(items: readonly Item[]): Promise<DecisionOutcome[]> {
  return call('requests:decide', {
    job: `job-${items.length}`,
    items: items.map(({ requestKey, accountId, handle }) => ({
      requestKey,
      accountId,
      handle,
      decision: 'accept' as const,
    })),
  });
}

function postsOf(id: number): number {
  const path = `/me/task/contactChange/${id}/accept`;
  return sandbox.log().filter((logged) => logged.method === 'POST' && logged.path === path).length;
}

test('every word about every request is true, nothing was posted twice, and on the user’s word all are accepted', async () => {
  const items = await pasteAll();
  expect(items.filter(({ weather }) => weather !== null)).toHaveLength(KINDS.length * 2);
  for (const { id, weather } of items) {
    if (weather === null) continue;
    const fault = { ...WEATHER[weather], match: `POST /me/task/contactChange/${id}/accept` } as FaultInput;
    sandbox.fault(fault);
  }
  sandbox.clearLog();

  const outcomes = await decide(items);
  outcomes.forEach(({ outcome, failure }, i) => {
    const weather = items[i]?.weather ?? null;
    const allowed =
      weather === null ? ['accepted'] : weather === '429' ? ['failed'] : ['accepted', 'unknown'];
    expect(allowed, weather ?? 'fair weather').toContain(outcome);
    if (weather === '429') expect(failure?.code).toBe('rate-limited');
    if (outcome === 'unknown') expect(failure).toMatchObject({ code: 'outcome-unknown', next: 'read-again' });
  });
  // The late ones arrive after everybody has stopped waiting for them.
  await vi.waitFor(
    () => {
      const late = items.filter(({ weather }) => weather === 'late').map(({ id }) => id);
      const arrived = sandbox
        .log()
        .filter(({ path, status }) => status === 200 && late.some((id) => path.endsWith(`/${id}/accept`)));
      expect(arrived).toHaveLength(late.length);
    },
    { timeout: 5_000, interval: 50 },
  );
  // What is decided is shown a little later, and the desk reads it as it would by itself.
  sandbox.advance(60);
  await call('sync:now', {});

  const open: Item[] = [];
  const activity = await call('activity:list', {});
  const requests = await call('requests:list', {});
  for (const item of items) {
    const truth = await truthOf(item.id);
    const entries = activity.filter(
      ({ kind, requestIds }) => kind === 'accept' && requestIds.includes(item.id),
    );
    const row = requests.find(({ key }) => key === item.requestKey);
    const said = entries[0]?.outcome;
    const label = `${item.id}, ${item.weather ?? 'fair weather'}: said ${said}`;
    expect(entries, label).toHaveLength(1);
    expect(postsOf(item.id), label).toBe(1);
    expect(row?.state, label).toBe(truth.shown);
    const shown = row?.confirmations.map(({ nichandle, certain }) => [nichandle, certain]);
    if (said === 'done') {
      expect([isConfirmed(truth), shown], label).toEqual([true, [[PRIMARY, true]]]);
    } else if (said === 'not-sent') {
      expect([isConfirmed(truth), shown], label).toEqual([false, []]);
    } else {
      // Only where no answer came and the state of the request cannot tell: the other side has yet to confirm, or ours.
      expect([said, shown], label).toEqual(['unknown', [[PRIMARY, false]]]);
      expect([item.weather === null, row?.state], label).toEqual([false, 'validatingByCustomers']);
    }
    if (said !== 'done') open.push(item);
  }
  // Whatever was processed and completed the request is known by now, however its answer was lost.
  expect(saidOf(activity, items)).toEqual({
    late: ['done', 'unknown'],
    'reset after processing': ['done', 'unknown'],
    'reset before processing': ['unknown', 'unknown'],
    '500 after processing': ['done', 'unknown'],
    '500 before processing': ['unknown', 'unknown'],
    '429': ['not-sent', 'not-sent'],
    'HTML after processing': ['done', 'unknown'],
    'HTML before processing': ['unknown', 'unknown'],
  });

  // A code that was taken is gone; every other one is still there, and goes out again on the user's word alone.
  const spent = items.find(({ weather }) => weather === null) as Item;
  const [told] = await decide([spent]);
  expect(told).toMatchObject({ outcome: 'already-confirmed', failure: { code: 'already-confirmed' } });
  const again = await decide(open);
  expect(again.map(({ outcome }) => outcome)).toEqual(open.map(() => 'accepted'));
  sandbox.advance(60);
  await call('sync:now', {});
  const rows = await call('requests:list', {});
  for (const item of items) {
    expect(isConfirmed(await truthOf(item.id)), String(item.id)).toBe(true);
    expect(postsOf(item.id), String(item.id)).toBe(open.includes(item) ? 2 : 1);
    expect(rows.find(({ key }) => key === item.requestKey)?.confirmations).toMatchObject([
      { nichandle: PRIMARY, decision: 'accept', certain: true },
    ]);
  }
});

test('a decision asked for twice, in one job and in two at once, is posted once and has one outcome', async () => {
  const [first, second] = (await pasteAll()) as [Item, Item];
  // Its answer is lost: only then would a code be left for a second post.
  const match = `POST /me/task/contactChange/${second.id}/accept`;
  sandbox.fault({ match, kind: 'reset', when: 'before' });
  const [one, two] = await Promise.all([decide([first, second, first, second]), decide([second, first])]);
  const of = (id: number, outcomes: DecisionOutcome[]) =>
    outcomes.flatMap(({ requestKey, outcome }) => (requestKey.endsWith(`/${id}`) ? [outcome] : []));
  expect([of(first.id, one), of(first.id, two)]).toEqual([['accepted', 'accepted'], ['accepted']]);
  expect([of(second.id, one), of(second.id, two)]).toEqual([['unknown', 'unknown'], ['unknown']]);
  expect([postsOf(first.id), postsOf(second.id)]).toEqual([1, 1]);
  expect((await call('activity:list', {})).filter(({ kind }) => kind === 'accept')).toHaveLength(2);
});

test('a spent code where no earlier accept was sent from here was spent elsewhere: it is not called wrong', async () => {
  const [item] = (await pasteAll()).filter(({ weather }) => weather === 'reset after processing') as [Item];
  const match = `POST /me/task/contactChange/${item.id}/accept`;
  sandbox.fault({ match, kind: 'status', status: 409, message: 'This token has already been used' });
  expect(await decide([item])).toMatchObject([
    { outcome: 'already-confirmed', failure: { code: 'already-confirmed', status: 409 } },
  ]);
  expect((await call('activity:list', {}))[0]).toMatchObject({
    kind: 'accept',
    outcome: 'failed',
    failure: { code: 'already-confirmed' },
  });
});

function saidOf(activity: readonly ActivityEntry[], items: readonly Item[]): Record<string, string[]> {
  const said: Record<string, string[]> = {};
  for (const { id, weather } of items) {
    if (weather === null) continue;
    const entry = activity.find(({ kind, requestIds }) => kind === 'accept' && requestIds.includes(id));
    said[weather] = [...(said[weather] ?? []), entry?.outcome ?? 'no entry'];
  }
  return said;
}
