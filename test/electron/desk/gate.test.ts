/** While it is locked every channel is closed and every event held back but for those named here: a new one is closed too. */
import { expect, test } from 'vitest';
import { OPEN_WHILE_LOCKED, openGate } from '../../../electron/desk/gate.ts';
import { CHANNELS, EVENTS } from '../../../shared/channels.ts';
import { fakeDesk } from '../../fakes/desk.ts';

const OPEN = ['lock:look', 'lock:now', 'lock:unlock', 'lock:leave', 'lock:reset', 'sync:attention'];
const answers = Object.fromEntries(
  CHANNELS.map((channel) => [channel, () => ({ ok: true, value: 'secret' })]),
);

test('the open channels are these', () => {
  expect([...OPEN_WHILE_LOCKED]).toEqual(OPEN);
});

test.each(CHANNELS)('%s', async (channel) => {
  let locked = true;
  const desk = fakeDesk(answers);
  const handler = openGate(() => locked).guard(desk.handlers)[channel] as (
    input: unknown,
  ) => Promise<unknown>;
  const answer = await handler({});
  if (OPEN.includes(channel)) expect(answer).toEqual({ ok: true, value: 'secret' });
  else {
    expect(answer).toEqual({ ok: false, error: { code: 'locked', next: 'unlock' } });
    expect(desk.asked).toEqual([]);
  }
  locked = false;
  expect(await handler({})).toEqual({ ok: true, value: 'secret' });
});

test.each(EVENTS)('the event %s', (event) => {
  expect(openGate(() => true).mayTell(event)).toBe(event === 'lock:changed');
  expect(openGate(() => false).mayTell(event)).toBe(true);
});

test('an answer that comes after it was locked is held back, and its work goes on', async () => {
  let locked = false;
  const work = Promise.withResolvers<void>();
  let done = false;
  const gate = openGate(() => locked);
  const handlers = gate.guard(
    fakeDesk({
      'requests:decide': async () => {
        await work.promise;
        done = true;
        return { ok: true, value: [] };
      },
    }).handlers,
  );
  const answer = handlers['requests:decide']({ job: 'j', items: [] });
  locked = true;
  let settled = false;
  const waiting = gate.settled().then(() => {
    settled = true;
  });
  await Promise.resolve();
  expect(settled).toBe(false);
  work.resolve();
  expect(await answer).toMatchObject({ ok: false, error: { code: 'locked' } });
  await waiting;
  expect(done).toBe(true);
});
