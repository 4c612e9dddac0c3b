/** Which NIC handles are mine. Handles of one API mean nothing in another, so they are kept apart. */
import { useMemo } from 'react';
import type { Account } from '../../shared/account.ts';
import { useAccounts } from '../accounts/accounts.ts';

const NONE: ReadonlySet<string> = new Set();

/** My NIC handles (in lower case) of an API; of all of them where none is named. */
export function mineByApi(accounts: readonly Account[]): (api?: string) => ReadonlySet<string> {
  const all = new Set<string>();
  const byApi = new Map<string, Set<string>>();
  for (const account of accounts) {
    const handle = account.nichandle.toLowerCase();
    all.add(handle);
    const own = byApi.get(account.api);
    if (own) own.add(handle);
    else byApi.set(account.api, new Set([handle]));
  }
  return (api) => (api === undefined ? all : (byApi.get(api) ?? NONE));
}

/** My NIC handles, in lower case; the same set while the accounts stay the same. */
export function useMine(api?: string): ReadonlySet<string> {
  return useMineOf()(api);
}

/** For lists whose rows belong to several APIs. */
export function useMineOf(): (api?: string) => ReadonlySet<string> {
  const accounts = useAccounts();
  return useMemo(() => mineByApi(accounts), [accounts]);
}
