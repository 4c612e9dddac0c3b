/** Makers of plain domain objects for tests: everything has a harmless value until a test says otherwise. */
import fc from 'fast-check';
import type { Account } from '../../shared/account.ts';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { TASK_STATES } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';

export const NOW = Date.parse('2026-03-28T12:00:00Z');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

export function aRequest(given: Partial<ContactRequest> = {}): ContactRequest {
  return {
    key: 'ovh-eu/2298243',
    api: 'ovh-eu',
    id: 2298243,
    askingAccount: 'me1-ovh',
    fromAccount: 'me1-ovh',
    toAccount: 'mp40311-ovh',
    contactTypes: ['contactTech'],
    serviceDomain: 'clinicanorte.es',
    family: '/domain',
    serviceKey: null,
    state: 'validatingByCustomers',
    dateRequest: iso(NOW - DAY),
    dateDone: null,
    seenBy: ['me1-ovh@ovh-eu'],
    confirmations: [],
    resentAt: null,
    ...given,
  };
}

export function aService(given: Partial<Service> = {}): Service {
  return {
    key: 'ovh-eu/1',
    api: 'ovh-eu',
    serviceId: 1,
    name: 'clinicanorte.es',
    displayName: 'clinicanorte.es',
    family: '/domain',
    route: '/domain/clinicanorte.es',
    product: null,
    state: 'active',
    lifecycle: 'active',
    status: 'ok',
    expires: null,
    contacts: { contactAdmin: 'me1-ovh', contactTech: 'me1-ovh', contactBilling: 'me1-ovh' },
    tags: [],
    seenBy: ['me1-ovh@ovh-eu'],
    ...given,
  };
}

export function anAccount(nichandle: string, given: Partial<Account> = {}): Account {
  return {
    id: `${nichandle}@ovh-eu`,
    nichandle,
    endpoint: 'ovh-eu',
    api: 'ovh-eu',
    zone: 'EU',
    name: nichandle,
    label: '',
    colour: 'indigo',
    rights: null,
    refusedActions: [],
    emailMasked: null,
    language: null,
    credential: { kind: 'application', state: 'valid', expiration: null, kept: 'vault' },
    debt: null,
    ...given,
  };
}

const someNichandle = fc.constantFrom('me1-ovh', 'me2-ovh', 'aa11-ovh', 'bb22-ovh', 'cc33-ovh');
const someInstant = fc.integer({ min: NOW - 30 * DAY, max: NOW + DAY }).map(iso);

/** Any request the API and the ledger could tell of, sensible or not. */
export const anyRequest: fc.Arbitrary<ContactRequest> = fc
  .record({
    askingAccount: fc.option(someNichandle),
    fromAccount: fc.option(someNichandle),
    toAccount: fc.option(someNichandle),
    contactTypes: fc.subarray([...CONTACT_TYPES, 'contactOwner']),
    state: fc.constantFrom(...TASK_STATES, 'validatingByCustomers', 'somethingNew'),
    dateRequest: fc.oneof(someInstant, fc.constant('no date')),
    dateDone: fc.option(someInstant),
    confirmations: fc.array(
      fc.record({
        nichandle: someNichandle,
        decision: fc.constantFrom('accept' as const, 'refuse' as const),
        at: someInstant,
        certain: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
    resentAt: fc.option(someInstant),
  })
  .map((given) => aRequest(given));

export const anyMine: fc.Arbitrary<ReadonlySet<string>> = fc
  .subarray(['me1-ovh', 'me2-ovh'])
  .map((handles) => new Set(handles));
