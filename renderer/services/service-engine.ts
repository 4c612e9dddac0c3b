/**
 * The services that are shown, as they are asked for: keeps the index up to date with the list and searches it between
 * frames. Holds no filter and no order of its own, and draws nothing.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { showName } from '../../shared/idn.ts';
import type { ContactRequest } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';
import { countFacets, type FacetCounts, type ServiceFacets } from '../../shared/service-facets.ts';
import { type FoundServices, findServices } from '../../shared/service-find.ts';
import { buildServiceIndex, type ServiceIndex, updateServiceIndex } from '../../shared/service-index.ts';
import { parseQuery } from '../../shared/service-query.ts';
import {
  type Matches,
  openSearch,
  PENDING,
  type SearchFacts,
  type ServiceSearch,
} from '../../shared/service-search.ts';
import type { ServiceState } from '../../shared/service-state.ts';
import { eachStep } from '../../shared/service-walk.ts';
import type { Sliced } from '../../shared/slices.ts';
import { TextSet } from '../../shared/text-set.ts';
import { isRunning } from '../../shared/turn.ts';
import { useChosenAccount } from '../accounts/accounts.ts';
import { inNextFrame, inSlices, inSlicesAfterDrawing } from '../list/between-frames.ts';
import type { RowList } from '../list/row-list.ts';
import { useMineOf } from '../people/mine.ts';
import { useWordsOf } from '../people/names.ts';
import { useStore } from '../store/store.ts';
import { useLanguage } from '../words/i18n.ts';
import { useTranslation } from '../words/translation.ts';
import { type Pending, pendingIndex, type RowGround, type ServiceRow, serviceRow } from './service-view.ts';
import type { ServiceLook } from './services-query.ts';

export type ShownServices = {
  /** In order; a row is made when it is looked at, and stays the same object while nothing of it changed. */
  rows: RowList<ServiceRow>;
  /** They follow the rows a frame later. */
  counts: FacetCounts;
  /** How many there are before query and filters. */
  total: number;
  /** `false` until the first list is here. */
  isKnown: boolean;
};

/** All a view depends on, each the same object while it says the same. */
type Ground = {
  services: readonly Service[];
  language: string;
  requests: readonly ContactRequest[];
  mineOf: (api: string) => ReadonlySet<string>;
  now: number;
  facts: Omit<SearchFacts, 'pending'>;
};

/** What was made for the ground before, to be used again as far as it still holds. */
type Made = {
  ground: Ground | null;
  index: ServiceIndex | null;
  pendingOf: (service: Service) => Pending | null;
  pending: Uint8Array;
  prepared: Prepared | null;
};

/** A search with what its rows are made of. */
type Prepared = { search: ServiceSearch; ground: RowGround; rows: WeakMap<Service, ServiceRow> };

type Found = { total: number; list: RowList<ServiceRow>; facets: ServiceFacets; matches: Matches };

const NOTHING: FacetCounts = {
  all: 0,
  type: new Map(),
  contact: new Map(),
  role: new Map(),
  state: new Map(),
  account: new Map(),
  expiry: new Map(),
  pending: new Map(),
};
const NO_ROWS: RowList<ServiceRow> = [];

/** What is shown stays until what is asked for is found, some milliseconds later. */
export function useShownServices(look: ServiceLook): ShownServices {
  const ground = useGround();
  const query = useMemo(() => parseQuery(look.text), [look.text]);
  const { facets, order } = look;
  const search = usePrepared(ground);
  const [found, setFound] = useState<Found | null>(null);
  const [counts, setCounts] = useState(NOTHING);
  const now = ground?.now ?? 0;

  const isShown = useRef(false);
  useLayoutEffect(() => {
    if (search === null) return;
    const work = findServices(search.search, { query, facets, order, now });
    const show = ({ positions, total, matches }: FoundServices): void => {
      isShown.current = true;
      setFound({ total, list: listOf(positions, search), facets, matches });
    };
    return isShown.current ? inNextFrame(work, show) : inSlices(work, show);
  }, [search, query, facets, order, now]);
  useEffect(() => {
    if (found !== null) return inSlicesAfterDrawing(countFacets(found.facets, found.matches), setCounts);
    return undefined;
  }, [found]);

  return useMemo(
    () =>
      found === null || search === null
        ? { rows: NO_ROWS, counts: NOTHING, total: 0, isKnown: false }
        : { rows: found.list, counts, total: found.total, isKnown: true },
    [found, counts, search],
  );
}

/** A search of all services, for who looks for something else with it; the same object while nothing of it changed. */
export type SearchGround = {
  search: ServiceSearch;
  /** What runs on a service. */
  pendingOf: (service: Service) => Pending | null;
};

/** `null` until the services are here and gone through. */
export function useServiceSearch(): SearchGround | null {
  const prepared = usePrepared(useGround());
  return useMemo(
    () => (prepared === null ? null : { search: prepared.search, pendingOf: prepared.ground.pendingOf }),
    [prepared],
  );
}

