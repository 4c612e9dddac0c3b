/** What stands in a row of the services, and which NIC handles are known. */
import { describe, expect, it } from 'vitest';
import {
  knownHandles,
  pendingIndex,
  type ServiceRow,
  serviceRow,
} from '../../../renderer/services/service-view.ts';
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
  const ground = {
    pendingOf: pendingIndex(requests, mineOf, NOW),
    mineOf,
    account: account === null ? null : { id: accountId(account), nichandle: account },
  };
  return services.map((one) => serviceRow(one, ground));
}
const only = (services: Service[], requests: ContactRequest[] = []) => {
  const [row] = rowsOf(services, requests);
  if (row === undefined) throw new Error('no row');
  return row;
};
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
  it('has only the roles of the account the list is narrowed to', () => {
    const seen = service(1, 'a', '/vps', {
      contacts: contacts('ac90002-ovh', ME, OTHER),
      seenBy: [accountId(ME)],
    });
    expect(rowsOf([seen], [], ME).map((row) => row.roles)).toEqual([['contactTech']]);
    expect(rowsOf([seen], [], 'ac90002-ovh').map((row) => row.roles)).toEqual([['contactAdmin']]);
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

describe('known handles', () => {
  it('are each there once, in lower case, most used first', () => {
    const list = knownHandles(LIST, [request(1, NOW, { toAccount: 'Mp40311-OVH' })], mine);
    expect(new Set(list).size).toBe(list.length);
    expect(list[0]).toBe(ME);
    expect(list).toContain('mp40311-ovh');
    expect(list).not.toContain('AC90002-ovh');
  });
});
