/**
 * The services as a screen is told them: in chunks, in the order of their names, and later only those that changed. Knows
 * neither filters nor accounts.
 */
import type { EventPayload, Output } from '../../shared/contract.ts';
import type { Service } from '../../shared/service.ts';
import { encodeServices } from '../../shared/service-chunk.ts';
import { orderByName } from '../../shared/service-order.ts';
import { runSliced, type Sliced } from '../../shared/slices.ts';
import { nextTurn } from '../storage/next-turn.ts';
import type { World } from './world.ts';
import { serviceByKey } from './world.ts';

/** What a screen shows at once, and some more: the first answer must not wait for the rest. */
const FIRST = 200;
/** Read and unpacked within a frame. */
const NEXT = 4000;
/** More changes than these are no news, but another list. */
const MOST_CHANGES = 500;

export type ServiceList = {
  /** The services from there on. Begins anew where `revision` is not the present one. */
  page: (from: number, revision: number | null) => Promise<Output<'services:list'>>;
  /** What is to be told of all that changed since the last time. */
  change: () => EventPayload<'services:changed'>;
};

/** @param now milliseconds; @param pause lets others have their turn. */
export function openServiceList(
  world: World,
  now: () => number,
  pause: () => Promise<void> = nextTurn,
): ServiceList {
  let revision = 1;
  let order: Promise<string[]> | null = null;

  const sorted = async (): Promise<string[]> => {
    const keys: string[] = [];
    const names: string[] = [];
    for (const [key, { facts }] of world.services.entries()) {
      keys.push(key);
      names.push(facts.name);
    }
    const places = await inTurns(orderByName(names, 'en'), now, pause);
    return Array.from(places, (at) => keys[at] as string);
  };

  return {
    async page(from, asked) {
      const isAnew = asked !== revision;
      const begin = isAnew ? 0 : from;
      const told = revision;
      order ??= sorted();
      const keys = await order;
      const end = begin + (begin === 0 ? FIRST : NEXT);
      const services = keys.slice(begin, end).flatMap((key): Service[] => {
        const service = serviceByKey(world, key);
        return service === null ? [] : [service];
      });
      return {
        revision: told,
        from: begin,
        next: end < keys.length ? end : null,
        total: keys.length,
        services: encodeServices(services),
      };
    },
    change() {
      const { keys, whole } = world.services.takeChange();
      const since = revision;
      revision += 1;
      if (whole) order = null;
      const count = world.services.size;
      if (whole || keys.size > MOST_CHANGES) return { count };
      const changed = [...keys].flatMap((key) => serviceByKey(world, key) ?? []);
      return { count, since, revision, changed: encodeServices(changed) };
    },
  };
}

/** The same items by name, as screens and snapshots have them; others have their turn meanwhile. */
export async function byName<T extends { name: string }>(
  items: readonly T[],
  now: () => number,
): Promise<T[]> {
  const names = items.map(({ name }) => name);
  const places = await inTurns(orderByName(names, 'en'), now, nextTurn);
  return Array.from(places, (at) => items[at] as T);
}

async function inTurns<T>(work: Sliced<T>, now: () => number, pause: () => Promise<void>): Promise<T> {
  // Nobody gives this work up, so it always ends with a value.
  return (await runSliced(work, { now, budgetMs: 12, pause, isStale: () => false })) as T;
}
