/** Requests of the chosen account as rows, and whether any could be read yet. */
import { useMemo } from 'react';
import { useChosenAccount } from '../accounts/accounts.ts';
import { useMineOf } from '../people/mine.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { everRead } from '../store/sync.ts';
import { useRequests } from './requests-state.ts';
import { type RequestRow, rowOf } from './requests-view.ts';

export function useRequestRows(): RequestRow[] {
  const requests = useRequests();
  const mineOf = useMineOf();
  const now = useNow();
  const only = useChosenAccount()?.nichandle ?? null;
  return useMemo(
    () => requests.map((request) => rowOf(request, mineOf, now, only)),
    [requests, mineOf, now, only],
  );
}

/** Nothing was ever read and somebody is still trying: skeletons instead of "nothing there". */
export function useRequestsLoading(known: number): boolean {
  const sync = useStore((state) => state.sync);
  if (known > 0 || everRead(sync, 'requestsAt')) return false;
  return sync.length === 0 || sync.some((state) => state.phase === 'syncing' || state.failure === null);
}
