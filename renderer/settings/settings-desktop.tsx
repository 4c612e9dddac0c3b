/** Settings of the desktop program beside its window: the icon, what closing does, the start with the session. The system says how it stands. */
import { type ReactNode, useEffect, useState } from 'react';
import type { DesktopState } from '../../shared/desktop-contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { SettingsChange } from '../../shared/settings.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { Segmented } from '../ui/segmented.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';

type LineProps = { label: string; hint?: string; children: ReactNode };

/** `Line`: how the settings' screen draws one. Nothing in a browser. */
export function SettingsDesktop({
  Line,
  onChange,
}: {
  Line: (props: LineProps) => ReactNode;
  onChange: (change: SettingsChange) => void;
}) {
  const { t } = useTranslation('desktop');
  const { t: said } = useTranslation('settings');
  const app = useStore((state) => state.app);
  const { trayIcon, closeToTray } = useStore((state) => state.settings);
  const [state, setState] = useState<DesktopState | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isDesktop = app?.shell === 'electron';
  useEffect(() => {
    if (!isDesktop) return;
    const look = () =>
      void call('desktop:state', {}).then((answer) => (answer.ok ? setState(answer.value) : undefined));
    look();
    // Somebody may have changed it in the system's own settings.
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [isDesktop, trayIcon]);
  if (!isDesktop || app === null || state === null) return null;

  const mac = app.platform === 'darwin';
  const { login, iconSeen } = state;
  const startAtLogin = async (on: boolean) => {
    const answer = await call('desktop:login', { on });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setState(answer.value);
  };
  const onOff = (label: string, on: boolean, change: (on: boolean) => void) => (
    <Segmented
      label={label}
      value={on ? 'on' : 'off'}
      onChange={(value) => change(value === 'on')}
      items={[
        { value: 'on', label: said('on') },
        { value: 'off', label: said('off') },
      ]}
    />
  );
  const where = mac ? t('icon.mac') : t('icon.label');
  const isFixed = login.is === 'unpackaged' || login.is === 'foreign';
  return (
    <section className="settings-group" aria-labelledby="settings-desktop">
      <h2 id="settings-desktop">{t('title')}</h2>
      <Line label={where} hint={trayIcon && !iconSeen ? t('icon.unseen') : t('icon.hint')}>
        {onOff(where, trayIcon, (on) => onChange({ trayIcon: on }))}
      </Line>
      {mac ? null : (
        <Line label={t('close.label')} hint={t(trayIcon && iconSeen ? 'close.hint' : 'close.needs')}>
          {onOff(t('close.label'), closeToTray, (on) => onChange({ closeToTray: on }))}
        </Line>
      )}
      <Line label={t('login.label')} hint={t(`login.${login.is}`, { file: login.file ?? '' })}>
        {isFixed
          ? null
          : onOff(
              t('login.label'),
              login.is === 'on' || login.is === 'approval' || login.is === 'moved',
              (on) => void startAtLogin(on),
            )}
      </Line>
      {failure ? <FailureNote failure={failure} /> : null}
    </section>
  );
}
