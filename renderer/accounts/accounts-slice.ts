/** My accounts, as the desk tells them. First values only: what changes them is beside it. */
import { type Account } from '../../shared/account.ts';

export type AccountsSlice = { accounts: Account[] };

export function accountsSlice(): AccountsSlice {
  return { accounts: [] };
}
