/** The client against the stand-in OVHcloud, over real HTTP with real signatures. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Client, type ClientOptions, openClient } from '../../../electron/ovh/client.ts';
import type { Credential } from '../../../electron/ovh/credentials.ts';
import { type Api, parseLoopback } from '../../../electron/ovh/endpoints.ts';
import { listMailIds, readMails } from '../../../electron/ovh/mail.ts';
import {
  logout,
  readCurrentCredential,
  readDebt,
  readMe,
  requestCredential,
} from '../../../electron/ovh/me.ts';
import {
  changeContact,
  listServices,
  readServiceContacts,
  readServiceInfos,
} from '../../../electron/ovh/services.ts';
import {
  acceptTask,
  listTasks,
  readTask,
  readTasks,
  refuseTask,
  resendEmail,
  type Task,
} from '../../../electron/ovh/tasks.ts';
import { type Sandbox, startSandbox } from '../../../electron/sandbox/server.ts';
import type { ServiceFacts } from '../../../shared/service-chunk.ts';
import { directWays } from '../../fakes/way-out.ts';

let sandbox: Sandbox;
const opened: Client[] = [];

/** Real time for what is under way, but no pause before a repeated call. */
const clock: ClientOptions['clock'] = {
  now: () => Date.now(),
  steady: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

function apiOf(url: string): Api {
  const api = parseLoopback(url, 'sandbox');
  if (!api.ok) throw new Error('the sandbox is not on loopback');
  return api.value;
}

function open(credential: Credential | null, more: Partial<ClientOptions> = {}, url = sandbox.url): Client {
  const client = openClient({
    api: apiOf(url),
    credential,
    ...directWays(clock),
    clock,
    random: () => 0,
    ...more,
  });
  opened.push(client);
  return client;
}

function keysOf(index: number, from = sandbox): Credential & { kind: 'application' } {
  const account = from.accounts[index];
  if (account === undefined) throw new Error(`the sandbox has no account ${index}`);
  const { applicationKey, applicationSecret, consumerKey } = account;
  return { kind: 'application', applicationKey, applicationSecret, consumerKey };
}

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.error)}`);
  return result.value;
}

const callsTo = (path: string) => sandbox.log().filter((call) => call.path === path);

beforeAll(async () => {
  sandbox = await startSandbox({ counterparts: 'idle', lag: 0, pace: 0.01 });
});
afterAll(() => sandbox.close());
afterEach(() => {
  sandbox.clearFaults();
  sandbox.clearLog();
  for (const client of opened.splice(0)) client.close();
});

/** A code that was mailed for this request to this account, the newest first. */
async function codeFor(nichandle: string, id: number): Promise<string> {
  for (const { raw } of await sandbox.mail(nichandle)) {
    const text = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    const code = new RegExp(`contacts/${id}\\?tab=REQUESTS&token=([A-Za-z0-9]+)`).exec(text)?.[1];
    if (code !== undefined) return code;
  }
  throw new Error(`no code was mailed to ${nichandle} for ${id}`);
}

/** Asks for a new technical contact of a service the account administers; answers the task once it waits for codes. */
async function newRequest(
  client: Client,
  me: string,
  to: string,
): Promise<{ task: Task; service: ServiceFacts }> {
  const { services } = await value(listServices(client));
  const running = new Set(
    (await value(listTasks(client)))
      .filter(({ dateDone }) => dateDone === null)
      .map(({ serviceDomain }) => serviceDomain),
  );
  for (const service of services) {
    if (
      service.contacts?.contactAdmin !== me ||
      service.contacts.contactTech === to ||
      service.route === null
    )
      continue;
    if (service.state !== 'active' || running.has(service.name)) continue;
    const made = await changeContact(client, service.route, { contactTech: to });
    if (!made.ok) continue;
    sandbox.advance(5);
    const task = await value(readTask(client, made.value[0] ?? 0, { fresh: true }));
    return { task, service };
  }
  throw new Error('no service can be handed over');
}

describe('reading', () => {
  it('knows whose key it is', async () => {
    const client = open(keysOf(0));
    expect((await value(readMe(client))).nichandle).toBe(sandbox.accounts[0]?.nichandle);
    expect(await value(readCurrentCredential(client))).toMatchObject({ status: 'validated' });
    expect(typeof (await value(readDebt(client))).value).toBe('number');
    expect(callsTo('/auth/time')).toHaveLength(1);
  });

  it('lists all services with one call and fills in the contacts the list lacks', async () => {
    const client = open(keysOf(0));
    const { services, unknown } = await value(listServices(client));
    expect(services).toHaveLength(1248);
    expect(unknown).toEqual([]);
    expect(callsTo('/services')).toHaveLength(1);
    const filled = services.filter(({ status }) => status !== null);
    expect(filled.length).toBeGreaterThan(0);
    for (const { contacts } of filled) expect(Object.values(contacts ?? {}).every(Boolean)).toBe(true);
  });

  it('reads serviceInfos of every family by the routes it made', async () => {
    const client = open(keysOf(0));
    const { services } = await value(listServices(client));
    const families = [...new Map(services.map((service) => [service.family, service])).values()];
    expect(families.length).toBeGreaterThanOrEqual(20);
    for (const service of families) {
      const infos = await value(readServiceInfos(client, service.route ?? ''));
      expect(infos.contactAdmin).toBe(service.contacts?.contactAdmin);
    }
    const again = await value(readServiceContacts(client, families));
    expect(again.unknown).toEqual([]);
    expect(again.services).toHaveLength(families.length);
  });

  it('lists all requests with one call, and reads some of them in batches', async () => {
    const client = open(keysOf(0));
    const tasks = await value(listTasks(client));
    expect(tasks).toHaveLength(201);
    expect(callsTo('/me/task/contactChange')).toHaveLength(1);
    sandbox.clearLog();
    const { found, failed } = await value(readTasks(client, [...tasks.map(({ id }) => id), 1]));
    expect(found.size).toBe(201);
    expect(failed.get(1)).toMatchObject({ code: 'not-found' });
    expect(sandbox.log().length).toBe(5);
  });

  it('lists only newer requests where that is asked', async () => {
    const client = open(keysOf(0));
    const all = await value(listTasks(client));
    const dates = all.map(({ dateRequest }) => Date.parse(dateRequest)).sort((a, b) => a - b);
    const since = new Date(dates[150] ?? 0).toISOString();
    const newer = await value(listTasks(client, { since }));
    expect(newer.map(({ id }) => id).sort()).toEqual(
      all
        .filter(({ dateRequest }) => Date.parse(dateRequest) > Date.parse(since))
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('reads the e-mails OVHcloud keeps, one by one where batches are not known', async () => {
    const client = open(keysOf(0));
    const ids = (await value(listMailIds(client))).slice(0, 4);
    const mails = await value(readMails(client, ids));
    expect(mails.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(mails.every(({ body }) => body.length > 0)).toBe(true);
  });
});

describe('ten thousand', () => {
  let large: Sandbox;
  beforeAll(async () => {
    large = await startSandbox({ services: 10_000, requests: 10_000, counterparts: 'idle' });
  });
  afterAll(() => large.close());

  it('services and requests cost at most three calls each', async () => {
    const client = open(keysOf(0, large), {}, large.url);
    expect((await value(listServices(client))).services).toHaveLength(10_000);
    expect(await value(listTasks(client))).toHaveLength(10_000);
    const count = (path: string) => large.log().filter((call) => call.path === path).length;
    expect(count('/services')).toBeLessThanOrEqual(3);
    expect(count('/me/task/contactChange')).toBeLessThanOrEqual(3);
  });
});

describe('deciding', () => {
  it('asks, accepts on both sides, and sees the contact change', async () => {
    const [me, other] = [sandbox.accounts[0]?.nichandle ?? '', sandbox.accounts[1]?.nichandle ?? ''];
    const mine = open(keysOf(0));
    const theirs = open(keysOf(1));
    const { task, service } = await newRequest(mine, me, other);
    expect(task).toMatchObject({
      state: 'validatingByCustomers',
      toAccount: other,
      contactTypes: ['contactTech'],
    });
    expect(await acceptTask(mine, task.id, await codeFor(me, task.id))).toEqual({ ok: true, value: null });
    expect(await acceptTask(theirs, task.id, await codeFor(other, task.id))).toEqual({
      ok: true,
      value: null,
    });
    sandbox.advance(60);
    expect((await value(readTask(mine, task.id, { fresh: true }))).state).toBe('done');
    expect((await value(readServiceInfos(mine, service.route ?? '', { fresh: true }))).contactTech).toBe(
      other,
    );
  });

  it('knows a wrong, a used and a dead code, and a request that no longer waits', async () => {
    const [me, other] = [sandbox.accounts[0]?.nichandle ?? '', sandbox.accounts[1]?.nichandle ?? ''];
    const mine = open(keysOf(0));
    const { task, service } = await newRequest(mine, me, other);
    expect(await acceptTask(mine, task.id, 'a'.repeat(32))).toMatchObject({ error: { code: 'wrong-code' } });
    expect(await acceptTask(mine, task.id, await codeFor(other, task.id))).toMatchObject({
      error: { code: 'wrong-code' },
    });
    const dead = await codeFor(me, task.id);
    expect(await resendEmail(mine, task.id)).toEqual({ ok: true, value: null });
    expect(await acceptTask(mine, task.id, dead)).toMatchObject({ error: { code: 'wrong-code' } });

    expect(await changeContact(mine, service.route ?? '', { contactBilling: other })).toMatchObject({
      error: { code: 'already-running', next: 'wait-for-request' },
    });

    const code = await codeFor(me, task.id);
    expect(await refuseTask(mine, task.id, code)).toEqual({ ok: true, value: null });
    expect(await refuseTask(mine, task.id, code)).toMatchObject({ error: { code: 'already-confirmed' } });
    expect(await refuseTask(mine, task.id, 'b'.repeat(32))).toMatchObject({ error: { code: 'not-waiting' } });
    expect(await resendEmail(mine, task.id)).toMatchObject({ error: { code: 'not-waiting' } });
    expect(await acceptTask(mine, 1, code)).toMatchObject({
      error: { code: 'not-found', queryId: expect.any(String) },
    });
  });

  it('is sent once and leaves open what was lost after it was processed', async () => {
    const [me, other] = [sandbox.accounts[0]?.nichandle ?? '', sandbox.accounts[1]?.nichandle ?? ''];
    const mine = open(keysOf(0), { timeoutMs: 400 });
    for (const kind of ['reset', 'html', 'status', 'hang'] as const) {
      const { task } = await newRequest(mine, me, other);
      const code = await codeFor(me, task.id);
      sandbox.clearLog();
      sandbox.fault({ match: 'POST /me/task/contactChange/*', kind, when: 'after' });
      const answer = await refuseTask(mine, task.id, code);
      expect([kind, answer]).toMatchObject([
        kind,
        { error: { code: 'outcome-unknown', next: 'read-again' } },
      ]);
      expect(sandbox.log().filter(({ method }) => method === 'POST')).toHaveLength(1);
      expect((await value(readTask(mine, task.id, { fresh: true }))).state).toBe('refused');
      sandbox.clearFaults();
    }
  });

  it('leaves open which requests were made where the answer to a change was cut off', async () => {
    const [me, other] = [sandbox.accounts[0]?.nichandle ?? '', sandbox.accounts[1]?.nichandle ?? ''];
    const mine = open(keysOf(0));
    const before = new Set((await value(listTasks(mine))).map(({ id }) => id));
    const { services } = await value(listServices(mine));
    const busy = new Set((await value(listTasks(mine))).map(({ serviceDomain }) => serviceDomain));
    const free = services.find(
      ({ name, contacts, state, lifecycle }) =>
        contacts?.contactAdmin === me &&
        contacts.contactTech !== other &&
        state === 'active' &&
        lifecycle === 'active' &&
        !busy.has(name),
    );
    sandbox.fault({ match: 'POST /*', kind: 'truncate' });
    const answer = await changeContact(mine, free?.route ?? '', { contactTech: other });
    expect(answer).toMatchObject({ error: { code: 'outcome-unknown' } });
    const made = (await value(listTasks(mine))).filter(({ id }) => !before.has(id));
    expect(made).toMatchObject([{ serviceDomain: free?.name }]);
  });

  it('was not processed where nobody listens', async () => {
    const gone = await startSandbox({ services: 20, requests: 10, counterparts: 'idle' });
    const client = open(keysOf(0, gone), {}, gone.url);
    await value(readMe(client));
    await gone.close();
    // The first call may still meet the old connection's end, which a write could not tell from a lost answer.
    expect(await readMe(client)).toMatchObject({ error: { code: 'offline' } });
    const answer = await acceptTask(client, 1, 'a'.repeat(32));
    expect(answer).toMatchObject({ error: { code: 'offline', next: 'check-network' } });
  });
});

describe('troubles', () => {
  it.each([
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429 },
    { kind: 'status', status: 408 },
    { kind: 'status', status: 500, body: '' },
    { kind: 'html', status: 502 },
    { kind: 'reset' },
    { kind: 'truncate' },
    { kind: 'hang' },
  ] as const)('of a read are overcome: %o', async (fault) => {
    const client = open(keysOf(0), { timeoutMs: 500 });
    sandbox.fault({
      match: 'GET /me',
      ...fault,
      times: fault.kind === 'status' && fault.status === 429 ? 1 : 2,
    });
    expect((await value(readMe(client))).nichandle).toBe(sandbox.accounts[0]?.nichandle);
    expect(callsTo('/me').length).toBeGreaterThanOrEqual(2);
  });

  it('that stay are told for what they are', async () => {
    const client = open(keysOf(0));
    sandbox.fault({ match: 'GET /me', kind: 'status', status: 503, times: null });
    expect(await readMe(client)).toMatchObject({
      error: { code: 'server', status: 503, queryId: expect.any(String) },
    });
    expect(callsTo('/me')).toHaveLength(4);
  });

  it('of a slow answer are none', async () => {
    const client = open(keysOf(0));
    sandbox.fault({ match: 'GET /me', kind: 'latency', ms: 50 });
    expect((await readMe(client)).ok).toBe(true);
  });

  it('of HTML with success are told as such', async () => {
    const client = open(keysOf(0));
    sandbox.fault({ match: 'GET /me', kind: 'html', status: 200 });
    expect(await readMe(client)).toMatchObject({ error: { code: 'bad-answer', status: 200 } });
  });

  it('of the clock are none: one that is set after the first call is not gone by', async () => {
    let now = Date.now();
    const client = open(keysOf(0), { clock: { ...clock, now: () => now } });
    await value(readMe(client));
    now -= 3_600_000;
    expect((await readMe(client)).ok).toBe(true);
    expect(callsTo('/auth/time')).toHaveLength(1);
  });

  it('of the clock that stay are told: a server whose own clocks differ', async () => {
    const client = open(keysOf(0));
    sandbox.fault({ match: 'GET /me', kind: 'skew', seconds: 900, times: null });
    expect(await readMe(client)).toMatchObject({ error: { code: 'clock', next: 'check-clock' } });
    expect(callsTo('/me')).toHaveLength(2);
  });
});

describe('credentials', () => {
  it('that are wrong are told apart', async () => {
    const keys = keysOf(0);
    const code = async (credential: Credential) => {
      const answer = await readMe(open(credential));
      return answer.ok ? 'ok' : answer.error.code;
    };
    expect(await code({ ...keys, applicationKey: 'unknown' })).toBe('unknown-application');
    expect(await code({ ...keys, applicationSecret: 'wrong' })).toBe('bad-signature');
    expect(await code({ ...keys, consumerKey: 'unknown' })).toBe('invalid-credential');
  });

  it('are asked for, validated by a person, used within their rights, and given back', async () => {
    const { applicationKey, applicationSecret } = keysOf(0);
    const grant = await value(requestCredential(open(null), applicationKey));
    const client = open({
      kind: 'application',
      applicationKey,
      applicationSecret,
      consumerKey: grant.consumerKey,
    });
    expect(await value(readCurrentCredential(client))).toMatchObject({ status: 'pendingValidation' });
    expect(await readMe(client)).toMatchObject({ ok: false });

    const page = await fetch(grant.validationUrl, {
      method: 'POST',
      headers: { Origin: sandbox.origin, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        account: sandbox.accounts[0]?.nichandle ?? '',
        validity: 'unlimited',
        answer: 'authorise',
      }),
      redirect: 'manual',
    });
    expect(page.status).toBeLessThan(400);
    expect(await value(readCurrentCredential(client))).toMatchObject({ status: 'validated' });

    // Every call Relevo makes is within the rights it asked for.
    await value(readMe(client));
    await value(readDebt(client));
    const { services } = await value(listServices(client));
    const tasks = await value(listTasks(client));
    await value(
      readTasks(
        client,
        tasks.slice(0, 3).map(({ id }) => id),
      ),
    );
    await value(readServiceContacts(client, services.slice(0, 60)));
    await value(readMails(client, (await value(listMailIds(client))).slice(0, 2)));
    const granted = [
      await acceptTask(client, tasks[0]?.id ?? 0, 'a'.repeat(32)),
      await resendEmail(client, tasks[0]?.id ?? 0),
      await changeContact(client, services[0]?.route ?? '', { contactTech: 'nobody-ovh' }),
    ];
    for (const answer of granted) expect(answer.ok ? 'ok' : answer.error.code).not.toBe('not-granted');
    expect(await client.get('/auth/details', z.unknown())).toMatchObject({
      error: { code: 'not-granted', next: 'widen-rights', detail: 'GET /auth/details' },
    });

    expect(await logout(client)).toEqual({ ok: true, value: null });
    expect(await readMe(client)).toMatchObject({ error: { code: 'invalid-credential' } });
    expect(await logout(client)).toEqual({ ok: true, value: null });
  });

  it('of a service account work with one token, which is fetched anew when it ends', async () => {
    const account = sandbox.accounts[0];
    const client = open({
      kind: 'oauth2',
      clientId: account?.clientId ?? '',
      clientSecret: account?.clientSecret ?? '',
    });
    const tokens = () => sandbox.log().filter(({ path }) => path.endsWith('/oauth2/token')).length;
    await Promise.all([readMe(client), readMe(client), readMe(client)].map((each) => value(each)));
    expect(tokens()).toBe(1);
    expect(callsTo('/auth/time')).toHaveLength(0);
    // The token ends by the clock of the service, before ours knows of it.
    sandbox.advance(4000);
    await value(readMe(client));
    expect(tokens()).toBe(2);
  });

  it('of a service account that are wrong say so', async () => {
    const client = open({ kind: 'oauth2', clientId: 'nobody', clientSecret: 'nothing' });
    expect(await readMe(client)).toMatchObject({ error: { code: 'invalid-credential', next: 'check-keys' } });
  });
});
