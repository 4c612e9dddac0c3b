/** On an account's card: the addresses OVHcloud writes to, whether they work, and the rules that may take codes elsewhere. Changes none. */
import type { Account } from '../../shared/account.ts';
import type { NextStep } from '../../shared/failure.ts';
import type { Addresses } from '../../shared/trail.ts';
import { hasControlPanel } from '../accounts/accounts.ts';
import { openLink, takeNextStep } from '../accounts/next-step.ts';
import { useCalled } from '../people/names.ts';
import { Button } from '../ui/button.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { useTranslation } from '../words/translation.ts';
import { Asking } from './asking.tsx';
import { askFact, useFact } from './facts.ts';
import { NotTold } from './not-told.tsx';
import { ShowAddresses, useShownAddresses } from './shown-addresses.tsx';
import './facts.css';

export function AccountAddresses({ account }: { account: Account }) {
  const { t } = useTranslation('facts');
  const called = useCalled();
  const question = { accountId: account.id };
  const onNext = (next: NextStep) => takeNextStep(next, account.id);
  return (
    <Asking
      question={t('addresses.ask', { name: called(account.nichandle) })}
      still={t('addresses.still')}
      fact={useFact('trails:addresses', question)}
      onAsk={(again) => void askFact('trails:addresses', question, again)}
      onNext={onNext}
    >
      {({ means, rules }) => (
        <>
          <Means told={means} onNext={onNext} />
          <Rules told={rules} onNext={onNext} />
          {means.ok || rules.ok ? <ShowAddresses /> : null}
          {hasControlPanel(account) ? (
            <Button
              variant="link"
              onClick={() => void openLink({ to: 'panel-messages', accountId: account.id })}
            >
              {t('addresses.panel')}
            </Button>
          ) : null}
        </>
      )}
    </Asking>
  );
}

const TONES: Record<string, Tone> = { VALID: 'good', TO_VALIDATE: 'you', DISABLED: 'bad', ERROR: 'bad' };

type PartProps<P extends 'means' | 'rules'> = { told: Addresses[P]; onNext: (next: NextStep) => void };

function Means({ told, onNext }: PartProps<'means'>) {
  const { t } = useTranslation('facts');
  const show = useShownAddresses();
  if (!told.ok)
    return (
      <NotTold
        failure={told.error}
        missing={t('addresses.unseen')}
        still={t('addresses.stillArrive')}
        onNext={onNext}
      />
    );
  if (told.value.length === 0) return <p>{t('addresses.none')}</p>;
  return (
    <ul className="fact-sendings" aria-label={t('addresses.list')}>
      {told.value.map(({ email, description, isDefault, status, error }) => (
        <li key={email} className="fact-sending" data-status={status}>
          <span className="fact-address">{show(email)}</span>
          <Pill tone={TONES[status] ?? 'mute'}>{t(`addresses.status.${status}`)}</Pill>
          {isDefault ? <span className="fact-note">{t('addresses.default')}</span> : null}
          {description === null ? null : <span className="fact-note">{show(description)}</span>}
          {error === null ? null : <q className="fact-note fact-words">{show(error)}</q>}
        </li>
      ))}
    </ul>
  );
}

function Rules({ told, onNext }: PartProps<'rules'>) {
  const show = useShownAddresses();
  const { t, i18n } = useTranslation('facts');
  if (!told.ok)
    return (
      <NotTold
        failure={told.error}
        missing={t('addresses.unseenRules')}
        still={t('addresses.still')}
        onNext={onNext}
      />
    );
  if (told.value.length === 0) return <p>{t('addresses.noRules')}</p>;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return (
    <ul className="fact-rules" aria-label={t('addresses.rules')}>
      {told.value.map(({ name, to, touches }) => (
        <li key={name}>
          {t(`addresses.rule.${touches}`, {
            name,
            to: to.length === 0 ? t('addresses.untold') : list.format(to.map(show)),
          })}
        </li>
      ))}
    </ul>
  );
}
