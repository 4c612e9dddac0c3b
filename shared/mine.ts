/** Which NIC handles are mine. Handles of one API mean nothing in another, so they are kept apart; all sets are in lower case. */
import type { Account } from './account.ts';

const NONE: ReadonlySet<string> = new Set();

/** My NIC handles of an API; of all of them where none is named. */
export function mineByApi(
  accounts: readonly Pick<Account, 'api' | 'nichandle'>[],
): (api?: string) => ReadonlySet<string> {
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

export function isMine(nichandle: string | null, mine: ReadonlySet<string>): boolean {
  return nichandle !== null && mine.has(nichandle.toLowerCase());
}
