/**
 * OVHcloud's own client for Node calls everything the sandbox answers. It insists on https and on port 443 of
 * `eu.api.ovh.com`; so only the way its connections take is changed, by Node's own means (the global https agent opens a
 * plain connection to the sandbox). The client, its endpoint and its signatures are untouched.
 */
import https from 'node:https';
import { createRequire } from 'node:module';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { accountOf, clientFor, codeFor, freeService, startQuiet } from './client.ts';

// oxlint-disable-next-line no-explicit-any -- the package brings no types
type Loose = any;
type Official = {
  requestPromised: (method: string, path: string, params?: Record<string, unknown>) => Promise<Loose>;
};
type MakeOfficial = (options: Record<string, unknown>) => Official;

const official = createRequire(import.meta.url)('ovh') as MakeOfficial;
const ME = 'ac21874-ovh';
const MIGUEL = 'mp40311-ovh';

class ToSandbox extends https.Agent {
  readonly #port: number;

  constructor(port: number) {
    super();
    this.#port = port;
  }

  override createConnection(): Socket {
    return connect(this.#port, '127.0.0.1');
  }
}

const usualAgent = https.globalAgent;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startQuiet({
    now: Date.now,
    lag: 0,
    pace: 0,
    logDelay: 0,
    aliases: ['https://eu.api.ovh.com'],
  });
  https.globalAgent = new ToSandbox(Number(new URL(sandbox.origin).port));
});
afterAll(async () => {
  https.globalAgent.destroy();
  https.globalAgent = usualAgent;
  await sandbox.close();
});

function clientOf(nichandle: string, changes: Record<string, unknown> = {}): Official {
  const { applicationKey, applicationSecret, consumerKey } = accountOf(sandbox, nichandle);
  return official({
    endpoint: 'ovh-eu',
    appKey: applicationKey,
    appSecret: applicationSecret,
    consumerKey,
    ...changes,
  });
}

