/** Fields for passphrases: one alone, and a new one with itself repeated. SECURITY: what is typed stays in them, in no state. */
import { type RefObject, useId } from 'react';
import { isLongEnough, SHORTEST_PASSPHRASE } from '../../shared/lock.ts';
import { Field } from '../ui/field.tsx';
import { SecretInput } from '../ui/secret-input.tsx';
import { useTranslation } from '../words/translation.ts';

export type WrongPassphrase = 'short' | 'differs';

/** `null`: it may be set. */
export function whyNotNew(next: string, again: string | undefined): WrongPassphrase | null {
  if (!isLongEnough(next)) return 'short';
  return next === again ? null : 'differs';
}

export function NewPassphraseFields({
  fresh,
  repeated,
  wrong,
}: {
  fresh: RefObject<HTMLInputElement | null>;
  repeated: RefObject<HTMLInputElement | null>;
  wrong: WrongPassphrase | null;
}) {
  const { t } = useTranslation('lock');
  return (
    <>
      <PassphraseField
        ref={fresh}
        label={t('settings.new')}
        hint={t('settings.newHint', { count: SHORTEST_PASSPHRASE })}
        complete="new-password"
        error={wrong === 'short' ? t('settings.short', { count: SHORTEST_PASSPHRASE }) : undefined}
      />
      <PassphraseField
        ref={repeated}
        label={t('settings.repeat')}
        complete="new-password"
        error={wrong === 'differs' ? t('settings.differs') : undefined}
      />
    </>
  );
}

export function PassphraseField({
  label,
  hint,
  complete,
  error,
  ref,
}: {
  label: string;
  hint?: string;
  complete: 'current-password' | 'new-password';
  error: string | undefined;
  ref: RefObject<HTMLInputElement | null>;
}) {
  const id = useId();
  return (
    <Field label={label} hint={hint} error={error} htmlFor={id}>
      <SecretInput
        ref={ref}
        id={id}
        label={label}
        autoComplete={complete}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={`${hint === undefined ? '' : `${id}-hint `}${id}-said`}
      />
    </Field>
  );
}
