/** What the services table shows, as pure functions of facts: rows, filters, counts, order, marks, CSV. Draws nothing, asks nothing. */
import type { ContactType } from '../../shared/contact.ts';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { familyKey } from '../../shared/families.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { rolesOf } from '../../shared/roles.ts';
import { fold, indexService, matchesIndex, splitQuery } from '../../shared/search.ts';
import type { Service } from '../../shared/service.ts';
import { type Condition, conditionsOf } from '../../shared/service-state.ts';
import { isRunning, turnOf } from '../../shared/turn.ts';
import { showName } from './idn.ts';

export type Pending = {
  requests: ContactRequest[];
  /** Whether one of them waits for a code of mine. */
  mine: boolean;
};

export type ServiceRow = {
  key: string;
  service: Service;
  /** For the eye: international names in Unicode. */
  name: string;
  /** The API's spelling, where it differs from `name`. */
  ascii: string | null;
  /** The name its owner gave it, where it says more than `name`. */
  alias: string | null;
  /** Key of its type's name in the locales. */
  type: string;
  /** My roles on it, through any of my accounts, or through the one the lists are narrowed to. */
  roles: ContactType[];
  pending: Pending | null;
  conditions: Condition[];
};

export const SERVICE_SEGMENTS = ['all', 'admin', 'tech', 'billing'] as const;
export type ServiceSegment = (typeof SERVICE_SEGMENTS)[number];

const SEGMENT_ROLE: Record<Exclude<ServiceSegment, 'all'>, ContactType> = {
  admin: 'contactAdmin',
  tech: 'contactTech',
  billing: 'contactBilling',
};

export const ANY = 'any';

export type ServiceFilter = {
  segment: ServiceSegment;
  /** A type key (`familyKey`), or `any`. */
  type: string;
  /** A NIC handle in lower case, or `any`. */
  contact: string;
  withRequest: boolean;
  query: string;
};

export const NO_FILTER: ServiceFilter = {
  segment: 'all',
  type: ANY,
  contact: ANY,
  withRequest: false,
  query: '',
};

export const SERVICE_COLUMNS = [
  'name',
  'contactAdmin',
  'contactTech',
  'contactBilling',
  'expires',
  'status',
] as const;
export type ServiceColumn = (typeof SERVICE_COLUMNS)[number];
export type ServiceSort = { column: ServiceColumn; descending: boolean };

/**
 * Running requests by the service they concern: by its key, and by its name where OVHcloud does not tell a domain from
 * its zone (then both rows show it, because it may be either).
 */
export function pendingIndex(
  requests: readonly ContactRequest[],
  mineOf: (api: string) => ReadonlySet<string>,
  now: number,
): (service: Service) => Pending | null {
  const byKey = new Map<string, Pending>();
  const byName = new Map<string, Pending>();
  for (const request of requests) {
    if (!isRunning(request.state)) continue;
    const isMine = turnOf(request, mineOf(request.api), now).whose === 'mine';
    const [map, key] =
      request.serviceKey !== null
        ? [byKey, request.serviceKey]
        : [byName, `${request.api}\n${request.serviceDomain ?? ''}`];
    const known = map.get(key);
    if (known === undefined) map.set(key, { requests: [request], mine: isMine });
    else {
      known.requests.push(request);
      known.mine ||= isMine;
    }
  }
  return (service) => {
    const certain = byKey.get(service.key);
    const possible = byName.get(`${service.api}\n${service.name}`);
    if (certain === undefined || possible === undefined) return certain ?? possible ?? null;
    return { requests: [...certain.requests, ...possible.requests], mine: certain.mine || possible.mine };
  };
}

export type RowGround = {
  pendingOf: (service: Service) => Pending | null;
  mineOf: (api: string) => ReadonlySet<string>;
  /** Id and handle of the account the lists are narrowed to; `null` = all of mine together. */
  account: { id: string; nichandle: string } | null;
};

export function serviceRow(service: Service, { pendingOf, mineOf, account }: RowGround): ServiceRow {
  const name = showName(service.name);
  const handles = account === null ? mineOf(service.api) : [account.nichandle];
  const held = new Set<ContactType>();
  for (const handle of handles) for (const role of rolesOf(service.contacts, handle)) held.add(role);
  const alias = service.displayName.trim();
  return {
    key: service.key,
    service,
    name,
    ascii: name === service.name ? null : service.name,
    alias: alias === '' || alias === service.name || alias === name ? null : alias,
    type: familyKey(service.family),
    roles: CONTACT_TYPES.filter((role) => held.has(role)),
    pending: pendingOf(service),
    conditions: conditionsOf(service),
  };
}

export function makeServiceRows(input: RowGround & { services: readonly Service[] }): ServiceRow[] {
  const { services, account } = input;
  return services
    .filter((service) => account === null || service.seenBy.includes(account.id))
    .map((service) => serviceRow(service, input));
}

/** Services never change in place: an index lives as long as its service. */
const indexes = new WeakMap<Service, string>();

function indexOf(row: ServiceRow): string {
  const known = indexes.get(row.service);
  if (known !== undefined) return known;
  const own = indexService(row.service);
  const index = row.ascii === null ? own : `${own}\n${fold(row.name)}`;
  indexes.set(row.service, index);
  return index;
}

type Test = (row: ServiceRow) => boolean;
const always: Test = () => true;

function holds(service: Service, nichandle: string): boolean {
  return CONTACT_TYPES.some((type) => service.contacts?.[type]?.toLowerCase() === nichandle);
}

