/** What a person can set, whose accounts are held, and where everything lies. Changes are kept at once. */
import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { LANGUAGES, type SettingsChange } from '../../shared/settings.ts';
import { useKeyStore } from '../accounts/key-store.ts';
import { SettingsAccounts } from '../accounts/settings-accounts.tsx';
import { SettingsCalendar } from '../dates/settings-calendar.tsx';
import { SettingsLock } from '../lock/settings-lock.tsx';
import { useStore } from '../store/store.ts';
import { Screen } from '../ui/screen.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { Licences } from './licences.tsx';
import { SettingsAdministration } from './settings-administration.tsx';
import { SettingsDesktop } from './settings-desktop.tsx';
import { SettingsNewer } from './settings-newer.tsx';
import { SettingsQuiet } from './settings-quiet.tsx';
import { changeSettings } from './settings-state.ts';
import './settings.css';
import { useTranslation } from '../words/translation.ts';

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
          <SettingsQuiet onChange={(what) => void change(what)} />
        </section>
        <SettingsDesktop Line={Line} onChange={(what) => void change(what)} />
        <SettingsCalendar />
        <SettingsLock Line={Line} />
        <SettingsAccounts />
        <SettingsAdministration />
        <DataAndKeys />
        <About onChange={(what) => void change(what)} />
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

function DataAndKeys() {
  const { t } = useTranslation('settings');
  const app = useStore((state) => state.app);
  const store = useKeyStore();
  if (app === null || store === null) return null;
  return (
    <section className="settings-group" aria-labelledby="settings-data">
      <h2 id="settings-data">{t('data.title')}</h2>
      <p>{t('data.what')}</p>
      {app.dataFolder === undefined ? null : (
        <p>
          <code className="settings-path">{app.dataFolder}</code>
        </p>
      )}
      <p>{t(`data.${store.state}`, { store: store.name })}</p>
      <p className="settings-hint">{t('data.codes')}</p>
    </section>
  );
}

function About({ onChange }: { onChange: (change: SettingsChange) => void }) {
  const { t } = useTranslation('settings');
  const app = useStore((state) => state.app);
  if (app === null) return null;
  return (
    <section className="settings-group" aria-labelledby="settings-about">
      <h2 id="settings-about">{t('about.title')}</h2>
      <p>{t('about.version', { version: app.version, shell: t(`about.${app.shell}`) })}</p>
      <SettingsNewer Line={Line} onChange={onChange} />
      <p className="settings-hint">{t('about.independent')}</p>
      <Diagnostics />
      <Licences />
    </section>
  );
}
