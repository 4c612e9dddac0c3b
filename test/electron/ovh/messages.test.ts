/** «My messages»: pages behind a cursor, newest first and no further than needed; whatever is missing or strange in them. */
import { describe, expect, it } from 'vitest';
import { findMessages, hasMessage, listMeans, listRoutings } from '../../../electron/ovh/messages.ts';
import { json, setUp } from './fakes.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const HOUR = 3_600_000;
const ID = 2298243;

const message = (number: number, title: string, more: object = {}) => ({
  id: `m${number}`,
  title,
  text: null,
  createdAt: new Date(NOW - number * HOUR).toISOString(),
  priority: 'MEDIUM',
  categories: ['ACCOUNT'],
  contacts: [{ to: 'a@b.es', type: 'EMAIL', sentAt: null, status: 'DELIVERED', error: null }],
  ...more,
});

/** A server that keeps `all`, newest first, and gives pages; it searches or does not. */
function history(all: readonly { title: string }[], searches: boolean) {
  return ({ path, headers }: { path: string; headers: Headers }) => {
    if (!path.includes('notification')) return null;
    const wanted = new URL(`https://x${path}`).searchParams.get('titleContains') ?? '';
    const rows = searches ? all.filter(({ title }) => title.includes(wanted)) : all;
    const size = Number(headers.get('x-pagination-size'));
    const from = Number(headers.get('x-pagination-cursor') ?? 0);
    const next = from + size;
    return json(
      rows.slice(from, next),
      200,
      next < rows.length ? { 'X-Pagination-Cursor-Next': String(next) } : {},
    );
  };
}

describe('messages about one request', () => {
  it('are asked for at the second version of the API, signed, by a part of their title', async () => {
    const { client, clock, calls } = setUp(history([message(1, `no. ${ID}`)], true));
    const answer = await clock.through(findMessages(client, ID, NOW - 9 * HOUR));
    expect(answer.ok && answer.value.messages.map(({ id }) => id)).toEqual(['m1']);
    expect(calls()[0]?.url).toBe(`https://eu.api.ovh.com/v2/notification/history?titleContains=${ID}`);
    expect(calls()[0]?.headers.get('x-ovh-signature')).toMatch(/^\$1\$/);
  });

  it('are looked for no further back than the request, also among 50,000 where the server does not search', async () => {
    const all = Array.from({ length: 50_000 }, (_, i) =>
      message(i, i === 150 ? `no. ${ID}` : `Invoice ${i}`),
    );
    const { client, clock, calls } = setUp(history(all, false));
    const answer = await clock.through(findMessages(client, ID, NOW - 210 * HOUR));
    expect(answer).toMatchObject({ ok: true, value: { cut: false, messages: [{ id: 'm150' }] } });
    expect(calls()).toHaveLength(3);
  });

  it('are not those of a number that only holds it, nor older ones', async () => {
    const all = [message(1, `no. 9${ID}`), message(2, `no. ${ID}0`), message(30, `no. ${ID}`)];
    const { client, clock } = setUp(history(all, true));
    const answer = await clock.through(findMessages(client, ID, NOW - 20 * HOUR));
    expect(answer).toEqual({ ok: true, value: { messages: [], cut: false } });
  });

  it('are told with what is missing or not known left out, and without any code in the words of a server', async () => {
    const code = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
    const odd = {
      id: 7,
      title: `no. ${ID}`,
      createdAt: new Date(NOW).toISOString(),
      contacts: [
        { to: null, status: 'FROZEN' },
        { to: 'a@b.es', status: 'BOUNCED', error: `550 refused token=${code}` },
      ],
    };
    const { client, clock } = setUp(history([odd, { nothing: true } as never], false));
    const answer = await clock.through(findMessages(client, ID, NOW - HOUR));
    expect(answer).toMatchObject({
      ok: true,
      value: {
        messages: [{ id: '7', priority: '', contacts: [{ status: 'unknown' }, { status: 'BOUNCED' }] }],
      },
    });
    expect(JSON.stringify(answer)).not.toContain(code);
  });

  it('are told as far as they were read where the right goes away in the middle; found nowhere, that is the answer', async () => {
    const all = Array.from({ length: 250 }, (_, i) => message(i, i === 3 ? `no. ${ID}` : `Invoice ${i}`));
    const pages = history(all, false);
    const { client, clock } = setUp((seen) =>
      seen.headers.has('x-pagination-cursor')
        ? json({ errorCode: 'NOT_GRANTED_CALL', message: 'This call has not been granted' }, 403)
        : pages(seen),
    );
    expect(await clock.through(findMessages(client, ID, 0))).toMatchObject({
      ok: true,
      value: { cut: true, messages: [{ id: 'm3' }] },
    });
    expect(await clock.through(findMessages(client, ID + 1, 0))).toMatchObject({
      ok: false,
      error: { code: 'not-granted' },
    });
    const around = { from: NOW - 220 * HOUR, to: NOW - 200 * HOUR };
    expect(await clock.through(hasMessage(client, 'Invoice 210', around))).toMatchObject({ ok: false });
  });

  it('end where a server says the same page for ever', async () => {
    const { client, clock, calls } = setUp(({ path }) =>
      path.includes('notification')
        ? json([message(1, 'x')], 200, { 'X-Pagination-Cursor-Next': 'same' })
        : null,
    );
    const answer = await clock.through(findMessages(client, ID, 0));
    expect(answer).toMatchObject({ ok: true, value: { cut: true } });
    expect(calls().length).toBeLessThan(4);
  });

  it.each([
    [403, { message: 'This call has not been granted', errorCode: 'NOT_GRANTED_CALL' }, 'not-granted'],
    [404, { message: 'Got an invalid (or empty) URL' }, 'not-found'],
    [200, 'what', 'bad-answer'],
  ])('fail as told with %i', async (status, body, code) => {
    const { client, clock } = setUp(({ path }) =>
      path.includes('notification') ? json(body, status) : null,
    );
    const answer = await clock.through(findMessages(client, ID, 0));
    expect(answer).toMatchObject({ ok: false, error: { code } });
  });
});

it('the same message stands in the history where title and time are the same', async () => {
  const { client, clock } = setUp(history([message(3, `no. ${ID}`), message(4, `no. ${ID} and more`)], true));
  const around = (hours: number) => ({ from: NOW - (hours + 1) * HOUR, to: NOW - (hours - 1) * HOUR });
  expect(await clock.through(hasMessage(client, `no. ${ID}`, around(3)))).toEqual({ ok: true, value: true });
  expect(await clock.through(hasMessage(client, `no. ${ID}`, around(40)))).toEqual({
    ok: true,
    value: false,
  });
  expect(await clock.through(hasMessage(client, 'no.', around(3)))).toEqual({ ok: true, value: false });
});

it('addresses and rules are read whatever is missing of them', async () => {
  const { client, clock } = setUp(({ path }) => {
    if (path.endsWith('contactMean')) return json([{ email: 'a@b.es', status: 'NEW' }, { id: 1 }]);
    if (path.endsWith('routing'))
      return json([{ name: 'r', rules: [{ contactMeans: ['id1', { email: 'c@d.es' }] }] }]);
    return null;
  });
  expect(await clock.through(listMeans(client))).toMatchObject({
    ok: true,
    value: [{ email: 'a@b.es', status: 'unknown', default: false }],
  });
  expect(await clock.through(listRoutings(client))).toMatchObject({
    ok: true,
    value: [{ name: 'r', active: true, rules: [{ condition: { category: [], priority: [] } }] }],
  });
});
