/** The stand-in's messages, addresses, rules, log of calls, means of payment, holders and policies: over HTTP, signed. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Sandbox, SandboxOptions } from '../../../electron/sandbox/server.ts';
import {
  accountOf,
  clientFor,
  freeService,
  readAnswer,
  type Seen,
  START,
  sign,
  startQuiet,
} from './client.ts';

const [MARTA, HUGO, GRACE] = ['ac21874-ovh', 'ac44920-ovh', 'ac59077-ovh'];
const open: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close();
});
async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startQuiet(options);
  open.push(sandbox);
  return sandbox;
}

// oxlint-disable-next-line no-explicit-any -- answers are looked into freely by tests
type Loose = any;

/** A call of the second version, signed over its own address. */
async function get2(sandbox: Sandbox, who: string, path: string, headers: Record<string, string> = {}) {
  const keys = accountOf(sandbox, who);
  const url = `${sandbox.origin}/v2${path}`;
  const timestamp = Number(await (await fetch(`${sandbox.url}/auth/time`)).text());
  return readAnswer(
    await fetch(url, {
      headers: {
        'X-Ovh-Application': keys.applicationKey,
        'X-Ovh-Consumer': keys.consumerKey,
        'X-Ovh-Timestamp': String(timestamp),
        'X-Ovh-Signature': sign(keys, 'GET', url, '', timestamp),
        ...headers,
      },
    }),
  );
}
const pull = (sandbox: Sandbox, path: string, body: unknown) =>
  fetch(`${sandbox.origin}/_sandbox${path}`, { method: 'POST', body: JSON.stringify(body) });

