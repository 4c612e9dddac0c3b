/** The outbox over the real stand-in OVHcloud: kept while there is no way to it, reviewed and sent once there is one again. */
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Desk, Ports } from '../../../electron/desk/ports.ts';
import { openClient } from '../../../electron/ovh/client.ts';
import { parseLoopback } from '../../../electron/ovh/endpoints.ts';
import { refuseTask } from '../../../electron/ovh/tasks.ts';
import { type Sandbox } from '../../../electron/sandbox/server.ts';
import type { OutboxEntry, OutboxList } from '../../../shared/outbox.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { keyRing } from '../../fakes/key-ring.ts';
import { lettersTo } from '../../fakes/mailbox.ts';
import { call, keysOf, runDesk, stillSandbox } from '../../fakes/open-desk.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { allServices } from '../../fakes/services.ts';
import { openWay, type Way } from '../../fakes/way.ts';
import { directWays } from '../../fakes/way-out.ts';

const PRIMARY = 'ac21874-ovh';

let sandbox: Sandbox;
let way: Way;
let folder: string;

beforeEach(async () => {
  way = await openWay(() => Number(new URL(sandbox.url).port));
  onTestFinished(() => way.cut());
  sandbox = await stillSandbox({ services: 160, requests: 30, waiting: 8, aliases: [way.origin] });
  folder = await temporaryFolder();
});

type Running = Desk & { log: string[]; told: OutboxList[] };

async function start(change: Partial<Ports> = {}, where = folder): Promise<Running> {
  const desk = await runDesk(where, change);
  const told: OutboxList[] = [];
  desk.listen((event, payload) => {
    if (event === 'outbox:changed') told.push(payload as OutboxList);
  });
  return { ...desk, log: desk.ports.told.log, told };
}

async function connected(change: Partial<Ports> = {}): Promise<Running> {
  const desk = await start(change);
  await call(desk, 'accounts:connectKeys', keysOf(sandbox, 0, `${way.origin}/1.0`));
  await call(desk, 'sync:now', {});
  return desk;
}

type Decided = { requestKey: string; accountId: string; handle: string; id: number; code: string };

/** Requests that wait for the primary account's code, with the codes as they came by e-mail. */
async function codesFor(desk: Desk, count: number): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (const { raw, requestId, code } of await lettersTo(sandbox.origin, PRIMARY)) {
    const [found] = (await call(desk, 'codes:recognise', { text: raw })).codes;
    if (found?.verdict !== 'fits' || found.requestKey === null || found.accountId === null) continue;
    if (decided.some(({ id }) => id === requestId)) continue;
    decided.push({
      requestKey: found.requestKey,
      accountId: found.accountId,
      handle: found.handle,
      id: requestId,
      code,
    });
    if (decided.length === count) return decided;
  }
  throw new Error(`fewer than ${count} requests wait`);
}

const keep = (desk: Desk, decided: readonly Decided[]): Promise<OutboxList> =>
  call(desk, 'outbox:keep', {
    decisions: decided.map(({ requestKey, accountId, handle }) => ({
      requestKey,
      accountId,
      handle,
      decision: 'accept' as const,
    })),
  });

async function goOffline(desk: Desk): Promise<void> {
  await way.cut();
  await call(desk, 'sync:now', {});
  expect((await call(desk, 'sync:now', {})).map(({ online }) => online)).toEqual([false]);
}

/** As a killed program leaves it: the disk as it is at this moment, with nothing ended in order. */
async function killed(desk: Desk): Promise<string> {
  const copy = await temporaryFolder();
  // Files on their way to their name (its digits at the end) may be gone while it is copied.
  await cp(folder, copy, { recursive: true, filter: (source) => !/\.\d+$/.test(source) });
  await desk.close();
  return copy;
}

/** The other side refuses with its own code and keys. */
async function refuseAs(requestId: number): Promise<void> {
  const api = parseLoopback(sandbox.url);
  if (!api.ok) throw new Error('no address');
  for (const { nichandle, ...keys } of sandbox.accounts) {
    if (nichandle === PRIMARY) continue;
    const letter = (await lettersTo(sandbox.origin, nichandle)).find((one) => one.requestId === requestId);
    if (!letter) continue;
    const { applicationKey, applicationSecret, consumerKey } = keys;
    const credential = { kind: 'application' as const, applicationKey, applicationSecret, consumerKey };
    const { clock } = fakePorts(folder);
    const client = openClient({ api: api.value, credential, ...directWays(clock), clock });
    const answer = await refuseTask(client, requestId, letter.code);
    client.close();
    if (!answer.ok) throw new Error(`not refused: ${answer.error.code}`);
    return;
  }
  throw new Error(`nobody else has a code for ${requestId}`);
}

