/** What a locked window shows: that it is locked, how to open it, and the way out where the passphrase is lost. It knows nothing else. */
import { Fingerprint, LockKeyhole } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { SecretInput } from '../ui/secret-input.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { LockOwed } from './lock-owed.tsx';
import { LockReset } from './lock-reset.tsx';
import { lookAtLock, unlock } from './lock-state.ts';
import './lock.css';
import { useTranslation } from '../words/translation.ts';

export function LockScreen() {
  const { t } = useTranslation('lock');
  const lock = useStore((state) => state.lock);
  const [resetting, setResetting] = useState(false);
  return (
    <main className="main main-alone">
      <div className="lock">
        <LockKeyhole aria-hidden="true" className="lock-icon" />
        <h1 className="lock-title">{t(lock.owed ? 'owed.title' : 'title')}</h1>
        {lock.owed ? (
          <LockOwed />
        ) : lock.trouble === null || lock.trouble === 'altered' ? (
          <>
            <p className="lock-text">{t('text')}</p>
            {lock.trouble === null ? null : <p className="lock-text">{t('trouble.altered')}</p>}
            <Passphrase />
            <Button variant="link" className="lock-out" onClick={() => setResetting(true)}>
              {t('forgotten')}
            </Button>
          </>
        ) : (
          <Trouble trouble={lock.trouble} onOver={() => setResetting(true)} />
        )}
      </div>
      <LockReset open={resetting} onClose={() => setResetting(false)} />
    </main>
  );
}

function Passphrase() {
  const { t } = useTranslation('lock');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const offersSystem = useStore((state) => state.lock.system);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const hasWaited = useStore((state) => state.lockWaitsUntil > 0);
  const seconds = useSecondsLeft();
  // There is nothing else to do here.
  useEffect(() => field.current?.focus(), []);
  const waits = seconds > 0;

  const attempt = async (how: Parameters<typeof unlock>[0]) => {
    setBusy(true);
    const why = await unlock(how);
    setBusy(false);
    setFailure(why);
    if (why !== null && how.by === 'passphrase') field.current?.focus();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || waits || field.current === null) return;
    // SECURITY: it stays in the field, never in a state that React may keep, and in the field no longer than this.
    const passphrase = field.current.value;
    field.current.value = '';
    if (passphrase !== '') void attempt({ by: 'passphrase', passphrase });
  };
  const said = waits ? (
    <>
      <span aria-hidden="true">{t('wait', { count: seconds })}</span>
      {/* What changes each second is read out once. */}
      <span className="visually-hidden">{t('waitSaid')}</span>
    </>
  ) : failure?.code !== 'wrong-passphrase' ? undefined : (
    t(hasWaited ? 'again' : 'wrong')
  );
  return (
    <form className="lock-form" onSubmit={onSubmit}>
      <Field label={t('passphrase')} htmlFor={id} error={said}>
        <SecretInput
          ref={field}
          id={id}
          label={t('passphrase')}
          autoComplete="current-password"
          aria-invalid={failure?.code === 'wrong-passphrase' || undefined}
          aria-describedby={`${id}-said`}
          onChange={() => {
            if (!waits) setFailure(null);
          }}
        />
      </Field>
      <div className="lock-buttons">
        <Button type="submit" variant="primary" busy={busy} aria-disabled={waits || undefined}>
          {t('unlock')}
        </Button>
        {offersSystem ? (
          <Button icon={<Fingerprint aria-hidden="true" />} onClick={() => void attempt({ by: 'system' })}>
            {t('system')}
          </Button>
        ) : null}
      </div>
      {failure === null || failure.code === 'wrong-passphrase' ? null : <FailureNote failure={failure} />}
    </form>
  );
}

/** Whole seconds until a passphrase may be tried again. */
function useSecondsLeft(): number {
  const until = useStore((state) => state.lockWaitsUntil);
  return useSyncExternalStore(fourTimesASecond, () =>
    Math.max(0, Math.ceil((until - performance.now()) / 1000)),
  );
}

function fourTimesASecond(tick: () => void): () => void {
  const timer = setInterval(tick, 250);
  return () => clearInterval(timer);
}

function Trouble({ trouble, onOver }: { trouble: 'damaged' | 'newer'; onOver: () => void }) {
  const { t } = useTranslation('lock');
  const [looked, setLooked] = useState(false);
  return (
    <>
      <p className="lock-text">{t(`trouble.${trouble}`)}</p>
      <div className="lock-buttons">
        <Button variant="primary" onClick={() => void lookAtLock().then(() => setLooked(true))}>
          {t('trouble.look')}
        </Button>
        <Button onClick={onOver}>{t('trouble.over')}</Button>
      </div>
      <p className="lock-said" role="status">
        {looked ? t('trouble.same') : ''}
      </p>
    </>
  );
}
