/** Under which licences the program's parts stand: their texts, read when somebody asks for them. */
import { useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useTranslation } from '../words/translation.ts';

export function Licences() {
  const { t } = useTranslation('settings');
  const [open, setOpen] = useState(false);
  return (
    <>
      <p>
        <Button variant="link" onClick={() => setOpen(true)}>
          {t('about.licences')}
        </Button>
      </p>
      {open ? (
        <Dialog open size="l" title={t('about.licencesTitle')} onClose={() => setOpen(false)}>
          <LicenceTexts />
        </Dialog>
      ) : null}
    </>
  );
}

function LicenceTexts() {
  const { t } = useTranslation('settings');
  const [text, setText] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const gone = new AbortController();
    fetch('licences.txt', { signal: gone.signal })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
      .then(setText)
      .catch(() => {
        if (!gone.signal.aborted) setFailed(true);
      });
    return () => gone.abort();
  }, []);
  if (failed) return <p role="alert">{t('about.licencesFailed')}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text is scrolled with the keys, too
    <pre className="licences" aria-busy={text === null} tabIndex={0}>
      {text}
    </pre>
  );
}