async function everyFile(where: string): Promise<string> {
  const names = await readdir(where, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')));
  return texts.join('\n');
}

const postsOf = (id: number): number =>
  sandbox.log().filter(({ method, path }) => method === 'POST' && path.includes(`/${id}/`)).length;
const posts = (): number =>
  sandbox.log().filter(({ method, path }) => method === 'POST' && !path.startsWith('/auth')).length;
const idsOf = (list: OutboxList): string[] => list.entries.map(({ id }) => id);
const numberOf = (entry: OutboxEntry): number => (entry.kind === 'decision' ? entry.seen.id : 0);
const verdictOf = (entry: OutboxEntry): string => (entry.kind === 'locked' ? 'locked' : entry.now.verdict);

test('a day offline: five decisions outlive a kill, one request is refused meanwhile, and four are sent, each exactly once', async () => {
  const secrets = keyRing();
  const first = await connected({ secrets });
  const five = await codesFor(first, 5);
  await goOffline(first);
  sandbox.clearLog();
  const kept = await keep(first, five);
  expect(kept).toMatchObject({ persistent: true });
  expect(kept.entries.map(verdictOf)).toEqual(five.map(() => 'unchanged'));

  const disk = await killed(first);
  const files = await everyFile(disk);
  for (const { code } of five) {
    expect(files).not.toContain(code);
    expect(files).not.toContain(Buffer.from(code).toString('base64').slice(0, 40));
  }
  expect(JSON.stringify(kept)).not.toContain(five[0]?.code);

  const desk = await start({ secrets }, disk);
  const waiting = await call(desk, 'outbox:list', {});
  expect(waiting.entries.map((entry) => [entry.kind, entry.state])).toEqual(
    five.map(() => ['decision', 'waiting']),
  );
  // Without a connection a review says so and nothing can be sent.
  const tried = await call(desk, 'outbox:review', { ids: idsOf(waiting) });
  expect(tried.unread.map(({ failure }) => failure.code)).toEqual(five.map(() => 'offline'));
  expect(
    (await call(desk, 'outbox:send', { job: 'early', ids: idsOf(waiting) })).map(({ outcome }) => outcome),
  ).toEqual(five.map(() => 'left-out'));

  const refused = five[2]?.id ?? 0;
  await refuseAs(refused);
  await way.mend();
  await call(desk, 'sync:now', {});
  // Back online nothing is sent by itself.
  expect(posts()).toBe(1);

  await vi.waitFor(async () => {
    const { list, unread } = await call(desk, 'outbox:review', { ids: idsOf(waiting) });
    expect(unread).toEqual([]);
    expect(list.entries.map((entry) => [numberOf(entry), verdictOf(entry)])).toEqual(
      five.map(({ id }) => [id, id === refused ? 'gone' : 'unchanged']),
    );
    expect(list.entries[2]).toMatchObject({
      now: { changes: [{ kind: 'state', from: 'validatingByCustomers', to: 'refused' }] },
    });
  });
  const outcomes = await call(desk, 'outbox:send', { job: 'send', ids: idsOf(waiting) });
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
    'accepted',
    'accepted',
    'accepted',
    'accepted',
    'left-out',
  ]);
  expect(await call(desk, 'outbox:send', { job: 'twice', ids: idsOf(waiting) })).toMatchObject([
    { outcome: 'left-out' },
  ]);
  // The one post of the refused request is the other side's own.
  for (const { id } of five) expect(postsOf(id)).toBe(1);
  expect(posts()).toBe(5);

  // Gone ones stay until the user drops them.
  const left = await call(desk, 'outbox:list', {});
  expect(left.entries.map(numberOf)).toEqual([refused]);
  expect((await call(desk, 'outbox:drop', { ids: idsOf(left) })).entries).toEqual([]);
  const after = await everyFile(disk);
  for (const { code } of five) expect(after).not.toContain(code);
  expect(desk.log.join('\n')).not.toContain(five[0]?.code);
});

