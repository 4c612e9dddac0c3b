/** After connecting with fewer rights than Relevo works with: what will not work, and the choice between more rights and going on. */
import type { Account } from '../../shared/account.ts';
import { Button } from '../ui/button.tsx';
import { useTranslation } from '../words/translation.ts';
import { AccountLacks } from './account-lacks.tsx';
import { hasControlPanel, renewAccount, useAccountName } from './accounts.ts';
import { openConnect, openKeyPage } from './connect-state.ts';

export function ConnectLacking({ account, onGoOn }: { account: Account; onGoOn: () => void }) {
  const { t } = useTranslation('connect');
  const isKey = account.credential.kind === 'application';
  return (
    <section className="connect-part" aria-labelledby="connect-lacking">
      <h2 className="connect-title" id="connect-lacking">
        {t('lacking.title', { name: useAccountName()(account) })}
      </h2>
      <div className="connect-part-body" role="status">
        <p>{t(isKey ? 'lacking.key' : 'lacking.service')}</p>
        <AccountLacks account={account} />
        <p className="connect-text">{t(isKey ? 'lacking.wayKey' : 'lacking.wayService')}</p>
      </div>
      <div className="connect-part-body">
        <div className="connect-actions">
          <Button
            onClick={async () => {
              if (isKey && hasControlPanel(account)) await openKeyPage('create-token', account.endpoint);
              await openConnect();
              renewAccount(account.id);
            }}
          >
            {t(isKey ? 'lacking.widenKey' : 'lacking.widenService')}
          </Button>
          <Button variant="primary" onClick={onGoOn}>
            {t('lacking.goOn')}
          </Button>
        </div>
      </div>
    </section>
  );
}
