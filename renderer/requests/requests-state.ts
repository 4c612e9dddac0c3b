/** All requests as the desk tells them, the ones of the chosen account, and how many are my turn. */
import { useMemo } from 'react';
import { mineByApi } from '../../shared/mine.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { turnOf } from '../../shared/turn.ts';
import { useAccounts, useChosenAccount } from '../accounts/accounts.ts';
import { type Selection } from '../list/selection.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { turnFor } from './requests-view.ts';

export function selectRequests(selectedRequests: Selection): void {
  useStore.setState({ selectedRequests });
}

/** Those the chosen account sees; all where none is chosen. The same array while nothing changed. */
export function useRequests(): ContactRequest[] {
  const requests = useStore((state) => state.requests);
  const chosen = useChosenAccount()?.id ?? null;
  return useMemo(() => ofAccount(requests, chosen), [requests, chosen]);
}

export function useRequest(key: string | null): ContactRequest | null {
  return useStore((state) => state.requests.find((request) => request.key === key) ?? null);
}

/** How many wait for a code of mine. */
export function useYourTurnCount(): number {
  const requests = useRequests();
  const accounts = useAccounts();
  const now = useNow();
  const only = useChosenAccount()?.nichandle ?? null;
  return useMemo(() => {
    const mine = mineByApi(accounts);
    const isMyTurn = (request: ContactRequest) =>
      turnFor(turnOf(request, mine(request.api), now), only).whose === 'mine';
    return requests.filter(isMyTurn).length;
  }, [requests, accounts, now, only]);
}

export function ofAccount<T extends { seenBy: readonly string[] }>(rows: T[], accountId: string | null): T[] {
  return accountId === null ? rows : rows.filter((row) => row.seenBy.includes(accountId));
}
