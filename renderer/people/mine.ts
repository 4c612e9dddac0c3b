/** Which NIC handles are mine, for screens. */
import { useMemo } from 'react';
import { mineByApi } from '../../shared/mine.ts';
import { useAccounts } from '../accounts/accounts.ts';

/** My NIC handles, in lower case; the same set while the accounts stay the same. */
export function useMine(api?: string): ReadonlySet<string> {
  return useMineOf()(api);
}

/** For lists whose rows belong to several APIs. */
export function useMineOf(): (api?: string) => ReadonlySet<string> {
  const accounts = useAccounts();
  return useMemo(() => mineByApi(accounts), [accounts]);
}
