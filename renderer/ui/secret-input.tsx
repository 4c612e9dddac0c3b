/** An input whose text is hidden unless asked, and never spell-checked. Keeps nothing: its text is its form's. */
import { Eye, EyeOff } from 'lucide-react';
import { type InputHTMLAttributes, type Ref, useState } from 'react';
import { IconButton } from './button.tsx';
import { useUiWords } from './ui-words.ts';

type SecretInputProps = {
  /** What is hidden, for the button that shows it. */
  label: string;
  ref?: Ref<HTMLInputElement>;
} & InputHTMLAttributes<HTMLInputElement>;

export function SecretInput({ label, ...rest }: SecretInputProps) {
  const words = useUiWords();
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
        label={shown ? words.hideSecret(label) : words.showSecret(label)}
        aria-pressed={shown}
        icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        onClick={() => setShown(!shown)}
      />
    </div>
  );
}