test('without a safe place it is kept in memory only, says so, and writes nothing', async () => {
  const first = await connected();
  const two = await codesFor(first, 2);
  await goOffline(first);
  expect(await keep(first, two)).toMatchObject({ persistent: false, entries: [{}, {}] });
  const disk = await killed(first);
  expect(await readdir(disk)).not.toContain('outbox.json');
  const desk = await start({}, disk);
  expect((await call(desk, 'outbox:list', {})).entries).toEqual([]);
});

test('stopped before its first post: nothing leaves, all of it waits on', async () => {
  const desk = await connected();
  const kept = await keep(desk, await codesFor(desk, 3));
  await call(desk, 'outbox:review', { ids: idsOf(kept) });
  sandbox.clearLog();
  const sending = call(desk, 'outbox:send', { job: 'stopped', ids: idsOf(kept) });
  await call(desk, 'jobs:stop', { job: 'stopped' });
  expect((await sending).map(({ outcome }) => outcome)).toEqual(['stopped', 'stopped', 'stopped']);
  expect(posts()).toBe(0);
  const { entries } = await call(desk, 'outbox:list', {});
  expect(entries.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
});

test('killed between intent and answer: not known, never sent again by itself, and again only on the user’s word', async () => {
  const secrets = keyRing();
  const first = await connected({ secrets });
  const two = await codesFor(first, 2);
  const kept = await keep(first, two);
  await call(first, 'outbox:review', { ids: idsOf(kept) });
  const [one, other] = two;
  sandbox.clearLog();
  // Processed, but the answer never comes.
  sandbox.fault({ match: `POST /me/task/contactChange/${one?.id}/*`, kind: 'hang', when: 'after' });
  const sending = call(first, 'outbox:send', { job: 'cut', ids: [kept.entries[0]?.id ?? ''] });
  await vi.waitFor(() => expect(postsOf(one?.id ?? 0)).toBe(1));
  const disk = await killed(first);
  await sending.catch(() => {});

  const desk = await start({ secrets }, disk);
  const list = await call(desk, 'outbox:list', {});
  expect(list.entries.map(({ state }) => state)).toEqual(['unknown', 'waiting']);
  await call(desk, 'sync:now', {});
  expect(postsOf(one?.id ?? 0)).toBe(1);
  expect(postsOf(other?.id ?? 0)).toBe(0);

  const { list: reviewed } = await call(desk, 'outbox:review', { ids: idsOf(list) });
  expect(reviewed.entries[0]?.state).toBe('unknown');
  // OVHcloud knows the code as used: the first post counted, and that is said.
  expect(await call(desk, 'outbox:send', { job: 'again', ids: [idsOf(list)[0] ?? ''] })).toMatchObject([
    { outcome: 'accepted' },
  ]);
  expect((await call(desk, 'outbox:list', {})).entries.map(numberOf)).toEqual([other?.id]);
});

test('killed after it was marked but before its turn: still waiting', async () => {
  const secrets = keyRing();
  const first = await connected({ secrets });
  const six = await codesFor(first, 6);
  const kept = await keep(first, six);
  await call(first, 'outbox:review', { ids: idsOf(kept) });
  sandbox.clearLog();
  sandbox.fault({ match: 'POST /me/task/contactChange/*', kind: 'hang', when: 'before', times: null });
  const sending = call(first, 'outbox:send', { job: 'cut', ids: idsOf(kept) });
  // Four go at a time; the others have not begun.
  await vi.waitFor(() => expect(posts()).toBe(4));
  const disk = await killed(first);
  await sending.catch(() => {});
  const desk = await start({ secrets }, disk);
  const states = (await call(desk, 'outbox:list', {})).entries.map(({ state }) => state);
  expect(states).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'waiting', 'waiting']);
});

test('no network when it is sent: it goes on waiting, with its code', async () => {
  const desk = await connected({ secrets: keyRing() });
  const [one] = await codesFor(desk, 1);
  const kept = await keep(desk, one ? [one] : []);
  const ids = idsOf(kept);
  await call(desk, 'outbox:review', { ids });
  await call(desk, 'codes:forget', { handles: [one?.handle ?? ''] });
  await way.cut();
  expect(await call(desk, 'outbox:send', { job: 'no', ids })).toMatchObject([
    { outcome: 'failed', failure: { code: 'offline' } },
  ]);
  expect((await call(desk, 'outbox:list', {})).entries).toMatchObject([{ state: 'waiting', last: 'failed' }]);
  await way.mend();
  await call(desk, 'outbox:review', { ids });
  expect(await call(desk, 'outbox:send', { job: 'yes', ids })).toMatchObject([{ outcome: 'accepted' }]);
  expect(postsOf(one?.id ?? 0)).toBe(1);
});

