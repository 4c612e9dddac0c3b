/** What is typed to find services is understood as a person means it, and completed while it is typed. */
import { describe, expect, it } from 'vitest';
import { completionsFor, explainQuery, type Known, narrows, parseQuery } from '../../shared/service-query.ts';

const meanings = (text: string) => parseQuery(text).terms.map(({ meaning }) => meaning);
const [hasNone, month] = [null, { is: 'before', days: 30 }];

describe('a query', () => {
  it('is words parted by spaces, folded, and nothing where nothing is typed', () => {
    expect(meanings('  Peña  FARO ')).toEqual([
      { kind: 'word', word: 'pena' },
      { kind: 'word', word: 'faro' },
    ]);
    expect(meanings(' "" ')).toEqual([]);
  });
  it('keeps together what stands in quotes, also where they are not closed', () => {
    expect(meanings('"san juan" tag:"mi casa')).toEqual([
      { kind: 'word', word: 'san juan' },
      { kind: 'tag', word: 'mi casa' },
    ]);
  });
  it.each([
    ['admin:XX11111-ovh', { kind: 'contact', role: 'contactAdmin', word: 'xx11111-ovh' }],
    ['técnico:xx1', { kind: 'contact', role: 'contactTech', word: 'xx1' }],
    ['billing:b', { kind: 'contact', role: 'contactBilling', word: 'b' }],
    ['type:Dominio', { kind: 'type', word: 'dominio' }],
    ['expires:<30d', { kind: 'expires', test: month }],
    ['expires:30d', { kind: 'expires', test: month }],
    ['caduca:>1a', { kind: 'expires', test: { is: 'after', days: 365 } }],
    ['expires:>=2027-02', { kind: 'expires', test: { is: 'after', at: Date.UTC(2027, 1, 1) } }],
    ['expires:none', { kind: 'expires', test: { is: 'none' } }],
    ['pending:YES', { kind: 'pending', pending: true }],
    ['pendiente:no', { kind: 'pending', pending: false }],
    ['role:técnico', { kind: 'role', role: 'contactTech' }],
    ['account:ac2', { kind: 'account', word: 'ac2' }],
    ['state:suspended', { kind: 'state', word: 'suspended' }],
  ])('%s is the field with its value', (text, meaning) => {
    expect(meanings(text)).toEqual([meaning]);
  });
  it('takes an address with colons, and a field nobody knows, for a word', () => {
    expect(meanings('2001:41d0::/64 foo:bar')).toEqual([
      { kind: 'word', word: '2001:41d0::/64' },
      { kind: 'word', word: 'foo:bar' },
    ]);
  });
  it('turns a term round with a hyphen, but a hyphen alone is a word', () => {
    expect(parseQuery('-type:vps - ').terms.map(({ negated, field }) => [negated, field])).toEqual([
      [true, 'type'],
      [false, null],
    ]);
  });
  it.each(['expires:soon', 'pending:maybe', 'role:boss', 'admin:', 'expires:<2027-13'])(
    '%s narrows nothing and says so',
    (text) => {
      expect(meanings(text)).toEqual([hasNone]);
      expect(explainQuery(parseQuery(text))[0]?.kind).toBe(
        text.endsWith(':') ? 'unfinished' : 'not-understood',
      );
    },
  );
  it('explains each part with its value as typed', () => {
    expect(explainQuery(parseQuery('Faro -tag:"Mi casa"'))).toEqual([
      { kind: 'understood', text: 'Faro', field: null, negated: false, value: 'Faro' },
      { kind: 'understood', text: '-tag:"Mi casa"', field: 'tag', negated: true, value: 'Mi casa' },
    ]);
  });
});

describe('what is nearly the name of a field', () => {
  const meant = (text: string) =>
    explainQuery(parseQuery(text)).map((part) => (part.kind === 'misspelt' ? part.instead : null));
  it.each([
    ['tehc:marta', 'tech:marta'],
    ['-amdin:"Ana Sanz"', '-admin:"Ana Sanz"'],
    ['expire:<30d', 'expires:<30d'],
    ['tecnicos:x', 'tech:x'],
    ['Stat:', 'state:'],
  ])('%s: did you mean %s?', (text, instead) => expect(meant(text)).toEqual([instead]));
  it.each(['tech:x', 'host:25', '2001:41d0::1', 'fade:1', 'ta:x', 'techh', 'https://faro.es'])(
    '%s is taken as it stands',
    (text) => expect(meant(text)).toEqual([null]),
  );
});

describe('a longer query', () => {
  it.each([
    ['fa', 'far', true],
    ['fa', 'fa tech:x', true],
    ['admin:x', 'admin:xx', true],
    ['-far', '-fa', true],
    ['expires:', 'fa', true],
    ['far', 'fa', false],
    ['-fa', '-far', false],
    ['admin:x', 'tech:x', false],
    ['fa', '-fa', false],
    ['expires:<3d', 'expires:<30d', false],
    ['fa tech:x', 'fa', false],
    ['type:domain', 'type:domains', false],
    ['type:domain', 'type:domain fa', true],
    ['fa*', 'fa*s', false],
    ['fa*', 'fa* tech:x', true],
  ])('after %s, %s finds no more: %s', (before, next, expected) => {
    expect(narrows(parseQuery(before), parseQuery(next))).toBe(expected);
  });
});

describe('completion', () => {
  const known: Known = {
    handles: [
      { handle: 'ml40233-ovh', label: 'Marta, Cobalto' },
      { handle: 'tm1-ovh', label: null },
    ],
    types: ['Domain', 'DNS zone'],
    states: ['Suspended'],
    tags: ['client-2031'],
    accounts: ['ac21874-ovh'],
  };
  const offered = (text: string, caret = text.length) =>
    completionsFor(text, caret, known).map(({ insert }) => insert);

  it('offers fields, then handles by their beginning or their label', () => {
    expect(offered('t')).toEqual(['tech:', 'type:', 'tag:', 'tm1-ovh ', 'ml40233-ovh ']);
    expect(offered('faro -tech:MARTA')).toEqual(['-tech:ml40233-ovh ']);
  });
  it('offers the values of the field, in quotes where they have spaces', () => {
    expect(offered('type:')).toEqual(['type:Domain ', 'type:"DNS zone" ']);
    expect(offered('expires:<')).toContain('expires:<30d ');
    expect(offered('pending:y')).toEqual(['pending:yes ']);
  });
  it('completes what the caret is in, and replaces just that', () => {
    expect(completionsFor('type:dom faro', 8, known)).toEqual([
      { kind: 'type', from: 0, to: 8, insert: 'type:Domain ', text: 'Domain', label: null },
    ]);
    expect(offered('faro ', 5)).toEqual([]);
  });
  it('offers the fields before anything is typed', () => {
    expect(offered('').slice(0, 3)).toEqual(['admin:', 'tech:', 'billing:']);
    expect(completionsFor('  ', 2, known)[0]).toMatchObject({ from: 2, to: 2 });
  });
  it('offers nothing that stands there already', () => {
    expect(offered('type:domain')).toEqual([]);
  });
});
