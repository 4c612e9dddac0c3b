/** The first screen where there is no account, and the way to connect another: the sandbox, OVHcloud, or an API on this computer. */
import { FlaskConical, Lock, ShieldAlert } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useId, useRef } from 'react';
import type { Account } from '../../shared/account.ts';
import { useMayTrySandbox, ZonesNote } from '../settings/settings-administration.tsx';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Screen } from '../ui/screen.tsx';
import { toast } from '../ui/toast.tsx';
import { FailureNote } from '../words/failure-note.tsx';
import { hasSandbox, isFirstVisit, isLacking, useAccountName, useAccounts } from './accounts.ts';
import { failureHere } from './connect-blame.ts';
import { ConnectLacking } from './connect-lacking.tsx';
import { ConnectLoopback } from './connect-loopback.tsx';
import { ConnectOffers } from './connect-offers.tsx';
import { ConnectOvh } from './connect-ovh.tsx';
import { endFirstVisit, openConnect, trySandbox, useRenewed } from './connect-state.ts';
import { restartApp, useCanRestart, useKeyStore } from './key-store.ts';
import { Welcome } from './welcome.tsx';
import './connect.css';
import { useTranslation } from '../words/translation.ts';

const toToday = () => go({ screen: 'today' });

/** On to the requests, unless something about what was connected has to be said first. */
function done(): void {
  if (useStore.getState().connect.connected.some(isLacking)) endFirstVisit();
  else toToday();
}

export function ConnectScreen() {
  const { t } = useTranslation(['connect', 'common']);
  const nameOf = useAccountName();
  const isFirst = useStore(isFirstVisit);
  const renewed = useRenewed();
  const renewedId = renewed?.id;
  const lacking = useStore((state) => state.connect.connected.find(isLacking) ?? null);
  // Another account to renew is another visit.
  useEffect(() => {
    void openConnect();
  }, [renewedId]);
  useEffect(() => endFirstVisit, []);
  useTellConnected();
  const wantsOther = useStore((state) => state.route.key !== null);
  if (isFirst && renewed === null && lacking === null && !wantsOther) return <Welcome onDone={done} />;
  const title =
    renewed === null
      ? t(isFirst ? 'connect:titleFirst' : 'connect:title')
      : t('connect:renew.title', { name: nameOf(renewed) });
  if (lacking !== null) {
    return (
      <Screen title={title}>
        <div className="page connect">
          <ConnectLacking account={lacking} onGoOn={toToday} />
        </div>
      </Screen>
    );
  }
  return (
    <Screen title={title} actions={<Button onClick={() => history.back()}>{t('common:back')}</Button>}>
      <div className="page connect">
        <p className="connect-lead">
          {renewed === null
            ? t('connect:lead')
            : t('connect:renew.lead', {
                name: renewed.nichandle,
                place: t(`common:endpoint.${renewed.endpoint}`),
              })}
        </p>
        <ZonesNote />
        <Ways key={renewedId ?? ''} renewed={renewed} />
      </div>
    </Screen>
  );
}

/** All ways to connect; for an account to renew, those of its place alone. */
function Ways({ renewed }: { renewed: Account | null }) {
  const { t } = useTranslation('connect');
  const accounts = useAccounts();
  const place = renewed?.endpoint ?? null;
  const atOvh = place !== 'sandbox' && place !== 'loopback';
  return (
    <>
      {place === null || place === 'sandbox' ? (
        <Part title={t('sandbox.title')}>
          <Sandbox isThere={hasSandbox(accounts)} />
        </Part>
      ) : null}
      {place === null ? <ConnectOffers onDone={done} /> : null}
      {atOvh ? (
        <Part title={t('ovh.title')}>
          <p className="connect-text">{t('ovh.text')}</p>
          <Vault />
          {place === null ? null : <ConnectOffers onDone={done} />}
          <ConnectOvh onDone={done} />
        </Part>
      ) : null}
      {place === null || place === 'loopback' ? (
        <details className="connect-part" open={place === 'loopback' ? true : undefined}>
          <summary className="connect-title">{t('loopback.title')}</summary>
          <div className="connect-part-body">
            <p className="connect-text">{t('loopback.text')}</p>
            {place === null ? null : <ConnectOffers onDone={done} />}
            <ConnectLoopback onDone={done} />
          </div>
        </details>
      ) : null}
    </>
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
  const mayTry = useMayTrySandbox();
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
          disabled={!mayTry || (busy !== null && busy !== 'sandbox')}
          onClick={async () => {
            if (await trySandbox()) done();
          }}
        >
          {t(busy === 'sandbox' ? 'sandbox.starting' : isThere ? 'sandbox.again' : 'sandbox.try')}
        </Button>
      </div>
    </>
  );
}

/** Where the secrets will live, said before any is typed. */
function Vault() {
  const { t } = useTranslation('connect');
  const { t: tc } = useTranslation('common');
  const store = useKeyStore();
  const canRestart = useCanRestart();
  if (store === null) return null;
  const isSealing = store.state === 'sealing';
  return (
    <div className={isSealing ? 'connect-vault' : 'connect-vault connect-vault-memory'}>
      {isSealing ? <Lock aria-hidden="true" /> : <ShieldAlert aria-hidden="true" />}
      <p>{t(`vault.${store.state}`, { store: store.name })}</p>
      {store.state === 'away' && canRestart ? (
        <Button onClick={() => void restartApp()}>{tc('keyStore.restart')}</Button>
      ) : null}
    </div>
  );
}

/** Says who was connected, and leaves when that came of the validation page: there is no form to lead on from. */
function useTellConnected(): void {
  const { t } = useTranslation('connect');
  const connected = useStore((state) => state.connect.connected);
  const isValidated = useStore((state) => state.connect.validation?.phase === 'validated');
  const nameOf = useAccountName();
  // What an earlier visit connected was told then.
  const told = useRef<readonly Account[]>(connected);
  const tell = useCallback(
    (accounts: readonly Account[]) => {
      const names = accounts.map(nameOf).join(', ');
      toast(t('connected', { count: accounts.length, names }), { tone: 'good' });
    },
    [t, nameOf],
  );
  useEffect(() => {
    const fresh = connected.filter((account) => !told.current.includes(account));
    told.current = connected;
    if (fresh.length > 0) tell(fresh);
  }, [connected, tell]);
  useEffect(() => {
    if (isValidated) done();
  }, [isValidated]);
}
