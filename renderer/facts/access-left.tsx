/** At the end of a hand-over: IAM policies that still let the former contacts in. Read only; changing them is done at OVHcloud. */
import { ExternalLink } from 'lucide-react';
import type { Policy } from '../../shared/access.ts';
import { hasControlPanel, useAccountsById } from '../accounts/accounts.ts';
import { openLink, takeNextStep } from '../accounts/next-step.ts';
import { useCalled } from '../people/names.ts';
import { Button } from '../ui/button.tsx';
import { Pill } from '../ui/pill.tsx';
import { useTranslation } from '../words/translation.ts';
import { Asking } from './asking.tsx';
import { askFact, useFact } from './facts.ts';
import { NotTold } from './not-told.tsx';

export function AccessLeft({ api, nichandles }: { api: string; nichandles: readonly string[] }) {
  const { t } = useTranslation('facts');
  const question = { api, nichandles: [...nichandles] };
  const fact = useFact('access:left', question);
  const byId = useAccountsById();
  const called = useCalled();
  return (
    <Asking
      question={t('access.ask')}
      still={t('access.still')}
      fact={fact}
      onAsk={(again) => void askFact('access:left', question, again)}
    >
      {({ accounts }) => {
        const isNone = accounts.every(
          ({ policies, rest }) => policies.ok && policies.value.length === 0 && rest === null,
        );
        return (
          <>
            {isNone ? <p className="fact-said">{t('access.none')}</p> : null}
            {accounts.map(({ accountId, policies, rest }) => {
              const account = byId.get(accountId);
              const why = policies.ok ? rest : policies.error;
              const found = policies.ok ? policies.value : [];
              if (account === undefined || (why === null && found.length === 0)) return null;
              return (
                <div key={accountId} className="fact-part">
                  <p className="fact-said">{t('access.of', { name: called(account.nichandle) })}</p>
                  {found.length === 0 ? null : <Policies policies={found} />}
                  {why === null ? null : (
                    <NotTold
                      failure={why}
                      missing={t(policies.ok ? 'access.unseenRest' : 'access.unseen')}
                      still={t('access.still')}
                      onNext={(next) => takeNextStep(next, accountId)}
                    />
                  )}
                  {hasControlPanel(account) ? (
                    <Button
                      variant="link"
                      icon={<ExternalLink aria-hidden="true" />}
                      onClick={() => void openLink({ to: 'panel-policies', accountId })}
                    >
                      {t('access.panel')}
                    </Button>
                  ) : null}
                </div>
              );
            })}
            <p>{t('access.limit')}</p>
          </>
        );
      }}
    </Asking>
  );
}

function Policies({ policies }: { policies: readonly Policy[] }) {
  const { t, i18n } = useTranslation('facts');
  const called = useCalled();
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return (
    <ul className="fact-sendings">
      {policies.map(({ id, name, readOnly, names, resources, count }) => (
        <li key={id} className="fact-sending">
          <span className="fact-address">
            {t('access.policy', { name, who: list.format(names.map((who) => called(who))) })}
          </span>
          {readOnly ? <Pill tone="mute">{t('access.readOnly')}</Pill> : null}
          {count === 0 ? null : (
            <span className="fact-note fact-words">
              {resources.join(', ')}
              {count > resources.length ? ` ${t('access.more', { count: count - resources.length })}` : ''}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
