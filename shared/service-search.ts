/** An index of the services opened for a search: with my handles, labels and names of types beside it. Looks at no service. */
import type { ContactType } from './contact.ts';
import { fold } from './search.ts';
import type { ServiceIndex } from './service-index.ts';
import type { ServiceQuery } from './service-query.ts';
import { SERVICE_STATES, type ServiceState } from './service-state.ts';

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

/** What the query alone found, in the order `order` of all there is. */
export type Matches = {
  search: ServiceSearch;
  query: ServiceQuery;
  now: number;
  order: Int32Array;
  positions: Int32Array;
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

export const ROLE_BIT: Record<ContactType, number> = { contactAdmin: 4, contactTech: 2, contactBilling: 1 };

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
