/** Lists as ids, pages, cursors and batches; filters and sorts; and what the cache hides. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { type Client, clientFor, codeFor, startQuiet } from './client.ts';

const ME = 'ac21874-ovh';
const TASKS = '/me/task/contactChange';

let sandbox: Sandbox;
let me: Client;
beforeAll(async () => {
  sandbox = await startQuiet({ services: 320, requests: 80 });
  me = clientFor(sandbox);
});
afterAll(() => sandbox.close());

// oxlint-disable-next-line no-explicit-any -- rows are looked into freely
type Row = any;
const names = (rows: Row[]): string[] => rows.map((row) => row.resource.name);

describe('without headers', () => {
  test('a list is ids, and each can be read', async () => {
    const services = (await me.get('/services')).body;
    expect(services).toHaveLength(320);
    expect(services).toEqual([...services].sort((a: number, b: number) => a - b));
    expect((await me.get(`/services/${services[0]}`)).body.serviceId).toBe(services[0]);
    const tasks = (await me.get(TASKS)).body;
    expect(tasks).toHaveLength(80);
    expect((await me.get(`${TASKS}/${tasks[0]}`)).body.id).toBe(tasks[0]);
  });

  test('requests are chosen by state, asker and new account', async () => {
    const all = (await me.page(TASKS)).body;
    const wanted = (fits: (task: Row) => boolean) => all.filter(fits).map((task: Row) => task.id);
    expect((await me.get(`${TASKS}?state=done`)).body).toEqual(wanted((task) => task.state === 'done'));
    expect((await me.get(`${TASKS}?askingAccount=${ME}&state=expired`)).body).toEqual(
      wanted((task) => task.askingAccount === ME && task.state === 'expired'),
    );
    expect((await me.get(`${TASKS}?toAccount=${ME}`)).body).toEqual(wanted((task) => task.toAccount === ME));
    expect((await me.get(`${TASKS}?toAccount=${ME}`)).body.length).toBeGreaterThan(5);
  });

  test('services are chosen by name and route, and ordered by date', async () => {
    const twins = (await me.get('/services?resourceName=clinicanorte.es')).body;
    expect(twins).toHaveLength(2);
    const zone = encodeURIComponent('/domain/zone/{zoneName}');
    const [only] = (await me.get(`/services?resourceName=clinicanorte.es&routes=${zone}`)).body;
    expect((await me.get(`/services/${only}`)).body.route.url).toBe('/domain/zone/clinicanorte.es');
    const { body } = await me.page('/services?orderBy=expirationDate&sort=desc');
    const dates = body.map((row: Row) => row.billing.expirationDate);
    expect(dates).toEqual([...dates].sort().reverse());
    expect((await me.get('/services?orderBy=colour')).status).toBe(400);
  });

  test('an account sees what it has a part in, and nothing else', async () => {
    const mine = (await me.page('/services')).body;
    for (const row of mine.filter((each: Row) => each.customer.contacts)) {
      expect(row.customer.contacts.map((contact: Row) => contact.customerCode)).toContain(ME);
    }
    const lyons = (await clientFor(sandbox, 'ac44920-ovh').get('/services')).body;
    const notMine = lyons.filter((id: number) => !mine.some((row: Row) => row.serviceId === id));
    expect(notMine.length).toBeGreaterThan(0);
    expect((await me.get(`/services/${notMine[0]}`)).status).toBe(404);
    expect((await clientFor(sandbox, 'qc70418-ovh').get('/services')).body.length).toBeGreaterThan(0);
  });
});

describe('pages', () => {
  test('carry expanded objects and tell number, size and total', async () => {
    const page = async (number: number) =>
      me.get('/services', {
        headers: {
          'X-Pagination-Mode': 'CachedObjectList-Pages',
          'X-Pagination-Size': '150',
          'X-Pagination-Number': String(number),
        },
      });
    const pages = await Promise.all([1, 2, 3, 4].map(page));
    expect(pages.map(({ body }) => body.length)).toEqual([150, 150, 20, 0]);
    expect(pages.map(({ headers }) => headers.get('x-pagination-elements'))).toEqual([
      '320',
      '320',
      '320',
      '320',
    ]);
    expect(pages[1]?.headers.get('x-pagination-number')).toBe('2');
    expect(pages[1]?.headers.get('x-pagination-size')).toBe('150');
    const ids = pages.flatMap(({ body }) => body.map((row: Row) => row.serviceId));
    expect(ids).toEqual((await me.get('/services')).body);
  });

  test('are never larger than 5000', async () => {
    expect(
      (await me.page('/services', { 'X-Pagination-Size': '6000' })).headers.get('x-pagination-size'),
    ).toBe('5000');
  });

  test.each([
    ['X-Pagination-Size', '0'],
    ['X-Pagination-Number', 'two'],
    ['X-Pagination-Mode', 'Everything'],
    ['X-Pagination-Filter', 'state'],
    ['X-Pagination-Sort-Order', 'SIDEWAYS'],
    ['X-Pagination-Mode', 'CachedObjectList-Cursor-Next'],
  ])('refuse %s: %s', async (name, value) => {
    expect((await me.page('/services', { 'X-Pagination-Sort': 'serviceId', [name]: value })).status).toBe(
      400,
    );
  });

  test('some rows do not tell their contacts; serviceInfos does', async () => {
    const silent = (await me.page('/services')).body.filter((row: Row) => !row.customer.contacts);
    expect(silent.length).toBeGreaterThan(2);
    expect((await me.get(`${silent[0].route.url}/serviceInfos`)).body.contactAdmin).toMatch(/-ovh$/);
  });
});

test('a cursor leads through the whole list and ends', async () => {
  const seen: number[] = [];
  let cursor: string | null = '';
  let calls = 0;
  while (cursor !== null) {
    const { body, headers } = await me.get(TASKS, {
      headers: {
        'X-Pagination-Mode': 'CachedObjectList-Cursor',
        'X-Pagination-Size': '30',
        ...(cursor ? { 'X-Pagination-Cursor': cursor } : {}),
      },
    });
    seen.push(...body.map((task: Row) => task.id));
    cursor = headers.get('x-pagination-cursor-next');
    calls++;
  }
  expect(calls).toBe(3);
  expect(seen).toEqual((await me.get(TASKS)).body);
  const bad = await me.get(TASKS, {
    headers: { 'X-Pagination-Mode': 'CachedObjectList-Cursor', 'X-Pagination-Cursor': 'zzz' },
  });
  expect(bad.status).toBe(400);
});

describe('filters', () => {
  const filtered = async (filter: string) => (await me.page(TASKS, { 'X-Pagination-Filter': filter })).body;

  test.each([
    ['state:eq=done', (task: Row) => task.state === 'done'],
    ['state:ne=done', (task: Row) => task.state !== 'done'],
    ['state:in=refused,expired', (task: Row) => ['refused', 'expired'].includes(task.state)],
    ['id:gt=2000000', (task: Row) => task.id > 2_000_000],
    ['id:lt=1000000', (task: Row) => task.id < 1_000_000],
    ['serviceDomain:like=%.ES', (task: Row) => (task.serviceDomain ?? '').endsWith('.es')],
    ['serviceDomain:like=%25.es', (task: Row) => (task.serviceDomain ?? '').endsWith('.es')],
    ['contactTypes:eq=contactAdmin', (task: Row) => task.contactTypes.includes('contactAdmin')],
    ['state:eq=done&toAccount:eq=ac21874-ovh', (task: Row) => task.state === 'done' && task.toAccount === ME],
  ])('%s', async (filter, fits) => {
    const expected = (await me.page(TASKS)).body.filter(fits).map((task: Row) => task.id);
    expect((await filtered(filter)).map((task: Row) => task.id)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  test('look into nested fields, and the total counts what is left', async () => {
    const { body, headers } = await me.page('/services', {
      'X-Pagination-Filter': 'resource.state:eq=suspended',
      'X-Pagination-Size': '1',
    });
    expect(body).toHaveLength(1);
    expect(body[0].resource.state).toBe('suspended');
    expect(Number(headers.get('x-pagination-elements'))).toBe(2);
  });
});

test('a sort goes by any field, both ways', async () => {
  const sorted = async (order: string) =>
    names(
      (await me.page('/services', { 'X-Pagination-Sort': 'resource.name', 'X-Pagination-Sort-Order': order }))
        .body,
    );
  const up = await sorted('ASC');
  expect(up).toEqual([...up].sort());
  expect(await sorted('DESC')).toEqual([...up].sort().reverse());
  const ids = (await me.page(TASKS, { 'X-Pagination-Sort': 'id' })).body.map((task: Row) => task.id);
  // As numbers: the oldest have six digits.
  expect(ids).toEqual([...ids].sort((a: number, b: number) => a - b));
  expect(String(ids[0])).toHaveLength(6);
});

describe('a batch', () => {
  const batch = { headers: { 'X-Ovh-Batch': ',' } };

  test('of requests answers each by its key, and an error for what is not mine', async () => {
    const [first, second] = (await me.get(TASKS)).body;
    const { status, body } = await me.get(`${TASKS}/${second},17,${first}`, batch);
    expect(status).toBe(200);
    expect(body).toEqual([
      { key: String(second), value: expect.objectContaining({ id: second }), error: null },
      {
        key: '17',
        value: null,
        error: { class: 'Client::NotFound', message: expect.stringContaining('17') },
      },
      { key: String(first), value: expect.objectContaining({ id: first }), error: null },
    ]);
  });

  test('of services, and of serviceInfos with encoded names', async () => {
    const services = (await me.page('/services')).body;
    const ids = services.slice(0, 3).map((row: Row) => row.serviceId);
    expect(
      (await me.get(`/services/${ids.join(',')}`, batch)).body.map((entry: Row) => entry.value.serviceId),
    ).toEqual(ids);

    const ips = services.filter((row: Row) => row.route.path.startsWith('/ip/service')).slice(0, 3);
    const keys = ips.map((row: Row) => encodeURIComponent(row.resource.name));
    const infos = await me.get(`/ip/service/${keys.join(',')}/serviceInfos`, batch);
    expect(infos.body.map((entry: Row) => entry.value.domain)).toEqual(names(ips));
    expect(infos.body[0].value.domain).toContain('/');
  });

  test('is not one without the header', async () => {
    expect((await me.get('/services/1,2')).status).toBe(404);
  });
});

describe('the cache behind expanded lists', () => {
  test('tells what was so two seconds ago, unless asked not to', async () => {
    const task = (await me.page(TASKS)).body.find(
      (each: Row) =>
        each.fromAccount === ME &&
        each.toAccount === 'mp40311-ovh' &&
        each.askingAccount === ME &&
        each.state === 'validatingByCustomers',
    );
    const token = await codeFor(sandbox, ME, task.id);
    await me.post(`${TASKS}/${task.id}/refuse`, { token });
    const shown = async (pragma: boolean) => {
      const { body } = await me.get(TASKS, {
        headers: {
          'X-Pagination-Mode': 'CachedObjectList-Pages',
          'X-Pagination-Size': '500',
          ...(pragma ? { Pragma: 'no-cache' } : {}),
        },
      });
      return body.find((each: Row) => each.id === task.id).state;
    };
    sandbox.advance(1);
    expect(await shown(true)).toBe('validatingByCustomers');
    sandbox.advance(1);
    expect(await shown(false)).toBe('validatingByCustomers');
    expect((await me.get(`${TASKS}/${task.id}`)).body.state).toBe('refused');
    expect(await shown(true)).toBe('refused');
  });
});

test('calls that the API does not have are not found, in the old body', async () => {
  expect(await me.get('/services/1/2')).toMatchObject({ status: 404, body: { errorCode: 'INVALID_URL' } });
  expect((await me.get('/services/none')).body.class).toBe('Client::NotFound');
  expect((await me.get('/domain/not.mine/serviceInfos')).body).toEqual({
    class: 'Client::NotFound',
    message: 'This service does not exist',
  });
  expect((await me.get('/domain/%zz/serviceInfos')).status).toBe(400);
});

test('the mails of an account can be read over the API too', async () => {
  const ids = (await me.get('/me/notification/email/history')).body;
  expect(ids.length).toBeGreaterThan(5);
  const { body } = await me.get(`/me/notification/email/history/${ids[0]}`);
  expect(body).toEqual({
    id: ids[0],
    subject: expect.stringMatching(/^Solicitud de cambio de contacto n\.º \d+$/),
    date: expect.stringMatching(/^2026-/),
    body: expect.stringContaining('token='),
  });
  const strangers = await clientFor(sandbox, 'mp40311-ovh').get(`/me/notification/email/history/${ids[0]}`);
  expect(strangers.status).toBe(404);
});

test('a debt is told in the shape of the debt account', async () => {
  expect((await me.get('/me/debtAccount')).body).toMatchObject({
    active: false,
    dueAmount: { value: 0, currencyCode: 'EUR' },
  });
  expect((await clientFor(sandbox, 'abc1204-ovh').get('/me/debtAccount')).body).toMatchObject({
    active: true,
    dueAmount: { currencyCode: 'EUR', text: '84.70 €', value: 84.7 },
  });
});
