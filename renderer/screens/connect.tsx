/** The first screen where there is no account, and the way to connect another: the sandbox, OVHcloud, or an API on this computer. */
import { FlaskConical, Lock, ShieldAlert } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../shared/account.ts';
import { Button } from '../components/button.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { Screen } from '../components/screen.tsx';
import { toast } from '../components/toast.tsx';
import { hasSandbox, useAccounts } from '../state/accounts.ts';
import { openConnect, trySandbox } from '../state/connect.ts';
import { go } from '../state/route.ts';
import { useStore } from '../state/store.ts';
import { failureHere } from './connect-blame.ts';
import { ConnectLoopback } from './connect-loopback.tsx';
import { ConnectOvh } from './connect-ovh.tsx';
import '../styles/connect.css';

const toRequests = () => go({ screen: 'requests' });

export function ConnectScreen() {
  const { t } = useTranslation(['connect', 'common']);
  const accounts = useAccounts();
  const isFirst = accounts.length === 0;
  useEffect(() => {
    void openConnect();
  }, []);
  useTellConnected();
  return (
    <Screen
      title={t(isFirst ? 'connect:titleFirst' : 'connect:title')}
      actions={isFirst ? null : <Button onClick={() => history.back()}>{t('common:back')}</Button>}
    >
      <div className="page connect">
        <p className="connect-lead">{t('connect:lead')}</p>
        <Part title={t('connect:sandbox.title')}>
          <Sandbox isThere={hasSandbox(accounts)} />
        </Part>
        <Part title={t('connect:ovh.title')}>
          <p className="connect-text">{t('connect:ovh.text')}</p>
          <Vault />
          <ConnectOvh onDone={toRequests} />
        </Part>
        <details className="connect-part">
          <summary className="connect-title">{t('connect:loopback.title')}</summary>
          <div className="connect-part-body">
            <p className="connect-text">{t('connect:loopback.text')}</p>
            <ConnectLoopback onDone={toRequests} />
          </div>
        </details>
      </div>
    </Screen>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="connect-part" aria-labelledby={id}>
      <h2 className="connect-title" id={id}>
        {title}
      </h2>
      <div className="connect-part-body">{children}</div>
    </section>
  );
}

function Sandbox({ isThere }: { isThere: boolean }) {
  const { t } = useTranslation('connect');
  const busy = useStore((state) => state.connect.busy);
  const failed = useStore((state) => state.connect.failed);
  return (
    <>
      <p className="connect-text">{t('sandbox.text')}</p>
      {failed?.form === 'sandbox' ? <FailureNote failure={failureHere(failed.failure)} /> : null}
      <div className="connect-actions">
        <Button
          variant="primary"
          icon={<FlaskConical aria-hidden="true" />}
          busy={busy === 'sandbox'}
          disabled={busy !== null && busy !== 'sandbox'}
          onClick={async () => {
            if (await trySandbox()) toRequests();
          }}
        >
          {t(busy === 'sandbox' ? 'sandbox.starting' : isThere ? 'sandbox.again' : 'sandbox.try')}
        </Button>
      </div>
    </>
  );
}

/** Backends of Electron's safeStorage that have a name people know. */
const NAMED_BACKENDS = ['keychain', 'dpapi', 'gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

/** Where the secrets will live, said before any is typed. */
function Vault() {
  const { t } = useTranslation('connect');
  const vault = useStore((state) => state.app?.vault);
  if (vault === undefined) return null;
  const backend = NAMED_BACKENDS.includes(vault.backend)
    ? t(`vault.backend.${vault.backend}`)
    : vault.backend;
  return (
    <p className={vault.persistent ? 'connect-vault' : 'connect-vault connect-vault-memory'}>
      {vault.persistent ? <Lock aria-hidden="true" /> : <ShieldAlert aria-hidden="true" />}
      <span>{vault.persistent ? t('vault.sealed', { backend }) : t('vault.memory')}</span>
    </p>
  );
}

/** Says who was connected, and leaves when that came of the validation page: there is no form to lead on from. */
function useTellConnected(): void {
  const { t } = useTranslation('connect');
  const connected = useStore((state) => state.connect.connected);
  const isValidated = useStore((state) => state.connect.validation?.phase === 'validated');
  const told = useRef<readonly Account[]>([]);
  const tell = useCallback(
    (accounts: readonly Account[]) => {
      const names = accounts.map((account) => account.nichandle).join(', ');
      toast(t('connected', { count: accounts.length, names }), { tone: 'good' });
    },
    [t],
  );
  useEffect(() => {
    const fresh = connected.filter((account) => !told.current.includes(account));
    told.current = connected;
    if (fresh.length > 0) tell(fresh);
  }, [connected, tell]);
  useEffect(() => {
    if (isValidated) toRequests();
  }, [isValidated]);
}
