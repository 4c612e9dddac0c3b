/** What the code field's panel says around it: how the typed code fits, where the code was mailed, that an answer was lost. Decides nothing. */
import { useState } from 'react';
import type { Account } from '../../shared/account.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { Side } from '../../shared/turn.ts';
import { hasControlPanel } from '../accounts/accounts.ts';
import { openLink } from '../accounts/next-step.ts';
import { ReadAgain } from '../accounts/read-again.tsx';
import { CallWitness } from '../facts/call-witness.tsx';
import { Sentence } from '../people/sentence.tsx';
import { openRequest } from '../requests/open-request.ts';
import { call } from '../store/bridge.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useFormats } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import type { Check } from './use-code-check.ts';

/** In the panel's own sentences no handle stands out: all of them are this side's. */
const MINE_NONE: ReadonlySet<string> = new Set();

export function CheckNote({ check }: { check: Check }) {
  const { t } = useTranslation('codes');
  const accounts = useStore((state) => state.accounts);
  switch (check.kind) {
    case 'empty':
      return null;
    case 'checking':
      return <span className="visually-hidden">{t('checking')}</span>;
    case 'fits':
      // One that was only typed names no request: no more is known of it than its form.
      return (
        <span className="visually-hidden">{t(check.code.source === 'bare' ? 'wellFormed' : 'fits')}</span>
      );
    case 'short':
      return <p className="code-wrong">{t('wrong.shape')}</p>;
    case 'failed':
      return <FailureNote failure={check.failure} compact />;
    case 'wrong':
      return <p className="code-wrong">{t(`wrong.${check.why}`)}</p>;
    case 'other-side': {
      const other = accounts.find((account) => account.id === check.accountId);
      return (
        <p className="code-wrong">
          {t('wrong.otherSide', { nichandle: other?.nichandle ?? check.accountId })}
        </p>
      );
    }
    case 'other': {
      const { requestKey, id } = check;
      if (requestKey === null) return <p className="code-wrong">{t('wrong.otherUnknown', { id })}</p>;
      return (
        <p className="code-wrong">
          {t('wrong.other', { id })}{' '}
          <Button variant="link" onClick={() => openRequest(requestKey)}>
            {t('openOther', { id })}
          </Button>
        </p>
      );
    }
  }
}

/** A decision of this side was sent and its answer lost; the ledger remembers that beyond this window. */
export function Uncertain({
  request,
  side,
  account,
}: {
  request: ContactRequest;
  side: Side;
  account: Account;
}) {
  const formats = useFormats();
  const now = useNow();
  const lost = request.confirmations.findLast((each) => sameNichandle(each.nichandle, side.nichandle));
  return (
    <div className="code-outcome">
      <p>
        <Sentence
          of="codes:uncertainBy"
          handles={{ nichandle: side.nichandle }}
          values={{ when: lost === undefined ? '' : formats.short(Date.parse(lost.at), now) }}
          mine={MINE_NONE}
        />
      </p>
      <ReadAgain accountId={account.id} />
      <CallWitness of={{ requestKey: request.key, nichandle: side.nichandle }} />
    </div>
  );
}

/** Where the code was mailed: masked until asked for. */
export function SentTo({ account }: { account: Account }) {
  const { t } = useTranslation('codes');
  const [email, setEmail] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const shown = email ?? account.emailMasked;
  if (shown === null)
    return <p className="code-sent">{t('sentToAccount', { nichandle: account.nichandle })}</p>;
  return (
    <p className="code-sent">
      {t('sentTo', { email: shown })}{' '}
      {email !== null || failed ? null : (
        <Button
          variant="link"
          onClick={async () => {
            const answer = await call('accounts:revealEmail', { accountId: account.id });
            if (answer.ok && answer.value.email !== null) setEmail(answer.value.email);
            else setFailed(true);
          }}
        >
          {t('reveal')}
        </Button>
      )}
      {/* Where the code goes is set in the profile: the way there, once the address is seen to be the wrong one. */}
      {email !== null && hasControlPanel(account) ? (
        <Button variant="link" onClick={() => openLink({ to: 'panel-profile', accountId: account.id })}>
          {t('changeAddress')}
        </Button>
      ) : null}
    </p>
  );
}
