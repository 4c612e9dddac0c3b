/** One message of a sandbox mailbox, with its text, and ways to take its code along. */
import { ClipboardCheck, Copy } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { findCodes } from '../../shared/code.ts';
import type { SandboxMessage } from '../../shared/sandbox-message.ts';
import { pasteCodes } from '../codes/codes.ts';
import { go } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { PaneHead } from '../ui/pane-head.tsx';
import { copyText } from '../words/clipboard.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';

export function MailMessage({
  message,
  onClose,
}: {
  message: SandboxMessage;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('mail');
  // With the subject: it tells the request's number.
  const whole = `${message.subject}\n\n${message.text}`;
  const code = useMemo(() => findCodes(whole).codes.find((each) => !each.suspicious)?.code ?? null, [whole]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is inside has the focus; this only hears Escape.
    <article
      className="mail-message"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <PaneHead title={message.subject} close={t('common:close')} onClose={onClose} />
      <p className="mail-facts">
        {t('to', { address: message.to })} · <When at={message.date} style="short" />
      </p>
      <div className="mail-actions">
        {code === null ? null : (
          <>
            <Button
              variant="primary"
              icon={<Copy aria-hidden="true" />}
              onClick={() => void copyText(code, t('copiedCode'))}
            >
              {t('copyCode')}
            </Button>
            <Button
              icon={<ClipboardCheck aria-hidden="true" />}
              onClick={() => {
                go({ screen: 'requests' });
                pasteCodes(whole, 'message');
              }}
            >
              {t('useCode')}
            </Button>
          </>
        )}
        <Button icon={<Copy aria-hidden="true" />} onClick={() => void copyText(whole, t('copiedMessage'))}>
          {t('copyMessage')}
        </Button>
      </div>
      <pre className="mail-body">{message.text}</pre>
    </article>
  );
}
