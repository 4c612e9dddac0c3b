/** Expected contacts: what deviates, what contradicts itself, and rules as a table that is read back as it was written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../shared/csv.ts';
import { checkRule, checkRules } from '../../shared/rule-check.ts';
import {
  RULE_COLUMNS,
  type Rule,
  readRules,
  rulesTable,
  titleOfRule,
  unknownIn,
  withImported,
} from '../../shared/rules.ts';
import type { Service } from '../../shared/service.ts';
import { buildServiceIndex } from '../../shared/service-index.ts';
import { parseQuery } from '../../shared/service-query.ts';
import { openSearch } from '../../shared/service-search.ts';
import { finish } from '../../shared/slices.ts';
import { service } from '../fakes/world.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const [ME, RITA, OTHER] = ['ac21874-ovh', 'rs90045-ovh', 'ps19953-ovh'];
const contacts = (
  contactAdmin: string | null,
  contactTech: string | null,
  contactBilling: string | null,
) => ({
  contactAdmin,
  contactTech,
  contactBilling,
});
const LIST: Service[] = [
  service(1, 'arte.it', '/domain', { contacts: contacts(ME, ME, RITA) }),
  service(2, 'faro.es', '/domain', { contacts: contacts(ME.toUpperCase(), ME, OTHER) }),
  service(3, 'faro.es', '/domain/zone', { contacts: contacts(OTHER, ME, OTHER) }),
  service(4, 'host', '/vps', { contacts: null }),
  service(5, 'clinica.es', '/domain', { contacts: contacts(OTHER, null, OTHER) }),
];

const search = (list: readonly Service[] = LIST) =>
  openSearch(finish(buildServiceIndex(list, { language: 'en', shownName: (name) => name })), {
    mineOf: () => new Set([ME]),
    accounts: [],
    account: null,
    pending: new Uint8Array(list.length),
    typeName: (type) => ({ domain: 'Domain', domainZone: 'DNS zone', vps: 'VPS' })[type] ?? type,
    stateName: (state) => state,
    labelOf: () => null,
  });

const rule = (query: string, expected: Rule['expected'], more: Partial<Rule> = {}): Rule => ({
  id: query || 'all',
  name: '',
  query,
  expected,
  kept: [],
  ...more,
});
const check = (one: Rule, also = '') =>
  finish(checkRule(search(), one, NOW, also === '' ? null : parseQuery(also)));
const rows = (one: Rule, also = '') => {
  const { places, roles } = check(one, also);
  return Array.from(places, (at, index) => `${LIST[at]?.name} ${roles[index]}`);
};

describe('a rule', () => {
  it('names each contact that is somebody else, and no case of letters', () => {
    const one = rule('type:domain -type:zone', { contactAdmin: ME, contactBilling: RITA });
    expect(rows(one)).toEqual(['clinica.es 0', 'clinica.es 2', 'faro.es 2']);
    expect(check(one)).toMatchObject({ matched: 3, deviating: 2, kept: 0, unknown: 0 });
  });
  it('leaves what is not known alone, and says how many', () => {
    expect(check(rule('', { contactTech: ME }))).toMatchObject({ matched: 5, deviating: 0, unknown: 2 });
  });
  it('that nothing fits finds nothing', () => {
    expect(check(rule('nowhere', { contactTech: ME }))).toMatchObject({ matched: 0, deviating: 0 });
  });
  it('expects somebody nobody knows: everybody else deviates', () => {
    expect(check(rule('', { contactTech: 'new1-ovh' }))).toMatchObject({ deviating: 3 });
  });
  it('leaves what is kept as it is', () => {
    const [, second] = LIST;
    const one = rule('type:domain -type:zone', { contactBilling: RITA }, { kept: [second?.key ?? ''] });
    expect(check(one)).toMatchObject({ matched: 3, deviating: 1, kept: 1 });
  });
  it('is narrowed by what is typed, and its counts stay', () => {
    const one = rule('', { contactBilling: RITA });
    expect(rows(one, 'clinica')).toEqual(['clinica.es 2']);
    expect(check(one, 'clinica')).toMatchObject({ matched: 5, deviating: 3 });
  });
  it('agrees with looking at each service', () => {
    const handle = fc.constantFrom(ME, RITA, OTHER, null);
    const list = fc.array(fc.record({ admin: handle, tech: handle, billing: handle }), { maxLength: 30 });
    fc.assert(
      fc.property(list, fc.constantFrom(ME, RITA, 'zz1-ovh'), (made, expected) => {
        const services = made.map(({ admin, tech, billing }, at) =>
          service(at + 1, `s${at}.es`, '/domain', { contacts: contacts(admin, tech, billing) }),
        );
        const found = finish(checkRule(search(services), rule('', { contactTech: expected }), NOW));
        const naive = made.filter(({ tech }) => tech !== null && tech !== expected).length;
        expect(found.deviating).toBe(naive);
      }),
    );
  });
});

describe('several rules', () => {
  const rules = [
    rule('type:domain', { contactAdmin: ME, contactBilling: RITA }),
    rule('clinica', { contactAdmin: OTHER }),
    rule('faro', { contactBilling: RITA }),
  ];
  it('that expect somebody else of the same contact are both told, with how many services', () => {
    const counts = finish(checkRules(search(), rules, NOW));
    expect(counts.map(({ contradictions }) => contradictions)).toEqual([
      [{ other: 1, type: 'contactAdmin', services: 1 }],
      [{ other: 0, type: 'contactAdmin', services: 1 }],
      [],
    ]);
  });
  it('count as each of them alone', () => {
    const counts = finish(checkRules(search(), rules, NOW));
    for (const [place, one] of rules.entries())
      expect(counts[place]).toMatchObject({ deviating: check(one).deviating });
  });
});

describe('a table of rules', () => {
  it('is read back as it was written', () => {
    const rules = [
      rule('type:domain', { contactAdmin: ME, contactBilling: RITA }, { name: 'Every domain' }),
      rule('"a, b"', { contactTech: OTHER }, { kept: ['sandbox/1', 'sandbox/2'] }),
    ];
    const csv = writeCsv([...RULE_COLUMNS], rulesTable(rules));
    expect(readRules(csv)).toEqual({
      rules: rules.map(({ id: _id, ...rest }) => rest),
      lines: [2, 3],
      bad: [],
    });
  });
  it('names each line that is not understood, and takes the others', () => {
    const csv = [
      'name,search,administrator',
      'one,type:domain,ac21874-ovh',
      'two,type:domain,Marta Prieto',
      'three,type:domain,',
      'four,expires:soon,ac21874-ovh',
    ].join('\n');
    expect(readRules(csv)).toMatchObject({
      rules: [{ name: 'one' }],
      lines: [2],
      bad: [
        { line: 3, why: 'handle', text: 'Marta Prieto' },
        { line: 4, why: 'nobody' },
        { line: 5, why: 'search', text: 'expires:soon' },
      ],
    });
  });
  it('replaces what has the same name and search, and adds the rest', () => {
    const before = [rule('type:domain', { contactAdmin: ME }, { name: 'D' })];
    const { id: _id, ...same } = before[0] as Rule;
    const table = [same, { ...same, expected: { contactAdmin: RITA } }, { ...same, name: 'E' }];
    const made = withImported(before, table, () => 'new');
    expect(made).toMatchObject({ added: 1, replaced: 1, same: 1 });
    expect(made.rules.map(({ id, name }) => `${id} ${name}`)).toEqual(['type:domain D', 'new E']);
  });
  it('names handles that nobody known bears', () => {
    expect(unknownIn([rule('', { contactAdmin: ME, contactTech: 'zz9' })], (one) => one === ME)).toEqual([
      { handle: 'zz9', isUsual: false },
    ]);
  });
});

it('is called by its name, else by its search, else every service', () => {
  expect(titleOfRule(rule('type:vps', {}, { name: 'Servers' }), 'Every service')).toBe('Servers');
  expect(titleOfRule(rule(' type:vps ', {}), 'Every service')).toBe('type:vps');
  expect(titleOfRule(rule('', {}), 'Every service')).toBe('Every service');
});
