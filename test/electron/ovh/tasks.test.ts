/** Tasks: whole pages, batches, tolerant reading, decisions sent once with the code nowhere but in the body. */
import { describe, expect, it } from 'vitest';
import {
  acceptTask,
  listTasks,
  readTask,
  readTasks,
  refuseTask,
  resendEmail,
} from '../../../electron/ovh/tasks.ts';
import { json, type Seen, setUp, text } from './fakes.ts';

const task = (id: number, more: Record<string, unknown> = {}) => ({
  id,
  askingAccount: 'aa1-ovh',
  fromAccount: 'aa1-ovh',
  toAccount: 'bb2-ovh',
  contactTypes: ['contactTech'],
  serviceDomain: 'example.com',
  state: 'validatingByCustomers',
  dateRequest: '2026-02-01T10:00:00+01:00',
  dateDone: null,
  ...more,
});

/** A service that pages as the real one does. */
function paging(all: unknown[], { announce = true, largest = 5000 } = {}) {
  return ({ path, headers }: Seen) => {
    if (path === '/auth/time') return null;
    const size = Math.min(Number(headers.get('x-pagination-size')), largest);
    const number = Number(headers.get('x-pagination-number'));
    const page = all.slice((number - 1) * size, number * size);
    return json(page, 200, {
      'x-pagination-number': String(number),
      'x-pagination-size': String(size),
      ...(announce ? { 'x-pagination-elements': String(all.length) } : {}),
    });
  };
}
const many = (count: number) => Array.from({ length: count }, (_, index) => task(index + 1));

describe('listTasks', () => {
  it('reads ten thousand in two calls', async () => {
    const { client, clock, calls } = setUp(paging(many(10_000)));
    const answer = await clock.through(listTasks(client));
    expect(answer.ok && answer.value.length).toBe(10_000);
    expect(calls()).toHaveLength(2);
  });

  it('reads ten thousand in three calls where the service does not say how many there are', async () => {
    const { client, clock, calls } = setUp(paging(many(10_000), { announce: false }));
    const answer = await clock.through(listTasks(client));
    expect(answer.ok && answer.value.length).toBe(10_000);
    expect(calls()).toHaveLength(3);
  });

  it.each([true, false])(
    'misses nothing where pages are smaller than asked for (total told: %s)',
    async (announce) => {
      const { client, clock } = setUp(paging(many(1050), { announce, largest: 100 }));
      const answer = await clock.through(listTasks(client));
      expect(answer.ok && answer.value.map(({ id }) => id)).toEqual(many(1050).map(({ id }) => id));
    },
  );

  it('goes past the cache for the first page only, so that all pages are of one list', async () => {
    const { client, clock, calls } = setUp(paging(many(6000)));
    await clock.through(listTasks(client));
    expect(calls().map(({ headers }) => headers.get('pragma'))).toEqual(['no-cache', null]);
    expect(calls()[0]?.headers.get('x-pagination-mode')).toBe('CachedObjectList-Pages');
  });

  it('keeps unknown states, types and fields, and does without what may be missing', async () => {
    const odd = {
      id: 7,
      state: 'brandNew',
      dateRequest: '2026-01-01T00:00:00Z',
      contactTypes: ['contactNew'],
      extra: 1,
    };
    const { client, clock } = setUp(paging([odd]));
    expect(await clock.through(listTasks(client))).toEqual({
      ok: true,
      value: [
        {
          id: 7,
          askingAccount: null,
          fromAccount: null,
          toAccount: null,
          contactTypes: ['contactNew'],
          serviceDomain: null,
          state: 'brandNew',
          dateRequest: '2026-01-01T00:00:00Z',
          dateDone: null,
        },
      ],
    });
  });

  it('drops a malformed element and says so, without its contents', async () => {
    const { client, clock, lines } = setUp(
      paging([task(1), { id: 'x', state: 'confidential' }, null, task(4)]),
    );
    const answer = await clock.through(listTasks(client));
    expect(answer.ok && answer.value.map(({ id }) => id)).toEqual([1, 4]);
    expect(lines.join()).toContain('dropped 2 of 4');
    expect(lines.join()).not.toContain('confidential');
  });

  it('gives each task once where the list shifted between pages, in its later state', async () => {
    const all = [...many(5000), task(5000, { state: 'done' })];
    const { client, clock } = setUp(paging(all));
    const answer = await clock.through(listTasks(client));
    expect(answer.ok && answer.value.length).toBe(5000);
    expect(answer.ok && answer.value.at(-1)?.state).toBe('done');
  });

  it('reads by batches where the service gives ids instead of objects', async () => {
    const { client, clock, calls } = setUp(({ path }) => {
      if (path === '/auth/time') return null;
      if (path === '/me/task/contactChange')
        return json(Array.from({ length: 120 }, (_, index) => index + 1));
      const ids = path.split('/').at(-1)?.split(',') ?? [];
      return json(ids.map((id) => ({ key: id, value: task(Number(id)), error: null })));
    });
    const answer = await clock.through(listTasks(client));
    expect(answer.ok && answer.value.length).toBe(120);
    expect(calls()).toHaveLength(4);
  });

  it('asks only for what is newer, and leaves out the rest where the service does not filter', async () => {
    const since = '2026-02-15T00:00:00Z';
    const { client, clock, calls } = setUp(
      paging([task(1), task(2, { dateRequest: '2026-02-20T00:00:00+01:00' })]),
    );
    const answer = await clock.through(listTasks(client, { since }));
    expect(answer.ok && answer.value.map(({ id }) => id)).toEqual([2]);
    expect(calls()[0]?.headers.get('x-pagination-filter')).toBe(`dateRequest:gt=${since}`);
  });

  it('does without the filter where the service refuses it', async () => {
    const all = paging([task(1)]);
    const { client, clock } = setUp((seen) =>
      seen.headers.has('x-pagination-filter') ? json({ message: 'Invalid filter' }, 400) : all(seen),
    );
    expect(await clock.through(listTasks(client, { since: '2026-01-01T00:00:00Z' }))).toMatchObject({
      ok: true,
    });
  });

  it('fails whole where a page fails: half a list would look like vanished requests', async () => {
    const first = paging(many(6000));
    const { client, clock } = setUp((seen) =>
      seen.headers.get('x-pagination-number') === '2' ? json({ message: 'no' }, 403) : first(seen),
    );
    expect(await clock.through(listTasks(client))).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});

describe('readTasks', () => {
  const batch = ({ path }: Seen) => {
    if (path === '/auth/time') return null;
    const ids = path.split('/').at(-1)?.split(',').map(Number) ?? [];
    return json(
      ids.map((id) =>
        id === 13
          ? {
              key: '13',
              value: null,
              error: { errorCode: 'NOT_FOUND', httpCode: '404 Not Found', message: 'no 13' },
            }
          : { key: String(id), value: task(id), error: null },
      ),
    );
  };

  it('reads 50 a call and says what could not be read', async () => {
    const { client, clock, calls } = setUp(batch);
    const answer = await clock.through(
      readTasks(client, Array.from({ length: 101 }, (_, index) => index + 100).concat(13)),
    );
    expect(calls()).toHaveLength(3);
    expect(calls()[0]?.headers.get('x-ovh-batch')).toBe(',');
    expect(answer.ok && answer.value.found.size).toBe(101);
    expect(answer.ok && answer.value.failed.get(13)).toEqual({
      code: 'not-found',
      next: 'read-again',
      message: 'no 13',
      status: 404,
    });
  });

  it('reads one by one where the service does not know batches', async () => {
    const { client, clock, calls } = setUp(({ path }) => {
      if (path === '/auth/time') return null;
      const ids = path.split('/').at(-1) ?? '';
      return ids.includes(',') ? json({ message: 'no such object' }, 404) : json(task(Number(ids)));
    });
    const answer = await clock.through(readTasks(client, [1, 2, 3]));
    expect(answer.ok && [...answer.value.found.keys()].sort()).toEqual([1, 2, 3]);
    expect(calls()).toHaveLength(4);
  });

  it('says why nothing could be read, without asking for each', async () => {
    const { client, clock, calls } = setUp(({ path }) =>
      path === '/auth/time' ? null : json({ errorCode: 'NOT_GRANTED_CALL', message: 'x' }, 403),
    );
    expect(await clock.through(readTasks(client, [1, 2, 3]))).toMatchObject({
      error: { code: 'not-granted' },
    });
    expect(calls()).toHaveLength(1);
  });

  it('reads one past the cache where it has to be fresh', async () => {
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? null : json(task(5))));
    expect(await clock.through(readTask(client, 5, { fresh: true }))).toMatchObject({
      ok: true,
      value: { id: 5 },
    });
    expect(calls()[0]).toMatchObject({ method: 'GET', path: '/me/task/contactChange/5' });
    expect(calls()[0]?.headers.get('pragma')).toBe('no-cache');
  });
});

