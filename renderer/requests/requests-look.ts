/**
 * What the requests are looked at with (segment, filters, order), kept in the address. Where the address says nothing of it,
 * what was looked at last holds, and at first what waits for the person.
 */
import { useMemo } from 'react';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { useAccounts, useChosenAccount } from '../accounts/accounts.ts';
import { changeSettings } from '../settings/settings-state.ts';
import { changeQuery, useRoute } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import type { RequestFilter, RequestSort, SegmentChoice } from './requests-view.ts';

type Query = Readonly<Record<string, string>>;

export const SEGMENTS: readonly SegmentChoice[] = ['yours', 'waiting', 'closed', 'all'];
const SORTABLE: readonly RequestSort['column'][] = [
  'service',
  'roles',
  'handover',
  'state',
  'expires',
  'asked',
  'number',
];
/** What is remembered of an address; a search is not. */
const REMEMBERED = ['segment', 'role', 'account', 'sort'] as const;
type Remembered = (typeof REMEMBERED)[number];
/** An address with one of these says all of it: what it leaves out narrows nothing. */
const TOLD = [...REMEMBERED, 'handover', 'cols'];

const FIRST: Query = { segment: 'yours' };

/** The query in force, the search aside: the address's, else the last one, else the first. */
export function lookIn(query: Query, last: Query): Query {
  if (TOLD.some((name) => (query[name] ?? '') !== '')) return query;
  const kept = Object.keys(last).length === 0 ? FIRST : last;
  return { ...kept, ...query };
}

export type RequestsLook = {
  /** As an address says it whole. */
  query: Query;
  filter: RequestFilter;
  sort: RequestSort | null;
  /** The hand-over whose requests alone are shown; `null` = all. */
  handover: string | null;
};

/** What is said wrongly counts as not said. */
export function useRequestsLook(): RequestsLook {
  const { query: address } = useRoute();
  const last = useStore((state) => state.settings.requestsLook);
  const accounts = useAccounts();
  const chosen = useChosenAccount();
  return useMemo(() => {
    const query = lookIn(address, last);
    const { segment, role, account = '', q = '', sort = '', handover = '' } = query;
    const isMine = chosen === null && accounts.some((each) => each.id === account);
    const descending = sort.startsWith('-');
    const column = SORTABLE.find((each) => each === sort.slice(descending ? 1 : 0));
    return {
      query,
      filter: {
        segment: SEGMENTS.find((each) => each === segment) ?? 'all',
        role: CONTACT_TYPES.find((each) => each === role) ?? 'any',
        account: isMine ? account : 'all',
        query: q,
      },
      sort: column === undefined ? null : { column, descending },
      handover: handover === '' ? null : handover,
    };
  }, [address, last, accounts, chosen]);
}

/** Changes some of it, keeps the rest, and remembers it. An empty value narrows nothing. */
export function changeLook(change: Partial<Record<Remembered | 'q' | 'handover', string>>): void {
  const { route, settings } = useStore.getState();
  const next = { ...lookIn(route.query, settings.requestsLook), ...change };
  // Said, so that the address is not taken for one that says nothing.
  const whole = { ...next, segment: next['segment'] || 'all' };
  changeQuery(whole);
  const kept = Object.fromEntries(
    REMEMBERED.flatMap((name) => ((whole as Query)[name] ? [[name, (whole as Query)[name] ?? '']] : [])),
  );
  void changeSettings({ requestsLook: kept });
}

/** The third press on a column goes back to the order of urgency. */
export function changeSort(
  before: RequestSort | null,
  { column, descending }: { column: string; descending: boolean },
): void {
  const back = before?.column === column && before.descending && !descending;
  changeLook({ sort: back ? '' : `${descending ? '-' : ''}${column}` });
}
