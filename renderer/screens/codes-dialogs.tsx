/** Everything about codes that stands above the screens: asking for text, looking, what was found, nothing found. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { askForPaste, type CodesOrigin, closeCodes, findCodesInMail, pasteCodes } from '../state/codes.ts';
import { useStore } from '../state/store.ts';
import '../styles/codes.css';
import { FoundCodesDialog } from './found-codes.tsx';

export function CodesDialogs() {
  const { found, asking, looking, failure } = useStore((state) => state.codes);
  if (found !== null)
    return found.recognition.codes.length === 0 ? (
      <NothingFound origin={found.origin} />
    ) : (
      <FoundCodesDialog found={found} />
    );
  if (failure !== null) return <Failed origin={failure.origin} failure={failure.failure} />;
  if (asking) return <PasteDialog />;
  // A paste is read in a moment: a dialog that flashes by would only disturb.
  return looking === 'mail' ? <Looking /> : null;
}

function PasteDialog() {
  const { t } = useTranslation('codes');
  const field = useRef<HTMLTextAreaElement>(null);
  const look = () => {
    const text = field.current?.value ?? '';
    if (text.trim() !== '') pasteCodes(text);
    else field.current?.focus();
  };
  return (
    <Dialog
      open
      onClose={closeCodes}
      title={t('paste.title')}
      description={t('paste.text')}
      initialFocus={field}
      footer={
        <>
          <Button onClick={closeCodes}>{t('paste.cancel')}</Button>
          <Button variant="primary" onClick={look}>
            {t('paste.go')}
          </Button>
        </>
      }
    >
      <textarea
        ref={field}
        className="input input-code codes-paste"
        aria-label={t('paste.field')}
        placeholder={t('paste.field')}
        rows={8}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          look();
        }}
      />
    </Dialog>
  );
}

function Looking() {
  const { t } = useTranslation('codes');
  return (
    <Dialog
      open
      onClose={closeCodes}
      size="s"
      title={t('finding')}
      footer={<Button onClick={closeCodes}>{t('paste.cancel')}</Button>}
    >
      <span className="skeleton" />
    </Dialog>
  );
}

function NothingFound({ origin }: { origin: CodesOrigin }) {
  const { t } = useTranslation('codes');
  return (
    <Dialog
      open
      onClose={closeCodes}
      size="m"
      title={t('nothing.title')}
      description={origin === 'mail' ? t('nothing.mail') : t('nothing.pasted')}
      footer={
        <>
          <Button onClick={askForPaste}>{t(origin === 'mail' ? 'paste.title' : 'nothing.again')}</Button>
          <Button onClick={closeCodes}>{t('dialog.close')}</Button>
        </>
      }
    >
      <p>{t('nothing.what')}</p>
      <ul className="codes-what">
        <li>{t('nothing.email')}</li>
        <li>{t('nothing.link')}</li>
        <li>{t('nothing.bare')}</li>
      </ul>
    </Dialog>
  );
}

function Failed({
  origin,
  failure,
}: {
  origin: CodesOrigin;
  failure: Parameters<typeof FailureNote>[0]['failure'];
}) {
  const { t } = useTranslation('codes');
  return (
    <Dialog
      open
      onClose={closeCodes}
      size="s"
      title={t('failed')}
      footer={
        <>
          <Button onClick={origin === 'mail' ? () => findCodesInMail() : askForPaste}>
            {t(origin === 'mail' ? 'again' : 'nothing.again')}
          </Button>
          <Button onClick={closeCodes}>{t('dialog.close')}</Button>
        </>
      }
    >
      <FailureNote failure={failure} />
    </Dialog>
  );
}
