/** Who holds what, and finding people by handle or by name. */
import { describe, expect, it } from 'vitest';
import { countPeople, findPeople } from '../../../renderer/people/people-state.ts';
import { finish } from '../../../shared/slices.ts';
import { service } from '../../fakes/world.ts';

const contacts = (
  contactAdmin: string | null,
  contactTech: string | null,
  contactBilling: string | null,
) => ({
  contacts: { contactAdmin, contactTech, contactBilling },
});
const services = [
  service(1, 'a.es', '/domain', contacts('ac1-ovh', 'mp2-ovh', 'ac1-ovh')),
  service(2, 'b.es', '/domain', contacts('AC1-ovh', 'ac1-ovh', null)),
  service(3, 'c.es', '/domain', { contacts: null }),
];
const labels = new Map([
  ['mp2-ovh', 'Márta, Cobalto'],
  ['zz9-ovh', 'Nobody yet'],
]);
const people = finish(countPeople(services, labels, new Set(['ac1-ovh', 'ac5-ovh'])));
const sort = { column: 'services', descending: true } as const;
const names = (query: string, segment: 'all' | 'mine' | 'named' | 'unnamed' = 'all') =>
  findPeople(people, { segment, query, sort }, 'en').rows.map(({ nichandle }) => nichandle);

describe('people', () => {
  it('are counted by role, and a service once however many roles it gives, handles in either case', () => {
    expect(people.find(({ nichandle }) => nichandle === 'ac1-ovh')).toEqual({
      nichandle: 'ac1-ovh',
      label: null,
      mine: true,
      roles: { contactAdmin: 2, contactTech: 1, contactBilling: 1 },
      services: 2,
    });
  });
  it('are there with a name alone, and as my own account alone', () => {
    expect(people.map(({ nichandle }) => nichandle).sort()).toEqual([
      'ac1-ovh',
      'ac5-ovh',
      'mp2-ovh',
      'zz9-ovh',
    ]);
  });
  it('are found by handle or by name, accents and case aside', () => {
    expect(names('marta COBALTO')).toEqual(['mp2-ovh']);
    expect(names('zz9')).toEqual(['zz9-ovh']);
    expect(names('marta zz9')).toEqual([]);
  });
  it('stand most services first, those of equal number by handle', () => {
    expect(names('')).toEqual(['ac1-ovh', 'mp2-ovh', 'ac5-ovh', 'zz9-ovh']);
  });
  it('without a name stand last by name, either way', () => {
    for (const descending of [true, false]) {
      const rows = findPeople(
        people,
        { segment: 'all', query: '', sort: { column: 'label', descending } },
        'en',
      ).rows;
      expect(rows.map(({ label }) => label !== null)).toEqual([true, true, false, false]);
    }
  });
  it('are counted for each segment as the search leaves them', () => {
    expect(findPeople(people, { segment: 'named', query: '1', sort }, 'en')).toEqual({
      rows: [],
      segments: { all: 1, mine: 1, named: 0, unnamed: 1 },
    });
    expect(names('', 'mine')).toEqual(['ac1-ovh', 'ac5-ovh']);
  });
});
