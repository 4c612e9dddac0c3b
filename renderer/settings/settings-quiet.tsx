/** Settings: at which hours and of which accounts nobody wants a notification. Shows none itself. */

import { accountName } from '../../shared/account.ts';
import type { SettingsChange } from '../../shared/settings.ts';
import { useStore } from '../store/store.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { useTranslation } from '../words/translation.ts';

const NIGHT = { from: '20:00', to: '08:00' };

export function SettingsQuiet({ onChange }: { onChange: (change: SettingsChange) => void }) {
  const { t } = useTranslation('quiet');
  const { t: said } = useTranslation('settings');
  const hours = useStore((state) => state.settings.quietHours);
  const quiet = useStore((state) => state.settings.quietAccounts);
  const accounts = useStore((state) => state.accounts);
  const change = (part: 'from' | 'to', time: string) => {
    // A field that is being emptied has no time.
    if (hours !== null && time !== '') onChange({ quietHours: { ...hours, [part]: time } });
  };
  return (
    <>
      <div className="settings-line">
        <div>
          <div>{t('hours')}</div>
          <div className="settings-hint">{t('hoursHint')}</div>
        </div>
        <div className="settings-quiet">
          {hours === null
            ? null
            : (['from', 'to'] as const).map((part) => (
                <label key={part}>
                  {t(part)}{' '}
                  <input
                    type="time"
                    className="input settings-time"
                    value={hours[part]}
                    onChange={(event) => change(part, event.currentTarget.value)}
                  />
                </label>
              ))}
          <Segmented
            label={t('hours')}
            value={hours === null ? 'off' : 'on'}
            onChange={(value) => onChange({ quietHours: value === 'on' ? NIGHT : null })}
            items={[
              { value: 'on', label: said('on') },
              { value: 'off', label: said('off') },
            ]}
          />
        </div>
      </div>
      {accounts.length < 2 ? null : (
        <fieldset className="settings-line settings-quiet-accounts">
          <legend>{t('accounts')}</legend>
          <div className="settings-quiet">
            {accounts.map((account) => (
              <label key={account.id}>
                <Checkbox
                  label={accountName(account, accounts)}
                  checked={!quiet.includes(account.id)}
                  onChange={(checked) =>
                    onChange({
                      quietAccounts: checked
                        ? quiet.filter((id) => id !== account.id)
                        : [...quiet, account.id],
                    })
                  }
                />{' '}
                {accountName(account, accounts)}
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}
