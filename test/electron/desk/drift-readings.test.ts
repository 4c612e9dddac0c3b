/** Readings compared with what was known, one by one: what is a change, what is a cache that lags, another key, or a request that comes later. */
import { expect, test } from 'vitest';
import type { AccountRecord } from '../../../electron/desk/account-record.ts';
import { openDrift } from '../../../electron/desk/drift.ts';
import { KnownContacts } from '../../../electron/desk/known-contacts.ts';
import { openWorld } from '../../../electron/desk/world.ts';
import type { HistoryLine } from '../../../electron/storage/contact-history.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import type { ServiceFacts } from '../../../shared/service-chunk.ts';
import { manualClock } from '../../fakes/clock.ts';
import { aRequest } from '../../fakes/requests.ts';

const ME = 'ac21874-ovh';
const API = 'ovh-eu';
const MINUTE = 60_000;

function facts(serviceId: number, tech: string | null = ME, more: Partial<ServiceFacts> = {}): ServiceFacts {
  return {
    serviceId,
    name: `domain-${serviceId}.es`,
    displayName: `domain-${serviceId}.es`,
    family: '/domain',
    route: `/domain/domain-${serviceId}.es`,
    product: null,
    state: 'active',
    lifecycle: null,
    status: 'ok',
    expires: '2030-01-01T00:00:00Z',
    contacts: { contactAdmin: 'xx1-ovh', contactTech: tech, contactBilling: 'xx1-ovh' },
    tags: [],
    ...more,
  };
}

const record = (id = `${ME}@${API}`, more: Partial<AccountRecord> = {}) =>
  ({
    id,
    api: API,
    nichandle: id.split('@')[0],
    credential: { kind: 'application', expiration: null },
    rights: null,
    refusedActions: [],
    offer: null,
    ...more,
  }) as unknown as AccountRecord;

function begin(found: HistoryLine[] = []) {
  const clock = manualClock();
  const world = openWorld();
  const written: HistoryLine[] = [];
  let requests: ContactRequest[] = [];
  const drift = openDrift({
    clock,
    file: {
      found: [...found],
      append: async (lines) => void written.push(...lines),
      forget: async () => {},
      wipe: async () => {},
      close: async () => {},
    },
    world,
    accounts: () => ({ list: () => [{ api: API, nichandle: ME }] }) as never,
    requests: () => ({ list: () => requests, get: () => null }) as never,
    ledger: { activity: () => [] } as never,
    log: () => {},
    changed: () => {},
  });
  let since: string | null = null;
  const read = async (services: ServiceFacts[], { whole = true, as = record() } = {}) => {
    await drift.read(as, services, { whole, since });
    if (whole) world.services.replaceFor(as.id, API, services, world.beginReading());
    else for (const one of services) world.services.update(as.id, API, one, world.beginReading());
    since = new Date(clock.now()).toISOString();
    clock.advance(MINUTE);
    return drift.settle();
  };
  return {
    drift,
    clock,
    read,
    written,
    changes: () => drift.open().map(({ serviceName, to }) => `${serviceName} ${to ?? 'nobody'}`),
    know: (list: ContactRequest[]) => {
      requests = list;
      drift.requestsRead();
    },
  };
}

const two = [facts(1), facts(2)];

test('what a contact is called in another case, or what is not told, is no change', async () => {
  const { read, changes } = begin();
  await read(two);
  await read([facts(1, ME.toUpperCase()), facts(2, null)]);
  await read([facts(1, null, { contacts: null }), facts(2, ME)]);
  expect(changes()).toEqual([]);
  await read([facts(1, 'zz9-ovh'), facts(2, ME)]);
  expect(changes()).toEqual(['domain-1.es zz9-ovh']);
});

test('a part of a reading tells its changes, and of the rest nothing', async () => {
  const { read, changes } = begin();
  await read(two);
  await read([facts(1, 'zz9-ovh')], { whole: false });
  expect(changes()).toEqual(['domain-1.es zz9-ovh']);
});

test('a cache that lags shows the one before once more: no change, and no second telling', async () => {
  const { read, changes, written } = begin();
  await read(two);
  await read([facts(1, 'zz9-ovh'), facts(2)]);
  await read([facts(1), facts(2)]);
  await read([facts(1, 'zz9-ovh'), facts(2)]);
  expect(changes()).toEqual(['domain-1.es zz9-ovh']);
  expect(written.filter((line) => 'change' in line)).toHaveLength(1);
});