test('a code that lies pasted in the window as well stays there when the outbox could not send it', async () => {
  const desk = await connected();
  const [one] = await codesFor(desk, 1);
  if (one === undefined) throw new Error('no code');
  const ids = idsOf(await keep(desk, [one]));
  await call(desk, 'outbox:review', { ids });
  await way.cut();
  expect(await call(desk, 'outbox:send', { job: 'j', ids })).toMatchObject([{ outcome: 'failed' }]);
  const held = (await call(desk, 'codes:list', {})).codes.map(({ handle }) => handle);
  expect(held).toEqual([one.handle]);
});

test('a code that died by asking for a new one is not sent', async () => {
  const desk = await connected({ secrets: keyRing() });
  const [one] = await codesFor(desk, 1);
  const kept = await keep(desk, one ? [one] : []);
  await call(desk, 'requests:resend', { requestKey: one?.requestKey ?? '', accountId: one?.accountId ?? '' });
  const { list } = await call(desk, 'outbox:review', { ids: idsOf(kept) });
  expect(list.entries).toMatchObject([{ now: { verdict: 'gone', changes: [{ kind: 'new-code' }] } }]);
  sandbox.clearLog();
  expect(await call(desk, 'outbox:send', { job: 'dead', ids: idsOf(kept) })).toMatchObject([
    { outcome: 'left-out' },
  ]);
  expect(posts()).toBe(0);
});

test('a decision taken anew for the same side takes the place of the one that waits', async () => {
  const desk = await connected({ secrets: keyRing() });
  const [one] = await codesFor(desk, 1);
  if (!one) throw new Error('nothing waits');
  await keep(desk, [one]);
  const again = await call(desk, 'outbox:keep', {
    decisions: [
      { requestKey: one.requestKey, accountId: one.accountId, handle: one.handle, decision: 'refuse' },
    ],
  });
  expect(again.entries).toMatchObject([{ kind: 'decision', decision: 'refuse' }]);
});

test('a locked vault keeps what it holds; once open it can be reviewed', async () => {
  const secrets = keyRing();
  const first = await connected({ secrets });
  await keep(first, await codesFor(first, 2));
  const disk = await killed(first);
  secrets.locked = true;
  const desk = await start({ secrets }, disk);
  const list = await call(desk, 'outbox:list', {});
  expect(list.entries.map(({ kind }) => kind)).toEqual(['locked', 'locked']);
  const before = await readFile(join(disk, 'outbox.json'), 'utf8');
  await call(desk, 'outbox:review', { ids: idsOf(list) });
  expect(await readFile(join(disk, 'outbox.json'), 'utf8')).toBe(before);
  secrets.locked = false;
  const { list: opened } = await call(desk, 'outbox:review', { ids: idsOf(list) });
  expect(opened.entries.map(({ kind }) => kind)).toEqual(['decision', 'decision']);
});

test('a key store that is unlocked for the accounts opens what waits as well', async () => {
  const secrets = keyRing();
  const first = await connected({ secrets });
  const [one] = await codesFor(first, 1);
  await keep(first, one ? [one] : []);
  const disk = await killed(first);
  secrets.locked = true;
  const desk = await start({ secrets }, disk);
  expect((await call(desk, 'outbox:list', {})).entries).toMatchObject([{ kind: 'locked', why: 'locked' }]);
  secrets.locked = false;
  await call(desk, 'accounts:reopen', { accountId: one?.accountId ?? '' });
  await vi.waitFor(() => expect(desk.told.at(-1)?.entries).toMatchObject([{ kind: 'decision' }]));
});

test('forgetting an account wipes what waits for it', async () => {
  const desk = await connected({ secrets: keyRing() });
  const [one] = await codesFor(desk, 1);
  await keep(desk, one ? [one] : []);
  await call(desk, 'accounts:forget', { accountId: one?.accountId ?? '' });
  expect((await call(desk, 'outbox:list', {})).entries).toEqual([]);
  expect(JSON.parse(await readFile(join(folder, 'outbox.json'), 'utf8'))).toMatchObject({
    version: 1,
    entries: [],
  });
});

