/** The desk against the stand-in OVHcloud over real HTTP: the main job, lost answers, restarts and being offline. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Desk, Ports } from '../../../electron/desk/ports.ts';
import type { Sandbox, SandboxOptions } from '../../../electron/sandbox/server.ts';
import type { Account } from '../../../shared/account.ts';
import type { HandoverTarget } from '../../../shared/handover.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import type { Service } from '../../../shared/service.ts';
import { isRunning, turnOf } from '../../../shared/turn.ts';
import { temporaryFolder } from '../../fakes/folder.ts';
import { lettersTo } from '../../fakes/mailbox.ts';
import { call, type OpenDesk, runDesk, stillSandbox } from '../../fakes/open-desk.ts';
import { allServices } from '../../fakes/services.ts';

const PRIMARY = 'ac21874-ovh';
const WORLD: SandboxOptions = { services: 160, requests: 60 };

let sandbox: Sandbox;
let folder: string;
const open: Desk[] = [];

beforeEach(async () => {
  sandbox = await stillSandbox(WORLD);
  folder = await temporaryFolder();
});

async function start(change: Partial<Ports> = {}): Promise<OpenDesk> {
  const desk = await runDesk(folder, { startSandbox: async () => sandbox, ...change });
  open.push(desk);
  return desk;
}

/** All of them, chunk after chunk. */
const servicesOf = (desk: Desk): Promise<Service[]> =>
  allServices((input) => call(desk, 'services:list', input));

async function connected(change: Partial<Ports> = {}): Promise<OpenDesk & { accounts: Account[] }> {
  const desk = await start(change);
  const accounts = await call(desk, 'accounts:trySandbox', {});
  await call(desk, 'sync:now', {});
  return { ...desk, accounts };
}

const mineOf = (accounts: readonly Account[]): Set<string> =>
  new Set(accounts.map(({ nichandle }) => nichandle));

/** A request where only the primary's code is missing from our side, with that code. */
async function waitingOne(
  desk: Desk,
  accounts: readonly Account[],
): Promise<{ request: ContactRequest; code: string; all: string }> {
  const letters = await lettersTo(sandbox.origin, PRIMARY);
  for (const request of await call(desk, 'requests:list', {})) {
    const turn = turnOf(request, mineOf(accounts), Date.now());
    if (turn.whose !== 'mine' || turn.sides.length !== 1 || turn.sides[0] !== PRIMARY) continue;
    const letter = letters.find(({ requestId }) => requestId === request.id);
    if (letter) return { request, code: letter.code, all: letter.raw };
  }
  throw new Error('no request waits for the primary account');
}

/** Services that can be handed over, and whose name no running request bears (a twin's could be meant). */
async function readyKeys(desk: Desk, target: HandoverTarget): Promise<string[]> {
  const services = await servicesOf(desk);
  const { rows, fresh } = await call(desk, 'handover:check', {
    serviceKeys: services.map(({ key }) => key),
    target,
  });
  expect(fresh).toBe(true);
  const taken = new Set(
    (await call(desk, 'requests:list', {})).flatMap(({ state, serviceDomain }) =>
      isRunning(state) ? [serviceDomain] : [],
    ),
  );
  const free = new Set(services.filter(({ name }) => !taken.has(name)).map(({ key }) => key));
  return rows
    .filter(({ verdict, serviceKey }) => verdict === 'ready' && free.has(serviceKey))
    .map(({ serviceKey }) => serviceKey);
}

const accept = (request: ContactRequest, handle: string) => ({
  job: 'job',
  items: [{ requestKey: request.key, accountId: `${PRIMARY}@sandbox`, handle, decision: 'accept' as const }],
});

