/** What concerns every screen: offline, an account that is lost, keys in memory only. The stop of the program comes first. */
import { memo } from 'react';
import { abilitiesIn } from '../../shared/ability.ts';
import { type Account, expiryOf, VAULT_TROUBLES } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import {
  expiringAccounts,
  lostAccounts,
  renewAccount,
  reopenAccount,
  useAccountName,
  useAccounts,
} from '../accounts/accounts.ts';
import { restartApp, useCanRestart, useKeyStore } from '../accounts/key-store.ts';
import { UnsentBanner } from '../codes/unsent-banner.tsx';
import { OutboxBanner } from '../outbox/outbox-banner.tsx';
import { useKeepsSealed } from '../outbox/outbox-state.ts';
import { useNow } from '../store/now.ts';
import { go, useScreen } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { knownSince, summariseSync, syncNow } from '../store/sync.ts';
import { Banner, BannerStack } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../words/format.ts';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { DamageBanner } from './damage-banner.tsx';
import { dismiss } from './open.ts';

/** Drawn again only when something of theirs has changed, not whenever their screen is. */
export const AppBanners = memo(function AppBanners() {
  const { t } = useTranslation('common');
  const shellLost = useStore((state) => state.shellLost);
  const accounts = useAccounts();
  const screen = useScreen();
  if (shellLost) {
    return (
      <Banner tone="bad" title={t('banner.shellLost')}>
        {t('banner.shellLostWhy')}
      </Banner>
    );
  }
  return (
    <BannerStack>
      <UnsentBanner />
      <DamageBanner />
      <AdministrationBanner />
      <OfflineBanner accounts={accounts} />
      {screen === 'connect'
        ? null
        : [...Map.groupBy(lostAccounts(accounts), ({ credential }) => credential.state)].map(
            ([state, lost]) => <LostBanner key={state} accounts={lost} />,
          )}
      {screen === 'connect' ? null : <ExpiringBanners accounts={accounts} />}
      <OutboxBanner />
      <MemoryBanner accounts={accounts} />
      <ClockBanner />
    </BannerStack>
  );
});

/** Something of the administrator's file is not as it should be; what holds because of that stands in Settings. */
function AdministrationBanner() {
  const { t, i18n } = useTranslation('administration');
  const administration = useStore((state) => state.app?.administration);
  const dismissed = useStore((state) => state.dismissed.has('administration'));
  const [trouble] = administration?.troubles ?? [];
  if (administration === undefined || trouble === undefined || dismissed) return null;
  const names = new Intl.ListFormat(i18n.language).format(trouble.names);
  return (
    <Banner
      tone="you"
      title={t('bannerTitle')}
      action={<Button onClick={() => go({ screen: 'settings' })}>{t('see')}</Button>}
      onDismiss={() => dismiss('administration')}
    >
      {administration.file}: {t(`trouble.${trouble.why}`, { names })}
    </Banner>
  );
}

function OfflineBanner({ accounts }: { accounts: readonly Account[] }) {
  const nameOf = useAccountName();
  const { t } = useTranslation('common');
  const { t: tf } = useTranslation('failures');
  const { t: to } = useTranslation('outbox');
  const sealed = useKeepsSealed();
  const sync = useStore((state) => state.sync);
  const now = useNow();
  const formats = useFormats();
  const summary = summariseSync(sync);
  if (summary.kind === 'offline') {
    return (
      <Banner
        tone="you"
        title={t('banner.offline')}
        action={<Button onClick={() => void syncNow()}>{t('banner.retry')}</Button>}
      >
        {summary.since === null
          ? t('banner.offlineNothing')
          : to(sealed ? 'offline.sealed' : 'offline.memory', { when: formats.clock(summary.since, now) })}
      </Banner>
    );
  }
  if (summary.kind !== 'failing') return null;
  return accounts.flatMap((account) => {
    const state = sync.find((one) => one.accountId === account.id);
    // An account without a usable credential has its own banner, with what to do about it.
    if (!state || account.credential.state !== 'valid') return [];
    if (state.failure === null && state.online !== false) return [];
    const since = knownSince([state]);
    if (state.failure?.code === 'not-granted')
      return [<LackingBanner key={account.id} account={account} failure={state.failure} />];
    return [
      <Banner
        key={account.id}
        tone="bad"
        title={t('banner.failing', { name: nameOf(account) })}
        action={<Button onClick={() => void syncNow(account.id)}>{t('banner.retry')}</Button>}
      >
        {tf(`code.${state.failure?.code ?? 'offline'}`)}{' '}
        {since === null
          ? t('banner.offlineNothing')
          : t('banner.failingKnown', { when: formats.clock(since, now) })}
      </Banner>,
    ];
  });
}

