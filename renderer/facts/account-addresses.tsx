/** On an account's card: the addresses OVHcloud writes to, whether they work, and the rules that may take codes elsewhere. Changes none. */
import { useId, useState } from 'react';
import type { Account } from '../../shared/account.ts';
import type { Addresses } from '../../shared/trail.ts';
import { hasControlPanel } from '../accounts/accounts.ts';
import { openLink, takeNextStep } from '../accounts/next-step.ts';
import { useCalled } from '../people/names.ts';
import { Button } from '../ui/button.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { AskedAgain } from './asked-again.tsx';
import { askFact, useFact } from './facts.ts';
import './facts.css';

export function AccountAddresses({ account }: { account: Account }) {
  const { t } = useTranslation('facts');
  const called = useCalled();
  const id = useId();
  const [open, setOpen] = useState(false);
  const question = { accountId: account.id };
  const fact = useFact('trails:addresses', question);
  const ask = (again: boolean) => void askFact('trails:addresses', question, again);
  const { value = null, failure = null, asking = false } = fact ?? {};
  return (
    <div className="fact">
      <Button
        variant="link"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
          if (!open) ask(false);
        }}
      >
        {t('addresses.ask', { name: called(account.nichandle) })}
      </Button>
      <div id={id} className="fact-body" hidden={!open} aria-live="polite">
        {value === null && asking ? <p>{t('asking')}</p> : null}
        {failure === null ? null : (
          <FailureNote failure={failure} onNext={(next) => takeNextStep(next, account.id)} />
        )}
        {value === null ? null : (
          <>
            <Means told={value.means} />
            <Rules told={value.rules} />
            {hasControlPanel(account) ? (
              <Button
                variant="link"
                onClick={() => void openLink({ to: 'panel-messages', accountId: account.id })}
              >
                {t('addresses.panel')}
              </Button>
            ) : null}
            <AskedAgain at={value.askedAt} asking={asking} onAsk={() => ask(true)} />
          </>
        )}
      </div>
    </div>
  );
}

const TONES: Record<string, Tone> = { VALID: 'good', TO_VALIDATE: 'you', DISABLED: 'bad', ERROR: 'bad' };

function Means({ told }: { told: Addresses['means'] }) {
  const { t } = useTranslation('facts');
  if (!told.ok) return <FailureNote failure={told.error} compact />;
  if (told.value.length === 0) return <p>{t('addresses.none')}</p>;
  return (
    <ul className="fact-sendings" aria-label={t('addresses.list')}>
      {told.value.map(({ email, description, isDefault, status, error }) => (
        <li key={email} className="fact-sending" data-status={status}>
          <span className="fact-address">{email}</span>
          <Pill tone={TONES[status] ?? 'mute'}>{t(`addresses.status.${status}`)}</Pill>
          {isDefault ? <span className="fact-note">{t('addresses.default')}</span> : null}
          {description === null ? null : <span className="fact-note">{description}</span>}
          {error === null ? null : <q className="fact-note fact-words">{error}</q>}
        </li>
      ))}
    </ul>
  );
}

function Rules({ told }: { told: Addresses['rules'] }) {
  const { t, i18n } = useTranslation('facts');
  if (!told.ok) return <FailureNote failure={told.error} compact />;
  if (told.value.length === 0) return <p>{t('addresses.noRules')}</p>;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return (
    <ul className="fact-rules" aria-label={t('addresses.rules')}>
      {told.value.map(({ name, to, touches }) => (
        <li key={name}>
          {t(`addresses.rule.${touches}`, {
            name,
            to: to.length === 0 ? t('addresses.untold') : list.format(to),
          })}
        </li>
      ))}
    </ul>
  );
}