function inSegment(row: ServiceRow, segment: ServiceSegment): boolean {
  return segment === 'all' || row.roles.includes(SEGMENT_ROLE[segment]);
}

export type FilteredServices = {
  rows: ServiceRow[];
  segments: Record<ServiceSegment, number>;
  types: Map<string, number>;
  /** NIC handles in lower case. */
  contacts: Map<string, number>;
  withRequest: number;
};

/**
 * The rows that pass every filter, in the order they came in, and for each filter what the others leave to choose from.
 * `typeName` names a type in the person's language: it can be searched for too.
 */
export function filterServices(
  rows: readonly ServiceRow[],
  filter: ServiceFilter,
  typeName: (type: string) => string,
): FilteredServices {
  const words = splitQuery(filter.query);
  const typeNames = new Map<string, string>();
  const foldedType = (type: string): string => {
    const known = typeNames.get(type);
    if (known !== undefined) return known;
    const folded = fold(typeName(type));
    typeNames.set(type, folded);
    return folded;
  };
  const byQuery: Test =
    words.length === 0 ? always : (row) => matchesIndex(`${indexOf(row)}\n${foldedType(row.type)}`, words);
  const found: FilteredServices = {
    rows: [],
    segments: { all: 0, admin: 0, tech: 0, billing: 0 },
    types: new Map(),
    contacts: new Map(),
    withRequest: 0,
  };
  for (const row of rows) {
    if (!byQuery(row)) continue;
    const bySegment = inSegment(row, filter.segment);
    const byType = filter.type === ANY || row.type === filter.type;
    const byContact = filter.contact === ANY || holds(row.service, filter.contact);
    const byRequest = !filter.withRequest || row.pending !== null;
    if (byType && byContact && byRequest) {
      for (const segment of SERVICE_SEGMENTS) if (inSegment(row, segment)) found.segments[segment] += 1;
    }
    if (bySegment && byContact && byRequest) count(found.types, row.type);
    if (bySegment && byType && byRequest) {
      const handles = new Set<string>();
      for (const type of CONTACT_TYPES) {
        const handle = row.service.contacts?.[type];
        if (handle) handles.add(handle.toLowerCase());
      }
      for (const handle of handles) count(found.contacts, handle);
    }
    if (bySegment && byType && byContact && row.pending !== null) found.withRequest += 1;
    if (bySegment && byType && byContact && byRequest) found.rows.push(row);
  }
  return found;
}

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** Sorted anew; equal rows by name, then type. What has no value (no expiry, contact not known) stands last either way. */
export function sortServices(rows: readonly ServiceRow[], sort: ServiceSort, language: string): ServiceRow[] {
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const byName = (a: ServiceRow, b: ServiceRow) =>
    collator.compare(a.name, b.name) || (a.type < b.type ? -1 : a.type > b.type ? 1 : 0);
  const direction = sort.descending ? -1 : 1;
  if (sort.column === 'name') return [...rows].sort((a, b) => direction * byName(a, b));
  const valueOf = (row: ServiceRow): string | null => {
    switch (sort.column) {
      case 'expires':
        return row.service.expires;
      case 'status':
        return statusRank(row);
      case 'name':
        return row.name;
      default:
        return row.service.contacts?.[sort.column]?.toLowerCase() ?? null;
    }
  };
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((a, b) => {
      if (a.value === b.value) return byName(a.row, b.row);
      if (a.value === null) return 1;
      if (b.value === null) return -1;
      return direction * (a.value < b.value ? -1 : 1);
    })
    .map(({ row }) => row);
}

/** What asks for attention first: my code, what is wrong, others' codes. */
function statusRank(row: ServiceRow): string | null {
  if (row.pending?.mine) return '0';
  const [worst] = row.conditions;
  if (worst !== undefined && worst.kind !== 'unknown-contacts') return `1${worst.kind}`;
  if (row.pending !== null) return '2';
  return worst === undefined ? null : '3';
}

/** Every handle anybody is known by, most used first: what a NIC handle being typed may be completed to. */
export function knownHandles(
  services: readonly Service[],
  requests: readonly ContactRequest[],
  mine: Iterable<string>,
): string[] {
  const uses = new Map<string, number>();
  for (const handle of mine) count(uses, handle.toLowerCase());
  for (const { contacts } of services) {
    if (contacts === null) continue;
    for (const type of CONTACT_TYPES) {
      const handle = contacts[type];
      if (handle !== null) count(uses, handle.toLowerCase());
    }
  }
  for (const { askingAccount, fromAccount, toAccount } of requests) {
    for (const handle of [askingAccount, fromAccount, toAccount])
      if (handle !== null) count(uses, handle.toLowerCase());
  }
  return [...uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([handle]) => handle);
}

/** One line per row shown, in the same order, headed by `titles`; dates as ISO 8601 days. */
export function serviceTable(
  rows: readonly ServiceRow[],
  titles: readonly string[],
  words: { type: (type: string) => string; condition: (condition: Condition) => string },
): string[][] {
  return [
    [...titles],
    ...rows.map((row) => {
      const { service } = row;
      return [
        service.name,
        row.alias ?? (row.ascii === null ? '' : row.name),
        words.type(row.type),
        service.contacts?.contactAdmin ?? '',
        service.contacts?.contactTech ?? '',
        service.contacts?.contactBilling ?? '',
        service.expires?.slice(0, 10) ?? '',
        row.conditions.map(words.condition).join('; '),
        row.pending?.requests.map((request) => String(request.id)).join(' ') ?? '',
      ];
    }),
  ];
}