test('the main job: connect, paste an e-mail, accept, and the contact changes once the other side has confirmed', async () => {
  const desk = await connected();
  const { request, all } = await waitingOne(desk, desk.accounts);
  const { codes } = await call(desk, 'codes:recognise', { text: all });
  expect(codes).toMatchObject([{ verdict: 'fits', requestKey: request.key }]);
  expect(await call(desk, 'requests:decide', accept(request, codes[0]?.handle ?? ''))).toMatchObject([
    { outcome: 'accepted', failure: null },
  ]);
  const after = (await call(desk, 'requests:list', {})).find(({ key }) => key === request.key);
  expect(after?.confirmations).toMatchObject([{ nichandle: PRIMARY, decision: 'accept', certain: true }]);

  sandbox.setCounterparts('auto');
  sandbox.advance(60);
  await vi.waitFor(
    async () => {
      await call(desk, 'sync:now', {});
      const ended = (await call(desk, 'requests:list', {})).find(({ key }) => key === request.key);
      expect(['done', 'refused']).toContain(ended?.state);
    },
    { timeout: 10_000, interval: 100 },
  );
});

test('both sides mine: each confirms with its own code and the service shows the new contact', async () => {
  const desk = await connected();
  const [first, second] = desk.accounts;
  const target = { contactTech: second?.nichandle ?? '' };
  const ready = new Set(await readyKeys(desk, target));
  const service = (await servicesOf(desk)).find(
    ({ key, family, contacts }) =>
      ready.has(key) && family === '/domain' && contacts?.contactTech === PRIMARY,
  );
  const sent = await call(desk, 'handover:send', { job: 'h', serviceKeys: [service?.key ?? ''], target });
  expect(sent).toMatchObject([{ outcome: 'sent' }]);
  const id = sent[0]?.requestIds[0];

  await vi.waitFor(
    async () => {
      await call(desk, 'sync:now', {});
      const made = (await call(desk, 'requests:list', {})).find((request) => request.id === id);
      expect(made).toMatchObject({
        state: 'validatingByCustomers',
        serviceKey: service?.key,
        family: '/domain',
      });
    },
    { timeout: 10_000, interval: 50 },
  );
  for (const account of [first, second]) {
    const letter = (await lettersTo(sandbox.origin, account?.nichandle ?? '')).find(
      ({ requestId }) => requestId === id,
    );
    const { codes } = await call(desk, 'codes:recognise', { text: letter?.raw ?? '' });
    // The message says whom it was sent to: no choice is left to the user.
    expect(codes).toMatchObject([{ verdict: 'fits', accountId: account?.id }]);
    const [outcome] = await call(desk, 'requests:decide', {
      job: 'both',
      items: [
        {
          requestKey: codes[0]?.requestKey ?? '',
          accountId: account?.id ?? '',
          handle: codes[0]?.handle ?? '',
          decision: 'accept',
        },
      ],
    });
    expect(outcome).toMatchObject({ outcome: 'accepted' });
  }
  await vi.waitFor(
    async () => {
      await call(desk, 'sync:now', {});
      const changed = (await servicesOf(desk)).find(({ key }) => key === service?.key);
      expect(changed?.contacts?.contactTech).toBe(second?.nichandle);
    },
    { timeout: 10_000, interval: 50 },
  );
});

test('a request that a domain or its zone could be meant by names both', async () => {
  const desk = await connected();
  const services = await servicesOf(desk);
  const unclear = (await call(desk, 'requests:list', {})).filter(
    ({ possibleFamilies }) => possibleFamilies !== undefined,
  );
  expect(unclear.length).toBeGreaterThan(0);
  for (const { serviceDomain, serviceKey, family, possibleFamilies } of unclear) {
    expect([serviceKey, family]).toEqual([null, null]);
    expect(services.filter(({ name }) => name === serviceDomain).map((service) => service.family)).toEqual(
      possibleFamilies,
    );
  }
});

test('one that runs on a domain or on its zone lets neither be ready without saying so', async () => {
  const desk = await connected();
  const services = await servicesOf(desk);
  const unclear = (await call(desk, 'requests:list', {})).filter(
    ({ possibleFamilies, state }) => possibleFamilies !== undefined && isRunning(state),
  );
  const names = new Set(unclear.map(({ serviceDomain }) => serviceDomain));
  const serviceKeys = services.filter(({ name }) => names.has(name)).map(({ key }) => key);
  const target = { contactAdmin: 'zz90001-ovh' };
  const { rows } = await call(desk, 'handover:check', { serviceKeys, target });
  const ready = rows.filter(({ verdict }) => verdict === 'ready');
  expect(ready.length).toBeGreaterThan(0);
  const numbers = unclear.map(({ id }) => id);
  for (const { mayRun } of ready) expect(numbers).toContain(mayRun);
});

