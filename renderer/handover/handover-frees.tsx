/** What would free a service that cannot be handed over now, and the way there where there is one. */
import type { Account } from '../../shared/account.ts';
import { assertNever } from '../../shared/failure.ts';
import type { PlanRow } from '../../shared/handover.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { hasControlPanel, useAccounts } from '../accounts/accounts.ts';
import { openLink } from '../accounts/next-step.ts';
import { go } from '../store/route.ts';
import { useTranslation } from '../words/translation.ts';
import { closeHandover, goToContacts } from './handover-state.ts';

export function Frees({ row, api }: { row: PlanRow; api: string }) {
  const { t } = useTranslation('handover');
  const accounts = useAccounts();
  const { reason } = row;
  if (reason === null) return null;
  switch (reason.kind) {
    case 'running':
      return <p className="handover-story-more">{t('frees.running')}</p>;
    case 'debt': {
      const debtor = accounts.find(
        (account) => account.api === api && sameNichandle(account.nichandle, reason.nichandle),
      );
      return <Invoices account={debtor} />;
    }
    case 'service-unpaid':
      return <Invoices account={accounts.find(({ id }) => id === row.accountId)} />;
    case 'role':
    case 'no-credential':
      return (
        <p className="handover-story-more">
          {reason.kind === 'role' ? `${t('frees.role')} ` : null}
          <Way
            onTake={() => {
              closeHandover();
              go({ screen: 'connect' });
            }}
          >
            {t(reason.kind === 'role' ? 'frees.connectTheirs' : 'frees.connect')}
          </Way>
        </p>
      );
    case 'email-elsewhere':
    case 'other-zone':
      return (
        <p className="handover-story-more">
          <Way onTake={goToContacts}>
            {t(reason.kind === 'other-zone' ? 'frees.otherZone' : 'frees.emailElsewhere')}
          </Way>
        </p>
      );
    case 'not-active':
      return <p className="handover-story-more">{t('frees.notActive')}</p>;
    case 'in-creation':
    case 'contacts-unknown':
    case 'no-route':
    case 'nothing':
    case 'not-there':
      // The reason says it already, or there is nothing to free.
      return null;
    default:
      return assertNever(reason);
  }
}

function Invoices({ account }: { account: Account | undefined }) {
  const { t } = useTranslation('handover');
  // A stand-in API has no invoices page to lead to.
  return (
    <p className="handover-story-more">
      {account !== undefined && hasControlPanel(account) ? (
        <Way onTake={() => void openLink({ to: 'panel-invoices', accountId: account.id })}>
          {t('frees.invoices')}
        </Way>
      ) : (
        t('frees.pay')
      )}
    </p>
  );
}

function Way({ onTake, children }: { onTake: () => void; children: string }) {
  return (
    <button type="button" className="handover-link" onClick={onTake}>
      {children}
    </button>
  );
}
