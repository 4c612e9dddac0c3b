/** Finds the services that pass a query and the filters, in an order: a walk over the index. Counts nothing. */
import { failsOf, type ServiceFacets } from './service-facets.ts';
import { narrows, type ServiceQuery } from './service-query.ts';
import type { Matches, ServiceSearch } from './service-search.ts';
import { orderOf, type ServiceOrder } from './service-sort.ts';
import { testOf } from './service-terms.ts';
import { type Test, those } from './service-walk.ts';
import type { Sliced } from './slices.ts';

export type FoundServices = {
  /** What passes everything, in the order asked for. */
  positions: Int32Array;
  /** How many there are without query and filters: all the account sees. */
  total: number;
  matches: Matches;
};

/** As many letters as are typed, and taken away again, before what is looked for changes. */
const MOST_KEPT = 12;

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
