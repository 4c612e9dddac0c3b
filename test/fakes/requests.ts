/** Requests for tests: one ordinary running request, changed where a test needs it otherwise. */
import type { ContactRequest } from '../../shared/request.ts';

export function aRequest(change: Partial<ContactRequest> = {}): ContactRequest {
  const api = change.api ?? 'ovh-eu';
  const id = change.id ?? 2298243;
  return {
    key: `${api}/${id}`,
    api,
    id,
    askingAccount: 'ac21874-ovh',
    fromAccount: 'ac21874-ovh',
    toAccount: 'mp40311-ovh',
    contactTypes: ['contactTech'],
    serviceDomain: 'clinicanorte.es',
    family: '/domain',
    serviceKey: `${api}/1`,
    state: 'validatingByCustomers',
    dateRequest: '2026-11-18T10:12:00.000Z',
    dateDone: null,
    seenBy: [`ac21874-ovh@${api}`],
    confirmations: [],
    resentAt: null,
    ...change,
  };
}
