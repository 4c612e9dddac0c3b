/** What it would mean to hand over everything of somebody, from what is known here. Pure; the check reads anew. */
import type { Account } from '../../shared/account.ts';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { type BlockReason, type PlanRow, planHandover } from '../../shared/handover.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { Service } from '../../shared/service.ts';
import { isRunning } from '../../shared/turn.ts';
import { indexTwins, twinOf } from '../../shared/twin.ts';

/** Services somebody is any contact of. */
export function servicesOf(nichandle: string, services: readonly Service[]): Service[] {
  return services.filter(({ contacts }) =>
    CONTACT_TYPES.some((type) => {
      const holder = contacts?.[type] ?? null;
      return holder !== null && sameNichandle(holder, nichandle);
    }),
  );
}

/** Nobody is called so; stands for whoever takes over while nobody is chosen. */
const SOMEBODY = 'zz0-ovh';

export type HeldRole = {
  type: ContactType;
  held: number;
  /** Of these, where one of my accounts has the right to name another. */
  mine: number;
};

export function rolesHeld(
  nichandle: string,
  services: readonly Service[],
  accounts: readonly Account[],
): HeldRole[] {
  return CONTACT_TYPES.map((type) => {
    let held = 0;
    let mine = 0;
    for (const service of services) {
      const holder = service.contacts?.[type] ?? null;
      if (holder === null || !sameNichandle(holder, nichandle)) continue;
      held += 1;
      const target = { [type]: SOMEBODY, replaces: nichandle };
      if (planHandover({ service, target, accounts, running: null }).verdict !== 'not-yours') mine += 1;
    }
    return { type, held, mine };
  });
}

export type Forecast = {
  total: number;
  ready: number;
  /** Something has to happen first, by reason, the most frequent first. */
  blocked: { count: number; reasons: { kind: BlockReason['kind']; count: number }[] };
  /** Only they themselves can, as administrator or holder. */
  theirs: number;
  /** Codes that have to be entered, by whom; the most first. */
  codes: { nichandle: string; count: number }[];
  informed: string[];
  /** DNS zones that go along with their domains. */
  zones: number;
};

/** What would happen if this were sent now, to one successor in these roles. */
export function forecast(given: {
  from: string;
  to: string;
  roles: readonly ContactType[];
  services: readonly Service[];
  accounts: readonly Account[];
  requests: readonly ContactRequest[];
}): Forecast {
  const { from, to, roles, services, accounts, requests } = given;
  const target = { ...Object.fromEntries(roles.map((type) => [type, to])), replaces: from };
  const running = new Map<string, ContactRequest>();
  for (const request of requests) {
    if (request.serviceKey !== null && isRunning(request.state)) running.set(request.serviceKey, request);
  }
  const rows = services
    .map((service) => planHandover({ service, target, accounts, running: running.get(service.key) ?? null }))
    .filter(({ verdict }) => verdict !== 'nothing');
  const ready = rows.filter(({ verdict }) => verdict === 'ready');
  const blocked = rows.filter(({ verdict }) => verdict === 'blocked');
  const codes = new Map<string, { nichandle: string; count: number }>();
  const informed = new Set<string>();
  for (const row of ready) {
    for (const nichandle of row.confirmers) {
      const known = codes.get(nichandle.toLowerCase());
      if (known === undefined) codes.set(nichandle.toLowerCase(), { nichandle, count: row.requestCount });
      else known.count += row.requestCount;
    }
    for (const nichandle of row.informed) informed.add(nichandle.toLowerCase());
  }
  return {
    total: rows.length,
    ready: ready.length,
    blocked: { count: blocked.length, reasons: reasonsOf(blocked) },
    theirs: rows.filter(({ verdict }) => verdict === 'not-yours').length,
    codes: [...codes.values()].sort((a, b) => b.count - a.count),
    informed: [...informed].filter((handle) => !codes.has(handle)),
    zones: zonesIn(ready, services),
  };
}

function reasonsOf(rows: readonly PlanRow[]): Forecast['blocked']['reasons'] {
  const counts = new Map<BlockReason['kind'], number>();
  for (const { reason } of rows) {
    if (reason !== null) counts.set(reason.kind, (counts.get(reason.kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}

function zonesIn(ready: readonly PlanRow[], services: readonly Service[]): number {
  const keys = new Set(ready.map(({ serviceKey }) => serviceKey));
  const going = services.filter(({ key }) => keys.has(key));
  const index = indexTwins(going, going);
  return going.filter((service) => service.family === '/domain/zone' && twinOf(service, index) !== null)
    .length;
}
