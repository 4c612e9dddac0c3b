/** Asks for passphrases: a new one, a new one in place of the present one, or the present one to turn the lock off. */
import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/failure.ts';
import { isLongEnough, SHORTEST_PASSPHRASE } from '../../shared/lock.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { Field } from '../components/field.tsx';
import { SecretInput } from '../components/secret-input.tsx';
import { toast } from '../components/toast.tsx';
import { setPassphrase, turnLockOff } from '../state/lock.ts';
import '../styles/lock.css';

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
  const first = useRef<HTMLInputElement>(null);
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const [repeated, setRepeated] = useState('');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const asksCurrent = task !== 'set';
  const asksNew = task !== 'off';
  const isShort = asksNew && !isLongEnough(fresh);
  const differs = asksNew && fresh !== repeated;
  const isWrong = failure?.code === 'wrong-passphrase' && failure.next === 'fix-input';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || isShort || differs) return;
    setBusy(true);
    const why = asksNew
      ? await setPassphrase(fresh, asksCurrent ? current : undefined)
      : await turnLockOff(current);
    setBusy(false);
    setFailure(why);
    if (why !== null) return;
    toast(t(SAID[task]), { tone: 'good' });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="s"
      title={t(TITLES[task])}
      initialFocus={first}
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
          <Passphrase
            ref={first}
            label={t('settings.current')}
            value={current}
            onChange={setCurrent}
            complete="current-password"
            error={isWrong ? t('wrong') : undefined}
          />
        ) : null}
        {asksNew ? (
          <>
            <Passphrase
              ref={asksCurrent ? undefined : first}
              label={t('settings.new')}
              hint={t('settings.newHint', { count: SHORTEST_PASSPHRASE })}
              value={fresh}
              onChange={setFresh}
              complete="new-password"
              error={tried && isShort ? t('settings.short', { count: SHORTEST_PASSPHRASE }) : undefined}
            />
            <Passphrase
              label={t('settings.repeat')}
              value={repeated}
              onChange={setRepeated}
              complete="new-password"
              error={tried && !isShort && differs ? t('settings.differs') : undefined}
            />
          </>
        ) : null}
        {failure === null || isWrong ? null : <FailureNote failure={failure} />}
      </form>
    </Dialog>
  );
}

function Passphrase({
  label,
  hint,
  value,
  onChange,
  complete,
  error,
  ref,
}: {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  complete: 'current-password' | 'new-password';
  error: string | undefined;
  ref?: React.RefObject<HTMLInputElement | null> | undefined;
}) {
  const id = useId();
  return (
    <Field label={label} hint={hint} error={error} htmlFor={id}>
      <SecretInput
        {...(ref === undefined ? {} : { ref })}
        id={id}
        label={label}
        value={value}
        autoComplete={complete}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={`${hint === undefined ? '' : `${id}-hint `}${id}-said`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
