/**
 * What is known of services and requests, all accounts together: the same one seen by two accounts is one entry.
 * Holds facts and merges them; makes no calls and applies no rules.
 */
import type { z } from 'zod';
import type { ContactRequest } from '../../shared/request.ts';
import { contactRequestSchema } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';
import type { ServiceFacts } from '../../shared/service-chunk.ts';

/** A task as its server tells it: without what we add. */
export const taskFactsSchema = contactRequestSchema.pick({
  id: true,
  askingAccount: true,
  fromAccount: true,
  toAccount: true,
  contactTypes: true,
  serviceDomain: true,
  state: true,
  dateRequest: true,
  dateDone: true,
});
export type TaskFacts = z.infer<typeof taskFactsSchema>;

/** `seenBy`: one set for all entries that the same accounts see; another takes its place where that changes. */
type Held<T> = { facts: T; api: string; seenBy: ReadonlySet<string>; reading: number };

/** What changed since it was last asked. `whole`: entries came or went, or were given to or taken from an account. */
export type FactsChange = { keys: Set<string>; whole: boolean };

/** What snapshots tell is older than whatever a server says in this run. */
export const RECALLED = 0;

/**
 * Entries of one kind, by `api/id`. Each carries the number of the reading that told it: the reading that began last
 * counts. A count, because the computer's clock may be set between two readings.
 */
export class Facts<T> {
  readonly #held = new Map<string, Held<T>>();
  readonly #idOf: (facts: T) => number;
  readonly #sets = new Map<string, ReadonlySet<string>>();
  #change: FactsChange = { keys: new Set(), whole: false };

  constructor(idOf: (facts: T) => number) {
    this.#idOf = idOf;
  }

  get size(): number {
    return this.#held.size;
  }

  get(key: string): Held<T> | undefined {
    return this.#held.get(key);
  }

  /** Answers once what changed, and begins to note anew. */
  takeChange(): FactsChange {
    const change = this.#change;
    this.#change = { keys: new Set(), whole: false };
    return change;
  }

  entries(): IterableIterator<[string, Held<T>]> {
    return this.#held.entries();
  }

  /** All that one account sees, as one reading told it. What it no longer sees is taken from it. Answers whether anything changed. */
  replaceFor(accountId: string, api: string, items: readonly T[], reading: number): boolean {
    let changed = false;
    const seen = new Set<string>();
    for (const facts of items) {
      const key = `${api}/${this.#idOf(facts)}`;
      seen.add(key);
      changed = this.#put(key, facts, api, accountId, reading) || changed;
    }
    for (const [key, held] of this.#held) {
      if (!seen.has(key) && held.seenBy.has(accountId) && held.reading <= reading) {
        changed = true;
        this.#change.whole = true;
        held.seenBy = this.#without(held.seenBy, accountId);
        if (held.seenBy.size === 0) this.#held.delete(key);
      }
    }
    return changed;
  }

  /** One entry, freshly read by an account that sees it. Answers whether anything changed. */
  update(accountId: string, api: string, facts: T, reading: number): boolean {
    return this.#put(`${api}/${this.#idOf(facts)}`, facts, api, accountId, reading);
  }

  forget(accountId: string): void {
    for (const [key, held] of this.#held) {
      if (!held.seenBy.has(accountId)) continue;
      held.seenBy = this.#without(held.seenBy, accountId);
      this.#change.whole = true;
      if (held.seenBy.size === 0) this.#held.delete(key);
    }
  }

  /** What one account sees, for its snapshot. */
  of(accountId: string): T[] {
    const items: T[] = [];
    for (const held of this.#held.values()) if (held.seenBy.has(accountId)) items.push(held.facts);
    return items;
  }

  #put(key: string, facts: T, api: string, accountId: string, reading: number): boolean {
    const held = this.#held.get(key);
    if (!held) {
      this.#held.set(key, { facts, api, seenBy: this.#same([accountId]), reading });
      this.#change.whole = true;
      return true;
    }
    const isNew = !held.seenBy.has(accountId);
    if (isNew) {
      held.seenBy = this.#same([...held.seenBy, accountId]);
      this.#change.whole = true;
    }
    if (reading < held.reading) return isNew;
    held.reading = reading;
    if (isSame(held.facts, facts)) return isNew;
    held.facts = facts;
    this.#change.keys.add(key);
    return true;
  }

  #without(seenBy: ReadonlySet<string>, accountId: string): ReadonlySet<string> {
    return this.#same([...seenBy].filter((each) => each !== accountId));
  }

  /** In this order: the screen names the accounts as they came. */
  #same(accountIds: readonly string[]): ReadonlySet<string> {
    const key = accountIds.join(' ');
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const set = new Set(accountIds);
    this.#sets.set(key, set);
    return set;
  }
}

/** Whether two plain values say the same. Their own fields alone: lists of services are long, and most are as they were. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length || Array.isArray(a) !== Array.isArray(b)) return false;
  for (const name of names) {
    if (!Object.hasOwn(b, name)) return false;
    if (!isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name])) return false;
  }
  return true;
}

export type World = {
  services: Facts<ServiceFacts>;
  tasks: Facts<TaskFacts>;
  /** Numbers a reading that begins now. */
  beginReading: () => number;
  /** One that begins now, and anew each time its call leaves: what waited, or was tried again, tells what was so by then. */
  reading: () => ReadingCount;
};

export type ReadingCount = { begin: () => void; number: () => number };

export function openWorld(): World {
  let readings = RECALLED;
  const beginReading = (): number => {
    readings += 1;
    return readings;
  };
  return {
    services: new Facts((service) => service.serviceId),
    tasks: new Facts((task) => task.id),
    beginReading,
    reading() {
      let number = beginReading();
      return {
        begin: () => {
          number = beginReading();
        },
        number: () => number,
      };
    },
  };
}

export function serviceByKey(world: World, key: string): Service | null {
  const held = world.services.get(key);
  return held ? serviceOf(key, held) : null;
}

function serviceOf(key: string, held: Held<ServiceFacts>): Service {
  return { key, api: held.api, ...held.facts, seenBy: [...held.seenBy] };
}

/** The request without what the ledger and the services add to it. */
export function requestOf(
  key: string,
  held: Held<TaskFacts>,
): Omit<ContactRequest, 'family' | 'serviceKey' | 'confirmations' | 'resentAt'> {
  return { key, api: held.api, ...held.facts, seenBy: [...held.seenBy] };
}
