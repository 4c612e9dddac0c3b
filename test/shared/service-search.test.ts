/** Searching, counting and sorting services in columns gives what looking at each of them would. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Service } from '../../shared/service.ts';
import { countFacets, NO_FACETS, type ServiceFacets } from '../../shared/service-facets.ts';
import { findServices } from '../../shared/service-find.ts';
import { buildServiceIndex, updateServiceIndex } from '../../shared/service-index.ts';
import { orderKey, sortSliced } from '../../shared/service-order.ts';
import { parseQuery } from '../../shared/service-query.ts';
import { openSearch, PENDING, type SearchFacts } from '../../shared/service-search.ts';
import { type ServiceOrder } from '../../shared/service-sort.ts';
import { finish } from '../../shared/slices.ts';
import { service } from '../fakes/world.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const ME = 'ac21874-ovh';
const OTHER = 'ps19953-ovh';
const contacts = (admin: string | null, tech: string | null, billing: string | null) => ({
  contactAdmin: admin,
  contactTech: tech,
  contactBilling: billing,
});
const LIST: Service[] = [
  service(1, 'puertosol.com', '/domain', {
    contacts: contacts(OTHER, 'AC21874-OVH', OTHER),
    tags: ['Año 1'],
  }),
  service(2, 'faro.es', '/domain', { expires: '2026-12-01T00:00:00Z', state: 'suspended' }),
  service(3, 'faro.es', '/domain/zone', { expires: null, seenBy: ['a', 'b'] }),
  service(4, 'host10', '/vps', { contacts: null, expires: '2026-01-01T00:00:00Z' }),
  service(5, 'host9', '/vps', { displayName: 'Peña', contacts: contacts(OTHER, OTHER, ME), seenBy: ['b'] }),
];
const shownName = (name: string) => name;
const build = (list: readonly Service[]) => finish(buildServiceIndex(list, { language: 'es', shownName }));
const facts = (more: Partial<SearchFacts> = {}, count = LIST.length): SearchFacts => ({
  mineOf: () => new Set([ME]),
  accounts: [
    { id: 'a', nichandle: ME },
    { id: 'b', nichandle: 'bb2-ovh' },
  ],
  account: null,
  pending: new Uint8Array(count),
  typeName: (type) => ({ domain: 'Dominio', domainZone: 'Zona DNS', vps: 'VPS' })[type] ?? type,
  stateName: (state) => (state === 'suspended' ? 'Suspendido' : state),
  labelOf: (handle) => (handle === OTHER ? 'Marta, Cobalto' : null),
  ...more,
});
type Asked = { query?: string; facets?: Partial<ServiceFacets>; order?: ServiceOrder };
const BY_NAME: ServiceOrder = { column: 'name', descending: false };
const view = (asked: Asked, more: Partial<SearchFacts> = {}) => {
  const facets = { ...NO_FACETS, ...asked.facets };
  const found = finish(
    findServices(openSearch(build(LIST), facts(more)), {
      query: parseQuery(asked.query ?? ''),
      facets,
      order: asked.order ?? BY_NAME,
      now: NOW,
    }),
  );
  return { ...found, counts: finish(countFacets(facets, found.matches)) };
};
const ids = (asked: Asked, more: Partial<SearchFacts> = {}) =>
  Array.from(view(asked, more).positions, (at) => LIST[at]?.serviceId);

describe('a query', () => {
  it.each([
    ['', [2, 3, 5, 4, 1]],
    ['FARO zona', [3]],
    ['pena', [5]],
    ['ps19953', [5, 1]],
    ['marta', [5, 1]],
    ['tech:marta', [5]],
    ['admin:ps19953 -type:vps', [1]],
    ['type:dominio', [2, 1]],
    ['faro*', [2, 3]],
    ['*.es', [2, 3]],
    ['*os*', [5, 4, 1]],
    ['tech:ac*', [2, 3, 1]],
    ['-host*', [2, 3, 1]],
    ['p*a', [5]],
    ['tag:ano', [1]],
    ['state:suspendido', [2]],
    ['expires:<30d', [2, 4]],
    ['expires:<0d', [4]],
    ['expires:none', [3]],
    ['role:billing', [2, 3, 5]],
    ['account:bb2', [3, 5]],
    ['expires:soon faro', [2, 3]],
    ['faro vps', []],
  ])('%s finds %j', (query, expected) => {
    expect(ids({ query })).toEqual(expected);
  });
  it('means one type by its whole name, and all that hold a part of it', () => {
    const typeName = (type: string) => ({ domain: 'Domain', domainZone: 'Zone of a domain' })[type] ?? type;
    expect(ids({ query: 'type:domain' }, { typeName })).toEqual([2, 1]);
    expect(ids({ query: 'type:doma' }, { typeName })).toEqual([2, 3, 1]);
    expect(ids({ query: '-type:domain' }, { typeName })).toEqual([3, 5, 4]);
  });
  it('finds running requests by whether there are any', () => {
    const pending = Uint8Array.of(0, PENDING.mine, 0, PENDING.theirs, 0);
    expect(ids({ query: 'pending:yes' }, { pending })).toEqual([2, 4]);
    expect(ids({ query: '-pending:yes' }, { pending })).toEqual([3, 5, 1]);
  });
});

it('narrowed to an account, only what it sees is there, with its own roles', () => {
  const account = { id: 'b', nichandle: 'BB2-ovh' };
  const narrowed = view({}, { account });
  expect([...narrowed.positions]).toEqual([2, 4]);
  expect(narrowed.total).toBe(2);
  expect(ids({ query: 'role:admin' }, { account })).toEqual([]);
});

it('each filter counts what the query and the other filters leave', () => {
  const { counts } = view({ facets: { type: 'domain' } });
  expect(Object.fromEntries(counts.type)).toEqual({ domain: 2, domainZone: 1, vps: 2 });
  expect(Object.fromEntries(counts.contact)).toEqual({ [OTHER]: 1, [ME]: 2 });
  expect(counts.all).toBe(2);
  expect(Object.fromEntries(counts.role)).toEqual({ contactAdmin: 1, contactTech: 2, contactBilling: 1 });
  expect(Object.fromEntries(counts.state)).toEqual({ ok: 1, suspended: 1 });
  const byExpiry = view({ facets: { expiry: '30d' } }).counts.expiry;
  expect(Object.fromEntries(byExpiry)).toMatchObject({ past: 1, '30d': 1, none: 1 });
  expect(view({ facets: { contact: 'nobody-ovh' } }).counts.contact.get(ME)).toBe(4);
  expect(ids({ facets: { contact: 'nobody-ovh' } })).toEqual([]);
});

describe('order', () => {
  const order = (column: ServiceOrder['column'], descending = false, more: Partial<SearchFacts> = {}) =>
    ids({ order: { column, descending } }, more);
  it('by name counts numbers as numbers, and is turned round whole', () => {
    expect(order('name')).toEqual([2, 3, 5, 4, 1]);
    expect(order('name', true)).toEqual([1, 4, 5, 3, 2]);
  });
  it('puts what has no value last, either way; equal ones by name', () => {
    expect(order('expires')).toEqual([4, 2, 5, 1, 3]);
    expect(order('expires', true)).toEqual([5, 1, 2, 4, 3]);
    expect(order('contactAdmin')).toEqual([2, 3, 5, 1, 4]);
    expect(order('contactAdmin', true)).toEqual([5, 1, 2, 3, 4]);
  });
  it('by state puts trouble first, by status my codes before it', () => {
    expect(order('state')).toEqual([2, 4, 3, 5, 1]);
    const pending = Uint8Array.of(PENDING.mine, 0, PENDING.theirs, 0, 0);
    expect(order('status', false, { pending })).toEqual([1, 2, 3, 4, 5]);
  });
  it('by name sets accents aside, and ñ after n in Spanish', () => {
    const names = ['Nz', 'ñu', 'na', 'Álamo', 'albo', 'host010', 'host9'];
    const sorted = (language: string) =>
      [...names].sort((a, b) => (orderKey(a, language) < orderKey(b, language) ? -1 : 1));
    expect(sorted('es')).toEqual(['Álamo', 'albo', 'host9', 'host010', 'na', 'Nz', 'ñu']);
    expect(sorted('en').slice(-2)).toEqual(['ñu', 'Nz']);
  });
  it('of any numbers is the order of a stable sort', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 3000 }), (values) => {
        const compare = (a: number, b: number) => (values[a] as number) - (values[b] as number);
        const expected = values.map((_, at) => at).sort(compare);
        expect([...finish(sortSliced(values.length, compare))]).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

it('by name puts reverse zones after all names that people gave', () => {
  const names = ['8.b.d.0.1.0.0.2.ip6.arpa', 'zebra.es', '91.51.in-addr.arpa', 'ñu.es', 'arpa.es'];
  expect(names.toSorted((a, b) => (orderKey(a, 'es') < orderKey(b, 'es') ? -1 : 1))).toEqual([
    'arpa.es',
    'ñu.es',
    'zebra.es',
    '8.b.d.0.1.0.0.2.ip6.arpa',
    '91.51.in-addr.arpa',
  ]);
});

it('by expiry is by time, near and far, what has none last and equal ones by name, either way', () => {
  const time = fc.oneof(
    fc.constantFrom(null, '2026-12-01T00:00:00Z', '2026-12-01T00:00:00.001Z', '1999-01-01T00:00:00Z'),
    fc
      .date({ min: new Date(0), max: new Date('2299-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString()),
  );
  fc.assert(
    fc.property(fc.array(time, { maxLength: 30 }), fc.boolean(), (times, descending) => {
      const list = times.map((expires, at) => service(at, `host${at}`, '/vps', { expires }));
      const order = { column: 'expires', descending } as const;
      const asked = { query: parseQuery(''), facets: NO_FACETS, order, now: NOW };
      const found = finish(findServices(openSearch(build(list), facts()), asked)).positions;
      const rank = (at: number): number => {
        const expires = times[at] ?? null;
        if (expires === null) return Number.POSITIVE_INFINITY;
        return descending ? -Date.parse(expires) : Date.parse(expires);
      };
      const plain = times
        .map((_, at) => at)
        .sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
      expect([...found]).toEqual(plain);
    }),
    { examples: [[[null, '2026-12-01T00:00:00Z', null, '2026-12-01T00:00:00Z'], false]] },
  );
});

it('what was found before leads to nothing else than looking anew, however query, order and filters change', () => {
  const index = build(LIST);
  const queries = ['', 'a', 'ar', 'a type:dom', 'a -faro', 'faro', 'o', '-o', '-os', 'tech:', '9', 'xyz'];
  const steps = fc.array(
    fc.record({
      query: fc.constantFrom(...queries),
      order: fc.record({
        column: fc.constantFrom('name' as const, 'type' as const, 'expires' as const),
        descending: fc.boolean(),
      }),
      facets: fc.constantFrom(NO_FACETS, { ...NO_FACETS, type: 'domain' }),
      now: fc.constantFrom(NOW, NOW + 1),
    }),
    { minLength: 2, maxLength: 20 },
  );
  const account = fc.constantFrom(null, { id: 'b', nichandle: 'bb2-ovh' });
  fc.assert(
    fc.property(steps, account, (looks, one) => {
      const search = openSearch(index, facts({ account: one }));
      for (const { query, ...look } of looks) {
        const asked = { ...look, query: parseQuery(query) };
        const found = finish(findServices(search, asked));
        const anew = finish(findServices(openSearch(index, facts({ account: one })), asked));
        expect(found.positions).toEqual(anew.positions);
        expect(found.total).toBe(anew.total);
        const counts = (matches: typeof found.matches) => finish(countFacets(look.facets, matches));
        expect(counts(found.matches)).toEqual(counts(anew.matches));
      }
    }),
  );
});

describe('services told anew', () => {
  it('are found by what they are now, in their new place, as if all were read again', () => {
    const changed = service(2, 'zeta.es', '/domain', { contacts: contacts('new1-ovh', null, null) });
    const list = LIST.map((one) => (one.key === changed.key ? changed : one));
    const updated = updateServiceIndex(build(LIST), list, shownName);
    if (updated === null) throw new Error('not updated');
    const asked = { query: parseQuery(''), facets: NO_FACETS, order: BY_NAME, now: NOW };
    const found = finish(findServices(openSearch(updated, facts()), asked));
    const anew = finish(findServices(openSearch(build(list), facts()), asked));
    expect(found.positions).toEqual(anew.positions);
    const contactsOf = ({ matches }: typeof found) =>
      [...finish(countFacets(NO_FACETS, matches)).contact].sort();
    expect(contactsOf(found)).toEqual(contactsOf(anew));
    const byContact = { ...asked, query: parseQuery('admin:new1') };
    expect([...finish(findServices(openSearch(updated, facts()), byContact)).positions]).toEqual([1]);
  });
  it('that were not there before need all to be read again', () => {
    const other = service(9, 'new.es', '/domain');
    expect(updateServiceIndex(build(LIST), [...LIST, other], shownName)).toBeNull();
    expect(updateServiceIndex(build(LIST), [...LIST.slice(1), other], shownName)).toBeNull();
  });
});
