/** The orders of the services' list, by any of its columns. Made once each; compares no names (service-order.ts does). */
import { CONTACT_TYPES } from './contact.ts';
import { orderKey } from './service-order.ts';
import { PENDING, roleBits, type ServiceSearch } from './service-search.ts';
import { SERVICE_STATES } from './service-state.ts';
import { eachStep, those } from './service-walk.ts';
import type { Sliced } from './slices.ts';

export const SORT_COLUMNS = [
  'name',
  'type',
  ...CONTACT_TYPES,
  'role',
  'expires',
  'state',
  'pending',
  'status',
  'tags',
] as const;

export type SortColumn = (typeof SORT_COLUMNS)[number];

export type ServiceOrder = { column: SortColumn; descending: boolean };

/** All that the account sees; the same array for the same order. */
export function* orderOf(search: ServiceSearch, order: ServiceOrder): Sliced<Int32Array> {
  const id = `${order.column} ${order.descending}`;
  const known = search.orders.get(id);
  if (known !== undefined) return known;
  const all = yield* orderOfAll(search, order);
  const { index, inAccount } = search;
  const made = inAccount.includes(0)
    ? yield* those(all, (at) => inAccount[index.seen[at] as number] === 1)
    : all;
  search.orders.set(id, made);
  return made;
}

/** Rows of equal value by name; what has no value stands last, whichever the direction. */
function* orderOfAll(search: ServiceSearch, order: ServiceOrder): Sliced<Int32Array> {
  const { index } = search;
  if (order.column === 'name') {
    return order.descending ? Int32Array.from(index.byName).reverse() : index.byName;
  }
  const ofServices = ['contactAdmin', 'contactTech', 'contactBilling', 'expires', 'tags', 'state'];
  const id = `${order.column} ${order.descending}`;
  const known = index.orders.get(id);
  if (known !== undefined) return known;
  let made: Int32Array;
  if (order.column === 'expires') made = yield* byTime(index.byName, index.expires, order.descending);
  else {
    const { ranks, most } = yield* ranksOf(search, order.column);
    made = yield* byRank(index.byName, ranks, most, order.descending);
  }
  if (ofServices.includes(order.column)) index.orders.set(id, made);
  return made;
}

type Ranks = { ranks: Int32Array; most: number };

/** For each row its place among the values of the column, from 0; -1 where it has none. */
function* ranksOf(search: ServiceSearch, column: Exclude<SortColumn, 'name' | 'expires'>): Sliced<Ranks> {
  const { index, facts } = search;
  const count = index.services.length;
  const ranks = new Int32Array(count);
  const fill = (rankAt: (at: number) => number): Sliced<void> =>
    eachStep(count, (from, to) => {
      for (let at = from; at < to; at += 1) ranks[at] = rankAt(at);
    });
  const byWord = function* (codes: Int32Array, words: readonly string[]): Sliced<Ranks> {
    const sorted = words.map((word, code) => ({ word, code })).filter(({ word }) => word !== '');
    sorted.sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0));
    const rankOfCode = new Int32Array(words.length).fill(-1);
    sorted.forEach(({ code }, rank) => {
      rankOfCode[code] = rank;
    });
    yield* fill((at) => rankOfCode[codes[at] as number] ?? -1);
    return { ranks, most: sorted.length };
  };
  switch (column) {
    case 'contactAdmin':
    case 'contactTech':
    case 'contactBilling':
      return yield* byWord(index.contacts[column], index.handles.words);
    case 'type':
      return yield* byWord(
        index.type,
        index.types.words.map((type) => orderKey(facts.typeName(type), index.language)),
      );
    case 'tags':
      return yield* byWord(index.tags, index.tagSets.words);
    case 'role':
      // Administrators first; what I have no role on has no value.
      yield* fill((at) => {
        const bits = roleBits(search, at);
        return bits === 0 ? -1 : 7 - bits;
      });
      return { ranks, most: 7 };
    case 'state':
      // Trouble first: what is well has no value.
      yield* fill((at) => (index.state[at] as number) - 1);
      return { ranks, most: SERVICE_STATES.length };
    case 'pending':
      yield* fill((at) => 2 - (facts.pending[at] as number));
      for (let at = 0; at < count; at += 1) if (ranks[at] === 2) ranks[at] = -1;
      return { ranks, most: 2 };
    case 'status':
      // What asks for attention first: my code, what is wrong, others' codes, what is not known.
      yield* fill((at) => {
        const state = index.state[at] as number;
        if (facts.pending[at] === PENDING.mine) return 0;
        if (state > 0 && state < UNKNOWN_CONTACTS) return state;
        if (facts.pending[at] !== PENDING.none) return UNKNOWN_CONTACTS;
        return state === UNKNOWN_CONTACTS ? UNKNOWN_CONTACTS + 1 : -1;
      });
      return { ranks, most: UNKNOWN_CONTACTS + 2 };
    default:
      return column satisfies never;
  }
}

const UNKNOWN_CONTACTS = SERVICE_STATES.indexOf('unknown-contacts');

const TIME_STEPS = 4096;

/** Times are nearly all different, too many to count at once: by a few of their bits after the other, the last ones first. */
function* byTime(base: Int32Array, times: Float64Array, descending: boolean): Sliced<Int32Array> {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  yield* eachStep(times.length, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const time = times[at] as number;
      if (time < first) first = time;
      if (time > last) last = time;
    }
  });
  const ranks = new Int32Array(times.length);
  let order = base;
  // Once at least, for what has no time.
  for (let unit = 1; unit === 1 || unit <= last - first; unit *= TIME_STEPS) {
    yield* eachStep(times.length, (from, to) => {
      for (let at = from; at < to; at += 1) {
        const time = times[at] as number;
        ranks[at] = Number.isNaN(time) ? -1 : Math.floor((time - first) / unit) % TIME_STEPS;
      }
    });
    order = yield* byRank(order, ranks, TIME_STEPS, descending);
  }
  return order;
}

/** A counting sort: as many steps as there are rows, and it keeps the order of equal ones. */
function* byRank(base: Int32Array, ranks: Int32Array, most: number, descending: boolean): Sliced<Int32Array> {
  // One place for each rank, and the last one for what has none.
  const places = new Int32Array(most + 2);
  const slotOf = (at: number): number => {
    const rank = ranks[at] as number;
    return rank < 0 ? most : descending ? most - 1 - rank : rank;
  };
  yield* eachStep(base.length, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const slot = slotOf(at) + 1;
      places[slot] = (places[slot] as number) + 1;
    }
  });
  for (let slot = 1; slot < places.length; slot += 1) {
    places[slot] = (places[slot] as number) + (places[slot - 1] as number);
  }
  yield;
  const order = new Int32Array(base.length);
  yield* eachStep(base.length, (from, to) => {
    for (let place = from; place < to; place += 1) {
      const at = base[place] as number;
      const slot = slotOf(at);
      order[places[slot] as number] = at;
      places[slot] = (places[slot] as number) + 1;
    }
  });
  return order;
}
