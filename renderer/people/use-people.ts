/** Who holds what, counted between frames, and the rows of everybody. Asks nothing of the desk. */
import { useEffect, useMemo, useState } from 'react';
import type { Service } from '../../shared/service.ts';
import { runSliced } from '../../shared/slices.ts';
import { useRequests } from '../requests/requests-state.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { useMineOf } from './mine.ts';
import {
  countHolders,
  type Holder,
  type PersonRow,
  peopleRows,
  type Waiting,
  waitingOf,
} from './people-view.ts';

/** As many milliseconds of a frame as counting may take. */
const BUDGET_MS = 6;

/** The people of these services, counted between frames; `null` until they were counted once. The last ones stay meanwhile. */
export function useHolders(services: readonly Service[] | null): ReadonlyMap<string, Holder> | null {
  const [holders, setHolders] = useState<ReadonlyMap<string, Holder> | null>(null);
  useEffect(() => {
    if (services === null) return;
    let isStale = false;
    void runSliced(countHolders(services), {
      now: () => performance.now(),
      budgetMs: BUDGET_MS,
      pause: () => new Promise((resolve) => setTimeout(resolve)),
      isStale: () => isStale,
    }).then((counted) => {
      if (counted !== null && !isStale) setHolders(counted);
    });
    return () => {
      isStale = true;
    };
  }, [services]);
  return holders;
}

export function useWaiting(): ReadonlyMap<string, Waiting> {
  const requests = useRequests();
  const mineOf = useMineOf();
  const now = useNow();
  return useMemo(() => waitingOf(requests, mineOf, now), [requests, mineOf, now]);
}

export function usePeopleRows(
  services: readonly Service[] | null,
  mine: ReadonlySet<string>,
): PersonRow[] | null {
  const holders = useHolders(services);
  const people = useStore((state) => state.people);
  const accounts = useStore((state) => state.accounts);
  const waiting = useWaiting();
  return useMemo(
    () => (holders === null ? null : peopleRows({ holders, people, accounts, mine, waiting })),
    [holders, people, accounts, mine, waiting],
  );
}
