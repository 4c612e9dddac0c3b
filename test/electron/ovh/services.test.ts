/** Services: expanded pages, contacts from `serviceInfos` where the list lacks them, changes sent once. */
import { describe, expect, it } from 'vitest';
import {
  changeContact,
  listServices,
  readServiceContacts,
  readServiceInfos,
} from '../../../electron/ovh/services.ts';
import type { ServiceFacts } from '../../../shared/service-chunk.ts';
import { json, type Seen, setUp } from './fakes.ts';

const CONTACTS = [
  { customerCode: 'aa1-ovh', type: 'administrator' },
  { customerCode: 'bb2-ovh', type: 'technical' },
  { customerCode: 'cc3-ovh', type: 'billing' },
];

const service = (id: number, family: string, name: string, contacts: unknown = CONTACTS) => ({
  serviceId: id,
  route: {
    path: `${family}/{serviceName}`,
    url: `${family}/${encodeURIComponent(name)}`,
    vars: [{ key: 'serviceName', value: name }],
  },
  resource: {
    name,
    displayName: `${name} (shown)`,
    state: 'active',
    product: { name: 'p', description: 'Product P' },
  },
  customer: { contacts },
  billing: { expirationDate: '2027-01-01T00:00:00Z', lifecycle: { current: { state: 'active' } } },
  tags: [],
});

const infos = (name: string) => ({
  serviceId: 1,
  domain: name,
  contactAdmin: 'dd4-ovh',
  contactTech: 'ee5-ovh',
  contactBilling: 'ff6-ovh',
  status: 'ok',
  creation: '2020-01-01',
  expiration: '2027-05-05',
});

/** Lists `all`, and answers batches of `serviceInfos` but for names that begin with `bad`. */
function world(all: unknown[]) {
  return ({ path }: Seen) => {
    if (path === '/auth/time') return null;
    if (path === '/services') return json(all, 200, { 'x-pagination-elements': String(all.length) });
    const [, keys] = /\/([^/]+)\/serviceInfos$/.exec(path) ?? [];
    const names = (keys ?? '').split(',').map(decodeURIComponent);
    const one = (name: string) =>
      name.startsWith('bad')
        ? { key: name, value: null, error: { message: 'expired' } }
        : { key: name, value: infos(name), error: null };
    if (names.length > 1) return json(names.map(one));
    return names[0]?.startsWith('bad') ? json({ message: 'expired' }, 460) : json(infos(names[0] ?? ''));
  };
}

