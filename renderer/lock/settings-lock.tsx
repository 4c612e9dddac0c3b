/** The settings of the app lock: on or off, when it closes, what opens it, and honestly what it is good for. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { LOCK_MINUTES } from '../../shared/lock.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { useTranslation } from '../words/translation.ts';
import { changeLock, lockNow } from './lock-state.ts';
import { PassphraseDialog, type PassphraseTask } from './settings-passphrase.tsx';

type LineProps = { label: string; hint?: string; children: ReactNode };

/** `Line`: how the settings' screen draws one. */
export function SettingsLock({ Line }: { Line: (props: LineProps) => ReactNode }) {
  const { t } = useTranslation('lock');
  const { t: ts } = useTranslation('settings');
  const lock = useStore((state) => state.lock);
  const platform = useStore((state) => state.app?.platform);
  const longest = useStore((state) => state.app?.administration.lock?.minutes ?? null);
  const { t: ta } = useTranslation('administration');
  const isWanted = useStore(({ route }) => route.screen === 'settings' && route.key === 'lock');
  const [task, setTask] = useState<PassphraseTask | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const group = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isWanted) return;
    group.current?.scrollIntoView({ block: 'start' });
    group.current?.querySelector('button')?.focus();
  }, [isWanted]);
  const change = async (what: Parameters<typeof changeLock>[0]) => setFailure(await changeLock(what));
  const isOn = lock.state !== 'off';
  const yesOrNo = [
    { value: 'on', label: ts('on') },
    { value: 'off', label: ts('off') },
  ] as const;
  return (
    <section className="settings-group" aria-labelledby="settings-lock" ref={group}>
      <h2 id="settings-lock">{t('settings.title')}</h2>
      <Line
        label={t('settings.label')}
        hint={[
          t(isOn ? 'settings.on' : 'settings.off'),
          ...(longest === null ? [] : [ta('byAdministrator')]),
        ].join(' ')}
      >
        <div className="settings-actions">
          {isOn ? (
            <>
              <Button shortcut="mod+shift+l" onClick={lockNow}>
                {t('settings.now')}
              </Button>
              <Button onClick={() => setTask('change')}>{t('settings.change')}</Button>
              {longest === null ? (
                <Button onClick={() => setTask('off')}>{t('settings.turnOff')}</Button>
              ) : null}
            </>
          ) : (
            <Button onClick={() => setTask('set')}>{t('settings.turnOn')}</Button>
          )}
        </div>
      </Line>
      {isOn ? (
        <Line label={t('settings.minutes')}>
          <Segmented
            label={t('settings.minutes')}
            value={String(lock.minutes)}
            onChange={(value) =>
              void change({ minutes: LOCK_MINUTES.find((minutes) => String(minutes) === value) ?? null })
            }
            items={[
              ...LOCK_MINUTES.filter((count) => longest === null || count <= longest).map((count) => ({
                value: String(count),
                label: t('settings.count', { count }),
              })),
              ...(longest === null ? [{ value: 'null', label: t('settings.never') }] : []),
            ]}
          />
        </Line>
      ) : null}
      {isOn && lock.can.screen ? (
        <Line label={t(platform === 'linux' ? 'settings.screenLinux' : 'settings.screen')}>
          <Segmented
            label={t('settings.screen')}
            value={lock.onScreenLock ? 'on' : 'off'}
            onChange={(value) => void change({ onScreenLock: value === 'on' })}
            items={yesOrNo}
          />
        </Line>
      ) : null}
      {isOn && lock.can.system ? (
        <Line label={t('settings.system')} hint={t('settings.systemHint')}>
          <Segmented
            label={t('settings.system')}
            value={lock.system ? 'on' : 'off'}
            onChange={(value) => void change({ system: value === 'on' })}
            items={yesOrNo}
          />
        </Line>
      ) : null}
      {failure ? <FailureNote failure={failure} /> : null}
      <p className="settings-hint">{t('settings.does')}</p>
      <p className="settings-hint">{t('settings.doesNot')}</p>
      {task === null ? null : <PassphraseDialog task={task} onClose={() => setTask(null)} />}
    </section>
  );
}
