/** Filters and order of the services list, kept in the address: what is shared or gone back to looks the same. Pure but for the hook. */
import { useMemo } from 'react';
import type { ContactType } from '../../shared/contact.ts';
import { changeQuery, go, useRoute } from '../state/route.ts';
import {
  ANY,
  SERVICE_COLUMNS,
  SERVICE_SEGMENTS,
  type ServiceColumn,
  type ServiceFilter,
  type ServiceSort,
} from '../state/service-view.ts';

type Query = Readonly<Record<string, string>>;

export const FIRST_SORT: ServiceSort = { column: 'name', descending: false };

/** Whatever the address says, a filter comes of it: what is not understood does not narrow. */
export function filterOf(query: Query): ServiceFilter {
  return {
    segment: SERVICE_SEGMENTS.find((segment) => segment === query.segment) ?? 'all',
    type: query.type || ANY,
    contact: query.contact?.toLowerCase() || ANY,
    withRequest: query.request === 'running',
    query: query.q ?? '',
  };
}

/** `-expires` = by expiry, latest first. */
export function sortOf(query: Query): ServiceSort {
  const text = query.sort ?? '';
  const descending = text.startsWith('-');
  const column = SERVICE_COLUMNS.find((name) => name === (descending ? text.slice(1) : text));
  return column === undefined ? FIRST_SORT : { column, descending };
}

/** The part of the query that says this; values that narrow nothing are empty and so left out of the address. */
export function queryOf(change: Partial<ServiceFilter>): Record<string, string> {
  const query: Record<string, string> = {};
  if (change.segment !== undefined) query.segment = change.segment === 'all' ? '' : change.segment;
  if (change.type !== undefined) query.type = change.type === ANY ? '' : change.type;
  if (change.contact !== undefined) query.contact = change.contact === ANY ? '' : change.contact;
  if (change.withRequest !== undefined) query.request = change.withRequest ? 'running' : '';
  if (change.query !== undefined) query.q = change.query;
  return query;
}

export function changeFilter(change: Partial<ServiceFilter>): void {
  changeQuery(queryOf(change));
}

export function changeSort(sort: { column: string; descending: boolean }): void {
  const column = SERVICE_COLUMNS.find((name): name is ServiceColumn => name === sort.column);
  if (column === undefined) return;
  const isFirst = column === FIRST_SORT.column && sort.descending === FIRST_SORT.descending;
  changeQuery({ sort: isFirst ? '' : `${sort.descending ? '-' : ''}${column}` });
}

/** The filter and the order in force; the same objects while the address stays the same. */
export function useServiceQuery(): { filter: ServiceFilter; sort: ServiceSort } {
  const { query } = useRoute();
  return useMemo(() => ({ filter: filterOf(query), sort: sortOf(query) }), [query]);
}

/** Goes to everything this NIC handle is contact of; `role` = only in this one. */
export function showServicesOf(nichandle: string, role: ContactType | null): void {
  const contact = nichandle.toLowerCase();
  go({ screen: 'services', query: { contact, as: role ?? '' } });
}
