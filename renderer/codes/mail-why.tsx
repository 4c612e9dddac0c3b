/** Beside a code: whether the e-mail that brought it is OVHcloud's, the reasons, and what to do about a forged one. Decides nothing. */
import { Check, CircleHelp, ShieldAlert, ShieldCheck, X } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { FoundCode } from '../../shared/found-code.ts';
import type { Judgement } from '../../shared/judgement.ts';
import { FRAUD_ADDRESS } from '../../shared/ovh-domains.ts';
import { openLink } from '../accounts/next-step.ts';
import { offerFile } from '../list/save-table.ts';
import { call } from '../store/bridge.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { listCodes } from './tray.ts';
import './mail-why.css';

type Why = Judgement['reasons'][number]['why'];

const GOOD: ReadonlySet<Why> = new Set(['sender-confirmed', 'links-ovh', 'names-me', 'in-history']);
const BAD: ReadonlySet<Why> = new Set(['sender-denied', 'sender-pretends', 'link-lies', 'not-in-history']);
const ICONS = { genuine: ShieldCheck, unsure: CircleHelp, forged: ShieldAlert };

export function MailWhy({ code }: { code: FoundCode }) {
  const { t } = useTranslation('genuine');
  const { mail } = code;
  if (mail === null || mail === undefined || code.from === 'history') return null;
  const Icon = ICONS[mail.verdict];
  return (
    // The row's own keys and clicks choose and decide; here they open.
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps what happens inside to itself.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
    <div
      className={`mail-why mail-why-${mail.verdict}`}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') event.stopPropagation();
      }}
    >
      <details>
        <summary>
          <Icon aria-hidden="true" />
          {t(`verdict.${mail.verdict}`)}
        </summary>
        <ul>
          {mail.reasons.map(({ why, what }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one reason may stand there for several hosts.
            <li key={index} className={GOOD.has(why) ? 'mail-why-good' : BAD.has(why) ? 'mail-why-bad' : ''}>
              {GOOD.has(why) ? <Check aria-hidden="true" /> : BAD.has(why) ? <X aria-hidden="true" /> : null}
              <span>{t(`why.${why}`, { what: what ?? t('unnamed') })}</span>
            </li>
          ))}
        </ul>
        <p>{t('limit')}</p>
        <Acts code={code} mail={mail} />
      </details>
    </div>
  );
}

function Acts({ code, mail }: { code: FoundCode; mail: Judgement }) {
  const { t } = useTranslation('genuine');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const wasAsked = mail.reasons.some(({ why }) => why === 'in-history' || why === 'not-in-history');
  const canAsk = !wasAsked && mail.subject !== '' && code.sentAt !== null && code.accountId !== null;
  const confirm = async () => {
    setBusy(true);
    const answer = await call('mails:confirm', { handle: code.handle });
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) await listCodes();
  };
  const keep = async () => {
    setBusy(true);
    const answer = await call('mails:report', { handle: code.handle });
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    if (answer.value.how === 'offer') {
      offerFile(answer.value.name, answer.value.text, 'message/rfc822');
      toast(t('offered', { name: answer.value.name }));
    } else if (answer.value.file.saved) toast(t('saved', answer.value.file), { tone: 'good' });
    else if (answer.value.file.why !== 'called-off') toast(t('notSaved'), { tone: 'bad' });
  };
  const write = () =>
    openLink({ to: 'write', email: FRAUD_ADDRESS, subject: t('report.subject'), body: t('report.body') });
  return (
    <>
      {failure === null ? null : <FailureNote failure={failure} compact />}
      {mail.verdict === 'forged' ? (
        <div className="mail-why-acts">
          <Button busy={busy} onClick={() => void keep()}>
            {t('report.keep')}
          </Button>
          <Button variant="link" onClick={() => void write()}>
            {t('report.write', { address: FRAUD_ADDRESS })}
          </Button>
        </div>
      ) : canAsk ? (
        <Button variant="link" busy={busy} onClick={() => void confirm()}>
          {t('confirm')}
        </Button>
      ) : null}
    </>
  );
}