function useGround(): Ground | null {
  const { t } = useTranslation(['families', 'services']);
  const language = useLanguage();
  const services = useStore((state) => state.services);
  const requests = useStore((state) => state.requests);
  const accounts = useStore((state) => state.accounts);
  const wordsOf = useWordsOf();
  const now = useStore((state) => state.now);
  const account = useChosenAccount();
  const mineOf = useMineOf();
  const facts = useMemo<Ground['facts']>(
    () => ({
      mineOf,
      accounts,
      account,
      typeName: (type) => t(`families:${type}`),
      stateName: (state: ServiceState) => t(`services:state.${state}`),
      labelOf: (handle) => wordsOf(handle) || null,
    }),
    [mineOf, accounts, account, wordsOf, t],
  );
  return useMemo(
    () => (services === null ? null : { services, language, requests, mineOf, now, facts }),
    [services, language, requests, mineOf, now, facts],
  );
}

/** The search for this ground, or for the one before it while this one's is being made; `null` while there is none. */
function usePrepared(ground: Ground | null): Prepared | null {
  const made = useRef<Made>({
    ground: null,
    index: null,
    pendingOf: () => null,
    pending: new Uint8Array(0),
    prepared: null,
  });
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  useEffect(() => {
    if (ground === null) return;
    return inSlices(prepare(made.current, ground), setPrepared);
  }, [ground]);
  return ground === null ? null : prepared;
}

/** Brings index, running requests and search up to the ground, and keeps what still holds of them. */
function* prepare(made: Made, ground: Ground): Sliced<Prepared> {
  const { services, language, requests, mineOf, now, facts } = ground;
  let { index } = made;
  if (index === null || index.services !== services || index.language !== language) {
    const updated = index?.language === language ? updateServiceIndex(index, services, showName) : null;
    index = updated ?? (yield* buildServiceIndex(services, { language, shownName: showName }));
    made.index = index;
  }
  const before = made.ground;
  const areRequestsSame = before?.requests === requests && before.mineOf === mineOf;
  if (!areRequestsSame || before.now !== now || before.services !== services) {
    const pendingOf = pendingIndex(requests, mineOf, now);
    const pending = yield* pendingColumn(services, requests, pendingOf);
    // Time that went by without making it anybody's turn changes no row.
    if (!areRequestsSame || !areEqual(pending, made.pending)) {
      made.pendingOf = pendingOf;
      made.pending = pending;
      made.prepared = null;
    }
  }
  if (made.prepared === null || before?.facts !== facts || made.prepared.search.version !== index.version) {
    const keepsRows = made.prepared !== null && before?.facts === facts;
    made.prepared = {
      search: openSearch(index, { ...facts, pending: made.pending }),
      ground: { pendingOf: made.pendingOf, mineOf, account: facts.account },
      rows: keepsRows && made.prepared !== null ? made.prepared.rows : new WeakMap(),
    };
  }
  made.ground = ground;
  return made.prepared;
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}

/** Requests are few beside services: only what they may concern is looked at closely. */
function* pendingColumn(
  services: readonly Service[],
  requests: readonly ContactRequest[],
  pendingOf: (service: Service) => Pending | null,
): Sliced<Uint8Array> {
  const running = requests.filter(({ state }) => isRunning(state));
  const keys = new TextSet(running.flatMap(({ serviceKey }) => serviceKey ?? []));
  const names = new TextSet(
    running.flatMap(({ serviceKey, serviceDomain }) => (serviceKey === null ? (serviceDomain ?? []) : [])),
  );
  const column = new Uint8Array(services.length);
  if (keys.size + names.size === 0) return column;
  yield* eachStep(services.length, (from, to) => {
    for (let at = from; at < to; at += 1) {
      const service = services[at] as Service;
      if (!keys.has(service.key) && !names.has(service.name)) continue;
      const pending = pendingOf(service);
      if (pending !== null) column[at] = pending.mine ? PENDING.mine : PENDING.theirs;
    }
  });
  return column;
}

function listOf(positions: Int32Array, { search, ground, rows }: Prepared): RowList<ServiceRow> {
  const { services } = search.index;
  let keys: readonly string[] | null = null;
  return {
    length: positions.length,
    at(index) {
      const service = services[positions[index] ?? -1];
      if (service === undefined) return undefined;
      let row = rows.get(service);
      if (row === undefined) {
        row = serviceRow(service, ground);
        rows.set(service, row);
      }
      return row;
    },
    allKeys() {
      if (keys === null) {
        // A loop: `Array.from` takes five times as long.
        const made = new Array<string>(positions.length);
        for (let place = 0; place < positions.length; place += 1)
          made[place] = (services[positions[place] as number] as Service).key;
        keys = made;
      }
      return keys;
    },
  };
}