/** Reading it again changes nothing until somebody grants it: the way out is another. */
function LackingBanner({ account, failure }: { account: Account; failure: Failure }) {
  const nameOf = useAccountName();
  const { t } = useTranslation('common');
  const { t: tf } = useTranslation('failures');
  const what = abilitiesIn(failure.detail ?? '').map((ability) => t(`ability.${ability}`));
  return (
    <Banner
      tone="bad"
      title={t('banner.lacking', { name: nameOf(account) })}
      action={
        <>
          <Button onClick={() => void syncNow(account.id)}>{t('banner.retry')}</Button>
          <Button onClick={() => renewAccount(account.id)}>{t('banner.reconnect')}</Button>
        </>
      }
    >
      {what.length > 0 ? tf('lacking', { what: what.join(', ') }) : tf(`code.${failure.code}`)}{' '}
      {tf(`next.${failure.next}`)} {failure.detail ? tf('detail', { detail: failure.detail }) : null}
    </Banner>
  );
}

/** Away for the same reason, as a locked key store has it for all: said once for them together. */
function LostBanner({ accounts }: { accounts: readonly Account[] }) {
  const nameOf = useAccountName();
  const { t, i18n } = useTranslation('common');
  const canRestart = useCanRestart();
  const [account, ...others] = accounts;
  const state = account?.credential.state ?? 'valid';
  if (account === undefined || state === 'valid') return null;
  const names = new Intl.ListFormat(i18n.language).format(accounts.map(nameOf));
  const isSealed = VAULT_TROUBLES.some((trouble) => trouble === state);
  // Electron's key store is asked once for each start; to ask it again is to start again.
  const restarts = state === 'locked' && canRestart;
  return (
    <Banner
      tone="bad"
      title={t(isSealed ? 'banner.sealed' : 'banner.lost', { name: names, count: accounts.length })}
      action={
        <>
          {restarts ? <Button onClick={() => void restartApp()}>{t('keyStore.restart')}</Button> : null}
          {!restarts && (state === 'locked' || state === 'undecryptable') ? (
            <Button onClick={() => accounts.forEach(({ id }) => void reopenAccount(id))}>
              {t('banner.retry')}
            </Button>
          ) : null}
          {others.length > 0 ? (
            <Button onClick={() => go({ screen: 'settings' })}>{t('banner.toAccounts')}</Button>
          ) : state === 'forbidden' ? null : (
            <Button onClick={() => renewAccount(account.id)}>
              {t(state === 'expired' ? 'banner.renew' : 'banner.reconnect')}
            </Button>
          )}
        </>
      }
    >
      {t(`banner.lostWhy.${state}`)}
    </Banner>
  );
}

/** A week ahead, with the day; dismissed until the next start. Nothing stops before the end itself. */
function ExpiringBanners({ accounts }: { accounts: readonly Account[] }) {
  const nameOf = useAccountName();
  const { t } = useTranslation('common');
  const now = useNow();
  const dismissed = useStore((state) => state.dismissed);
  return expiringAccounts(accounts, now).flatMap((account) => {
    const note = `expiring ${account.id} ${account.credential.expiration ?? ''}`;
    if (dismissed.has(note)) return [];
    return [
      <Banner
        key={account.id}
        tone="you"
        title={t(expiryOf(account, now) === 'past' ? 'banner.ended' : 'banner.ending', {
          name: nameOf(account),
        })}
        action={<Button onClick={() => renewAccount(account.id)}>{t('banner.renew')}</Button>}
        onDismiss={() => dismiss(note)}
      >
        {t('banner.endingWhen')} <When at={account.credential.expiration ?? ''} style="in" />.{' '}
        {t('banner.endingWhy')}
      </Banner>,
    ];
  });
}

/** Minutes, because seconds change nothing in what is shown. */
const CLOCK_OFF_MS = 5 * 60_000;

function ClockBanner() {
  const { t } = useTranslation('common');
  const now = useNow();
  const formats = useFormats();
  const ahead = useStore((state) => state.sync[0]?.clockAhead ?? 0);
  const dismissed = useStore((state) => state.dismissed.has('clock'));
  if (Math.abs(ahead) < CLOCK_OFF_MS || dismissed) return null;
  return (
    <Banner tone="mute" title={t('banner.clock')} onDismiss={() => dismiss('clock')}>
      {t('banner.clockWhy', { here: formats.short(now - ahead, now), there: formats.short(now, now) })}
    </Banner>
  );
}

/** Once per start, quietly, and only where real keys are concerned: the sandbox's are worth nothing. */
function MemoryBanner({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation('common');
  const screen = useScreen();
  const store = useKeyStore();
  const canRestart = useCanRestart();
  const dismissed = useStore((state) => state.dismissed.has('memory'));
  const concerned = accounts.some(
    ({ credential }) => credential.kept === 'memory' && credential.state === 'valid',
  );
  if (store === null || store.state === 'sealing') return null;
  if (dismissed || !concerned || screen === 'connect') return null;
  const isAway = store.state === 'away';
  // Where sealed keys wait for the same, their banner offers it already.
  const offers = isAway && canRestart && !accounts.some(({ credential }) => credential.state === 'locked');
  return (
    <Banner
      tone="mute"
      title={t('banner.memory')}
      action={offers ? <Button onClick={() => void restartApp()}>{t('keyStore.restart')}</Button> : null}
      onDismiss={() => dismiss('memory')}
    >
      {t(isAway ? 'banner.memoryAway' : 'banner.memoryWhy', { store: store.name })}
    </Banner>
  );
}
