/** Where the code of one of my sides went: what OVHcloud says of its e-mails, and what to do next. Never shows a code. */
import type { Account } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import type { ContactRequest } from '../../shared/request.ts';
import type { Sending, Trail } from '../../shared/trail.ts';
import { wordOf } from '../../shared/trail.ts';
import { hasControlPanel, renewAccount } from '../accounts/accounts.ts';
import { openLink, takeNextStep } from '../accounts/next-step.ts';
import { Button } from '../ui/button.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { Asking } from './asking.tsx';
import { askFact, useFact } from './facts.ts';
import { ShowAddresses, useShownAddresses } from './shown-addresses.tsx';
import './facts.css';

export function CodeTrail({ request, account }: { request: ContactRequest; account: Account }) {
  const { t } = useTranslation('facts');
  const question = { requestKey: request.key, accountId: account.id };
  return (
    <Asking
      question={t('trail.ask')}
      still={t('trail.still')}
      fact={useFact('trails:look', question)}
      onAsk={(again) => void askFact('trails:look', question, again)}
      onNext={(next) => takeNextStep(next, account.id)}
    >
      {(trail) => <Told trail={trail} account={account} />}
    </Asking>
  );
}

function Told({ trail, account }: { trail: Trail; account: Account }) {
  const { t } = useTranslation('facts');
  const { sendings, why, cut } = trail;
  const [newest] = sendings;
  const word = wordOf(trail);
  const failed = word === 'bounced' || word === 'dropped';
  const show = useShownAddresses();
  const address = newest?.address ?? null;
  const isAddressBad = address !== null && address !== 'VALID' && address !== 'unknown';
  const to = newest?.to ?? null;
  const values = { to: to === null ? t('trail.someAddress') : show(to), rule: newest?.rule ?? '' };
  return (
    <>
      <p className="fact-said">{t(`trail.said.${word}`, values)}</p>
      {why === null ? null : <p>{t(`trail.why.${whyOf(why)}`)}</p>}
      {isAddressBad ? <p>{t(`trail.address.${address}`, values)}</p> : null}
      <p>{t(`trail.next.${word}`, values)}</p>
      {failed || isAddressBad ? (
        hasControlPanel(account) ? (
          <Button onClick={() => void openLink({ to: 'panel-messages', accountId: account.id })}>
            {t('trail.fixAddress')}
          </Button>
        ) : null
      ) : null}
      {word === 'older' && why?.next === 'widen-rights' ? (
        <Button variant="link" onClick={() => renewAccount(account.id)}>
          {t('trail.widen')}
        </Button>
      ) : null}
      {sendings.length === 0 ? null : (
        <ol className="fact-sendings" aria-label={t('trail.sendings')}>
          {sendings.map((sending, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two e-mails of one minute to one address have no other identity.
            <SendingLine key={index} sending={sending} isOld={index > 0} />
          ))}
        </ol>
      )}
      {sendings.some((sending) => sending.to !== null) ? <ShowAddresses /> : null}
      {cut ? <p>{t('trail.cut')}</p> : null}
    </>
  );
}

function whyOf({ code }: Failure): 'not-granted' | 'not-found' | 'bad-answer' | 'other' {
  return code === 'not-granted' || code === 'not-found' || code === 'bad-answer' ? code : 'other';
}

const TONES: Record<Sending['status'], Tone> = {
  QUEUED: 'wait',
  SENT: 'wait',
  DELIVERED: 'good',
  BOUNCED: 'bad',
  DROPPED: 'bad',
  unknown: 'mute',
};

function SendingLine({ sending, isOld }: { sending: Sending; isOld: boolean }) {
  const { t } = useTranslation('facts');
  const show = useShownAddresses();
  const { at, to, status, error, rule } = sending;
  return (
    <li className="fact-sending" data-status={status}>
      <When at={at} style="short" />
      <span className="fact-address">{to === null ? null : show(to)}</span>
      <Pill tone={TONES[status]}>{t(`trail.status.${status}`)}</Pill>
      {rule === null ? null : <span className="fact-note">{t('trail.byRule', { rule })}</span>}
      {isOld ? <span className="fact-note">{t('trail.oldCode')}</span> : null}
      {error === null ? null : <q className="fact-note fact-words">{show(error)}</q>}
    </li>
  );
}
