/** How one account is set apart from the others: its name here, its mark, its place. Nothing of it reaches OVHcloud. */
import { useState } from 'react';
import { ACCOUNT_COLOURS, type Account, type AccountColour } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { useShortcutText } from '../ui/shortcut.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { AccountMark } from './account-mark.tsx';
import { changeAccount, useAccounts } from './accounts.ts';

export function AccountEdit({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { t: tc } = useTranslation('common');
  const [label, setLabel] = useState(account.label);
  const [colour, setColour] = useState<AccountColour>(account.colour);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async () => {
    setBusy(true);
    const failed = await changeAccount({ accountId: account.id, label, colour });
    setBusy(false);
    setFailure(failed);
    if (failed === null) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="s"
      title={t('edit.title', { name: account.nichandle })}
      footer={
        <>
          <Button onClick={onClose}>{tc('cancel')}</Button>
          <Button variant="primary" busy={busy} onClick={() => void save()}>
            {t('edit.save')}
          </Button>
        </>
      }
    >
      <form
        className="account-edit"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t('edit.label')}
          hint={t('edit.labelHint')}
          placeholder={account.nichandle}
          maxLength={40}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <fieldset>
          <legend className="field-label">{t('edit.colour')}</legend>
          <div className="account-colours">
            {ACCOUNT_COLOURS.map((value) => (
              <label key={value} className="account-colour">
                <input
                  type="radio"
                  name="colour"
                  value={value}
                  checked={value === colour}
                  onChange={() => setColour(value)}
                />
                <AccountMark account={{ ...account, label: label.trim(), colour: value }} />
                {t(`edit.colours.${value}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <Place account={account} onFailure={setFailure} />
        {failure ? <FailureNote failure={failure} /> : null}
      </form>
    </Dialog>
  );
}

/** Moved at once: the numbers of all accounts move with it. */
function Place({ account, onFailure }: { account: Account; onFailure: (failure: Failure | null) => void }) {
  const { t } = useTranslation('settings');
  const shortcutText = useShortcutText();
  const accounts = useAccounts();
  const place = accounts.findIndex(({ id }) => id === account.id);
  if (accounts.length < 2 || place < 0) return null;
  const move = async (to: number) => onFailure(await changeAccount({ accountId: account.id, place: to }));
  return (
    <div className="settings-line">
      <div aria-live="polite">
        {t('edit.place', { place: place + 1, count: accounts.length })}
        {place < 9 ? <> · {shortcutText(`mod+shift+${place + 1}`)}</> : null}
      </div>
      <div className="settings-actions">
        <Button disabled={place === 0} onClick={() => void move(place - 1)}>
          {t('edit.earlier')}
        </Button>
        <Button disabled={place === accounts.length - 1} onClick={() => void move(place + 1)}>
          {t('edit.later')}
        </Button>
      </div>
    </div>
  );
}
