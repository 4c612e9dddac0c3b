/** What people are called wherever they are shown: by the user's own name for them, my accounts by theirs. Pure but for the hooks. */
import { useMemo } from 'react';
import { type Account, accountName } from '../../shared/account.ts';
import type { Person } from '../../shared/people.ts';
import { useStore } from '../store/store.ts';

type Names = ReadonlyMap<string, string>;

/** My accounts by what they are called; one without a name is in it by none. */
function ownNames(accounts: readonly Account[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const account of accounts) {
    const own = accountName(account, accounts);
    if (own !== account.nichandle) names.set(account.nichandle.toLowerCase(), own);
  }
  return names;
}

/** By handle in lower case. What the user wrote for somebody counts more than what an account is called. */
export function namesOf(people: ReadonlyMap<string, Person>, accounts: readonly Account[]): Names {
  const names = ownNames(accounts);
  for (const [nichandle, { name }] of people) if (name !== '') names.set(nichandle, name);
  return names;
}

/** Where somebody works: as noted, my accounts by their organisation. `null` = not known. */
export function companyOf(
  nichandle: string,
  people: ReadonlyMap<string, Person>,
  accounts: readonly Account[],
): string | null {
  const handle = nichandle.toLowerCase();
  const noted = people.get(handle)?.company ?? '';
  if (noted !== '') return noted;
  const own = accounts.find((account) => account.nichandle.toLowerCase() === handle);
  return own === undefined || own.name.toLowerCase() === handle ? null : own.name;
}

const made = new WeakMap<ReadonlyMap<string, Person>, WeakMap<readonly Account[], Names>>();

/** The same map while neither changed: hundreds of cells ask for it. */
function namesNow(people: ReadonlyMap<string, Person>, accounts: readonly Account[]): Names {
  let byAccounts = made.get(people);
  if (byAccounts === undefined) made.set(people, (byAccounts = new WeakMap()));
  let names = byAccounts.get(accounts);
  if (names === undefined) byAccounts.set(accounts, (names = namesOf(people, accounts)));
  return names;
}

export function useNames(): Names {
  return useStore((state) => namesNow(state.people, state.accounts));
}

/** `null` where nobody gave a name: then the handle stands alone. */
export function useName(nichandle: string | null): string | null {
  return useStore((state) =>
    nichandle === null ? null : (namesNow(state.people, state.accounts).get(nichandle.toLowerCase()) ?? null),
  );
}

/** For sentences: the name, else the handle. The same function while names stay the same. */
export function useCalled(): (nichandle: string) => string {
  const names = useNames();
  return useMemo(() => (nichandle) => names.get(nichandle.toLowerCase()) ?? nichandle, [names]);
}

/** For files and searches: the name with the handle, `Marta Prieto (mp40311-ovh)`. */
export function calledInFull(nichandle: string, names: Names): string {
  const name = names.get(nichandle.toLowerCase());
  return name === undefined ? nichandle : `${name} (${nichandle})`;
}

/** What somebody is found by beside the handle: name and company. */
export function useWordsOf(): (nichandle: string) => string {
  const names = useNames();
  const people = useStore((state) => state.people);
  const accounts = useStore((state) => state.accounts);
  return useMemo(
    () => (nichandle) =>
      [names.get(nichandle.toLowerCase()), companyOf(nichandle, people, accounts)]
        .filter((text) => text !== undefined && text !== null)
        .join('\n'),
    [names, people, accounts],
  );
}