describe('decisions', () => {
  it.each([
    ['accept', acceptTask],
    ['refuse', refuseTask],
  ] as const)('%s sends the code in the body, and an empty answer is a yes', async (name, decide) => {
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? null : text('')));
    expect(await clock.through(decide(client, 12, 'aBcD1234'))).toEqual({ ok: true, value: null });
    expect(calls()[0]).toMatchObject({
      method: 'POST',
      path: `/me/task/contactChange/12/${name}`,
      body: '{"token":"aBcD1234"}',
    });
  });

  it('takes «null» for a yes as well', async () => {
    const { client, clock } = setUp(({ path }) => (path === '/auth/time' ? null : json(null)));
    expect((await clock.through(acceptTask(client, 12, 'aBcD1234'))).ok).toBe(true);
  });

  it.each([{}, { status: 'blocked' }, [], 'OK', 0, false])(
    'does not take %j for a yes: it is not what OVHcloud says',
    async (said) => {
      const { client, clock } = setUp(({ path }) => (path === '/auth/time' ? null : json(said)));
      for (const call of [
        acceptTask(client, 12, 'aBcD1234'),
        refuseTask(client, 12, 'aBcD1234'),
        resendEmail(client, 12),
      ]) {
        expect(await clock.through(call)).toMatchObject({ error: { code: 'outcome-unknown', status: 200 } });
      }
    },
  );

  it('never repeats the code in what it says about a refusal', async () => {
    const { client, clock, lines } = setUp(({ path }) =>
      path === '/auth/time' ? null : json({ message: 'Invalid token aBcD1234' }, 400),
    );
    const answer = await clock.through(acceptTask(client, 12, 'aBcD1234'));
    expect(answer).toMatchObject({ error: { code: 'wrong-code', next: 'check-code' } });
    expect(JSON.stringify(answer) + lines.join()).not.toContain('aBcD1234');
  });

  it('asks for a new code once', async () => {
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? null : text('', 500)));
    expect(await clock.through(resendEmail(client, 12))).toMatchObject({
      error: { code: 'outcome-unknown' },
    });
    expect(calls()).toHaveLength(1);
    expect(calls()[0]).toMatchObject({ path: '/me/task/contactChange/12/resendEmail', body: '' });
  });
});
