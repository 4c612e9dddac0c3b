/** The mark of an account: its initials on its colour. Beside it stands its name; it never says anything alone. */
import type { Account } from '../../shared/account.ts';
import { accountName } from '../../shared/account.ts';
import './accounts.css';

type AccountMarkProps = { account: Pick<Account, 'label' | 'nichandle' | 'colour'> };

export function AccountMark({ account }: AccountMarkProps) {
  return (
    <span className="rail-avatar account-mark" data-colour={account.colour} aria-hidden="true">
      {initials(accountName(account))}
    </span>
  );
}

/** Of two words their first letters, else the first two signs: `Cobalto Norte` → `CN`, `ac21874-ovh` → `ac`. */
function initials(name: string): string {
  const [first = '', second] = name.split(/\s+/);
  const signs = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return signs.join('');
}
