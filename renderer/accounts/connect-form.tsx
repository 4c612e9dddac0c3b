/** A form of keys: fields, what went wrong with them, and its one button. Keeps the keys while it is on screen, no longer. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { AnotherAccount } from './connect-another.tsx';
import { blamedField, blameKey, failureHere } from './connect-blame.ts';
import { canBeKey, cleanKey, type FoundKeys, type KeyName } from './connect-keys.ts';
import { type ConnectForm as FormName } from './connect-slice.ts';
import { forgetFailure, useRenewed } from './connect-state.ts';
import { SecretField } from './secret-field.tsx';

type ConnectFormProps<Name extends KeyName> = {
  name: FormName;
  fields: readonly Name[];
  submit: string;
  /** Called with every field filled in; `renews`: id of the account these keys must be of. */
  onSubmit: (keys: Record<Name, string>, renews: string | undefined) => Promise<unknown>;
  /** Above the fields. */
  children?: ReactNode;
  /** What stands above them is not filled in: nothing is sent. */
  lacking?: boolean;
  /** The person wants to go on: from now on what is missing is told. */
  onDemanded?: () => void;
};

export function ConnectForm<Name extends KeyName>({
  name,
  fields,
  submit,
  onSubmit,
  children,
  lacking = false,
  onDemanded,
}: ConnectFormProps<Name>) {
  const { t } = useTranslation('connect');
  const [keys, setKeys] = useState<FoundKeys>({});
  const [demanded, setDemanded] = useState(false);
  const renews = useRenewed()?.id;
  const busy = useStore((state) => state.connect.busy);
  const failed = useStore((state) => state.connect.failed);
  const failure: Failure | null = failed?.form === name ? failed.failure : null;
  const blamed = blamedField(failure, fields);
  const form = useRef<HTMLFormElement>(null);
  const note = useId();
  useEffect(() => {
    if (failure !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failure]);

  function change(next: FoundKeys) {
    setKeys((now) => ({ ...now, ...next }));
    forgetFailure();
  }
  function take(found: FoundKeys): boolean {
    const mine = Object.fromEntries(
      fields.flatMap((field) => (found[field] === undefined ? [] : [[field, found[field]]])),
    );
    if (Object.keys(mine).length === 0) return false;
    change(mine);
    return true;
  }
  const valueOf = (field: KeyName): string => cleanKey(keys[field] ?? '');
  function submitAll(account: string | undefined) {
    if (busy !== null) return;
    const filled = fields.map((field) => [field, valueOf(field)] as const);
    setDemanded(true);
    onDemanded?.();
    if (lacking || filled.some(([, value]) => !canBeKey(value))) return;
    // A failed check leaves the keys where they can be put right; a good one takes them off the screen with the form.
    void onSubmit(Object.fromEntries(filled) as Record<Name, string>, account);
  }
  function errorOf(field: KeyName): string | undefined {
    if (failure !== null && field === blamed) {
      return t(blameKey(failure, field, { ...keys }));
    }
    if (!demanded || canBeKey(valueOf(field))) return undefined;
    return t(valueOf(field) === '' ? 'missing' : 'badKey');
  }
  return (
    <form
      ref={form}
      className="connect-form"
      noValidate
      autoComplete="off"
      aria-describedby={note}
      onSubmit={(event) => {
        event.preventDefault();
        submitAll(renews);
      }}
    >
      {children}
      {fields.map((field) => (
        <SecretField
          key={field}
          name={field}
          value={keys[field] ?? ''}
          onChange={(value) => change({ [field]: value })}
          onKeys={take}
          error={errorOf(field)}
        />
      ))}
      <p className="field-hint" id={note}>
        {t('pasteHint', { count: fields.length })}
      </p>
      {failure === null ? null : <FailureNote failure={failureHere(failure)} />}
      {failure === null ? null : <AnotherAccount failure={failure} onTake={() => submitAll(undefined)} />}
      <div className="connect-actions">
        <Button variant="primary" type="submit" busy={busy === name}>
          {busy === name ? t('checking') : submit}
        </Button>
      </div>
    </form>
  );
}