test('a wrong code is said to be one and forgotten; the right one still works', async () => {
  const desk = await connected();
  const { request, all } = await waitingOne(desk, desk.accounts);
  const wrong = 'ZyXwVuTsRqPoNmLkJiHgFeDcBa987654';
  const typed = await call(desk, 'codes:recognise', { text: wrong, requestKey: request.key });
  const handle = typed.codes[0]?.handle ?? '';
  expect(await call(desk, 'requests:decide', accept(request, handle))).toMatchObject([
    { outcome: 'wrong-code' },
  ]);
  expect(await call(desk, 'requests:decide', accept(request, handle))).toMatchObject([
    { outcome: 'failed', failure: { code: 'code-forgotten' } },
  ]);
  const { codes } = await call(desk, 'codes:recognise', { text: all });
  expect(await call(desk, 'requests:decide', accept(request, codes[0]?.handle ?? ''))).toMatchObject([
    { outcome: 'accepted' },
  ]);
});

test('an accept whose answer was lost is posted once, said to be unknown, and settled when the request goes on', async () => {
  // The other side has said yes before: the request must not go on until it has been read again, however busy the machine is.
  await sandbox.close();
  sandbox = await stillSandbox({ ...WORLD, lag: 30 });
  const desk = await connected();
  const { request, code } = await waitingOne(desk, desk.accounts);
  sandbox.fault({ match: 'POST /me/task/contactChange/*', kind: 'reset', when: 'after', times: 1 });
  const { codes } = await call(desk, 'codes:recognise', { text: code, requestKey: request.key });
  expect(await call(desk, 'requests:decide', accept(request, codes[0]?.handle ?? ''))).toMatchObject([
    { outcome: 'unknown', failure: { code: 'outcome-unknown', next: 'read-again' } },
  ]);
  expect(sandbox.log().filter(({ path }) => path.endsWith(`/${request.id}/accept`))).toHaveLength(1);
  const [entry] = await call(desk, 'activity:list', {});
  expect(entry).toMatchObject({ kind: 'accept', outcome: 'unknown' });

  sandbox.setCounterparts('auto');
  sandbox.advance(60);
  await vi.waitFor(
    async () => {
      await call(desk, 'sync:now', {});
      const now = (await call(desk, 'requests:list', {})).find(({ key }) => key === request.key);
      expect(now?.state).not.toBe('validatingByCustomers');
      const settled = (await call(desk, 'activity:list', {})).find(({ id }) => id === entry?.id);
      expect(settled?.outcome).toBe(now?.state === 'refused' ? 'unknown' : 'done');
    },
    { timeout: 10_000, interval: 100 },
  );
});

test('a refusal whose answer was lost is found in the state of the request', async () => {
  const desk = await connected();
  const { request, code } = await waitingOne(desk, desk.accounts);
  sandbox.fault({ match: 'POST /me/task/contactChange/*', kind: 'reset', when: 'after', times: 1 });
  const { codes } = await call(desk, 'codes:recognise', { text: code, requestKey: request.key });
  const [outcome] = await call(desk, 'requests:decide', {
    ...accept(request, codes[0]?.handle ?? ''),
    items: [
      {
        requestKey: request.key,
        accountId: `${PRIMARY}@sandbox`,
        handle: codes[0]?.handle ?? '',
        decision: 'refuse',
      },
    ],
  });
  // What is shown may lag behind: then it is said to be unknown and settled by the next reading.
  expect(['refused', 'unknown']).toContain(outcome?.outcome);
  await vi.waitFor(
    async () => {
      await call(desk, 'sync:now', {});
      const activity = await call(desk, 'activity:list', {});
      expect(activity.find(({ kind }) => kind === 'refuse')?.outcome).toBe('done');
    },
    { timeout: 5_000, interval: 50 },
  );
  expect(sandbox.log().filter(({ path }) => path.endsWith('/refuse'))).toHaveLength(1);
});

