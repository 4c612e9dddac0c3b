/** A text that is written where it is read: Enter or leaving the field keeps it, Escape takes it back. Keeps nothing itself. */
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';

type EditInPlaceProps = {
  label: string;
  value: string;
  placeholder: string;
  longest: number;
  /** Answers why it could not be kept, else `null`. */
  onKeep: (value: string) => Promise<Failure | null>;
  /** Why it cannot be kept as it is written. */
  faultOf?: (value: string) => string | undefined;
  /** Several lines; then Enter begins a new one, and leaving the field keeps it. */
  lines?: boolean;
  title?: boolean;
  type?: 'text' | 'email';
};

export function EditInPlace({
  label,
  value,
  placeholder,
  longest,
  onKeep,
  faultOf,
  lines = false,
  title = false,
  type = 'text',
}: EditInPlaceProps) {
  const { t } = useTranslation('people');
  const id = useId();
  /** What is being written; `null` while nobody writes. */
  const [written, setWritten] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** What was sent to be kept last: leaving the field after Enter must not send it again. */
  const sent = useRef<string | null>(null);
  const text = written ?? value;
  const fault = written === null ? undefined : faultOf?.(written);

  async function keep() {
    if (written === null || fault !== undefined) return;
    if (written.trim() === value || written === sent.current) {
      if (failure === null && sent.current === null) setWritten(null);
      return;
    }
    sent.current = written;
    const failed = await onKeep(written);
    sent.current = null;
    setFailure(failed);
    // What could not be kept stays in the field.
    if (failed === null) setWritten((now) => (now === written ? null : now));
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && !lines) {
      event.preventDefault();
      void keep();
    } else if (event.key === 'Escape' && written !== null && written !== value) {
      // The pane stays: only the words are taken back.
      event.preventDefault();
      event.stopPropagation();
      setWritten(null);
      setFailure(null);
    }
  }
  const field = {
    id,
    value: text,
    placeholder,
    maxLength: longest,
    autoComplete: 'off',
    'aria-invalid': fault === undefined ? undefined : true,
    'aria-describedby': fault === undefined ? undefined : `${id}-fault`,
    onKeyDown,
    onBlur: () => void keep(),
  };
  return (
    <div className={title ? 'in-place in-place-title' : 'in-place'}>
      <label className={title ? 'visually-hidden' : 'in-place-label'} htmlFor={id}>
        {label}
      </label>
      <div className="in-place-field">
        {lines ? (
          <textarea
            {...field}
            className="in-place-input in-place-lines"
            rows={3}
            onChange={(event) => setWritten(event.currentTarget.value)}
          />
        ) : (
          <input
            {...field}
            type={type}
            className="in-place-input"
            onChange={(event) => setWritten(event.currentTarget.value)}
          />
        )}
        {lines || written === null || written === value ? null : (
          <span className="in-place-keys" aria-hidden="true">
            <kbd>↵</kbd> {t('inPlace.keep')} <kbd>Esc</kbd> {t('inPlace.undo')}
          </span>
        )}
      </div>
      {fault === undefined ? null : (
        <p className="field-error" id={`${id}-fault`} role="alert">
          {fault}
        </p>
      )}
      {failure === null ? null : <FailureNote failure={failure} compact />}
    </div>
  );
}
