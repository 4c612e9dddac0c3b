/** What a hand-over asks for, in its three ways: by role, one replaced by another, a table. Pure; draws nothing, asks nothing. */
import type { Account } from '../../shared/account.ts';
import type { ActivityEntry } from '../../shared/activity.ts';
import { CONTACT_TYPES, type ContactType, parseNichandle } from '../../shared/contact.ts';
import { isByEmail, parseContact } from '../../shared/contact-email.ts';
import { type Asked, type HandoverTarget, myPartOf, type PlanRow } from '../../shared/handover.ts';
import { type CheckedLine, targetsOfTable } from '../../shared/handover-table.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { Service } from '../../shared/service.ts';
import { type Choices, readContact, readNichandle, targetOf } from './handover-plan.ts';

export type HandoverMode = 'roles' | 'replace' | 'table';

/** Both as they were typed. */
export type Replacement = { from: string; to: string; roles: readonly ContactType[] };

/** `null` while one of the two is missing or cannot be a NIC handle, both are the same, or no role is chosen. */
export function targetOfReplacement({ from, to, roles }: Replacement): HandoverTarget | null {
  const replaces = readNichandle(from);
  const successor = readContact(to);
  if (replaces === null || successor === null || replaces === successor || roles.length === 0) return null;
  return { ...Object.fromEntries(roles.map((type) => [type, successor])), replaces };
}

/** `keys`: the services of the hand-over, twins counted; a table names its own. `null` while nothing can be asked. */
export function askedFor(
  mode: HandoverMode,
  given: {
    keys: readonly string[];
    choices: Choices;
    replacement: Replacement;
    lines: readonly CheckedLine[];
  },
): Asked | null {
  if (mode === 'table') {
    const targets = targetsOfTable(given.lines);
    const serviceKeys = targets.map(({ serviceKey }) => serviceKey);
    return targets.length === 0 ? null : { serviceKeys, target: {}, targets };
  }
  const target = mode === 'roles' ? targetOf(given.choices) : targetOfReplacement(given.replacement);
  return target === null ? null : { serviceKeys: [...given.keys], target };
}

/** The part of it that is about these services. */
export function askedOf({ target, targets }: Asked, serviceKeys: readonly string[]): Asked {
  const keys = new Set(serviceKeys);
  return {
    serviceKeys: [...serviceKeys],
    target,
    ...(targets === undefined ? {} : { targets: targets.filter(({ serviceKey }) => keys.has(serviceKey)) }),
  };
}

/** The same, but of these services only the roles that are mine to give on; the others are asked for as before. */
export function askedForMyPart(asked: Asked, rows: readonly PlanRow[]): Asked {
  const targets = new Map((asked.targets ?? []).map(({ serviceKey, target }) => [serviceKey, target]));
  for (const row of rows) {
    const { replaces, ...named } = targets.get(row.serviceKey) ?? asked.target;
    const mine = Object.fromEntries(myPartOf(row).map((type) => [type, named[type]]));
    targets.set(row.serviceKey, replaces === undefined ? mine : { ...mine, replaces });
  }
  return { ...asked, targets: [...targets].map(([serviceKey, target]) => ({ serviceKey, target })) };
}

/** Who holds a contact of these services, the most frequent first, in lower case. */
export function holdersOf(services: readonly Service[]): string[] {
  const uses = new Map<string, number>();
  for (const { contacts } of services) {
    for (const type of CONTACT_TYPES) {
      const holder = contacts?.[type]?.toLowerCase();
      if (holder !== undefined) uses.set(holder, (uses.get(holder) ?? 0) + 1);
    }
  }
  return [...uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([handle]) => handle);
}

export type Standing = { byRole: Record<ContactType, number>; services: number };

/** In how many of these services somebody stands, role by role and in one of `roles` at least. */
export function standingOf(
  text: string,
  services: readonly Service[],
  roles: readonly ContactType[],
): Standing {
  const standing: Standing = { byRole: { contactAdmin: 0, contactTech: 0, contactBilling: 0 }, services: 0 };
  const handle = parseNichandle(text);
  if (handle === null) return standing;
  for (const { contacts } of services) {
    let isThere = false;
    for (const type of CONTACT_TYPES) {
      const holder = contacts?.[type] ?? null;
      if (holder === null || !sameNichandle(holder, handle)) continue;
      standing.byRole[type] += 1;
      isThere ||= roles.includes(type);
    }
    if (isThere) standing.services += 1;
  }
  return standing;
}

