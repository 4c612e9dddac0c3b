/** An input whose text is hidden unless asked, and never spell-checked. Keeps nothing: its text is its form's. */
import { Eye, EyeOff } from 'lucide-react';
import { type InputHTMLAttributes, type Ref, useState } from 'react';
import { useTranslation } from '../words/translation.ts';
import { IconButton } from './button.tsx';

type SecretInputProps = {
  /** What is hidden, for the button that shows it. */
  label: string;
  ref?: Ref<HTMLInputElement>;
} & InputHTMLAttributes<HTMLInputElement>;

export function SecretInput({ label, ...rest }: SecretInputProps) {
  const { t } = useTranslation('common');
  const [shown, setShown] = useState(false);
  return (
    <div className="secret">
      <input
        required
        maxLength={512}
        autoCapitalize="off"
        spellCheck={false}
        {...rest}
        type={shown ? 'text' : 'password'}
        className="input input-code"
      />
      <IconButton
        label={t(shown ? 'secret.hide' : 'secret.show', { key: label })}
        aria-pressed={shown}
        icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        onClick={() => setShown(!shown)}
      />
    </div>
  );
}
