/** What a request goes through in time, and what its codes are good for. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { type Client, clientFor, codeFor, freeService, startQuiet } from './client.ts';

const ME = 'ac21874-ovh';
const MIGUEL = 'mp40311-ovh';
const DAY = 24 * 3600;

let sandbox: Sandbox;
let me: Client;
let miguel: Client;
beforeEach(async () => {
  sandbox = await startQuiet();
  me = clientFor(sandbox);
  miguel = clientFor(sandbox, MIGUEL);
});
afterEach(() => sandbox.close());

async function ask(): Promise<{ id: number; url: string; path: string }> {
  const { url } = await freeService(
    me,
    (each) => each.admin === ME && each.tech === ME && each.billing === ME,
  );
  const { body } = await me.post(`${url}/changeContact`, { contactTech: MIGUEL });
  return { id: body[0], url, path: `/me/task/contactChange/${body[0]}` };
}

async function askAndWait() {
  const asked = await ask();
  sandbox.advance(2);
  const mine = await codeFor(sandbox, ME, asked.id);
  const his = await codeFor(sandbox, MIGUEL, asked.id);
  return { ...asked, mine, his, state: async () => (await me.get(asked.path)).body.state };
}

test('a request goes todo, checkValidity, validatingByCustomers, doing, done, and then the contact is another', async () => {
  const { id, url, path } = await ask();
  const states: string[] = [];
  const look = async () => states.push((await me.get(path)).body.state);
  await look();
  sandbox.advance(1);
  await look();
  sandbox.advance(1);
  await look();
  await me.post(`${path}/accept`, { token: await codeFor(sandbox, ME, id) });
  await miguel.post(`${path}/accept`, { token: await codeFor(sandbox, MIGUEL, id) });
  sandbox.advance(1.5);
  await look();
  expect((await me.get(`${url}/serviceInfos`)).body.contactTech).toBe(ME);
  sandbox.advance(3);
  await look();
  expect(states).toEqual(['todo', 'checkValidity', 'validatingByCustomers', 'doing', 'done']);
  expect((await me.get(`${url}/serviceInfos`)).body).toMatchObject({
    contactAdmin: ME,
    contactTech: MIGUEL,
    contactBilling: ME,
  });
  expect((await me.get(path)).body.dateDone).toBe('2026-11-20T12:00:06+00:00');
});

test('what is shown lags behind the last confirmation', async () => {
  const { path, mine, his, state } = await askAndWait();
  await me.post(`${path}/accept`, { token: mine });
  await miguel.post(`${path}/accept`, { token: his });
  expect(await state()).toBe('validatingByCustomers');
  sandbox.advance(1.4);
  expect(await state()).toBe('validatingByCustomers');
  sandbox.advance(0.1);
  expect(await state()).toBe('doing');
});

test('what is shown lags behind a refusal, which the other side can no longer turn', async () => {
  const { path, mine, his, state } = await askAndWait();
  expect((await miguel.post(`${path}/refuse`, { token: his })).status).toBe(200);
  expect(await state()).toBe('validatingByCustomers');
  expect((await me.post(`${path}/accept`, { token: mine })).status).toBe(409);
  sandbox.advance(2);
  expect(await state()).toBe('refused');
});

test('who asked calls it off by refusing with his own code, and may ask again', async () => {
  const { path, url, mine, state } = await askAndWait();
  await me.post(`${path}/refuse`, { token: mine });
  sandbox.advance(2);
  expect(await state()).toBe('refused');
  expect((await me.post(`${url}/changeContact`, { contactTech: MIGUEL })).status).toBe(200);
});

test('after one confirmation it waits for the other side', async () => {
  const { path, mine, state } = await askAndWait();
  await me.post(`${path}/accept`, { token: mine });
  sandbox.advance(3600);
  expect(await state()).toBe('validatingByCustomers');
});

test('it expires seven days after it was asked for, not a second sooner', async () => {
  const { path, mine, state } = await askAndWait();
  sandbox.advance(7 * DAY - 3);
  expect(await state()).toBe('validatingByCustomers');
  sandbox.advance(1);
  expect(await state()).toBe('expired');
  expect((await me.post(`${path}/accept`, { token: mine })).status).toBe(409);
  expect((await me.post(`${path}/resendEmail`)).status).toBe(409);
});

test('seven days at once and seven days one by one end alike', async () => {
  const { state } = await askAndWait();
  for (let day = 0; day < 6; day++) sandbox.advance(DAY);
  expect(await state()).toBe('validatingByCustomers');
  sandbox.advance(DAY);
  expect(await state()).toBe('expired');
});

test('the service is free again once the request has ended', async () => {
  const { url } = await askAndWait();
  expect((await me.post(`${url}/changeContact`, { contactTech: MIGUEL })).status).toBe(409);
  sandbox.advance(7 * DAY);
  expect((await me.post(`${url}/changeContact`, { contactTech: MIGUEL })).status).toBe(200);
});

test('the new contact sees the service from the moment it is done, the old one no more', async () => {
  const { url } = await freeService(
    me,
    (each) => each.admin !== ME && each.tech === ME && each.billing !== ME && each.admin !== MIGUEL,
  );
  const { body } = await me.post(`${url}/changeContact`, { contactTech: MIGUEL });
  sandbox.advance(2);
  for (const [client, nichandle] of [
    [me, ME],
    [miguel, MIGUEL],
  ] as const) {
    await client.post(`/me/task/contactChange/${body[0]}/accept`, {
      token: await codeFor(sandbox, nichandle, body[0]),
    });
  }
  expect((await me.get(`${url}/serviceInfos`)).status).toBe(200);
  sandbox.advance(10);
  expect((await me.get(`${url}/serviceInfos`)).status).toBe(404);
  expect((await miguel.get(`${url}/serviceInfos`)).status).toBe(200);
});

describe('a code', () => {
  test('is 32 letters and digits, and another for each side', async () => {
    const { mine, his } = await askAndWait();
    expect(mine).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(his).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(mine).not.toBe(his);
  });

  test('does not exist before the codes have gone out', async () => {
    const { id, path } = await ask();
    await expect(codeFor(sandbox, ME, id)).rejects.toThrow('no code');
    expect((await me.post(`${path}/accept`, { token: 'a'.repeat(32) })).status).toBe(409);
  });

  test('works once', async () => {
    const { path, mine } = await askAndWait();
    expect(await me.post(`${path}/accept`, { token: mine })).toMatchObject({ status: 200, text: '' });
    const again = await me.post(`${path}/accept`, { token: mine });
    expect([again.status, again.body.message]).toEqual([409, 'This token has already been used']);
    expect((await me.post(`${path}/refuse`, { token: mine })).status).toBe(409);
  });

  test('of the other side does not work for me', async () => {
    const { path, his, state } = await askAndWait();
    const answer = await me.post(`${path}/accept`, { token: his });
    expect([answer.status, answer.body]).toEqual([
      400,
      { class: 'Client::BadRequest', message: 'Invalid token' },
    ]);
    expect(await state()).toBe('validatingByCustomers');
  });

  test('of one request does not work for another', async () => {
    const first = await askAndWait();
    const second = await askAndWait();
    expect((await me.post(`${second.path}/accept`, { token: first.mine })).status).toBe(400);
  });

  test('is dead once a new one was sent, and the new one works', async () => {
    const { id, path, mine, his } = await askAndWait();
    expect(await me.post(`${path}/resendEmail`)).toMatchObject({ status: 200, text: '' });
    const fresh = await codeFor(sandbox, ME, id);
    expect(fresh).not.toBe(mine);
    expect((await me.post(`${path}/accept`, { token: mine })).status).toBe(400);
    expect((await me.post(`${path}/accept`, { token: fresh })).status).toBe(200);
    // The other side's is untouched.
    expect((await miguel.post(`${path}/accept`, { token: his })).status).toBe(200);
  });

  test('is asked for when it is missing, and must be text', async () => {
    const { path } = await askAndWait();
    expect((await me.post(`${path}/accept`)).body.message).toBe('Missing mandatory parameter: token');
    expect((await me.post(`${path}/accept`, { token: 5 })).status).toBe(400);
  });

  test('is not sent again to who has confirmed, nor to who is only informed', async () => {
    const { path, mine } = await askAndWait();
    await me.post(`${path}/accept`, { token: mine });
    expect((await me.post(`${path}/resendEmail`)).status).toBe(409);
    const { body: ids } = await me.get('/me/task/contactChange?state=validatingByCustomers');
    const tasks = await Promise.all(ids.map((id: number) => me.get(`/me/task/contactChange/${id}`)));
    const informed = tasks.find(({ body }) => body.fromAccount === ME && body.askingAccount !== ME)?.body.id;
    expect((await me.post(`/me/task/contactChange/${informed}/resendEmail`)).status).toBe(403);
  });
});

test('a request between strangers does not exist for me', async () => {
  const { path, his } = await askAndWait();
  const stranger = clientFor(sandbox, 'kw21008-ovh');
  expect((await stranger.get(path)).status).toBe(404);
  expect((await stranger.post(`${path}/accept`, { token: his })).status).toBe(404);
  expect((await stranger.post(`${path}/resendEmail`)).status).toBe(404);
  expect((await me.get('/me/task/contactChange/1')).status).toBe(404);
  expect((await me.get('/me/task/contactChange/none')).status).toBe(404);
});
