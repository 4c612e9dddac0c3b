/**
 * A field for a key or a secret: hidden unless asked, never completed or spell-checked, with pasted sets of keys told apart.
 * SECURITY: its text lives in the form around it, never in the store.
 */
import { useId } from 'react';
import { Field } from '../ui/field.tsx';
import { SecretInput } from '../ui/secret-input.tsx';
import { useTranslation } from '../words/translation.ts';
import { type FoundKeys, type KeyName, readKeys } from './connect-keys.ts';

type SecretFieldProps = {
  name: KeyName;
  value: string;
  onChange: (value: string) => void;
  /** What was pasted names one or more keys. Answers whether this form took any. */
  onKeys: (keys: FoundKeys) => boolean;
  error?: string | undefined;
};

export function SecretField({ name, value, onChange, onKeys, error }: SecretFieldProps) {
  const { t } = useTranslation('connect');
  const id = useId();
  const label = t(`key.${name}`);
  return (
    <Field label={label} error={error} htmlFor={id}>
      <SecretInput
        id={id}
        label={label}
        value={value}
        autoComplete="off"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={`${id}-said`}
        onChange={(event) => onChange(event.currentTarget.value)}
        onPaste={(event) => {
          const keys = readKeys(event.clipboardData.getData('text/plain'));
          if (keys !== null && onKeys(keys)) event.preventDefault();
        }}
      />
    </Field>
  );
}
