/** A labelled field with its hint, its warning (which never blocks) and its error. */
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  warning?: ReactNode;
  /** Id of the control, where the label is to point at it. */
  htmlFor?: string;
  children: ReactNode;
};

export function Field({ label, hint, error, warning, htmlFor, children }: FieldProps) {
  const id = useId();
  const control = htmlFor ?? id;
  return (
    <div className="field">
      {htmlFor === undefined ? (
        <span className="field-label">{label}</span>
      ) : (
        <label className="field-label" htmlFor={control}>
          {label}
        </label>
      )}
      {children}
      {hint ? (
        <span className="field-hint" id={`${control}-hint`}>
          {hint}
        </span>
      ) : null}
      <span id={`${control}-said`} aria-live="polite">
        {error ? (
          <span className="field-error">
            <CircleAlert aria-hidden="true" />
            <span>{error}</span>
          </span>
        ) : warning ? (
          <span className="field-warning">
            <TriangleAlert aria-hidden="true" />
            <span>{warning}</span>
          </span>
        ) : null}
      </span>
    </div>
  );
}

type TextFieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  warning?: ReactNode;
  /** In the code face, without spelling help. */
  code?: boolean;
  ref?: Ref<HTMLInputElement>;
} & InputHTMLAttributes<HTMLInputElement>;

export function TextField({
  label,
  hint,
  error,
  warning,
  code = false,
  id,
  className,
  ...rest
}: TextFieldProps) {
  const made = useId();
  const control = id ?? made;
  return (
    <Field label={label} hint={hint} error={error} warning={warning} htmlFor={control}>
      <input
        {...(code ? { spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' } : {})}
        {...rest}
        id={control}
        className={`input${code ? ' input-code' : ''}${className ? ` ${className}` : ''}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${hint ? `${control}-hint ` : ''}${control}-said`}
      />
    </Field>
  );
}