test('changed back for good it is told, once that is no lag any more', async () => {
  const { read, changes, clock } = begin();
  await read(two);
  await read([facts(1, 'zz9-ovh'), facts(2)]);
  clock.advance(20 * MINUTE);
  await read([facts(1), facts(2)]);
  expect(changes()).toEqual([`domain-1.es ${ME}`]);
});

test('not seen any more: told by the same key alone', async () => {
  const same = begin();
  await same.read(two);
  await same.read([facts(1)]);
  expect(same.changes()).toEqual(['domain-2.es nobody']);

  const narrower = begin();
  await narrower.read(two);
  const as = record(undefined, { rights: { services: 'partly' } as never });
  await narrower.read([facts(1)], { as });
  expect(narrower.changes()).toEqual([]);
  // And wider again: known ones are compared with nothing old.
  await narrower.read(two);
  expect(narrower.changes()).toEqual([]);
});

test('not seen any more: a list that was not whole tells nothing', async () => {
  const { drift, changes, read } = begin();
  await read(two);
  await drift.read(record(), [facts(1)], { whole: false, since: new Date().toISOString() });
  drift.settle();
  expect(changes()).toEqual([]);
});

test('most of them at once are no changes, but an account that sees less', async () => {
  const { read, changes } = begin();
  const many = Array.from({ length: 80 }, (_, at) => facts(at + 1));
  await read(many);
  await read(many.slice(0, 50));
  expect(changes()).toEqual([]);
});

test('one that ended by itself was taken by nobody', async () => {
  const { read, changes } = begin();
  await read([facts(1), facts(2, ME, { expires: '2026-11-01T00:00:00Z' })]);
  await read([facts(1)]);
  expect(changes()).toEqual([]);
});

test('a request that is known only later explains it, and then it waits for nobody', async () => {
  const { read, changes, know, written } = begin();
  await read(two);
  await read([facts(1, 'zz9-ovh'), facts(2)]);
  expect(changes()).toHaveLength(1);
  const request = aRequest({
    askingAccount: ME,
    fromAccount: ME,
    toAccount: 'zz9-ovh',
    contactTypes: ['contactTech'],
    serviceDomain: 'domain-1.es',
    serviceKey: `${API}/1`,
    state: 'done',
    dateDone: '2026-11-20T12:00:30Z',
  });
  know([request]);
  expect(changes()).toEqual([]);
  expect(written.some((line) => 'explained' in line)).toBe(true);
});

test('a request of long ago does not explain what changed since the last reading', async () => {
  const { read, changes, know } = begin();
  know([
    aRequest({
      askingAccount: ME,
      fromAccount: ME,
      toAccount: 'zz9-ovh',
      contactTypes: ['contactTech'],
      serviceDomain: 'domain-1.es',
      serviceKey: `${API}/1`,
      state: 'done',
      dateDone: '2026-01-20T12:00:30Z',
    }),
  ]);
  await read(two);
  await read([facts(1, 'zz9-ovh'), facts(2)]);
  expect(changes()).toEqual(['domain-1.es zz9-ovh']);
});

test('the program ended between history and snapshot: the same reading is no second change', async () => {
  const first = begin();
  await first.read(two);
  const snapshot = '2026-11-20T12:00:00.000Z';
  await first.read([facts(1, 'zz9-ovh'), facts(2)]);
  const again = begin(first.written);
  again.drift.recalled(API, snapshot, two);
  await again.read([facts(1, 'zz9-ovh'), facts(2)]);
  expect(again.written.filter((line) => 'change' in line)).toEqual([]);
  expect(again.changes()).toEqual(['domain-1.es zz9-ovh']);
});

test('a hundred thousand services are compared without an object for each', () => {
  const many = Array.from({ length: 100_000 }, (_, at) => facts(at, `t${at % 50}-ovh`));
  const known = new KnownContacts();
  known.learn(API, many);
  const next = many.map((one) => (one.serviceId === 77 ? facts(77, 'zz9-ovh') : one));
  expect(known.compare(API, next)).toMatchObject([{ from: 't27-ovh', to: 'zz9-ovh', type: 'contactTech' }]);
});
