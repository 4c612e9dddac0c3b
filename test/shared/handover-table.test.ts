/** A pasted table: whatever a spreadsheet makes of it is read, and every line that cannot be taken says why. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../shared/csv.ts';
import { createTableMatcher, readHandoverTable, targetsOfTable } from '../../shared/handover-table.ts';
import { aService } from './samples.ts';

const DOMAIN = aService({
  key: 'ovh-eu/1',
  serviceId: 1,
  name: 'peña.es',
  family: '/domain',
  route: '/domain/xn--pea-fma.es',
});
const services = [
  { ...DOMAIN, name: 'xn--pea-fma.es', displayName: 'xn--pea-fma.es' },
  aService({
    key: 'ovh-eu/2',
    serviceId: 2,
    name: 'xn--pea-fma.es',
    displayName: 'xn--pea-fma.es',
    family: '/domain/zone',
    route: '/domain/zone/xn--pea-fma.es',
  }),
  aService({
    key: 'ovh-eu/3',
    serviceId: 3,
    name: 'vps-1.ovh.net',
    displayName: 'Tienda',
    family: '/vps',
    route: '/vps/vps-1.ovh.net',
  }),
  aService({
    key: 'ovh-eu/4',
    serviceId: 4,
    name: 'b.net',
    displayName: 'b.net',
    family: '/domain',
    route: '/domain/b.net',
  }),
  aService({
    key: 'ovh-eu/5',
    serviceId: 5,
    name: 'b.net',
    displayName: 'b.net',
    family: '/email/domain',
    route: '/email/domain/b.net',
  }),
];
const match = (text: string, withTwins = true) =>
  createTableMatcher(services, {
    withTwins,
    names: (family) => (family === '/email/domain' ? ['E-mail domain', 'Dominio de correo'] : []),
    shownAs: (name) => name.replace('xn--pea-fma', 'peña'),
  })(readHandoverTable(text));
const asked = (text: string, withTwins = true) =>
  targetsOfTable(match(text, withTwins)).map(({ serviceKey, target }) => [serviceKey, target]);

describe('the table', () => {
  it.each([
    ['commas', 'vps-1.ovh.net,aa1-ovh,,cc1-ovh'],
    ['semicolons', 'vps-1.ovh.net;aa1-ovh;;cc1-ovh'],
    ['tabs, as copied from a spreadsheet', 'vps-1.ovh.net\taa1-ovh\t\tcc1-ovh\r\n'],
    ['a head', 'service,admin,tech,billing\nvps-1.ovh.net,aa1-ovh,-,cc1-ovh'],
    [
      'a Spanish head in another order',
      'Facturación;Servicio;Administrador;Técnico\ncc1-ovh;vps-1.ovh.net;aa1-ovh;=',
    ],
    ['a head of more columns', 'Name,Expiry,New admin,Billing\nvps-1.ovh.net,2026-12-01,aa1-ovh,cc1-ovh'],
    ['empty lines and a byte order mark', '\ufeff\n\nvps-1.ovh.net,AA1-OVH ,,"cc1-ovh"\n\n'],
  ])('is read with %s', (_name, text) => {
    expect(asked(text)).toEqual([['ovh-eu/3', { contactAdmin: 'aa1-ovh', contactBilling: 'cc1-ovh' }]]);
  });
  it('takes no name of a service for a head', () => {
    expect(readHandoverTable('service.admin.es,tech1-ovh')).toMatchObject([
      { number: 1, service: 'service.admin.es', wanted: { contactAdmin: 'tech1-ovh' } },
    ]);
  });
  it('takes the separator from the first line with words, or as Excel names it', () => {
    for (const text of [
      '\n \nservice;admin;tech\nb.net;;aa1-ovh',
      'sep=;\nservice;admin;tech\nb.net;;aa1-ovh',
    ])
      expect(readHandoverTable(text)).toMatchObject([
        { service: 'b.net', wanted: { contactTech: 'aa1-ovh' } },
      ]);
    expect(readHandoverTable('sep=;\nservice;tech\nb.net;aa1-ovh')[0]?.number).toBe(3);
  });
  it('counts lines as the person does', () => {
    expect(readHandoverTable('service,tech\n\nb.net,aa1-ovh\n').map(({ number }) => number)).toEqual([3]);
  });
  it('reads back what was exported safely for spreadsheets', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[=+@a-z0-9][a-z0-9.-]{0,20}$/),
        fc.constantFrom('aa1-ovh', 'ovhtel-1-1'),
        (name, handle) => {
          const text = writeCsv(['Service', 'Technical'], [[name, handle]]);
          expect(readHandoverTable(text)).toMatchObject([{ service: name, wanted: { contactTech: handle } }]);
        },
      ),
    );
  });
  it('never fails, whatever is pasted', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ',', ';', '\t', '\n', '"', '-', '<', ' ', 'b.net') }),
        (text) => {
          for (const line of match(text)) expect(line.problem === null).toBe(line.target !== null);
        },
      ),
    );
  });
});

describe('a service', () => {
  const wanted = { contactAdmin: 'aa1-ovh' };
  it.each([
    'vps-1.ovh.net',
    'VPS-1.OVH.NET',
    'vps-1.ovh.net.',
    'tienda',
    '3',
    '/vps/vps-1.ovh.net',
    'ovh-eu/3',
  ])('is found by %s', (name) => {
    expect(asked(`${name},aa1-ovh`)).toEqual([['ovh-eu/3', wanted]]);
  });
  it('stands for its twin as well, unless twins stay behind or the type is named', () => {
    expect(asked('peña.es,aa1-ovh')).toEqual([
      ['ovh-eu/1', wanted],
      ['ovh-eu/2', wanted],
    ]);
    expect(asked('peña.es,aa1-ovh', false)).toEqual([['ovh-eu/1', wanted]]);
    expect(asked('service,type,admin\nxn--pea-fma.es,/domain/zone,aa1-ovh')).toEqual([['ovh-eu/2', wanted]]);
  });
  it('whose name others bear too is told apart by its type, in the language’s own words', () => {
    expect(match('b.net,aa1-ovh')[0]?.problem).toEqual({
      kind: 'ambiguous',
      families: ['/domain', '/email/domain'],
    });
    expect(asked('Servicio,Tipo,Administrador\nb.net,dominio de correo,aa1-ovh')).toEqual([
      ['ovh-eu/5', wanted],
    ]);
  });
  it('is never taken for one that only an accent tells from it', () => {
    expect(match('pena.es,aa1-ovh')[0]?.problem).toEqual({ kind: 'unknown-service' });
  });
  it('is found by its name rather than by what another one is called', () => {
    const called = aService({
      key: 'ovh-eu/9',
      serviceId: 9,
      name: 'x.ovh.net',
      displayName: 'y.ovh.net',
      family: '/vps',
    });
    const named = aService({
      key: 'ovh-eu/8',
      serviceId: 8,
      name: 'y.ovh.net',
      displayName: 'z',
      family: '/vps',
    });
    const matcher = createTableMatcher([called, named], {
      withTwins: true,
      names: () => [],
      shownAs: (name) => name,
    });
    expect(matcher(readHandoverTable('y.ovh.net,aa1-ovh'))[0]?.serviceKeys).toEqual(['ovh-eu/8']);
  });
  it('asked for twice keeps the first word, and the second line says so', () => {
    const lines = match('vps-1.ovh.net,aa1-ovh\nTienda,bb1-ovh');
    expect(lines.map(({ problem }) => problem)).toEqual([null, { kind: 'twice', number: 1 }]);
    expect(targetsOfTable(lines)).toHaveLength(1);
  });
});

it.each([
  ['nowhere.es,aa1-ovh', { kind: 'unknown-service' }],
  ['b.net', { kind: 'ambiguous', families: ['/domain', '/email/domain'] }],
  ['vps-1.ovh.net,,,', { kind: 'nothing-asked' }],
  [',aa1-ovh', { kind: 'no-service' }],
  ['vps-1.ovh.net,,a b', { kind: 'bad-handle', contactType: 'contactTech', text: 'a b' }],
  ['vps-1.ovh.net,,,<x>', { kind: 'bad-handle', contactType: 'contactBilling', text: '<x>' }],
])('the line %j is not taken, and says why', (text, problem) => {
  expect(match(text)).toMatchObject([{ problem, target: null, serviceKeys: [] }]);
});