describe('the official client', () => {
  test('reads the account and its debts', async () => {
    const client = clientOf(ME);
    expect(await client.requestPromised('GET', '/me')).toMatchObject({ nichandle: ME });
    expect(await client.requestPromised('GET', '/me/debtAccount')).toMatchObject({ active: false });
  });

  test('reads means of payment, the log of its own calls and the holder of a domain', async () => {
    const client = clientOf(ME);
    const [method] = await client.requestPromised('GET', '/me/payment/method');
    expect(await client.requestPromised('GET', '/me/payment/method/{id}', { id: method })).toMatchObject({
      paymentMethodId: method,
      status: 'VALID',
    });
    const [log] = await client.requestPromised('GET', '/me/api/logs/self');
    expect(await client.requestPromised('GET', '/me/api/logs/self/{logId}', { logId: log })).toMatchObject({
      account: ME,
      method: 'GET',
    });
    const domain = await client.requestPromised('GET', '/domain/{name}', { name: 'clinicanorte.es' });
    expect(domain).toMatchObject({ whoisOwner: expect.stringMatching(/^\d+$/) });
  });

  test('reads the time, and corrects its clock by it', async () => {
    const time = await clientOf(ME).requestPromised('GET', '/auth/time');
    expect(Math.abs(time - Date.now() / 1000)).toBeLessThan(5);
    sandbox.advance(3600);
    expect(await clientOf(ME).requestPromised('GET', '/me')).toMatchObject({ nichandle: ME });
    await expect(clientOf(ME, { apiTimeDiff: 1 }).requestPromised('GET', '/me')).rejects.toEqual({
      error: 400,
      message: 'Query out of time',
    });
  });

  test('lists and reads services', async () => {
    const client = clientOf(ME);
    const ids = await client.requestPromised('GET', '/services', { orderBy: 'expirationDate', sort: 'desc' });
    expect([...ids].sort((a, b) => a - b)).toEqual((await clientFor(sandbox).get('/services')).body);
    const service = await client.requestPromised('GET', '/services/{serviceId}', { serviceId: ids[0] });
    expect(service.serviceId).toBe(ids[0]);
    expect(await client.requestPromised('GET', `${service.route.url}/serviceInfos`)).toMatchObject({
      serviceId: ids[0],
    });
  });

  test('asks for a change, sends a code again, accepts for both sides; and the service has the new contact', async () => {
    const { url } = await freeService(
      clientFor(sandbox),
      (each) => each.admin === ME && each.tech === ME && each.family === '/ip/service',
    );
    const me = clientOf(ME);
    const miguel = clientOf(MIGUEL);
    const [id] = await me.requestPromised('POST', `${url}/changeContact`, { contactTech: MIGUEL });
    const path = `/me/task/contactChange/${id}`;
    expect(await me.requestPromised('GET', path)).toMatchObject({
      state: 'validatingByCustomers',
      toAccount: MIGUEL,
    });
    expect(
      await me.requestPromised('GET', '/me/task/contactChange', {
        state: 'validatingByCustomers',
        toAccount: MIGUEL,
      }),
    ).toContain(id);

    await me.requestPromised('POST', `${path}/resendEmail`);
    await me.requestPromised('POST', `${path}/accept`, { token: await codeFor(sandbox, ME, id) });
    await miguel.requestPromised('POST', `${path}/accept`, { token: await codeFor(sandbox, MIGUEL, id) });
    expect(await me.requestPromised('GET', path)).toMatchObject({ state: 'done' });
    expect(await me.requestPromised('GET', `${url}/serviceInfos`)).toMatchObject({
      contactAdmin: ME,
      contactTech: MIGUEL,
    });
  });

  test('refuses', async () => {
    const me = clientOf(ME);
    const { url } = await freeService(clientFor(sandbox), (each) => each.admin === ME && each.tech === ME);
    const [id] = await me.requestPromised('POST', `${url}/changeContact`, { contactTech: MIGUEL });
    await me.requestPromised('POST', `/me/task/contactChange/${id}/refuse`, {
      token: await codeFor(sandbox, ME, id),
    });
    expect(await me.requestPromised('GET', `/me/task/contactChange/${id}`)).toMatchObject({
      state: 'refused',
    });
    await expect(
      me.requestPromised('POST', `/me/task/contactChange/${id}/refuse`, { token: 'none' }),
    ).rejects.toEqual({
      error: 409,
      message: 'This task is not waiting for a confirmation',
    });
  });

  test('reads the mails that were sent', async () => {
    const client = clientOf(ME);
    const ids = await client.requestPromised('GET', '/me/notification/email/history');
    expect(await client.requestPromised('GET', `/me/notification/email/history/${ids[0]}`)).toMatchObject({
      id: ids[0],
    });
  });

  // Version 2 of the client never signs a path that begins with `/auth`, although the API wants it for these three; the
  // same path with one letter percent-encoded is signed.
  test('asks for a key, waits for a person, looks at the key and logs out', async () => {
    const client = clientOf(ME, { consumerKey: null });
    const { consumerKey, state, validationUrl } = await client.requestPromised('POST', '/auth/credential', {
      accessRules: [
        { method: 'GET', path: '/auth/*' },
        { method: 'POST', path: '/auth/logout' },
        { method: 'GET', path: '/me' },
      ],
    });
    expect(state).toBe('pendingValidation');
    const fresh = clientOf(ME, { consumerKey });
    expect(await fresh.requestPromised('GET', '/%61uth/currentCredential')).toMatchObject({
      status: 'pendingValidation',
    });
    await expect(fresh.requestPromised('GET', '/me')).rejects.toMatchObject({ error: 403 });

    const answer = new URLSearchParams({ account: MIGUEL, validity: '24', answer: 'authorise' });
    expect((await fetch(validationUrl, { method: 'POST', body: answer })).status).toBe(200);
    expect(await fresh.requestPromised('GET', '/%61uth/currentCredential')).toMatchObject({
      status: 'validated',
    });
    expect(await fresh.requestPromised('GET', '/%61uth/details')).toMatchObject({ account: MIGUEL });
    expect(await fresh.requestPromised('GET', '/me')).toMatchObject({ nichandle: MIGUEL });
    expect(await fresh.requestPromised('POST', '/%61uth/logout')).toBeNull();
    await expect(fresh.requestPromised('GET', '/me')).rejects.toEqual({
      error: 403,
      message: 'This credential is not valid',
    });
  });

  test('is turned away with a wrong secret and for what it may not call', async () => {
    await expect(clientOf(ME, { appSecret: 'wrong' }).requestPromised('GET', '/me')).rejects.toEqual({
      error: 400,
      message: 'Invalid signature',
    });
    await expect(clientOf(ME).requestPromised('GET', '/me/bill')).rejects.toEqual({
      error: 403,
      message: 'This call has not been granted',
    });
  });
});
