/** Rules of the services list: what stands in a row, what passes the filters, what is counted, in which order. */
import { describe, expect, it } from 'vitest';
import {
  filterServices,
  knownHandles,
  makeServiceRows,
  NO_FILTER,
  pendingIndex,
  type ServiceFilter,
  type ServiceRow,
  serviceTable,
  sortServices,
} from '../../../renderer/state/service-view.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import type { Service } from '../../../shared/service.ts';
import { conditionsOf } from '../../../shared/service-state.ts';
import { accountId, request, service } from '../../fakes/world.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const ME = 'ac21874-ovh';
const OTHER = 'ps19953-ovh';
const mine = new Set([ME, 'ac90002-ovh']);
const mineOf = () => mine;
const contacts = (
  contactAdmin: string | null,
  contactTech: string | null,
  contactBilling: string | null,
) => ({
  contactAdmin,
  contactTech,
  contactBilling,
});

function rowsOf(
  services: Service[],
  requests: ContactRequest[] = [],
  account: string | null = null,
): ServiceRow[] {
  return makeServiceRows({
    services,
    pendingOf: pendingIndex(requests, mineOf, NOW),
    mineOf,
    account: account === null ? null : { id: accountId(account), nichandle: account },
  });
}
const only = (services: Service[], requests: ContactRequest[] = []) => {
  const [row] = rowsOf(services, requests);
  if (row === undefined) throw new Error('no row');
  return row;
};
const typeName = (type: string) => ({ domain: 'Domain', vps: 'VPS', domainZone: 'Zona DNS' })[type] ?? type;
const found = (rows: ServiceRow[], filter: Partial<ServiceFilter>) =>
  filterServices(rows, { ...NO_FILTER, ...filter }, typeName);
const names = (rows: readonly ServiceRow[]) => rows.map((row) => row.name);

const LIST = [
  service(1, 'puertosol.com', '/domain', { contacts: contacts(OTHER, ME, OTHER) }),
  service(2, 'faro.es', '/domain'),
  service(3, 'faro.es', '/domain/zone'),
  service(4, 'vps-1.ovh.net', '/vps', { contacts: contacts(OTHER, OTHER, 'AC90002-ovh') }),
  service(5, 'nobody.com', '/domain', { contacts: null }),
];

describe('a row', () => {
  it('shows an international name in Unicode and keeps the API’s spelling', () => {
    const row = only([service(1, 'xn--espaa-rta.com', '/domain')]);
    expect(row).toMatchObject({ name: 'españa.com', ascii: 'xn--espaa-rta.com', alias: null });
  });
  it('shows a display name only where it says more than the name', () => {
    expect(only([service(1, 'ns1.eu', '/vps', { displayName: 'web-prod' })]).alias).toBe('web-prod');
    expect(only([service(1, 'ns1.eu', '/vps', { displayName: ' ' })]).alias).toBeNull();
    expect(
      only([service(1, 'xn--espaa-rta.com', '/domain', { displayName: 'españa.com' })]).alias,
    ).toBeNull();
  });
  it('has the roles of any of my accounts, whatever the case', () => {
    expect(only([service(4, 'a', '/vps', { contacts: contacts(ME, OTHER, 'AC90002-ovh') })]).roles).toEqual([
      'contactAdmin',
      'contactBilling',
    ]);
  });
  it('has only the roles of the account the list is narrowed to, and only what that account sees', () => {
    const seen = service(1, 'a', '/vps', {
      contacts: contacts('ac90002-ovh', ME, OTHER),
      seenBy: [accountId(ME)],
    });
    expect(rowsOf([seen], [], ME).map((row) => row.roles)).toEqual([['contactTech']]);
    expect(rowsOf([seen], [], 'ac90002-ovh')).toEqual([]);
  });
});

describe('running requests on a row', () => {
  const domain = service(2, 'faro.es', '/domain');
  const zone = service(3, 'faro.es', '/domain/zone');
  it('are mine where one of them waits for my code', () => {
    const running = request(1, NOW, { serviceDomain: 'faro.es', serviceKey: domain.key });
    expect(only([domain], [running]).pending).toEqual({ requests: [running], mine: true });
  });
  it('are not mine once I have confirmed', () => {
    const running = request(1, NOW, {
      serviceDomain: 'faro.es',
      serviceKey: domain.key,
      confirmations: [{ nichandle: ME, decision: 'accept', at: new Date(NOW).toISOString(), certain: true }],
    });
    expect(only([domain], [running]).pending).toEqual({ requests: [running], mine: false });
  });
  it('stand on both twins where it is not told which is meant, on one where it is', () => {
    const open = request(1, NOW, { serviceDomain: 'faro.es', serviceKey: null });
    expect(rowsOf([domain, zone], [open]).map((row) => row.pending !== null)).toEqual([true, true]);
    const told = { ...open, serviceKey: zone.key };
    expect(rowsOf([domain, zone], [told]).map((row) => row.pending !== null)).toEqual([false, true]);
  });
  it('are gone when they are over', () => {
    expect(only([domain], [request(1, NOW, { serviceKey: domain.key, state: 'done' })]).pending).toBeNull();
  });
});

