/** What a row of the services table shows, as pure functions of facts, and which NIC handles are known. Draws nothing, asks nothing. */
import type { ContactType } from '../../shared/contact.ts';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { familyKey } from '../../shared/families.ts';
import { showName } from '../../shared/idn.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { rolesOf } from '../../shared/roles.ts';
import type { Service } from '../../shared/service.ts';
import { type Condition, conditionsOf } from '../../shared/service-state.ts';
import { isRunning, turnOf } from '../../shared/turn.ts';

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

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
