/**
 * Rules held against the services, as walks over the search's own index: a hundred thousand are gone through between two
 * frames. Counts and finds places; draws nothing and asks nothing.
 */
import { CONTACT_TYPES, type ContactType } from './contact.ts';
import type { Rule } from './rules.ts';
import { NO_FACETS } from './service-facets.ts';
import { findServices } from './service-find.ts';
import { parseQuery, type ServiceQuery } from './service-query.ts';
import type { ServiceSearch } from './service-search.ts';
import { eachStep } from './service-walk.ts';
import type { Sliced } from './slices.ts';
import { TextSet } from './text-set.ts';

export type RuleFound = {
  /** How many services the search finds. */
  matched: number;
  /** Of those, left as they are by the rule's own word. */
  kept: number;
  /** Of those, with a contact that is not known where somebody is expected. */
  unknown: number;
  /** Services of which one contact at least is another. */
  deviating: number;
  /** Contacts that are others: the place of the service and of the role, one after the other. */
  places: Int32Array;
  roles: Uint8Array;
};

const BY_NAME = { column: 'name', descending: false } as const;

/** @param also narrows what is listed, as typed; the counts stay those of the rule. */
export function* checkRule(
  search: ServiceSearch,
  rule: Pick<Rule, 'query' | 'expected' | 'kept'>,
  now: number,
  also: ServiceQuery | null = null,
): Sliced<RuleFound> {
  const positions = yield* positionsOf(search, parseQuery(rule.query), now);
  const { services, contacts, handles } = search.index;
  const kept = new TextSet(rule.kept);
  const roles = rolesLookedAt(rule, (handle) => handles.find(handle));
  const listed = also === null || also.terms.length === 0 ? null : new Uint8Array(services.length);
  if (listed !== null && also !== null)
    for (const at of yield* positionsOf(search, also, now)) listed[at] = 1;
  const places: number[] = [];
  const types: number[] = [];
  const found = { matched: positions.length, kept: 0, unknown: 0, deviating: 0 };
  yield* eachStep(positions.length, (from, to) => {
    for (let index = from; index < to; index += 1) {
      const at = positions[index] as number;
      if (kept.size > 0 && kept.has(services[at]?.key ?? '')) {
        found.kept += 1;
        continue;
      }
      let deviates = false;
      let isUnknown = false;
      for (const { type, role, code } of roles) {
        const holder = contacts[type][at] as number;
        if (holder < 0) isUnknown = true;
        else if (holder !== code) {
          deviates = true;
          if (listed !== null && listed[at] === 0) continue;
          places.push(at);
          types.push(role);
        }
      }
      if (deviates) found.deviating += 1;
      else if (isUnknown) found.unknown += 1;
    }
  });
  return { ...found, places: Int32Array.from(places), roles: Uint8Array.from(types) };
}

function* positionsOf(search: ServiceSearch, query: ServiceQuery, now: number): Sliced<Int32Array> {
  const { positions } = yield* findServices(search, { query, facets: NO_FACETS, order: BY_NAME, now });
  return positions;
}

type RoleLookedAt = { type: ContactType; role: number; code: number };

/** `code` -1 where no service known names them: then everybody else deviates. */
function rolesLookedAt(rule: Pick<Rule, 'expected'>, codeOf: (handle: string) => number): RoleLookedAt[] {
  return CONTACT_TYPES.flatMap((type, role) => {
    const handle = rule.expected[type];
    return handle === undefined ? [] : [{ type, role, code: codeOf(handle) }];
  });
}

export type Contradiction = { other: number; type: ContactType; services: number };
export type RuleCounts = Omit<RuleFound, 'places' | 'roles'> & { contradictions: Contradiction[] };

/** All rules, and where two of them expect somebody else of the same contact; by their places in `rules`. */
export function* checkRules(
  search: ServiceSearch,
  rules: readonly Rule[],
  now: number,
): Sliced<RuleCounts[]> {
  const size = search.index.services.length;
  /** The first rule that says something of a contact, by role; 0 = none, else its place and one. */
  const first = CONTACT_TYPES.map(() => new Uint8Array(size));
  const clashes = new Map<string, Contradiction & { rule: number }>();
  const counts: RuleCounts[] = [];
  for (const [place, rule] of rules.entries()) {
    const { places: _places, roles: _roles, ...found } = yield* checkRule(search, rule, now);
    counts.push({ ...found, contradictions: [] });
    const positions = yield* positionsOf(search, parseQuery(rule.query), now);
    const looked = rolesLookedAt(rule, () => 0);
    yield* eachStep(positions.length, (from, to) => {
      for (let index = from; index < to; index += 1) {
        const at = positions[index] as number;
        for (const { type, role } of looked) {
          const column = first[role] as Uint8Array;
          const before = (column[at] as number) - 1;
          if (before < 0) column[at] = place + 1;
          else if (rules[before]?.expected[type] !== rule.expected[type]) {
            const key = `${before} ${place} ${type}`;
            const known = clashes.get(key);
            if (known) known.services += 1;
            else clashes.set(key, { rule: place, other: before, type, services: 1 });
          }
        }
      }
    });
  }
  for (const { rule, other, type, services } of clashes.values()) {
    counts[rule]?.contradictions.push({ other, type, services });
    counts[other]?.contradictions.push({ other: rule, type, services });
  }
  return counts;
}
