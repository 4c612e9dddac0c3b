/** Who holds what, whose requests wait, and finding people by name, company or handle. */
import { describe, expect, it } from 'vitest';
import {
  countHolders,
  findPeople,
  lastChanges,
  type PeopleColumn,
  type PeopleSegment,
  peopleRows,
  waitingOf,
} from '../../../renderer/people/people-view.ts';
import { nobody } from '../../../shared/people.ts';
import { finish } from '../../../shared/slices.ts';
import { account, service } from '../../fakes/world.ts';
import { request } from '../requests/samples.ts';

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
const people = new Map(
  [
    { ...nobody('mp2-ovh'), name: 'Márta Prieto', company: 'Wiśnia Büro', leaves: '2026-12-19' },
    { ...nobody('zz9-ovh'), note: 'Nobody yet' },
  ].map((person) => [person.nichandle, person]),
);
const rows = peopleRows({
  holders: finish(countHolders(services)),
  people,
  accounts: [account('ac1-ovh', { name: 'Agencia Cobalto', label: 'Cobalto' })],
  mine: new Set(['ac1-ovh', 'ac5-ovh']),
  waiting: new Map(),
});
const sort = (column: PeopleColumn, descending = true) => ({ column, descending });
const found = (query: string, segment: PeopleSegment = 'all', order = sort('services')) =>
  findPeople(rows, { segment, query, sort: order }, 'en').rows.map(({ nichandle }) => nichandle);

describe('people', () => {
  it('are counted by role, and a service once however many roles it gives, handles in either case', () => {
    expect(rows.find(({ nichandle }) => nichandle === 'ac1-ovh')).toMatchObject({
      name: 'Cobalto',
      company: 'Agencia Cobalto',
      mine: true,
      roles: { contactAdmin: 2, contactTech: 1, contactBilling: 1 },
      services: 2,
    });
  });
  it('are there with a note alone, and as my own account alone', () => {
    expect(found('').sort()).toEqual(['ac1-ovh', 'ac5-ovh', 'mp2-ovh', 'zz9-ovh']);
  });
  it('are found by name, company or handle, accents and case aside', () => {
    expect(found('marta BURO')).toEqual(['mp2-ovh']);
    expect(found('wisnia')).toEqual(['mp2-ovh']);
    expect(found('zz9')).toEqual(['zz9-ovh']);
    expect(found('agencia')).toEqual(['ac1-ovh']);
    expect(found('marta zz9')).toEqual([]);
  });
  it('stand most services first, those of equal number by handle', () => {
    expect(found('')).toEqual(['ac1-ovh', 'mp2-ovh', 'ac5-ovh', 'zz9-ovh']);
  });
  it('without a name stand last by name, either way', () => {
    expect(found('', 'all', sort('person', false))).toEqual(['ac1-ovh', 'mp2-ovh', 'ac5-ovh', 'zz9-ovh']);
    expect(found('', 'all', sort('person', true))).toEqual(['mp2-ovh', 'ac1-ovh', 'ac5-ovh', 'zz9-ovh']);
  });
  it('are counted for each segment as the search leaves them', () => {
    expect(findPeople(rows, { segment: 'leaving', query: '1', sort: sort('services') }, 'en')).toEqual({
      rows: [],
      segments: { all: 1, mine: 1, leaving: 0, unnamed: 0 },
    });
    expect(found('', 'mine')).toEqual(['ac1-ovh', 'ac5-ovh']);
    expect(found('', 'leaving')).toEqual(['mp2-ovh']);
    expect(found('', 'unnamed')).toEqual(['ac5-ovh', 'zz9-ovh']);
  });
});

describe('requests of somebody', () => {
  const now = Date.parse('2026-11-20T12:00:00Z');
  const asked = (key: string, more: Partial<Parameters<typeof request>[0]>) =>
    request({
      id: 1,
      key,
      state: 'validatingByCustomers',
      dateRequest: '2026-11-18T12:00:00Z',
      askingAccount: 'ac1-ovh',
      fromAccount: 'mp2-ovh',
      toAccount: 'lr3-ovh',
      ...more,
    });
  const mineOf = () => new Set(['ac1-ovh']);
  it('are told by whom they wait for, and everybody concerned has them', () => {
    const confirmed = {
      nichandle: 'ac1-ovh',
      decision: 'accept' as const,
      at: '2026-11-19T12:00:00Z',
      certain: true,
    };
    const all = waitingOf(
      [
        asked('a', {}),
        asked('b', { dateRequest: '2026-11-17T12:00:00Z' }),
        asked('c', { confirmations: [confirmed] }),
        asked('d', { state: 'doing' }),
        asked('e', { state: 'done' }),
      ],
      mineOf,
      now,
    );
    expect([...all.keys()].sort()).toEqual(['ac1-ovh', 'lr3-ovh', 'mp2-ovh']);
    expect(all.get('mp2-ovh')).toEqual({
      yours: { count: 2, next: Date.parse('2026-11-24T12:00:00Z') },
      theirs: [{ nichandle: 'lr3-ovh', count: 1, next: Date.parse('2026-11-25T12:00:00Z') }],
      ovhcloud: 1,
    });
  });
  it('that went through are told newest first, with them as the old or the new contact', () => {
    const done = (key: string, dateDone: string, more = {}) =>
      asked(key, { state: 'done', dateDone, ...more });
    expect(
      lastChanges(
        'MP2-ovh',
        [
          done('old', '2026-11-01T00:00:00Z'),
          done('new', '2026-11-19T00:00:00Z', { fromAccount: 'x1-ovh', toAccount: 'mp2-ovh' }),
          done('others', '2026-11-19T00:00:00Z', { fromAccount: 'x1-ovh' }),
          asked('running', {}),
        ],
        1,
      ).map(({ key }) => key),
    ).toEqual(['new']);
  });
});
