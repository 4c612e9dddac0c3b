/** Contacts that are others than a rule expects, as rows: who stands there, who should, and what can be done about it. Pure. */
import type { Account } from '../../shared/account.ts';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { type PlanRow, planHandover, type ServiceTarget } from '../../shared/handover.ts';
import type { ContactRequest } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';
import { eachStep } from '../../shared/service-walk.ts';
import type { Sliced } from '../../shared/slices.ts';
import { isRunning } from '../../shared/turn.ts';
import type { RowList } from '../list/row-list.ts';
import type { Found } from './use-rule-check.ts';

export type Deviation = {
  /** Of the service and the role. */
  key: string;
  service: Service;
  type: ContactType;
  holder: string;
  expected: string;
  running: ContactRequest | null;
  plan: PlanRow;
};

export function deviationKey(serviceKey: string, type: ContactType): string {
  return `${serviceKey} ${type}`;
}

function deviationAt(found: Found, index: number, accounts: readonly Account[]): Deviation | null {
  const service = found.of.search.index.services[found.places[index] ?? -1];
  const type = CONTACT_TYPES[found.roles[index] ?? -1];
  const expected = type === undefined ? undefined : found.rule.expected[type];
  const holder = type === undefined ? null : (service?.contacts?.[type] ?? null);
  if (service === undefined || type === undefined || expected === undefined || holder === null) return null;
  const running = found.of.pendingOf(service)?.requests.find(({ state }) => isRunning(state)) ?? null;
  return {
    key: deviationKey(service.key, type),
    service,
    type,
    holder,
    expected,
    running,
    plan: planHandover({ service, target: { [type]: expected }, accounts, running }),
  };
}

/** A row is made when it is looked at, and stays the same object from then on. */
export function deviationRows(found: Found, accounts: readonly Account[]): RowList<Deviation> {
  const made = new Map<number, Deviation>();
  let keys: readonly string[] | null = null;
  const { services } = found.of.search.index;
  return {
    length: found.places.length,
    at(index) {
      const known = made.get(index);
      if (known !== undefined) return known;
      const row = deviationAt(found, index, accounts);
      if (row !== null) made.set(index, row);
      return row ?? undefined;
    },
    allKeys() {
      keys ??= Array.from(found.places, (at, index) =>
        deviationKey(services[at]?.key ?? '', CONTACT_TYPES[found.roles[index] as number] as ContactType),
      );
      return keys;
    },
  };
}

export type Outlook = {
  /** Services of which one contact at least can be asked for now. */
  ready: number;
  /** Services. */
  all: number;
  /** Who would have to confirm, the most frequent first, in lower case. */
  confirmers: readonly string[];
  targets: readonly ServiceTarget[];
};

/**
 * What of these can be handed over. A service with a contact that cannot goes with the others of its contacts; where none
 * can, all are asked for, and the check says why not.
 */
export function* outlookOf(
  found: Found,
  accounts: readonly Account[],
  isMeant: (key: string) => boolean,
): Sliced<Outlook> {
  const byService = new Map<string, { ready: ServiceTarget['target']; rest: ServiceTarget['target'] }>();
  const confirmers = new Map<string, number>();
  yield* eachStep(found.places.length, (from, to) => {
    for (let index = from; index < to; index += 1) {
      const row = deviationAt(found, index, accounts);
      if (row === null || !isMeant(row.key)) continue;
      let own = byService.get(row.service.key);
      if (own === undefined) byService.set(row.service.key, (own = { ready: {}, rest: {} }));
      if (row.plan.verdict !== 'ready') {
        own.rest[row.type] = row.expected;
        continue;
      }
      own.ready[row.type] = row.expected;
      for (const who of row.plan.confirmers)
        confirmers.set(who.toLowerCase(), (confirmers.get(who.toLowerCase()) ?? 0) + 1);
    }
  });
  const own = [...byService.values()];
  return {
    ready: own.filter((one) => Object.keys(one.ready).length > 0).length,
    all: own.length,
    confirmers: [...confirmers].sort((a, b) => b[1] - a[1]).map(([who]) => who),
    targets: [...byService].map(([serviceKey, own]) => ({
      serviceKey,
      target: Object.keys(own.ready).length > 0 ? own.ready : own.rest,
    })),
  };
}
