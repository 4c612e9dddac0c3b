/** What a window shows where the administrator wants a lock and none is set: a first passphrase opens it. It knows nothing else. */
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { setPassphrase } from './lock-state.ts';
import { NewPassphraseFields, type WrongPassphrase, whyNotNew } from './passphrase-fields.tsx';

export function LockOwed() {
  const { t } = useTranslation('lock');
  // SECURITY: passphrases stay in their fields, never in a state that React may keep.
  const fresh = useRef<HTMLInputElement>(null);
  const repeated = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<WrongPassphrase | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // There is nothing else to do here.
  useEffect(() => fresh.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const [next, again] = [fresh, repeated].map((field) => field.current?.value ?? '');
    if (busy || next === undefined) return;
    const why = whyNotNew(next, again);
    setWrong(why);
    if (why !== null) return;
    setBusy(true);
    setFailure(await setPassphrase(next));
    setBusy(false);
  };
  return (
    <>
      <p className="lock-text">{t('owed.text')}</p>
      <form className="lock-form" noValidate onSubmit={(event) => void submit(event)}>
        <NewPassphraseFields fresh={fresh} repeated={repeated} wrong={wrong} />
        <div className="lock-buttons">
          <Button type="submit" variant="primary" busy={busy}>
            {t('owed.set')}
          </Button>
        </div>
        {failure === null ? null : <FailureNote failure={failure} />}
      </form>
    </>
  );
}