describe('listServices', () => {
  it('reads what the screens need, of ten thousand in two calls', async () => {
    const all = Array.from({ length: 10_000 }, (_, index) => service(index, '/domain', `d${index}.com`));
    const { client, clock, calls } = setUp(({ path, headers }) => {
      if (path === '/auth/time') return null;
      const from = (Number(headers.get('x-pagination-number')) - 1) * 5000;
      return json(all.slice(from, from + 5000), 200, { 'x-pagination-elements': '10000' });
    });
    const answer = await clock.through(listServices(client));
    expect(calls()).toHaveLength(2);
    expect(answer.ok && answer.value.services).toHaveLength(10_000);
    expect(answer.ok && answer.value.unknown).toEqual([]);
    expect(answer.ok && answer.value.services[1]).toEqual({
      serviceId: 1,
      name: 'd1.com',
      displayName: 'd1.com (shown)',
      family: '/domain',
      route: '/domain/d1.com',
      product: 'Product P',
      state: 'active',
      lifecycle: 'active',
      status: null,
      expires: '2027-01-01T00:00:00Z',
      contacts: { contactAdmin: 'aa1-ovh', contactTech: 'bb2-ovh', contactBilling: 'cc3-ovh' },
      tags: [],
    } satisfies ServiceFacts);
  });

  it('keeps the words a service is tagged with, and passes over what is no word', async () => {
    const all = [
      { ...service(1, '/domain', 'a.com'), tags: ['prod', { key: 'env' }, '', 7, 'old'] },
      { ...service(2, '/domain', 'b.com'), tags: null },
    ];
    const { client, clock } = setUp(world(all));
    const answer = await clock.through(listServices(client));
    expect(answer.ok && answer.value.services.map(({ tags }) => tags)).toEqual([['prod', 'old'], []]);
  });

  it('fills missing contacts from batched serviceInfos, a batch per family', async () => {
    const all = [
      { ...service(1, '/domain', 'a.com'), customer: {} },
      service(2, '/domain', 'b.com', []),
      service(3, '/domain', 'c.com', CONTACTS.slice(0, 2)),
      service(4, '/domain/zone', 'a.com', null),
      service(5, '/domain/zone', 'b.com', [null, { type: 'administrator' }]),
      service(6, '/vps', 'known'),
    ];
    const { client, clock, calls } = setUp(world(all));
    const answer = await clock.through(listServices(client));
    expect(
      calls()
        .map(({ path }) => path)
        .sort(),
    ).toEqual([
      '/domain/a.com,b.com,c.com/serviceInfos',
      '/domain/zone/a.com,b.com/serviceInfos',
      '/services',
    ]);
    const filled = { contactAdmin: 'dd4-ovh', contactTech: 'ee5-ovh', contactBilling: 'ff6-ovh' };
    expect(answer.ok && answer.value.services.slice(0, 5).map(({ contacts }) => contacts)).toEqual(
      Array(5).fill(filled),
    );
    expect(answer.ok && answer.value.services[0]?.status).toBe('ok');
    expect(answer.ok && answer.value.unknown).toEqual([]);
  });

  it('says which stay unknown, and keeps the list', async () => {
    const noRoute = { ...service(3, '/x', 'x', null), route: null };
    const all = [service(1, '/domain', 'a.com', null), service(2, '/domain', 'bad.com', null), noRoute];
    const { client, clock } = setUp(world(all));
    const answer = await clock.through(listServices(client));
    expect(answer.ok && answer.value.unknown).toEqual([2, 3]);
    expect(answer.ok && answer.value.services.map(({ contacts }) => contacts === null)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('keeps a service whose parts are missing or odd', async () => {
    const bare = {
      serviceId: 9,
      resource: { name: 'bare' },
      customer: 'what',
      billing: 3,
      route: { url: '/vps/bare' },
    };
    const { client, clock } = setUp(world([bare]));
    const answer = await clock.through(listServices(client));
    expect(answer.ok && answer.value.services[0]).toMatchObject({
      displayName: 'bare',
      family: '/vps',
      route: '/vps/bare',
      state: 'unknown',
      expires: '2027-05-05',
    });
  });

  it('drops what is no service at all, and says so', async () => {
    const { client, clock, lines } = setUp(world([service(1, '/vps', 'a'), { serviceId: 'x' }]));
    const answer = await clock.through(listServices(client));
    expect(answer.ok && answer.value.services).toHaveLength(1);
    expect(lines.join()).toContain('dropped 1 of 2');
  });

  it('keeps a name with a slash in one segment, encoded by the service or not', async () => {
    const plain = service(1, '/ip/service', 'ip-1.2.3.4/32');
    const raw = { ...plain, serviceId: 2, route: { ...plain.route, url: '/ip/service/ip-1.2.3.4/32' } };
    const { client, clock } = setUp(world([plain, raw]));
    const answer = await clock.through(listServices(client));
    expect(answer.ok && answer.value.services.map(({ route, family }) => [route, family])).toEqual([
      ['/ip/service/ip-1.2.3.4%2F32', '/ip/service'],
      ['/ip/service/ip-1.2.3.4%2F32', '/ip/service'],
    ]);
  });

  it('names the family of a route with two names by its fixed parts', async () => {
    const line = service(1, '/telephony', 'x');
    line.route = {
      path: '/telephony/{billingAccount}/line/{serviceName}',
      url: '/telephony/ba/line/0033',
      vars: [
        { key: 'billingAccount', value: 'ba' },
        { key: 'serviceName', value: '0033' },
      ],
    };
    const { client, clock } = setUp(world([line]));
    const answer = await clock.through(listServices(client));
    expect(answer.ok && answer.value.services[0]).toMatchObject({
      family: '/telephony/line',
      route: '/telephony/ba/line/0033',
    });
  });
});

describe('readServiceContacts', () => {
  const known = (id: number, name: string): ServiceFacts => ({
    serviceId: id,
    name,
    displayName: name,
    family: '/domain',
    route: `/domain/${name}`,
    product: null,
    state: 'active',
    lifecycle: null,
    status: null,
    expires: null,
    contacts: { contactAdmin: 'old-ovh', contactTech: 'old-ovh', contactBilling: 'old-ovh' },
    tags: ['kept'],
  });

  it('reads past the cache and gives back only what was read, with nothing that was not its own', async () => {
    const { client, clock, calls } = setUp(world([]));
    const mine = { ...known(1, 'a.com'), key: 'ovh-eu/1', api: 'ovh-eu', seenBy: ['me'] };
    const answer = await clock.through(readServiceContacts(client, [mine, known(2, 'bad.com')]));
    expect(calls()[0]?.headers.get('pragma')).toBe('no-cache');
    expect(answer.ok && answer.value.unknown).toEqual([2]);
    expect(answer.ok && answer.value.services).toEqual([
      {
        ...known(1, 'a.com'),
        status: 'ok',
        expires: '2027-05-05',
        contacts: { contactAdmin: 'dd4-ovh', contactTech: 'ee5-ovh', contactBilling: 'ff6-ovh' },
      },
    ]);
  });

  it('fails where nothing could be read', async () => {
    const { client, clock } = setUp(({ path }) =>
      path === '/auth/time' ? null : json({ errorCode: 'NOT_GRANTED_CALL', message: '' }, 403),
    );
    expect(await clock.through(readServiceContacts(client, [known(1, 'a.com')]))).toMatchObject({
      error: { code: 'not-granted', next: 'widen-rights' },
    });
  });

  it('reads one service by its route', async () => {
    const { client, clock } = setUp(world([]));
    expect(await clock.through(readServiceInfos(client, '/domain/a.com'))).toMatchObject({
      ok: true,
      value: { contactAdmin: 'dd4-ovh', status: 'ok' },
    });
  });
});

describe('changeContact', () => {
  it('sends the roles that change and answers the requests that were made', async () => {
    const { client, clock, calls } = setUp(({ path }) => (path === '/auth/time' ? null : json([11, 12])));
    const answer = await clock.through(
      changeContact(client, '/domain/a.com', { contactTech: 'x-ovh', contactAdmin: 'y-ovh' }),
    );
    expect(answer).toEqual({ ok: true, value: [11, 12] });
    expect(calls()[0]).toMatchObject({
      method: 'POST',
      path: '/domain/a.com/changeContact',
      body: '{"contactTech":"x-ovh","contactAdmin":"y-ovh"}',
    });
  });

  it('asks nothing where nothing would change', async () => {
    const { client, clock, seen } = setUp(() => json([]));
    expect(await clock.through(changeContact(client, '/domain/a.com', {}))).toMatchObject({
      error: { code: 'bad-input' },
    });
    expect(seen).toEqual([]);
  });

  it('follows no route that leads elsewhere', async () => {
    const { client, clock, seen } = setUp(() => json([]));
    const answer = await clock.through(changeContact(client, '/domain/../me/task', { contactTech: 'x-ovh' }));
    expect(answer).toMatchObject({ error: { code: 'bad-input' } });
    expect(seen).toEqual([]);
  });
});
