/**
 * What passes a query and the filters, in which order; and then what each filter leaves to choose from: walks over the
 * index, in slices. Says nothing of how it is shown.
 */
import { CONTACT_TYPES, type ContactType } from './contact.ts';
import { isOneLetter, lettersOf } from './letters.ts';
import { fold } from './search.ts';
import { eachStep, type ServiceIndex } from './service-index.ts';
import { orderKey } from './service-order.ts';
import { type ExpiryTest, type Meaning, narrows, type ServiceQuery } from './service-query.ts';
import { SERVICE_STATES, type ServiceState } from './service-state.ts';
import type { Sliced } from './slices.ts';

/** Of a running request on a service, in the column `pending`. */
export const PENDING = { none: 0, theirs: 1, mine: 2 } as const;

/** What a search needs to know beside the services. */
export type SearchFacts = {
  /** My NIC handles of an API, in lower case. */
  mineOf: (api: string) => ReadonlySet<string>;
  accounts: readonly { id: string; nichandle: string }[];
  /** The account the lists are narrowed to. */
  account: { id: string; nichandle: string } | null;
  /** One of `PENDING` for each position. */
  pending: Uint8Array;
  /** In the person's language. */
  typeName: (type: string) => string;
  stateName: (state: ServiceState) => string;
  /** The person's own words for a NIC handle. */
  labelOf: (handle: string) => string | null;
};

/** `past`: over already; the others count from now and leave out what an earlier one holds; `none`: not told. */
export const EXPIRY_SPANS = ['past', '30d', '90d', '1y', 'later', 'none'] as const;
export type ExpirySpan = (typeof EXPIRY_SPANS)[number];

/** One choice per filter; `null` = any. */
export type ServiceFacets = {
  type: string | null;
  /** A NIC handle in lower case, in any role. */
  contact: string | null;
  /** My own role. */
  role: ContactType | null;
  state: ServiceState | null;
  account: string | null;
  expiry: ExpirySpan | null;
  pending: boolean | null;
};

export const NO_FACETS: ServiceFacets = {
  type: null,
  contact: null,
  role: null,
  state: null,
  account: null,
  expiry: null,
  pending: null,
};

/** For each choice how many rows it would show, as the query and the other filters stand. Choices without any are left out. */
export type FacetCounts = {
  /** What passes the query and every filter but `role`: what «any role» would show. */
  all: number;
  type: Map<string, number>;
  contact: Map<string, number>;
  role: Map<ContactType, number>;
  state: Map<ServiceState, number>;
  account: Map<string, number>;
  expiry: Map<ExpirySpan, number>;
  pending: Map<boolean, number>;
};

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

/** What the query alone found, in the order `order` of all there is. */
export type Matches = {
  search: ServiceSearch;
  query: ServiceQuery;
  now: number;
  order: Int32Array;
  positions: Int32Array;
};

export type FoundServices = {
  /** What passes everything, in the order asked for. */
  positions: Int32Array;
  /** How many there are without query and filters: all the account sees. */
  total: number;
  matches: Matches;
};

/** An index with what is known beside it, ready to be asked. Made in no time: it looks at dictionaries, not at rows. */
export type ServiceSearch = {
  readonly index: ServiceIndex;
  readonly version: object;
  readonly facts: SearchFacts;
  /** Whether a handle is mine, for each API. */
  readonly mine: readonly Uint8Array[];
  /** Handle and label, folded. */
  readonly handleWords: readonly string[];
  readonly typeWords: readonly string[];
  readonly stateWords: readonly string[];
  /** Whether those who see a service are of the chosen account. */
  readonly inAccount: Uint8Array;
  /** Of what the account sees. */
  readonly orders: Map<string, Int32Array>;
  /** The last answers, newest first: a query that asks for less looks only there, one that is asked for again nowhere. */
  readonly kept: Matches[];
};

/** As many letters as are typed, and taken away again, before what is looked for changes. */
const MOST_KEPT = 12;

export function openSearch(index: ServiceIndex, facts: SearchFacts): ServiceSearch {
  const { account } = facts;
  const mine = index.apis.words.map((api) => {
    const flags = new Uint8Array(index.handles.words.length);
    const handles = account === null ? facts.mineOf(api) : [account.nichandle.toLowerCase()];
    for (const handle of handles) {
      const code = index.handles.find(handle);
      if (code >= 0) flags[code] = 1;
    }
    return flags;
  });
  return {
    index,
    version: index.version,
    facts,
    mine,
    handleWords: index.handles.words.map((handle) => {
      const label = facts.labelOf(handle);
      return label === null ? handle : `${handle}\n${fold(label)}`;
    }),
    typeWords: index.types.words.map((type) => `${fold(facts.typeName(type))}\n${fold(type)}`),
    stateWords: SERVICE_STATES.map((state) => `${fold(facts.stateName(state))}\n${state}`),
    inAccount: Uint8Array.from(index.seens.words, (seen) =>
      account === null || seen.split('\n').includes(account.id) ? 1 : 0,
    ),
    orders: new Map(),
    kept: [],
  };
}

