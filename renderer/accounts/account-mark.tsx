/** The mark of an account: its initials on its colour. Beside it stands its name; it never says anything alone. */
import { useMemo } from 'react';
import type { Account } from '../../shared/account.ts';
import { accountInitials } from '../../shared/account.ts';
import { useAccounts } from './accounts.ts';
import './accounts.css';

type AccountMarkProps = { account: Pick<Account, 'id' | 'label' | 'name' | 'nichandle' | 'colour'> };

export function AccountMark({ account }: AccountMarkProps) {
  const accounts = useAccounts();
  // As it would be with a name that is only being written.
  const initials = useMemo(
    () => accountInitials(accounts.map((one) => (one.id === account.id ? account : one))).get(account.id),
    [accounts, account],
  );
  return (
    <span className="rail-avatar account-mark" data-colour={account.colour} aria-hidden="true">
      {initials}
    </span>
  );
}