test('keeps the code when the network, not the server, refused', async () => {
  const desk = await connected();
  const { request, code } = await waitingOne(desk, desk.accounts);
  const { codes } = await call(desk, 'codes:recognise', { text: code, requestKey: request.key });
  const handle = codes[0]?.handle ?? '';
  const port = Number(new URL(sandbox.url).port);
  await sandbox.close();
  expect(await call(desk, 'requests:decide', accept(request, handle))).toMatchObject([
    { outcome: 'failed', failure: { code: 'offline' } },
  ]);
  expect((await call(desk, 'activity:list', {}))[0]).toMatchObject({ kind: 'accept', outcome: 'not-sent' });
  // Another world of the same seed has other codes: the one held is refused by the server, not missing here.
  sandbox = await stillSandbox({ ...WORLD, port });
  const [again] = await call(desk, 'requests:decide', accept(request, handle));
  expect(again?.failure?.code).not.toBe('code-forgotten');
});

test('changes whose answers were lost are found among the running requests, twins told apart, none asked twice', async () => {
  const desk = await connected();
  const target = { contactTech: 'mp40311-ovh' };
  const ready = new Set(await readyKeys(desk, target));
  const services = (await servicesOf(desk)).filter(({ key }) => ready.has(key));
  const zone = services.find(
    ({ family, name }) =>
      family === '/domain/zone' &&
      services.some((other) => other.family === '/domain' && other.name === name),
  );
  const twins = services.filter(({ name }) => name === zone?.name).map(({ key }) => key);
  expect(twins).toHaveLength(2);
  const keys = [
    ...twins,
    ...services
      .map(({ key }) => key)
      .filter((key) => !twins.includes(key))
      .slice(0, 3),
  ];
  sandbox.clearLog();
  sandbox.fault({ match: 'POST /*/changeContact', kind: 'reset', when: 'after', times: keys.length });
  const sent = await call(desk, 'handover:send', { job: 'h', serviceKeys: keys, target });
  expect(sent.map(({ outcome }) => outcome)).toEqual(keys.map(() => 'found'));
  for (const { requestIds } of sent) expect(requestIds).toHaveLength(1);
  expect(new Set(sent.flatMap(({ requestIds }) => requestIds)).size).toBe(keys.length);
  expect(sandbox.log().filter(({ path }) => path.endsWith('/changeContact'))).toHaveLength(keys.length);
  const requests = await call(desk, 'requests:list', {});
  for (const { serviceKey, requestIds } of sent) {
    expect(requests.find(({ id }) => id === requestIds[0])?.serviceKey).toBe(serviceKey);
  }
});

test('a change that never reached the server is unknown at first, and asking again is left to the user', async () => {
  const desk = await connected();
  const target = { contactTech: 'mp40311-ovh' };
  const [key = ''] = await readyKeys(desk, target);
  sandbox.clearLog();
  sandbox.fault({ match: 'POST /*/changeContact', kind: 'reset', when: 'before', times: 1 });
  expect(await call(desk, 'handover:send', { job: '1', serviceKeys: [key], target })).toMatchObject([
    { outcome: 'unknown', failure: { code: 'outcome-unknown' } },
  ]);
  expect(sandbox.log().filter(({ path }) => path.endsWith('/changeContact'))).toHaveLength(1);
  expect(await call(desk, 'handover:send', { job: '2', serviceKeys: [key], target })).toMatchObject([
    { outcome: 'sent' },
  ]);
});

