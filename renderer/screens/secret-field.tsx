/**
 * A field for a key or a secret: hidden unless asked, never completed or spell-checked, with pasted sets of keys told apart.
 * SECURITY: its text lives in the form around it, never in the store.
 */
import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
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
  const [shown, setShown] = useState(false);
  const id = useId();
  const label = t(`key.${name}`);
  return (
    <Field label={label} error={error} htmlFor={id}>
      <div className="secret">
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          className="input input-code"
          value={value}
          required
          maxLength={512}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={`${id}-said`}
          onChange={(event) => onChange(event.currentTarget.value)}
          onPaste={(event) => {
            const keys = readKeys(event.clipboardData.getData('text/plain'));
            if (keys !== null && onKeys(keys)) event.preventDefault();
          }}
        />
        <IconButton
          label={t(shown ? 'hide' : 'show', { key: label })}
          aria-pressed={shown}
          icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          onClick={() => setShown(!shown)}
        />
      </div>
    </Field>
  );
}