/** My roles on it: 4 administrator, 2 technical, 1 billing. */
export function roleBits({ index, mine }: ServiceSearch, at: number): number {
  const own = mine[index.api[at] as number] as Uint8Array;
  const { contactAdmin, contactTech, contactBilling } = index.contacts;
  // A handle that is not known is -1, which no array holds.
  return (
    (own[contactAdmin[at] as number] ?? 0) * 4 +
    (own[contactTech[at] as number] ?? 0) * 2 +
    (own[contactBilling[at] as number] ?? 0)
  );
}

const ROLE_BIT: Record<ContactType, number> = { contactAdmin: 4, contactTech: 2, contactBilling: 1 };

type Test = (at: number) => boolean;

/** Whether a word occurs, asked of a dictionary once instead of each row. */
function flagsOf(words: readonly string[], word: string): Uint8Array {
  return Uint8Array.from(words, (text) => (text.includes(word) ? 1 : 0));
}

function testOf(search: ServiceSearch, meaning: Meaning, now: number): Test {
  const { index, facts } = search;
  switch (meaning.kind) {
    case 'word': {
      const { word } = meaning;
      const { texts, letters, type } = index;
      const { contactAdmin, contactTech, contactBilling } = index.contacts;
      const handles = flagsOf(search.handleWords, word);
      const types = flagsOf(search.typeWords, word);
      const need = lettersOf(word);
      const isLetter = isOneLetter(word);
      return (at) =>
        (((letters[at] as number) & need) === need && (isLetter || (texts[at] as string).includes(word))) ||
        handles[contactAdmin[at] as number] === 1 ||
        handles[contactTech[at] as number] === 1 ||
        handles[contactBilling[at] as number] === 1 ||
        types[type[at] as number] === 1;
    }
    case 'contact': {
      const codes = index.contacts[meaning.role];
      const handles = flagsOf(search.handleWords, meaning.word);
      return (at) => handles[codes[at] as number] === 1;
    }
    case 'type': {
      const types = flagsOf(search.typeWords, meaning.word);
      return (at) => types[index.type[at] as number] === 1;
    }
    case 'state': {
      const states = flagsOf(search.stateWords, meaning.word);
      const { word } = meaning;
      // What OVHcloud calls it is a state too, in its own words; they are few.
      const own = new Map<string, boolean>();
      const isOwn = (text: string): boolean => {
        const known = own.get(text);
        if (known !== undefined) return known;
        const holds = fold(text).includes(word);
        own.set(text, holds);
        return holds;
      };
      return (at) => {
        if (states[index.state[at] as number] === 1) return true;
        const { state, lifecycle, status } = index.services[at] as (typeof index.services)[number];
        return isOwn(state) || (status !== null && isOwn(status)) || lifecycle === word;
      };
    }
    case 'tag': {
      const sets = flagsOf(index.tagSets.words, meaning.word);
      return (at) => sets[index.tags[at] as number] === 1;
    }
    case 'account': {
      const names = new Map(facts.accounts.map(({ id, nichandle }) => [id, fold(nichandle)]));
      const seens = Uint8Array.from(index.seens.words, (seen) =>
        seen.split('\n').some((id) => (names.get(id) ?? fold(id)).includes(meaning.word)) ? 1 : 0,
      );
      return (at) => seens[index.seen[at] as number] === 1;
    }
    case 'expires':
      return expiryTest(index.expires, meaning.test, now);
    case 'pending': {
      const { pending } = facts;
      return meaning.pending ? (at) => pending[at] !== PENDING.none : (at) => pending[at] === PENDING.none;
    }
    case 'role': {
      const bit = ROLE_BIT[meaning.role];
      return (at) => (roleBits(search, at) & bit) !== 0;
    }
    default:
      return meaning satisfies never;
  }
}

const DAY_MS = 86_400_000;

function expiryTest(expires: Float64Array, test: ExpiryTest, now: number): Test {
  if (test.is === 'none') return (at) => Number.isNaN(expires[at]);
  const limit = 'at' in test ? test.at : now + test.days * DAY_MS;
  // Comparing with NaN is false either way: what has no expiry is on no side.
  return test.is === 'before'
    ? (at) => (expires[at] as number) < limit
    : (at) => (expires[at] as number) >= limit;
}

