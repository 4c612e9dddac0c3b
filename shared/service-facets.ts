/** The filters of the services: what passes them, and what each leaves to choose from. Knows no query's text. */
import { CONTACT_TYPES, type ContactType } from './contact.ts';
import { type Matches, PENDING, ROLE_BIT, roleBits, type ServiceSearch } from './service-search.ts';
import { SERVICE_STATES, type ServiceState } from './service-state.ts';
import { DAY_MS } from './service-terms.ts';
import { eachStep } from './service-walk.ts';
import type { Sliced } from './slices.ts';

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

/** Bits of the filters that a row does not pass. */
const FAILS = { type: 1, contact: 2, role: 4, state: 8, account: 16, expiry: 32, pending: 64 } as const;

/** The filters that a row does not pass, as bits; `null` where every row passes all of them. */
export function failsOf(
  search: ServiceSearch,
  facets: ServiceFacets,
  now: number,
): ((at: number) => number) | null {
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

function spanOf(expires: number, now: number): number {
  if (Number.isNaN(expires)) return 5;
  const left = expires - now;
  return left < 0 ? 0 : left < 30 * DAY_MS ? 1 : left < 90 * DAY_MS ? 2 : left < 365 * DAY_MS ? 3 : 4;
}
