/** Everything about codes that stands above the screens: asking for text, looking, nothing found, the tray, and what waits to be sent. */
import { useEffect, useRef, useState } from 'react';
import { FILE_ENDINGS } from '../../shared/mail-file.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { askForPaste, closeCodes, findCodesInMail, openCodeFiles, pasteCodes } from './codes.ts';
import type { CodesOrigin, Look } from './codes-slice.ts';
import { DecisionTray } from './decision-tray.tsx';
import { CutShortNote, FileNotesList } from './file-notes.tsx';
import './codes.css';

export function CodesDialogs() {
  const { open, nothing, asking, looking, failure } = useStore((state) => state.codes);
  if (nothing !== null) return <NothingFound look={nothing} />;
  if (failure !== null) return <Failed origin={failure.origin} failure={failure.failure} />;
  // A paste is read in a moment: a dialog that flashes by would only disturb.
  if (looking === 'mail') return <Looking title="finding" />;
  if (looking === 'files') return <LookingLater />;
  if (asking) return <PasteDialog />;
  return open ? <DecisionTray /> : null;
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
          <ChooseFiles />
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

/** E-mails saved as files, for those who do not drag. */
function ChooseFiles() {
  const { t } = useTranslation('codes');
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="codes-choose-files">
      <Button onClick={() => field.current?.click()}>{t('files.choose')}</Button>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        accept={FILE_ENDINGS.join(',')}
        aria-label={t('files.choose')}
        onChange={(event) => openCodeFiles([...(event.currentTarget.files ?? [])])}
      />
    </div>
  );
}

/** A few files are read as fast as a paste; only many deserve a word. */
function LookingLater() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? <Looking title="files.reading" /> : null;
}

function Looking({ title }: { title: 'finding' | 'files.reading' }) {
  const { t } = useTranslation('codes');
  return (
    <Dialog
      open
      onClose={closeCodes}
      size="s"
      title={t(title)}
      footer={<Button onClick={closeCodes}>{t('paste.cancel')}</Button>}
    >
      <span className="skeleton" />
    </Dialog>
  );
}

const NOTHING = {
  paste: 'nothing.pasted',
  arrived: 'nothing.arrived',
  dragged: 'nothing.dropped',
  files: 'nothing.inFiles',
  message: 'nothing.message',
  mail: 'nothing.mail',
} as const satisfies Record<CodesOrigin, string>;

function NothingFound({ look }: { look: Look }) {
  const { t } = useTranslation('codes');
  const { origin, files, cutShort } = look;
  return (
    <Dialog
      open
      onClose={closeCodes}
      size="m"
      title={t('nothing.title')}
      description={t(NOTHING[origin])}
      footer={
        <>
          <Button onClick={askForPaste}>{t(origin === 'paste' ? 'nothing.again' : 'paste.title')}</Button>
          <Button onClick={closeCodes}>{t('dialog.close')}</Button>
        </>
      }
    >
      <CutShortNote what={cutShort} />
      {files === null ? null : <FileNotesList files={files} />}
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
            {t(origin === 'mail' ? 'again' : origin === 'paste' ? 'nothing.again' : 'paste.title')}
          </Button>
          <Button onClick={closeCodes}>{t('dialog.close')}</Button>
        </>
      }
    >
      <FailureNote failure={failure} />
    </Dialog>
  );
}
