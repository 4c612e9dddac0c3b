/** What the services list is asked for, kept in the address: what is shared, saved or gone back to looks the same. Pure but for the hook. */
import { useMemo } from 'react';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { EXPIRY_SPANS, NO_FACETS, type ServiceFacets } from '../../shared/service-facets.ts';
import { type ServiceOrder, SORT_COLUMNS } from '../../shared/service-sort.ts';
import { SERVICE_STATES } from '../../shared/service-state.ts';
import { changeQuery, go, useRoute } from '../store/route.ts';
import { useStore } from '../store/store.ts';

type Query = Readonly<Record<string, string>>;

/** What a person asks the list for: the text of the search, one choice per filter, the order. */
export type ServiceLook = { text: string; facets: ServiceFacets; order: ServiceOrder };

export const FIRST_ORDER: ServiceOrder = { column: 'name', descending: false };

export const SEGMENTS = ['all', 'admin', 'tech', 'billing'] as const;

export const SEGMENT_OF_ROLE: Readonly<Record<ContactType, Exclude<(typeof SEGMENTS)[number], 'all'>>> = {
  contactAdmin: 'admin',
  contactTech: 'tech',
  contactBilling: 'billing',
};

const oneOf = <T extends string>(names: readonly T[], value: string | undefined): T | null =>
  names.find((name) => name === value) ?? null;

/** Whatever the address says, a look comes of it: what is not understood does not narrow. */
export function lookOf(query: Query): ServiceLook {
  return {
    text: query['q'] ?? '',
    facets: {
      type: query['type'] || null,
      contact: query['contact']?.toLowerCase() || null,
      role: CONTACT_TYPES.find((role) => SEGMENT_OF_ROLE[role] === query['segment']) ?? null,
      state: oneOf(SERVICE_STATES, query['state']),
      account: query['account'] || null,
      expiry: oneOf(EXPIRY_SPANS, query['expiry']),
      pending: query['request'] === 'running' ? true : query['request'] === 'none' ? false : null,
    },
    order: orderOf(query['sort'] ?? ''),
  };
}

/** `-expires` = by expiry, latest first. */
function orderOf(text: string): ServiceOrder {
  const descending = text.startsWith('-');
  const column = oneOf(SORT_COLUMNS, descending ? text.slice(1) : text);
  return column === null ? FIRST_ORDER : { column, descending };
}

/** The part of the query that says this; what narrows nothing is empty and so left out of the address. */
export function queryOfFacets(change: Partial<ServiceFacets>): Record<string, string> {
  const query: Record<string, string> = {};
  for (const name of ['type', 'contact', 'state', 'account', 'expiry'] as const) {
    const value = change[name];
    if (value !== undefined) query[name] = value ?? '';
  }
  if (change.role !== undefined) query['segment'] = change.role === null ? '' : SEGMENT_OF_ROLE[change.role];
  if (change.pending !== undefined) {
    query['request'] = change.pending === null ? '' : change.pending ? 'running' : 'none';
  }
  return query;
}

export function queryOfOrder(order: ServiceOrder): string {
  const isFirst = order.column === FIRST_ORDER.column && order.descending === FIRST_ORDER.descending;
  return isFirst ? '' : `${order.descending ? '-' : ''}${order.column}`;
}

/** Back undoes it. */
export function changeFacets(change: Partial<ServiceFacets>): void {
  changeQuery(queryOfFacets(change), { replace: false });
}

/** Back takes the search away as a whole, not letter by letter. */
export function changeText(text: string): void {
  const before = useStore.getState().route.query['q'] ?? '';
  changeQuery({ q: text }, { replace: before !== '' && text !== '' });
}

export function clearLook(): void {
  changeQuery({ ...queryOfFacets(NO_FACETS), q: '' }, { replace: false });
}

export function changeOrder({ column, descending }: { column: string; descending: boolean }): void {
  const known = oneOf(SORT_COLUMNS, column);
  if (known !== null) changeQuery({ sort: queryOfOrder({ column: known, descending }) }, { replace: false });
}

/** The look in force; each part is the same object while the address says the same of it. */
export function useLook(): ServiceLook {
  const { query } = useRoute();
  const { text, ...rest } = lookOf(query);
  const same = JSON.stringify(rest);
  const kept = useMemo(() => JSON.parse(same) as typeof rest, [same]);
  return useMemo(() => ({ text, ...kept }), [text, kept]);
}

/** Goes to everything this NIC handle is contact of; `role` = only as this contact. */
export function showServicesOf(nichandle: string, role: ContactType | null): void {
  const contact = nichandle.toLowerCase();
  go({
    screen: 'services',
    query: role === null ? { contact } : { q: `${SEGMENT_OF_ROLE[role]}:${contact}` },
  });
}