/** Why naming somebody would lead nowhere, as far as it is known here. A warning: the check and OVHcloud decide. */
export type DeadEnd =
  /** An e-mail address, and all of the services are where OVHcloud takes NIC handles alone. */
  | { kind: 'email-elsewhere' }
  /** One of my accounts of the other zone, or known only as a contact of services there. */
  | { kind: 'other-zone'; zone: 'EU' | 'CA'; mine: boolean }
  /** One of my accounts, with unpaid invoices. */
  | { kind: 'debt'; amount: string }
  /** Holds the role on all of the services already. */
  | { kind: 'already' }
  /** OVHcloud refused this very NIC handle before, and has not taken it since. */
  | { kind: 'refused-before'; message: string; at: string };

/** The one zone of all these services; `null` where there are two, or one is not known. */
export function zoneOfAll(services: readonly Service[], accounts: readonly Account[]): 'EU' | 'CA' | null {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const [zone, second] = new Set(services.map((service) => zoneOfService(service, byId)));
  return second === undefined ? (zone ?? null) : null;
}

function zoneOfService(service: Service, accounts: ReadonlyMap<string, Account>): 'EU' | 'CA' | null {
  for (const id of service.seenBy) {
    const zone = accounts.get(id)?.zone;
    if (zone === 'EU' || zone === 'CA') return zone;
  }
  return null;
}

/** `services`: those of the hand-over; `types`: the roles meant; `all`: every service known. */
export function deadEndOf(
  text: string,
  types: readonly ContactType[],
  given: {
    services: readonly Service[];
    all: readonly Service[];
    accounts: readonly Account[];
    activity: readonly ActivityEntry[];
  },
): DeadEnd | null {
  const handle = parseContact(text);
  if (handle === null || given.services.length === 0) return null;
  if (isByEmail(handle) && zoneOfAll(given.services, given.accounts) === 'EU')
    return { kind: 'email-elsewhere' };
  const accounts = new Map(given.accounts.map((account) => [account.id, account]));
  const zones = new Set(given.services.map((service) => zoneOfService(service, accounts)));
  const [zone] = zones;
  const own = given.accounts.filter(({ nichandle }) => sameNichandle(nichandle, handle));
  // Only where all of the services are of one zone: else some of them may well be handed over.
  if (zones.size === 1 && (zone === 'EU' || zone === 'CA')) {
    const other = zone === 'EU' ? 'CA' : 'EU';
    if (own.length > 0 && own.every((account) => account.zone === other))
      return { kind: 'other-zone', zone: other, mine: true };
    if (own.length === 0 && isOnlyIn(other, handle, given.all, accounts))
      return { kind: 'other-zone', zone: other, mine: false };
  }
  const apis = new Set(given.services.map(({ api }) => api));
  const debtor = own.find(({ api, debt }) => apis.has(api) && debt !== null && debt.value > 0);
  if (debtor?.debt) return { kind: 'debt', amount: debtor.debt.text };
  const isHolder = (holder: string | null | undefined) => holder != null && sameNichandle(holder, handle);
  if (
    types.length > 0 &&
    given.services.every(({ contacts }) => types.every((type) => isHolder(contacts?.[type])))
  )
    return { kind: 'already' };
  return refusedBefore(handle, given.activity);
}

function isOnlyIn(
  zone: 'EU' | 'CA',
  handle: string,
  all: readonly Service[],
  accounts: ReadonlyMap<string, Account>,
): boolean {
  let found = false;
  for (const service of all) {
    const { contacts } = service;
    if (contacts === null || !CONTACT_TYPES.some((type) => contacts[type]?.toLowerCase() === handle))
      continue;
    if (zoneOfService(service, accounts) !== zone) return false;
    found = true;
  }
  return found;
}

/** The newest word counts; `activity` is newest first. */
function refusedBefore(handle: string, activity: readonly ActivityEntry[]): DeadEnd | null {
  for (const { kind, changes, outcome, failure, at } of activity) {
    if (kind !== 'changeContact' || !changes.some(({ to }) => sameNichandle(to, handle))) continue;
    if (outcome === 'done') return null;
    // Of several contacts only the one that the refusal names is meant.
    const message = failure?.message;
    if (outcome === 'failed' && message?.toLowerCase().includes(handle))
      return { kind: 'refused-before', message, at };
  }
  return null;
}
