/** Asks for passphrases: a new one, a new one in place of the present one, or the present one to turn the lock off. */
import { type FormEvent, useId, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { toast } from '../ui/toast.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { setPassphrase, turnLockOff } from './lock-state.ts';
import {
  NewPassphraseFields,
  PassphraseField,
  type WrongPassphrase,
  whyNotNew,
} from './passphrase-fields.tsx';
import './lock.css';

export type PassphraseTask = 'set' | 'change' | 'off';

const SAID = { set: 'settings.saved', change: 'settings.changed', off: 'settings.isOff' } as const;
const TITLES = {
  set: 'settings.titleSet',
  change: 'settings.titleChange',
  off: 'settings.titleOff',
} as const;

export function PassphraseDialog({ task, onClose }: { task: PassphraseTask; onClose: () => void }) {
  const { t } = useTranslation('lock');
  const { t: tc } = useTranslation('common');
  const form = useId();
  // SECURITY: passphrases stay in their fields, never in a state that React may keep.
  const current = useRef<HTMLInputElement>(null);
  const fresh = useRef<HTMLInputElement>(null);
  const repeated = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<WrongPassphrase | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const asksCurrent = task !== 'set';
  const asksNew = task !== 'off';
  const isNotCurrent = failure?.code === 'wrong-passphrase' && failure.next === 'fix-input';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const [old, next, again] = [current, fresh, repeated].map((field) => field.current?.value ?? '');
    if (busy || old === undefined || next === undefined) return;
    const why = asksNew ? whyNotNew(next, again) : null;
    setWrong(why);
    if (why !== null) return;
    setBusy(true);
    const refused = asksNew
      ? await setPassphrase(next, asksCurrent ? old : undefined)
      : await turnLockOff(old);
    setBusy(false);
    setFailure(refused);
    if (refused !== null) return;
    for (const field of [current, fresh, repeated]) if (field.current !== null) field.current.value = '';
    toast(t(SAID[task]), { tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="s"
      title={t(TITLES[task])}
      initialFocus={asksCurrent ? current : fresh}
      footer={
        <>
          <Button onClick={onClose}>{tc('cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t(asksNew ? 'settings.save' : 'settings.saveOff')}
          </Button>
        </>
      }
    >
      <form id={form} className="lock-fields" noValidate onSubmit={(event) => void submit(event)}>
        {asksNew ? null : <p>{t('settings.offText')}</p>}
        {asksCurrent ? (
          <PassphraseField
            ref={current}
            label={t('settings.current')}
            complete="current-password"
            error={isNotCurrent ? t('wrong') : undefined}
          />
        ) : null}
        {asksNew ? <NewPassphraseFields fresh={fresh} repeated={repeated} wrong={wrong} /> : null}
        {failure === null || isNotCurrent ? null : <FailureNote failure={failure} />}
      </form>
    </Dialog>
  );
}