describe('conditions', () => {
  it.each([
    [{ status: 'pendingDebt' }, 'debt'],
    [{ status: 'unPaid' }, 'unpaid'],
    [{ lifecycle: 'unpaid' }, 'unpaid'],
    [{ state: 'suspended' }, 'suspended'],
    [{ state: 'toSuspend' }, 'suspended'],
    [{ status: 'expired' }, 'expired'],
    [{ state: 'toDelete' }, 'ended'],
    [{ lifecycle: 'terminated' }, 'ended'],
    [{ status: 'inCreation' }, 'creation'],
    [{ state: 'toActivate' }, 'creation'],
    [{ contacts: null }, 'unknown-contacts'],
    [{ contacts: contacts(null, null, null) }, 'unknown-contacts'],
  ])('%j is %s', (change, kind) => {
    expect(conditionsOf(service(1, 'a', '/vps', change)).map((condition) => condition.kind)).toEqual([kind]);
  });
  it('of an ordinary service are none', () => {
    expect(conditionsOf(service(1, 'a', '/vps', { status: 'ok' }))).toEqual([]);
  });
  it('keep a state this program does not know as OVHcloud writes it', () => {
    expect(conditionsOf(service(1, 'a', '/vps', { state: 'frozen' }))).toEqual([
      { kind: 'other', state: 'frozen' },
    ]);
  });
});

describe('filters', () => {
  const rows = rowsOf(LIST, [request(1, NOW, { serviceDomain: 'puertosol.com', serviceKey: 'sandbox/1' })]);
  it('by segment keep what I am that contact of', () => {
    expect(names(found(rows, { segment: 'tech' }).rows)).toEqual(['puertosol.com', 'faro.es', 'faro.es']);
    expect(names(found(rows, { segment: 'billing' }).rows)).toEqual(['faro.es', 'faro.es', 'vps-1.ovh.net']);
  });
  it('by contact find it in any role, whatever the case', () => {
    expect(names(found(rows, { contact: 'ac90002-ovh' }).rows)).toEqual(['vps-1.ovh.net']);
    expect(found(rows, { contact: OTHER }).rows).toHaveLength(2);
  });
  it('by running request keep only those', () => {
    expect(names(found(rows, { withRequest: true }).rows)).toEqual(['puertosol.com']);
  });
  it('by words find name, contact and type in the person’s language, all words at once', () => {
    expect(found(rows, { query: 'FARO zona' }).rows.map((row) => row.key)).toEqual(['sandbox/3']);
    expect(names(found(rows, { query: 'ps19953' }).rows)).toEqual(['puertosol.com', 'vps-1.ovh.net']);
    expect(found(rows, { query: 'faro vps' }).rows).toEqual([]);
  });
  it('find an international name by either spelling', () => {
    const international = rowsOf([service(1, 'xn--espaa-rta.com', '/domain')]);
    expect(found(international, { query: 'espana' }).rows).toHaveLength(1);
    expect(found(international, { query: 'xn--espaa' }).rows).toHaveLength(1);
  });
  it('count for each choice what the other filters leave', () => {
    const { segments, types, contacts: handles, withRequest } = found(rows, { type: 'domain' });
    expect(segments).toEqual({ all: 3, admin: 1, tech: 2, billing: 1 });
    expect(types.get('vps')).toBe(1);
    expect(types.get('domainZone')).toBe(1);
    expect(handles.get(OTHER)).toBe(1);
    expect(handles.has('ac90002-ovh')).toBe(false);
    expect(withRequest).toBe(1);
    expect(found(rows, { type: 'domainZone' }).withRequest).toBe(0);
  });
});

describe('order', () => {
  const rows = rowsOf([
    service(1, 'host10', '/vps', { expires: '2027-01-01' }),
    service(2, 'Host9', '/vps', { expires: null, contacts: contacts('zz1-ovh', null, null) }),
    service(3, 'álamo', '/domain/zone', { expires: '2026-12-01' }),
    service(4, 'álamo', '/domain', { expires: '2027-01-01' }),
  ]);
  const order = (column: Parameters<typeof sortServices>[1]['column'], descending = false) =>
    sortServices(rows, { column, descending }, 'es').map((row) => row.service.serviceId);
  it('by name counts numbers as numbers and sets accents aside; twins by type', () => {
    expect(order('name')).toEqual([4, 3, 2, 1]);
    expect(order('name', true)).toEqual([1, 2, 3, 4]);
  });
  it('puts what has no value last, either way', () => {
    expect(order('expires')).toEqual([3, 4, 1, 2]);
    expect(order('expires', true)).toEqual([4, 1, 3, 2]);
    expect(order('contactTech', true).at(-1)).toBe(2);
  });
  it('leaves the list it was given alone', () => {
    const before = [...rows];
    order('name');
    expect(rows).toEqual(before);
  });
});

describe('known handles', () => {
  it('are each there once, in lower case, most used first', () => {
    const list = knownHandles(LIST, [request(1, NOW, { toAccount: 'Mp40311-OVH' })], mine);
    expect(new Set(list).size).toBe(list.length);
    expect(list[0]).toBe(ME);
    expect(list).toContain('mp40311-ovh');
    expect(list).not.toContain('AC90002-ovh');
  });
});

describe('the exported table', () => {
  it('has one line per row shown, in the same order, with names as the API spells them', () => {
    const rows = rowsOf(
      [
        service(1, 'xn--espaa-rta.com', '/domain', { status: 'pendingDebt' }),
        service(2, 'b', '/vps', { contacts: null }),
      ],
      [request(77, NOW, { serviceKey: 'sandbox/1' })],
    );
    const table = serviceTable(rows, ['h'], { type: typeName, condition: (condition) => condition.kind });
    expect(table).toEqual([
      ['h'],
      ['xn--espaa-rta.com', 'españa.com', 'Domain', ME, ME, ME, '2027-03-14', 'debt', '77'],
      ['b', '', 'VPS', '', '', '', '2027-03-14', 'unknown-contacts', ''],
    ]);
  });
});
