/** What came of one decision, in its row: the pill, the words, and the next step. Sends nothing but a new code at a press. */
import { deadlineOf } from '../../shared/deadline.ts';
import { useAccountName, useAccountsById } from '../accounts/accounts.ts';
import { takeNextStep } from '../accounts/next-step.ts';
import { ReadAgain } from '../accounts/read-again.tsx';
import { useCalled } from '../people/names.ts';
import { useNow } from '../store/now.ts';
import { Button } from '../ui/button.tsx';
import { Pill } from '../ui/pill.tsx';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { hasButton, OwnWords } from './code-outcome.tsx';
import { STANDING_TONES, saysAll, sentenceOf, type Told } from './outcomes.ts';
import { ResendCode } from './resend-code.tsx';

/** "With Luis Romero". */
export function useStandingName(): (told: Told) => string {
  const { t, i18n } = useTranslation('codes');
  const called = useCalled();
  return ({ standing, who }) =>
    t(`tray.outcome.${standing}`, {
      who: new Intl.ListFormat(i18n.language).format(who.map((one) => called(one))),
    });
}

/** `plain`: words alone, below the heading of its hand-over. */
export function OutcomePill({ told, plain }: { told: Told; plain: boolean }) {
  const standingName = useStandingName();
  const text = standingName(told);
  return plain ? (
    <span className="tray-outcome-plain">{text}</span>
  ) : (
    <Pill tone={STANDING_TONES[told.standing]} title={text}>
      {text}
    </Pill>
  );
}

export function OutcomeWords({ told }: { told: Told }) {
  const { t } = useTranslation('codes');
  const { t: tr } = useTranslation('requests');
  const { t: tf } = useTranslation('failures');
  const formats = useFormats();
  const now = useNow();
  const called = useCalled();
  const { standing, request, outcome } = told;
  switch (standing) {
    case 'sending':
    case 'waiting':
      return null;
    case 'done': {
      const { toAccount = null, contactTypes = [] } = request ?? {};
      const [type] = contactTypes;
      if (toAccount === null || type === undefined) return null;
      const who = called(toAccount);
      return contactTypes.length === 1
        ? t('tray.words.contactIs', { role: tr(`contact.${type}`, { defaultValue: type }), who })
        : t('tray.words.contactsAre', { who });
    }
    case 'with': {
      const at = request === null ? undefined : deadlineOf(request)?.at;
      return at === undefined ? null : t('tray.words.until', { when: formats.short(at, now) });
    }
    case 'applying':
    case 'confirmed':
      return t('tray.words.applying');
    case 'cancelled':
    case 'refused':
      return t('tray.words.stay');
    case 'used':
      return t('tray.words.used');
    case 'not-waiting':
      return t('tray.words.notWaiting');
    case 'unknown':
      return t('tray.words.unknown');
    case 'not-taken': {
      const at = request === null ? undefined : deadlineOf(request)?.at;
      const resent = request?.resentAt ?? null;
      return [
        resent === null
          ? t('tray.words.notTaken')
          : t('tray.words.newer', { when: formats.date(Date.parse(resent), now) }),
        ...(at === undefined ? [] : [t('tray.words.runsOut', { when: formats.span(at, now) })]),
      ].join(' ');
    }
    default: {
      if (outcome === null) return null;
      const { failure } = outcome;
      return (
        <>
          {saysAll(outcome) || failure === null
            ? t(`outcome.${sentenceOf(outcome)}`)
            : tf(`code.${failure.code}`)}{' '}
          {failure === null || saysAll(outcome) ? null : `${tf(`next.${failure.next}`)} `}
          {failure === null ? null : <OwnWords failure={failure} />}
        </>
      );
    }
  }
}

export function OutcomeStep({ told }: { told: readonly Told[] }) {
  const { t } = useTranslation('codes');
  const byId = useAccountsById();
  const nameOf = useAccountName();
  const [first] = told;
  const account = byId.get(first?.item.accountId ?? '');
  if (first === undefined || account === undefined || first.outcome === null) return null;
  const { standing, request, outcome } = first;
  const { failure } = outcome;
  if (standing === 'not-taken' && request !== null && told.length === 1)
    return <ResendCode look="plain" request={request} account={account} onSent={() => {}} />;
  if (standing === 'unknown') return <ReadAgain accountId={account.id} />;
  if (failure !== null && hasButton(failure.next))
    return (
      <Button title={nameOf(account)} onClick={() => takeNextStep(failure.next, account.id)}>
        {t(`failures:do.${failure.next}`)}
      </Button>
    );
  return null;
}