test('what was stopped before its turn stands in the record as not sent, and can be sent later', async () => {
  const desk = await connected();
  const target = { contactTech: 'mp40311-ovh' };
  const serviceKeys = (await readyKeys(desk, target)).slice(0, 8);
  expect(serviceKeys).toHaveLength(8);
  desk.listen((event) => {
    if (event === 'jobs:progress') void call(desk, 'jobs:stop', { job: 'h' });
  });
  const sent = await call(desk, 'handover:send', { job: 'h', group: 'g', serviceKeys, target });
  const stopped = sent.filter(({ outcome }) => outcome === 'stopped').map(({ serviceKey }) => serviceKey);
  expect(stopped.length).toBeGreaterThan(0);
  expect(stopped.length).toBeLessThan(serviceKeys.length);

  const entries = (await call(desk, 'activity:list', {})).filter(({ group }) => group === 'g');
  expect(entries).toHaveLength(serviceKeys.length);
  const notSent = entries.filter(({ outcome }) => outcome === 'not-sent');
  expect(notSent.map(({ serviceKey }) => serviceKey).sort()).toEqual(stopped.sort());
  const later = await call(desk, 'handover:send', { job: 'l', group: 'g', serviceKeys: stopped, target });
  expect(later.map(({ outcome }) => outcome)).toEqual(stopped.map(() => 'sent'));
});

test('what is sent is what the plan finds ready at that moment: a service taken meanwhile is left out', async () => {
  const desk = await connected();
  const target = { contactTech: 'mp40311-ovh' };
  const [key = ''] = await readyKeys(desk, target);
  expect(await call(desk, 'handover:send', { job: '1', serviceKeys: [key], target })).toMatchObject([
    { outcome: 'sent' },
  ]);
  await call(desk, 'sync:now', {});
  expect(await call(desk, 'handover:send', { job: '2', serviceKeys: [key], target })).toMatchObject([
    { outcome: 'left-out' },
  ]);
});

test('a restart without the server shows what was known, with its age, and recovers when the server is back', async () => {
  const first = await connected();
  const services = await servicesOf(first);
  const requests = await call(first, 'requests:list', {});
  const { request, code } = await waitingOne(first, first.accounts);
  const { codes } = await call(first, 'codes:recognise', { text: code, requestKey: request.key });
  await call(first, 'requests:decide', accept(request, codes[0]?.handle ?? ''));
  await open.pop()?.close();
  const port = Number(new URL(sandbox.url).port);
  const { url, accounts } = sandbox;
  await sandbox.close();

  const second = await start({ startSandbox: async () => ({ url, accounts }) });
  const shown = await call(second, 'app:open', {});
  expect(shown.serviceCount).toBe(services.length);
  expect(shown.requests).toHaveLength(requests.length);
  expect(shown.sync.every(({ requestsAt, servicesAt }) => requestsAt !== null && servicesAt !== null)).toBe(
    true,
  );
  expect(shown.requests.find(({ key }) => key === request.key)?.confirmations).toMatchObject([
    { certain: true },
  ]);
  expect(await servicesOf(second)).toHaveLength(services.length);
  await vi.waitFor(
    async () => {
      const { sync } = await call(second, 'app:open', {});
      expect(sync.map(({ online }) => online)).toEqual([false, false, false]);
    },
    { timeout: 10_000, interval: 50 },
  );

  sandbox = await stillSandbox({ ...WORLD, port });
  await vi.waitFor(
    async () => {
      const { sync } = await call(second, 'app:open', {});
      expect(sync.map(({ online, failure }) => [online, failure])).toEqual([
        [true, null],
        [true, null],
        [true, null],
      ]);
    },
    { timeout: 15_000, interval: 50 },
  );
});

