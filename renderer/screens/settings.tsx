/** What a person can set, whose accounts are held, and where everything lies. Changes are kept at once. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { LANGUAGES, type SettingsChange } from '../../shared/settings.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { Handle } from '../components/handle.tsx';
import { When } from '../components/moment.tsx';
import { Pill } from '../components/pill.tsx';
import { Screen } from '../components/screen.tsx';
import { Segmented } from '../components/segmented.tsx';
import { toast } from '../components/toast.tsx';
import { forgetAccount, useAccounts } from '../state/accounts.ts';
import { go } from '../state/route.ts';
import { changeSettings } from '../state/settings.ts';
import { useStore } from '../state/store.ts';
import '../styles/settings.css';

export function SettingsScreen() {
  const { t } = useTranslation('settings');
  const settings = useStore((state) => state.settings);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (what: SettingsChange) => setFailure(await changeSettings(what));
  return (
    <Screen title={t('title')}>
      <div className="page">
        {failure ? <FailureNote failure={failure} /> : null}
        <section className="settings-group" aria-labelledby="settings-look">
          <h2 id="settings-look">{t('look')}</h2>
          <Line label={t('language.label')}>
            <Segmented
              label={t('language.label')}
              value={settings.language}
              onChange={(language) => void change({ language })}
              items={[
                { value: 'system', label: t('system') },
                ...LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) })),
              ]}
            />
          </Line>
          <Line label={t('theme.label')}>
            <Segmented
              label={t('theme.label')}
              value={settings.theme}
              onChange={(theme) => void change({ theme })}
              items={[
                { value: 'system', label: t('system') },
                { value: 'light', label: t('theme.light') },
                { value: 'dark', label: t('theme.dark') },
              ]}
            />
          </Line>
          <Line label={t('density.label')} hint={t('density.hint')}>
            <Segmented
              label={t('density.label')}
              value={settings.density}
              onChange={(density) => void change({ density })}
              items={[
                { value: 'comfortable', label: t('density.comfortable') },
                { value: 'compact', label: t('density.compact') },
              ]}
            />
          </Line>
        </section>
        <section className="settings-group" aria-labelledby="settings-notices">
          <h2 id="settings-notices">{t('notifications.title')}</h2>
          <Notifications onChange={(notifications) => void change({ notifications })} />
        </section>
        <Accounts />
        <DataAndKeys />
        <About />
      </div>
    </Screen>
  );
}

function Line({ label, hint, children }: { label: string; hint?: string; children: React.ReactNode }) {
  return (
    <div className="settings-line">
      <div>
        <div>{label}</div>
        {hint ? <div className="settings-hint">{hint}</div> : null}
      </div>
      {children}
    </div>
  );
}

function Notifications({ onChange }: { onChange: (on: boolean) => void }) {
  const { t } = useTranslation('settings');
  const on = useStore((state) => state.settings.notifications);
  const shell = useStore((state) => state.app?.shell);
  return (
    <Line
      label={t('notifications.label')}
      hint={shell === 'web' ? t('notifications.web') : t('notifications.hint')}
    >
      <Segmented
        label={t('notifications.label')}
        value={on ? 'on' : 'off'}
        onChange={(value) => onChange(value === 'on')}
        items={[
          { value: 'on', label: t('on') },
          { value: 'off', label: t('off') },
        ]}
      />
    </Line>
  );
}

function Accounts() {
  const { t } = useTranslation('settings');
  const accounts = useAccounts();
  const [leaving, setLeaving] = useState<Account | null>(null);
  return (
    <section className="settings-group" aria-labelledby="settings-accounts">
      <h2 id="settings-accounts">{t('accounts.title')}</h2>
      {accounts.length === 0 ? <p className="settings-hint">{t('accounts.none')}</p> : null}
      <ul>
        {accounts.map((account) => (
          <AccountLine key={account.id} account={account} onForget={() => setLeaving(account)} />
        ))}
      </ul>
      <div className="settings-actions">
        <Button onClick={() => go({ screen: 'connect' })}>{t('accounts.connect')}</Button>
      </div>
      {leaving ? <ForgetDialog account={leaving} onClose={() => setLeaving(null)} /> : null}
    </section>
  );
}

function AccountLine({ account, onForget }: { account: Account; onForget: () => void }) {
  const { t } = useTranslation('settings');
  const { t: tc } = useTranslation('common');
  const { credential, debt } = account;
  return (
    <li className="settings-line">
      <div className="settings-account">
        <div className="settings-account-name">
          <Handle nichandle={account.nichandle} mine />
          {credential.state === 'valid' ? null : (
            <Pill tone="bad">{t(`accounts.state.${credential.state}`)}</Pill>
          )}
          {debt !== null && debt.value > 0 ? (
            <Pill tone="bad">{t('accounts.debt', { amount: debt.text })}</Pill>
          ) : null}
        </div>
        <div className="settings-hint">
          {[account.name, tc(`endpoint.${account.endpoint}`), account.emailMasked]
            .filter((part) => part !== null && part !== account.nichandle)
            .join(' · ')}
        </div>
        <div className="settings-hint">
          {credential.state === 'valid'
            ? t(`accounts.kept.${credential.kept}`)
            : tc(`banner.lostWhy.${credential.state}`)}
          {credential.expiration ? (
            <>
              {' '}
              {t('accounts.expires')} <When at={credential.expiration} style="date" />
            </>
          ) : null}
        </div>
      </div>
      <div className="settings-actions">
        {credential.state === 'valid' ? null : (
          <Button onClick={() => go({ screen: 'connect', query: { endpoint: account.endpoint } })}>
            {tc('banner.reconnect')}
          </Button>
        )}
        <Button
          variant="danger"
          aria-label={t('accounts.forgetName', { name: account.nichandle })}
          onClick={onForget}
        >
          {t('accounts.forget')}
        </Button>
      </div>
    </li>
  );
}

function ForgetDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { t: tc } = useTranslation('common');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const forget = async () => {
    setBusy(true);
    const answer = await forgetAccount(account.id);
    setBusy(false);
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    toast(t(answer.value.loggedOut ? 'forget.done' : 'forget.doneHere', { name: account.nichandle }), {
      tone: answer.value.loggedOut ? 'good' : 'mute',
    });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="s"
      title={t('forget.title', { name: account.nichandle })}
      footer={
        <>
          <Button onClick={onClose}>{tc('cancel')}</Button>
          <Button variant="danger" busy={busy} onClick={() => void forget()}>
            {t('accounts.forget')}
          </Button>
        </>
      }
    >
      <p>{t('forget.text')}</p>
      {failure ? <FailureNote failure={failure} /> : null}
    </Dialog>
  );
}

function DataAndKeys() {
  const { t } = useTranslation('settings');
  const app = useStore((state) => state.app);
  if (app === null) return null;
  return (
    <section className="settings-group" aria-labelledby="settings-data">
      <h2 id="settings-data">{t('data.title')}</h2>
      <p>{t('data.what')}</p>
      {app.dataFolder === undefined ? null : (
        <p>
          <code className="settings-path">{app.dataFolder}</code>
        </p>
      )}
      <p>{app.vault.persistent ? t('data.sealed', { backend: app.vault.backend }) : t('data.memory')}</p>
      <p className="settings-hint">{t('data.codes')}</p>
    </section>
  );
}

function About() {
  const { t } = useTranslation('settings');
  const app = useStore((state) => state.app);
  if (app === null) return null;
  return (
    <section className="settings-group" aria-labelledby="settings-about">
      <h2 id="settings-about">{t('about.title')}</h2>
      <p>{t('about.version', { version: app.version, shell: t(`about.${app.shell}`) })}</p>
      <p className="settings-hint">{t('about.independent')}</p>
    </section>
  );
}