function spanOf(expires: number, now: number): number {
  if (Number.isNaN(expires)) return 5;
  const left = expires - now;
  return left < 0 ? 0 : left < 30 * DAY_MS ? 1 : left < 90 * DAY_MS ? 2 : left < 365 * DAY_MS ? 3 : 4;
}

/** Rows in order. `now` in milliseconds since 1970. */
export function* findServices(
  search: ServiceSearch,
  asked: { query: ServiceQuery; facets: ServiceFacets; order: ServiceOrder; now: number },
): Sliced<FoundServices> {
  const { facets, now } = asked;
  const order = yield* orderOf(search, asked.order);
  const matches = yield* matchesOf(search, asked.query, now, order);
  const fails = failsOf(search, facets, now);
  return {
    positions: fails === null ? matches.positions : yield* those(matches.positions, (at) => fails(at) === 0),
    total: order.length,
    matches,
  };
}

function* matchesOf(
  search: ServiceSearch,
  query: ServiceQuery,
  now: number,
  order: Int32Array,
): Sliced<Matches> {
  const near = nearest(search, query, now);
  const isSame = near !== null && narrows(query, near.query);
  if (near !== null && isSame && near.order === order) return near;

  const tests: Test[] = [];
  for (const { meaning, negated } of query.terms) {
    if (meaning === null || isSame) continue;
    const test = testOf(search, meaning, now);
    tests.push(negated ? (at) => !test(at) : test);
  }
  let start = order;
  if (near?.order === order) start = near.positions;
  else if (near !== null && near.positions.length < order.length) {
    const mask = new Uint8Array(search.index.services.length);
    for (const at of near.positions) mask[at] = 1;
    tests.unshift((at) => mask[at] === 1);
  }
  const positions = tests.length === 0 ? start : yield* those(start, everyOf(tests));
  const matches = { search, query, now, order, positions };
  search.kept.unshift(matches);
  if (search.kept.length > MOST_KEPT) search.kept.pop();
  return matches;
}

/** Of what is kept, the least that holds all this query can find. */
function nearest({ kept }: ServiceSearch, query: ServiceQuery, now: number): Matches | null {
  let least: Matches | null = null;
  for (const one of kept) {
    if (one.now !== now || !narrows(one.query, query)) continue;
    if (least === null || one.positions.length < least.positions.length) least = one;
  }
  return least;
}

function everyOf(tests: readonly Test[]): Test {
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return (at) => {
    for (const test of tests) if (!test(at)) return false;
    return true;
  };
}

/** Lent to whoever is looking, and lost where the look is given up: large arrays made at every key would be much to clear away. */
let lent: Int32Array | null = null;

/** Those positions that pass, in their order. */
function* those(positions: Int32Array, passes: Test): Sliced<Int32Array> {
  const passing = lent !== null && lent.length >= positions.length ? lent : new Int32Array(positions.length);
  lent = null;
  let out = 0;
  yield* eachStep(positions.length, (from, to) => {
    for (let place = from; place < to; place += 1) {
      const at = positions[place] as number;
      if (!passes(at)) continue;
      passing[out] = at;
      out += 1;
    }
  });
  lent = passing;
  return passing.slice(0, out);
}

/** Bits of the filters that a row does not pass. */
const FAILS = { type: 1, contact: 2, role: 4, state: 8, account: 16, expiry: 32, pending: 64 } as const;

/** The filters that a row does not pass, as bits; `null` where every row passes all of them. */
function failsOf(search: ServiceSearch, facets: ServiceFacets, now: number): ((at: number) => number) | null {
  if (Object.values(facets).every((choice) => choice === null)) return null;
  const { index, facts } = search;
  const type = facets.type === null ? -2 : index.types.find(facets.type);
  const contact = facets.contact === null ? -2 : index.handles.find(facets.contact);
  const role = facets.role === null ? 0 : ROLE_BIT[facets.role];
  const state = facets.state === null ? -2 : SERVICE_STATES.indexOf(facets.state);
  const span = facets.expiry === null ? -2 : EXPIRY_SPANS.indexOf(facets.expiry);
  const ofAccount = Uint8Array.from(index.seens.words, (seen) =>
    facets.account === null || seen.split('\n').includes(facets.account) ? 1 : 0,
  );
  const { contactAdmin, contactTech, contactBilling } = index.contacts;
  const isContact = (at: number): boolean =>
    contact >= 0 &&
    (contactAdmin[at] === contact || contactTech[at] === contact || contactBilling[at] === contact);
  return (at) => {
    let fails = 0;
    if (type !== -2 && index.type[at] !== type) fails |= FAILS.type;
    if (contact !== -2 && !isContact(at)) fails |= FAILS.contact;
    if (role !== 0 && (roleBits(search, at) & role) === 0) fails |= FAILS.role;
    if (state !== -2 && index.state[at] !== state) fails |= FAILS.state;
    if (ofAccount[index.seen[at] as number] === 0) fails |= FAILS.account;
    if (span !== -2 && spanOf(index.expires[at] as number, now) !== span) fails |= FAILS.expiry;
    if (facets.pending !== null && (facts.pending[at] !== PENDING.none) !== facets.pending)
      fails |= FAILS.pending;
    return fails;
  };
}