test('a hand-over planned offline: a service that got a request meanwhile stays, the others are sent, each once', async () => {
  const secrets = keyRing();
  const first = await connected({ secrets });
  const target = { contactTech: 'mp40311-ovh' };
  const services = await allServices((input) => call(first, 'services:list', input));
  const names = new Map<string, number>();
  for (const { name } of services) names.set(name, (names.get(name) ?? 0) + 1);
  const single = services.filter(({ name }) => names.get(name) === 1).map(({ key }) => key);
  const { rows } = await call(first, 'handover:check', { serviceKeys: single, target });
  const ready = rows.filter(({ verdict }) => verdict === 'ready').map(({ serviceKey }) => serviceKey);
  const three = ready.slice(0, 3);
  expect(three).toHaveLength(3);
  await goOffline(first);
  // The plan rests on what was known, and says so.
  const plan = await call(first, 'handover:check', { serviceKeys: three, target });
  expect([plan.fresh, plan.rows.map(({ verdict }) => verdict)]).toEqual([false, three.map(() => 'ready')]);
  await call(first, 'outbox:keep', { handover: { group: 'train', serviceKeys: three, target } });
  const disk = await killed(first);

  await way.mend();
  const desk = await start({ secrets }, disk);
  await call(desk, 'sync:now', {});
  await call(desk, 'handover:send', { job: 'meanwhile', serviceKeys: [three[1] ?? ''], target });
  sandbox.clearLog();
  const ids = idsOf(await call(desk, 'outbox:list', {}));
  await vi.waitFor(async () => {
    const { list, unread } = await call(desk, 'outbox:review', { ids });
    expect(unread).toEqual([]);
    expect(list.entries.map(verdictOf)).toEqual(['unchanged', 'blocked', 'unchanged']);
    expect(list.entries[1]).toMatchObject({
      now: { changes: [{ kind: 'reason', reason: { kind: 'running' } }] },
    });
  });
  const outcomes = await call(desk, 'outbox:send', { job: 'send', ids });
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['left-out', 'sent', 'sent']);
  expect(sandbox.log().filter(({ path }) => path.endsWith('/changeContact'))).toHaveLength(2);
  const activity = (await call(desk, 'activity:list', {})).filter(({ group }) => group === 'train');
  expect(activity.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['changeContact', 'done'],
    ['changeContact', 'done'],
  ]);
});

test('HTML where JSON belongs (a captive portal) is offline, and nothing is sent through it', async () => {
  const desk = await connected({ secrets: keyRing() });
  const kept = await keep(desk, await codesFor(desk, 1));
  sandbox.fault({ match: '* /*', kind: 'html', status: 200, times: null });
  expect((await call(desk, 'sync:now', {})).map(({ online }) => online)).toEqual([false]);
  sandbox.clearLog();
  const { unread } = await call(desk, 'outbox:review', { ids: idsOf(kept) });
  expect(unread).toMatchObject([{ failure: { code: 'bad-answer' } }]);
  expect(await call(desk, 'outbox:send', { job: 'portal', ids: idsOf(kept) })).toMatchObject([
    { outcome: 'left-out' },
  ]);
  expect(posts()).toBe(0);
});

test('an account whose answer hangs holds up no review and no sending of another', async () => {
  const desk = await connected({ secrets: keyRing() });
  const keys = sandbox.accounts[1];
  const { id: slow } = await call(desk, 'accounts:connectKeys', {
    endpoint: 'loopback',
    url: `${way.origin}/1.0`,
    applicationKey: keys?.applicationKey ?? '',
    applicationSecret: keys?.applicationSecret ?? '',
    consumerKey: keys?.consumerKey ?? '',
  });
  await call(desk, 'sync:now', {});
  const kept = await keep(desk, await codesFor(desk, 1));
  // Nobody else's reading may meet the trouble.
  desk.attention('nobody');
  await call(desk, 'sync:now', {});
  sandbox.clearLog();
  sandbox.fault({ match: 'GET /me/task/contactChange*', kind: 'hang' });
  let hangs = true;
  const reading = call(desk, 'sync:now', { accountId: slow }).finally(() => {
    hangs = false;
  });
  await vi.waitFor(() =>
    expect(sandbox.log().some(({ path }) => path.endsWith('/contactChange'))).toBe(true),
  );
  const { unread } = await call(desk, 'outbox:review', { ids: idsOf(kept) });
  expect(unread).toEqual([]);
  expect(await call(desk, 'outbox:send', { job: 'fast', ids: idsOf(kept) })).toMatchObject([
    { outcome: 'accepted' },
  ]);
  expect(hangs).toBe(true);
  await reading;
});
