/** Contacts of services that changed hands: few calls whatever the families, and nothing lost where the filter fails. */
import { expect, it } from 'vitest';
import { readMovedContacts } from '../../../electron/ovh/moved-contacts.ts';
import type { ServiceFacts } from '../../../shared/service-chunk.ts';
import { json, type Seen, setUp } from './fakes.ts';

const FAMILIES = ['/domain', '/vps', '/hosting/web', '/email/domain'];

const known = (serviceId: number, family = FAMILIES[serviceId % FAMILIES.length] ?? ''): ServiceFacts => ({
  serviceId,
  name: `s${serviceId}`,
  displayName: `s${serviceId}`,
  family,
  route: `${family}/s${serviceId}`,
  product: null,
  state: 'active',
  lifecycle: null,
  status: 'ok',
  expires: '2027-05-05',
  contacts: { contactAdmin: 'old-ovh', contactTech: 'old-ovh', contactBilling: 'old-ovh' },
  tags: [],
});
const NEW = { contactAdmin: 'new-ovh', contactTech: 'new-ovh', contactBilling: 'new-ovh' };

const listed = (serviceId: number) => ({
  serviceId,
  route: {
    path: `${known(serviceId).family}/{name}`,
    url: null,
    vars: [{ key: 'name', value: `s${serviceId}` }],
  },
  resource: { name: `s${serviceId}`, state: 'active' },
  customer: {
    contacts: ['administrator', 'technical', 'billing'].map((type) => ({ customerCode: 'new-ovh', type })),
  },
});

/** `list` answers the expanded list; `serviceInfos` is known of all. */
const world =
  (list: (ids: number[]) => Response) =>
  ({ path, headers }: Seen) => {
    if (path === '/auth/time') return null;
    if (path === '/services') {
      const filter = headers.get('x-pagination-filter') ?? '';
      return list(/^serviceId:in=([\d,]+)$/.exec(filter)?.[1]?.split(',').map(Number) ?? []);
    }
    const names = (/\/([^/]+)\/serviceInfos$/.exec(path)?.[1] ?? '').split(',');
    const one = (name: string) => ({
      key: name,
      value: { domain: name, ...NEW, status: 'unPaid' },
      error: null,
    });
    return json(names.length > 1 ? names.map(one) : one(names[0] ?? '').value);
  };

const fifty = Array.from({ length: 50 }, (_, i) => known(i + 1));

it('reads fifty services of four families with one call, keeping what the list does not tell', async () => {
  const { client, clock, calls } = setUp(world((ids) => json(ids.map(listed))));
  const answer = await clock.through(readMovedContacts(client, fifty));
  expect(calls()).toHaveLength(1);
  expect(calls()[0]?.headers.get('pragma')).toBe('no-cache');
  expect(answer).toMatchObject({ ok: true, value: { unknown: [] } });
  expect(answer.ok && answer.value.services).toHaveLength(50);
  expect(answer.ok && answer.value.services[0]).toMatchObject({
    contacts: NEW,
    status: 'ok',
    expires: '2027-05-05',
  });
});

it('asks for no more than 200 in one filter', async () => {
  const { client, clock, calls } = setUp(world((ids) => json(ids.map(listed))));
  const many = Array.from({ length: 401 }, (_, i) => known(i + 1));
  const answer = await clock.through(readMovedContacts(client, many));
  expect(calls()).toHaveLength(3);
  expect(answer.ok && answer.value.services).toHaveLength(401);
});

it('leaves out what the account no longer sees, and what it did not ask for', async () => {
  const { client, clock } = setUp(world((ids) => json([...ids.slice(1), 999].map(listed))));
  const answer = await clock.through(readMovedContacts(client, fifty));
  expect(answer.ok && answer.value.services.map(({ serviceId }) => serviceId)).toEqual(
    fifty.slice(1).map(({ serviceId }) => serviceId),
  );
});

it.each([
  ['is refused', () => json({ message: 'Invalid filter' }, 400)],
  ['finds none', () => json([])],
])('asks each family where the filter %s', async (_, list) => {
  const { client, clock, calls } = setUp(world(list));
  const answer = await clock.through(readMovedContacts(client, fifty));
  expect(calls()).toHaveLength(1 + FAMILIES.length);
  expect(answer.ok && answer.value.services).toHaveLength(50);
  expect(answer.ok && answer.value.services[0]).toMatchObject({ contacts: NEW, status: 'unPaid' });
});

it('asks one family or two directly: that tells more for as many calls', async () => {
  const { client, clock, calls } = setUp(world((ids) => json(ids.map(listed))));
  const two = [1, 2, 3].map((id) => known(id, id === 3 ? '/vps' : '/domain'));
  expect(await clock.through(readMovedContacts(client, two))).toMatchObject({ ok: true });
  expect(calls().map(({ path }) => path)).toEqual(['/domain/s1,s2/serviceInfos', '/vps/s3/serviceInfos']);
});

it('says why where nothing can be read', async () => {
  const { client, clock } = setUp(world(() => json({ errorCode: 'NOT_GRANTED_CALL', message: '' }, 403)));
  expect(await clock.through(readMovedContacts(client, fifty))).toMatchObject({
    error: { code: 'not-granted' },
  });
});