test('three keys connect over a loopback address; a wrong one is told apart and nothing is kept', async () => {
  const desk = await start();
  const keys = sandbox.accounts[0];
  const { applicationKey = '', applicationSecret = '', consumerKey = '' } = keys ?? {};
  const where = { endpoint: 'loopback' as const, url: sandbox.url };
  const attempt = (change: object) =>
    desk.handlers['accounts:connectKeys']({
      ...where,
      applicationKey,
      applicationSecret,
      consumerKey,
      ...change,
    });
  expect(await attempt({ applicationSecret: 'x'.repeat(32) })).toMatchObject({
    error: { code: 'bad-signature' },
  });
  expect(await attempt({ applicationKey: 'x'.repeat(16) })).toMatchObject({
    error: { code: 'unknown-application' },
  });
  expect(await attempt({ consumerKey: 'x'.repeat(32) })).toMatchObject({
    error: { code: 'invalid-credential' },
  });
  expect(await attempt({ url: 'http://192.168.1.5/1.0' })).toMatchObject({ error: { code: 'bad-input' } });
  expect((await call(desk, 'app:open', {})).accounts).toEqual([]);
  expect(await attempt({})).toMatchObject({ ok: true, value: { nichandle: PRIMARY, endpoint: 'loopback' } });
});

test('keys in the environment are offered, taken on a word, and found again at the next start', async () => {
  const { applicationKey = '', applicationSecret = '', consumerKey = '' } = sandbox.accounts[0] ?? {};
  const environment = {
    OVH_ENDPOINT: sandbox.url,
    OVH_APPLICATION_KEY: applicationKey,
    OVH_APPLICATION_SECRET: applicationSecret,
    OVH_CONSUMER_KEY: consumerKey,
  };
  const first = await start({ environment });
  expect((await call(first, 'app:open', {})).accounts).toEqual([]);
  const [offer] = await call(first, 'accounts:offers', {});
  expect(offer).toMatchObject({ source: 'environment', place: 'OVH_*', endpoint: 'loopback' });
  expect(JSON.stringify(offer)).not.toContain(consumerKey);
  expect(await call(first, 'accounts:takeOffer', { offer: offer?.id ?? '' })).toMatchObject({
    nichandle: PRIMARY,
  });
  await open.pop()?.close();

  const second = await start({ environment });
  await vi.waitFor(
    async () =>
      expect((await call(second, 'app:open', {})).sync).toMatchObject([{ online: true, failure: null }]),
    { timeout: 5_000, interval: 50 },
  );
  await open.pop()?.close();

  // Somebody else's keys in the same place: not taken for this account's.
  const other = sandbox.accounts[3];
  const stranger = await start({
    environment: {
      OVH_ENDPOINT: sandbox.url,
      OVH_APPLICATION_KEY: other?.applicationKey,
      OVH_APPLICATION_SECRET: other?.applicationSecret,
      OVH_CONSUMER_KEY: other?.consumerKey,
    },
  });
  sandbox.clearLog();
  await vi.waitFor(async () =>
    expect((await call(stranger, 'app:open', {})).accounts).toMatchObject([
      { nichandle: PRIMARY, credential: { state: 'missing' } },
    ]),
  );
  expect(
    sandbox.log().filter(({ path }) => path.startsWith('/me/task') || path.startsWith('/services')),
  ).toEqual([]);
  await open.pop()?.close();

  const third = await start();
  await vi.waitFor(async () =>
    expect((await call(third, 'app:open', {})).accounts).toMatchObject([
      { credential: { state: 'missing' } },
    ]),
  );
});

test('signing in on the validation page: pending, then validated, or refused', async () => {
  const desk = await start();
  const { applicationKey = '', applicationSecret = '' } = sandbox.accounts[0] ?? {};
  const where = { endpoint: 'loopback' as const, url: sandbox.url, applicationKey, applicationSecret };
  const { validation } = await call(desk, 'accounts:startValidation', where);
  expect(await call(desk, 'accounts:checkValidation', { validation })).toMatchObject({
    state: 'pendingValidation',
  });
  await call(desk, 'links:open', { to: 'validation', validation });
  const page = desk.ports.told.opened[0] ?? '';
  expect(page).toMatch(/^http:\/\/127\.0\.0\.1/);
  await answerPage(page, 'authorise');
  expect(await call(desk, 'accounts:checkValidation', { validation })).toMatchObject({
    state: 'validated',
    account: { nichandle: PRIMARY, credential: { state: 'valid', expiration: expect.stringMatching(/^20/) } },
  });

  const second = await call(desk, 'accounts:startValidation', where);
  const { url } = await call(desk, 'links:open', { to: 'validation', validation: second.validation });
  await answerPage(url, 'refuse');
  expect(await call(desk, 'accounts:checkValidation', { validation: second.validation })).toMatchObject({
    state: 'refused',
  });
});