describe('the history of messages', () => {
  test('goes on behind a cursor, newest first, without texts', async () => {
    const sandbox = await start({ notices: 60 });
    const seen: Loose[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 20; pages += 1) {
      const answer = await get2(sandbox, MARTA, '/notification/history', {
        'X-Pagination-Size': '20',
        ...(cursor === '' ? {} : { 'X-Pagination-Cursor': cursor }),
      });
      expect(answer.status).toBe(200);
      expect(answer.body.length).toBeLessThanOrEqual(20);
      seen.push(...answer.body);
      cursor = answer.headers.get('x-pagination-cursor-next');
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(60);
    const dates = seen.map(({ createdAt }) => createdAt);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(seen.every(({ text, html }) => text === null && html === null)).toBe(true);
  });

  test('finds by a part of the title, and tells the text of one alone', async () => {
    const sandbox = await start();
    const { body } = await get2(sandbox, MARTA, '/notification/history?titleContains=CAMBIO%20DE%20CONTACTO');
    expect(body.length).toBeGreaterThan(5);
    expect(body.every(({ title }: Loose) => title.startsWith('Solicitud de cambio de contacto'))).toBe(true);
    const one = await get2(sandbox, MARTA, `/notification/history/${body[0].id}`);
    expect(one.body.text).toContain('Atención al Cliente');
    expect((await get2(sandbox, HUGO, `/notification/history/${body[0].id}`)).status).toBe(404);
  });

  test('tells of a code that did not arrive, and the mailbox does not hold it', async () => {
    const sandbox = await start();
    const { body } = await get2(sandbox, GRACE, '/notification/history?titleContains=Contact%20change');
    const failed = body.filter(({ contacts }: Loose) => contacts[0].status === 'BOUNCED');
    expect(failed).toHaveLength(1);
    expect(failed[0].contacts[0]).toMatchObject({ to: 'billing@cobalto.co.uk', type: 'EMAIL' });
    expect(failed[0].contacts[0].error).toContain('over quota');
    expect((await sandbox.mail(GRACE)).map(({ subject }) => subject)).not.toContain(failed[0].title);
    // What is sent anew arrives.
    const id = Number(/\d+$/.exec(failed[0].title)?.[0]);
    expect((await clientFor(sandbox, GRACE).post(`/me/task/contactChange/${id}/resendEmail`)).status).toBe(
      200,
    );
    expect((await sandbox.mail(GRACE)).map(({ subject }) => subject)).toContain(failed[0].title);
  });

  test('tells of an address that takes nothing, as long as a test says so', async () => {
    const sandbox = await start();
    const meanOf = async () => (await get2(sandbox, HUGO, '/notification/contactMean')).body[0];
    expect(await meanOf()).toMatchObject({ email: 'hugo@cobalto.fr', default: true, status: 'VALID' });
    await pull(sandbox, '/delivery', { account: HUGO, status: 'DROPPED', error: 'on the suppression list' });
    expect(await meanOf()).toMatchObject({ status: 'ERROR', error: 'on the suppression list' });
    await pull(sandbox, '/delivery', { account: HUGO, status: 'DELIVERED' });
    expect(await meanOf()).toMatchObject({ status: 'VALID' });
  });

  test('tells of a code that a rule took elsewhere', async () => {
    const sandbox = await start();
    const rules = (await get2(sandbox, HUGO, '/notification/routing')).body;
    expect(rules[0]).toMatchObject({ name: 'Factures', active: true });
    expect(rules[0].rules[0]).toMatchObject({ condition: { category: ['BILLING'] } });
    const me = clientFor(sandbox, MARTA);
    const { url } = await freeService(
      me,
      (each: Seen) => each.admin === MARTA && each.billing === MARTA && each.family === '/domain',
    );
    const [id] = (await me.post(`${url}/changeContact`, { contactBilling: HUGO })).body;
    sandbox.advance(3);
    const { body } = await get2(sandbox, HUGO, `/notification/history?titleContains=${id}`);
    expect(body[0].contacts[0]).toMatchObject({ to: 'achats@cobalto.fr', status: 'DELIVERED' });
    expect((await sandbox.mail(HUGO)).some(({ subject }) => subject.endsWith(String(id)))).toBe(false);
  });

  test('is refused to a key without the right', async () => {
    const sandbox = await start();
    await pull(sandbox, '/faults', { match: 'GET /v2/notification/history', kind: 'status', status: 403 });
    expect((await get2(sandbox, MARTA, '/notification/history')).status).toBe(403);
    expect((await get2(sandbox, MARTA, '/notification/history')).status).toBe(200);
  });
});

describe('the log of calls', () => {
  test('shows a call minutes later, to its own account alone, and tells no result', async () => {
    const sandbox = await start({ logDelay: 180 });
    const me = clientFor(sandbox, MARTA);
    await me.post('/me/task/contactChange/1/accept', { token: 'x'.repeat(32) });
    const early = (await me.get('/me/api/logs/self')).body;
    expect(early).toEqual([]);
    sandbox.advance(181);
    const ids = (await me.get('/me/api/logs/self')).body;
    const calls = await Promise.all(ids.map((id: number) => me.get(`/me/api/logs/self/${id}`)));
    const found = calls.map(({ body }) => body).find(({ method }) => method === 'POST');
    expect(found).toEqual({
      account: MARTA,
      date: '2026-11-20T12:00:00+00:00',
      ip: '127.0.0.1',
      logId: expect.any(Number),
      method: 'POST',
      path: '/me/task/contactChange/1/accept',
      route: '/me/task/contactChange/{id}/accept',
    });
    expect((await clientFor(sandbox, HUGO).get(`/me/api/logs/self/${found.logId}`)).status).toBe(404);
    const later = encodeURIComponent(new Date(START + 1000).toISOString());
    expect((await me.get(`/me/api/logs/self?date.from=${later}`)).body).toEqual([]);
  });
});

describe('an account', () => {
  test('has a means of payment that is valid or has run out', async () => {
    const sandbox = await start();
    const statusOf = async (who: string) => {
      const client = clientFor(sandbox, who);
      const [id] = (await client.get('/me/payment/method')).body;
      return (await client.get(`/me/payment/method/${id}`)).body.status;
    };
    expect(await statusOf(MARTA)).toBe('VALID');
    expect(await statusOf('ovhtel-30512-ovh')).toBe('EXPIRED');
  });

  test('is named by its address in the Canadian zone, and by its handle alone elsewhere', async () => {
    const sandbox = await start({ services: 400 });
    const maxime = clientFor(sandbox, 'qc70418-ovh');
    const { url } = await freeService(maxime, (each: Seen) => each.admin === 'qc70418-ovh');
    const other = await maxime.post(`${url}/changeContact`, { contactTech: 'marta@cobalto.es' });
    expect(other).toMatchObject({ status: 404 });
    const own = await maxime.post(`${url}/changeContact`, { contactTech: 'maxime@tremblay.qc.example' });
    expect(own.status).toBe(200);
    const me = clientFor(sandbox, MARTA);
    const mine = await freeService(me, (each: Seen) => each.admin === MARTA);
    expect((await me.post(`${mine.url}/changeContact`, { contactTech: 'hugo@cobalto.fr' })).status).toBe(404);
  });

  test('keeps a Public Cloud project within its subsidiary, but for the technical contact', async () => {
    const sandbox = await start({ services: 1248 });
    const me = clientFor(sandbox, MARTA);
    const { url } = await freeService(
      me,
      (each: Seen) => each.family === '/cloud/project' && each.admin === MARTA && each.billing === MARTA,
    );
    expect((await me.post(`${url}/changeContact`, { contactBilling: HUGO })).body.message).toContain(
      'subsidiary',
    );
    expect((await me.post(`${url}/changeContact`, { contactTech: HUGO })).status).toBe(200);
  });

  test('sees the holder of a domain, and which policies let whom in', async () => {
    const sandbox = await start();
    const { body } = await clientFor(sandbox, MARTA).get('/domain/clinicanorte.es');
    expect(body.whoisOwner).toMatch(/^\d+$/);
    const policies = (await get2(sandbox, HUGO, '/iam/policy?details=true')).body;
    expect(policies[0]).toMatchObject({ name: 'Reprise 2025', readOnly: false });
    expect(policies[0].identities).toEqual([`urn:v1:eu:identity:account:${MARTA}`]);
    const marta = (await get2(sandbox, MARTA, '/iam/policy')).body;
    expect(marta.some(({ readOnly }: Loose) => readOnly)).toBe(true);
    expect(marta[0].resources[0].resource).toBeUndefined();
  });
});

test('a forged e-mail of the demo lies in the mailbox alone, and says what it is', async () => {
  const sandbox = await start({ forgeries: true });
  const all = await sandbox.mail(MARTA);
  const forged = all.filter(({ id }) => id.startsWith('forged'));
  expect(forged).toHaveLength(1);
  expect(forged[0]?.raw).toContain('forged-for-the-demo');
  expect(forged[0]?.raw).toContain('.example');
  expect((await start().then((quiet) => quiet.mail(MARTA))).length).toBe(all.length - 1);
});
