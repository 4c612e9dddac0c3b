/** The other people of the world: they answer, each in his way, and ask for something now and then. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temperOf } from '../../../electron/sandbox/counterparts.ts';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { type Client, clientFor, codeFor, freeService, startQuiet } from './client.ts';

const ME = 'ac21874-ovh';

let sandbox: Sandbox;
let me: Client;
beforeEach(async () => {
  sandbox = await startQuiet({ services: 400, counterparts: 'auto' });
  me = clientFor(sandbox);
});
afterEach(() => sandbox.close());

async function ask(nichandle: string) {
  const { url } = await freeService(
    me,
    (each) => each.admin === ME && each.tech === ME && each.billing === ME,
  );
  const { body } = await me.post(`${url}/changeContact`, { contactTech: nichandle });
  sandbox.advance(2);
  const path = `/me/task/contactChange/${body[0]}`;
  await me.post(`${path}/accept`, { token: await codeFor(sandbox, ME, body[0]) });
  return { state: async () => (await me.get(path)).body.state };
}

test('who accepts does so between 8 and 20 seconds after the mail, and the request is done', async () => {
  const { state } = await ask('mp40311-ovh');
  sandbox.advance(7);
  expect(await state()).toBe('validatingByCustomers');
  sandbox.advance(13 + 1.5);
  expect(['doing', 'done']).toContain(await state());
  sandbox.advance(3);
  expect(await state()).toBe('done');
});

test('who refuses, refuses', async () => {
  const { state } = await ask('kw21008-ovh');
  sandbox.advance(30);
  expect(await state()).toBe('refused');
});

test('who is silent lets it expire', async () => {
  const { state } = await ask('rs90045-ovh');
  sandbox.advance(6 * 24 * 3600);
  expect(await state()).toBe('validatingByCustomers');
  sandbox.advance(24 * 3600);
  expect(await state()).toBe('expired');
});

test('nobody ever answers for the accounts of the agency', async () => {
  const { state } = await ask('ac44920-ovh');
  sandbox.advance(3600);
  expect(await state()).toBe('validatingByCustomers');
});

test('when idle nobody answers; when auto again what waits is answered', async () => {
  sandbox.setCounterparts('idle');
  const { state } = await ask('mp40311-ovh');
  sandbox.advance(3600);
  expect(await state()).toBe('validatingByCustomers');
  sandbox.setCounterparts('auto');
  sandbox.advance(41 * 60);
  sandbox.advance(10);
  expect(await state()).toBe('done');
});

test('what waited at the start is answered after some minutes, and soon after I have confirmed', async () => {
  const task = async () =>
    (await me.page('/me/task/contactChange', { 'X-Pagination-Filter': 'serviceDomain:eq=clinicanorte.es' }))
      .body[0];
  const { id } = await task();
  sandbox.advance(60);
  await me.post(`/me/task/contactChange/${id}/accept`, { token: await codeFor(sandbox, ME, id) });
  sandbox.advance(20 + 1.5);
  sandbox.advance(3);
  expect((await task()).state).toBe('done');
});

test('a new request arrives about every ninety seconds, by the rules, and never without end', async () => {
  const ids = async (): Promise<number[]> => (await me.get('/me/task/contactChange')).body;
  const before = await ids();
  sandbox.advance(111);
  const [fresh] = (await ids()).slice(before.length);
  const task = (await me.get(`/me/task/contactChange/${fresh}`)).body;
  expect(task).toMatchObject({ toAccount: ME, fromAccount: expect.not.stringMatching(ME) });
  expect(task.askingAccount).not.toBe(ME);
  for (let minute = 0; minute < 90; minute++) sandbox.advance(60);
  const after = (await ids()).length - before.length;
  expect(after).toBeGreaterThan(3);
  expect(after).toBeLessThan(30);
});

test('a leap of the clock does not bring a flood', async () => {
  const before = (await me.get('/me/task/contactChange')).body.length;
  sandbox.advance(5 * 24 * 3600);
  expect((await me.get('/me/task/contactChange')).body.length - before).toBeLessThan(3);
});

test('most people accept, and some refuse or are silent', () => {
  const natures = Map.groupBy(sandbox.accounts, ({ nichandle }) => temperOf(nichandle));
  expect([...natures.keys()].toSorted()).toEqual(['accepts', 'refuses', 'silent']);
  expect(natures.get('accepts')?.length).toBeGreaterThan(18);
});
