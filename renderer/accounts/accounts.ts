/** My accounts as the desk tells them, and forgetting one. No secret is ever here. */
import { useCallback, useMemo } from 'react';
import { isExtra, lacking } from '../../shared/ability.ts';
import { type Account, accountName, expiryOf } from '../../shared/account.ts';
import type { Input, Output } from '../../shared/contract.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import { call } from '../store/bridge.ts';
import { go } from '../store/route.ts';
import { type State, useStore } from '../store/store.ts';

/** The list without it comes by `accounts:changed`. `record`: what was done with it is wiped from Activity as well. */
export async function forgetAccount(
  accountId: string,
  record: boolean,
): Promise<Result<Output<'accounts:forget'>>> {
  const answer = await call('accounts:forget', { accountId, record });
  if (answer.ok && useStore.getState().accounts.every((account) => account.id === accountId)) {
    go({ screen: 'connect' });
  }
  return answer;
}

/** Label, mark or place. The list as it is then comes by `accounts:changed`. Answers why it could not be kept, else `null`. */
export async function changeAccount(change: Input<'accounts:change'>): Promise<Failure | null> {
  const answer = await call('accounts:change', change);
  return answer.ok ? null : answer.error;
}

/** Leads to where the credential of this account, and of no other, is renewed or widened. */
export function renewAccount(accountId: string): void {
  go({ screen: 'connect', query: { account: accountId } });
}

/** After the key store was unlocked. How it went comes by `accounts:changed`. */
export async function reopenAccount(accountId: string): Promise<void> {
  await call('accounts:reopen', { accountId });
}

export function useAccounts(): Account[] {
  return useStore((state) => state.accounts);
}

/** The account the lists are narrowed to; `null` = all together, also when the chosen one is gone. */
export function useChosenAccount(): Account | null {
  return useStore((state) => chosenAccount(state.accounts, state.settings.account));
}

/** What an account is called among mine. */
export function useAccountName(): (account: Pick<Account, 'label' | 'name' | 'nichandle'>) => string {
  const accounts = useAccounts();
  return useCallback((account) => accountName(account, accounts), [accounts]);
}

export function chosenAccount(accounts: readonly Account[], id: string | null): Account | null {
  return accounts.find((account) => account.id === id) ?? null;
}

/** Account by its id. */
export function useAccountsById(): ReadonlyMap<string, Account> {
  const accounts = useAccounts();
  return useMemo(() => new Map(accounts.map((account) => [account.id, account])), [accounts]);
}

/** Accounts whose credential is of no use now: they have to be connected again. */
export function lostAccounts(accounts: readonly Account[]): Account[] {
  return accounts.filter((account) => account.credential.state !== 'valid');
}

/** Accounts that still work, but whose credential ends within a week; the one that ends first comes first. */
export function expiringAccounts(accounts: readonly Account[], now: number): Account[] {
  const end = (account: Account): number => Date.parse(account.credential.expiration ?? '');
  return accounts
    .filter((account) => ['soon', 'past'].includes(expiryOf(account, now)))
    .sort((a, b) => end(a) - end(b));
}

/** Whether the work itself needs rights that the credential lacks. */
export function isLacking(account: Account): boolean {
  return lacking(account.rights).some(({ ability }) => !isExtra(ability));
}

/** Nothing is connected yet; while the first accounts come in one after another it stays so, until the screen is left. */
export function isFirstVisit({ accounts, connect }: State): boolean {
  return accounts.length === 0 || connect.first;
}

/** Whether any of them lives on the built-in sandbox. */
export function hasSandbox(accounts: readonly Account[]): boolean {
  return accounts.some((account) => account.endpoint === 'sandbox');
}

/** A stand-in API has no control panel to lead to. */
export function hasControlPanel(account: Account): boolean {
  return account.endpoint !== 'sandbox' && account.endpoint !== 'loopback';
}