/** What each filter leaves to choose from, of what a query found. */
export function* countFacets(
  facets: ServiceFacets,
  { search, positions, now }: Matches,
): Sliced<FacetCounts> {
  const { index, facts } = search;
  const failsAt = failsOf(search, facets, now);
  const seenBy = index.seens.words.map((seen) => seen.split('\n'));
  const types = new Int32Array(index.types.words.length);
  const contacts = new Int32Array(index.handles.words.length);
  const roles = new Int32Array(8);
  const states = new Int32Array(SERVICE_STATES.length);
  const seens = new Int32Array(seenBy.length);
  const spans = new Int32Array(EXPIRY_SPANS.length);
  const pendings = new Int32Array(2);
  const { contactAdmin, contactTech, contactBilling } = index.contacts;

  yield* eachStep(positions.length, (from, to) => {
    for (let place = from; place < to; place += 1) {
      const at = positions[place] as number;
      const admin = contactAdmin[at] as number;
      const tech = contactTech[at] as number;
      const billing = contactBilling[at] as number;
      const own = roleBits(search, at);
      const isPending = facts.pending[at] === PENDING.none ? 0 : 1;
      const expiry = spanOf(index.expires[at] as number, now);
      const fails = failsAt === null ? 0 : failsAt(at);
      if ((fails & ~FAILS.type) === 0)
        types[index.type[at] as number] = (types[index.type[at] as number] as number) + 1;
      if ((fails & ~FAILS.contact) === 0) {
        if (admin >= 0) contacts[admin] = (contacts[admin] as number) + 1;
        if (tech >= 0 && tech !== admin) contacts[tech] = (contacts[tech] as number) + 1;
        if (billing >= 0 && billing !== admin && billing !== tech)
          contacts[billing] = (contacts[billing] as number) + 1;
      }
      if ((fails & ~FAILS.role) === 0) roles[own] = (roles[own] as number) + 1;
      if ((fails & ~FAILS.state) === 0) {
        const own = index.state[at] as number;
        states[own] = (states[own] as number) + 1;
      }
      if ((fails & ~FAILS.account) === 0) {
        const seen = index.seen[at] as number;
        seens[seen] = (seens[seen] as number) + 1;
      }
      if ((fails & ~FAILS.expiry) === 0) spans[expiry] = (spans[expiry] as number) + 1;
      if ((fails & ~FAILS.pending) === 0) pendings[isPending] = (pendings[isPending] as number) + 1;
    }
  });

  const accounts = new Map<string, number>();
  seenBy.forEach((ids, code) => {
    const own = seens[code] as number;
    if (own > 0) for (const id of ids) if (id !== '') accounts.set(id, (accounts.get(id) ?? 0) + own);
  });
  const byRole = new Map<ContactType, number>();
  for (const contactType of CONTACT_TYPES) {
    const own = roles.reduce((sum, each, bits) => sum + ((bits & ROLE_BIT[contactType]) === 0 ? 0 : each), 0);
    if (own > 0) byRole.set(contactType, own);
  }
  return {
    all: roles.reduce((sum, each) => sum + each, 0),
    type: named(index.types.words, types),
    contact: named(index.handles.words, contacts),
    role: byRole,
    state: named(SERVICE_STATES, states),
    account: accounts,
    expiry: named(EXPIRY_SPANS, spans),
    pending: named([false, true], pendings),
  };
}

function named<T>(names: readonly T[], counts: Int32Array): Map<T, number> {
  const map = new Map<T, number>();
  for (let code = 0; code < counts.length; code += 1) {
    const count = counts[code] as number;
    if (count > 0) map.set(names[code] as T, count);
  }
  return map;
}

/** All that the account sees; the same array for the same order. */
function* orderOf(search: ServiceSearch, order: ServiceOrder): Sliced<Int32Array> {
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

const TIME_STEPS = 4096;

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