test('forgetting an account expires its credential there and wipes its snapshots here', async () => {
  const desk = await connected();
  const account = desk.accounts[0];
  await vi.waitFor(async () => expect(await snapshotFiles()).toHaveLength(6));
  expect(await call(desk, 'accounts:forget', { accountId: account?.id ?? '' })).toEqual({ loggedOut: true });
  expect((await call(desk, 'app:open', {})).accounts.map(({ id }) => id)).not.toContain(account?.id);
  expect(await snapshotFiles()).toHaveLength(4);
  expect((await servicesOf(desk)).every(({ seenBy }) => !seenBy.includes(account?.id ?? ''))).toBe(true);
});

test('forgetting an account takes along the reminders of what it alone sees, and no others', async () => {
  const desk = await connected();
  const id = desk.accounts[0]?.id ?? '';
  const requests = await call(desk, 'requests:list', {});
  const alone = requests.find(({ seenBy }) => seenBy.length === 1 && seenBy[0] === id)?.key ?? '';
  const others = requests.find(({ seenBy }) => !seenBy.includes(id))?.key ?? '';
  // One of an account that is not read yet.
  const keys = [alone, others, 'eu/1'];
  expect(await call(desk, 'reminders:note', { nichandle: 'MP40311-ovh', requestKeys: keys })).toHaveLength(3);
  await call(desk, 'accounts:forget', { accountId: id });
  const left = await call(desk, 'reminders:list', {});
  expect(left.map(({ requestKey }) => requestKey)).toEqual([others, 'eu/1']);
});

test('codes are found in the e-mails OVHcloud keeps', async () => {
  const desk = await connected();
  const { request } = await waitingOne(desk, desk.accounts);
  const found = await call(desk, 'codes:findInMail', {});
  expect(found.codes.some((code) => code.verdict === 'fits' && code.requestKey === request.key)).toBe(true);
});

test('no key, secret or code stands in any file or log line', async () => {
  const desk = await connected();
  const { request, all, code } = await waitingOne(desk, desk.accounts);
  sandbox.fault({ match: 'GET /me/task/contactChange', kind: 'status', status: 500, times: 1 });
  const { codes } = await call(desk, 'codes:recognise', { text: all });
  await call(desk, 'requests:decide', accept(request, codes[0]?.handle ?? ''));
  await call(desk, 'sync:now', {});
  await open.pop()?.close();
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(names.length).toBeGreaterThan(4);
  const texts = await Promise.all(names.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
  const everything = [...texts, ...desk.ports.told.log].join('\n');
  expect(everything).toContain(request.serviceDomain);
  const secrets = sandbox.accounts.flatMap((keys) => [
    keys.applicationKey,
    keys.applicationSecret,
    keys.consumerKey,
  ]);
  for (const secret of [...secrets, code]) expect(everything).not.toContain(secret);
});

/** Without the temporary files of a write under way. */
async function snapshotFiles(): Promise<string[]> {
  return (await readdir(join(folder, 'snapshots'))).filter((name) => name.endsWith('.json'));
}

/** Presses one of the two buttons of the sandbox's validation page. */
async function answerPage(url: string, answer: 'authorise' | 'refuse'): Promise<void> {
  const html = await (await fetch(url)).text();
  expect(html).toContain(`value="${answer}"`);
  const body = new URLSearchParams({ account: PRIMARY, validity: '24', answer });
  expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
}

test('is started again where its shell can do that, and says so where it cannot', async () => {
  const desk = await start();
  await call(desk, 'app:restart', {});
  expect(desk.ports.told.restarts).toBe(1);
  const web = await start({ restart: null });
  expect(await web.handlers['app:restart']({})).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
});
