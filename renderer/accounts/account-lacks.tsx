/** What does not work with the rights of an account, and what is not known yet, one line each. Tells; what to do is said around it. */
import { Copy } from 'lucide-react';
import { isExtra, lacking, notKnownYet } from '../../shared/ability.ts';
import type { Account } from '../../shared/account.ts';
import { Button } from '../ui/button.tsx';
import { Pill } from '../ui/pill.tsx';
import { copyText } from '../words/clipboard.ts';
import './accounts.css';
import { useTranslation } from '../words/translation.ts';

export function AccountLacks({ account }: { account: Account }) {
  const { t } = useTranslation('common');
  const { rights } = account;
  return (
    <>
      <ul className="account-lacks">
        {lacking(rights).map(({ ability, degree }) => (
          <li key={ability}>
            <Pill tone={isExtra(ability) ? 'mute' : degree === 'no' ? 'bad' : 'you'}>
              {t(isExtra(ability) ? 'lacks.extra' : `lacks.${degree}`)}
            </Pill>{' '}
            {t(`ability.${ability}`)}
          </li>
        ))}
        {notKnownYet(rights).map((ability) => (
          <li key={ability}>
            <Pill tone="mute">{t('lacks.unknown')}</Pill> {t(`ability.${ability}`)}
          </li>
        ))}
      </ul>
      <RefusedActions actions={account.refusedActions} />
    </>
  );
}

/** By the names whoever grants them in IAM looks for. */
function RefusedActions({ actions }: { actions: readonly string[] }) {
  const { t } = useTranslation('common');
  if (actions.length === 0) return null;
  return (
    <div className="account-refused">
      <span>{t('lacks.refused', { count: actions.length })}</span>
      <ul>
        {actions.map((action) => (
          <li key={action}>
            <code>{action}</code>
          </li>
        ))}
      </ul>
      <Button
        variant="link"
        icon={<Copy aria-hidden="true" />}
        onClick={() => copyText(actions.join('\n'), t('lacks.copied'))}
      >
        {t('lacks.copy')}
      </Button>
    </div>
  );
}
