/** The rail at the left: whose lists are shown, where to go, and how fresh what is shown is. */
import {
  Activity,
  ArrowLeftRight,
  ChevronsUpDown,
  Inbox,
  KeyRound,
  ListChecks,
  Mail,
  Plus,
  Server,
  Settings as SettingsIcon,
  Sun,
  UsersRound,
} from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Account } from '../../shared/account.ts';
import { AccountMark } from '../accounts/account-mark.tsx';
import { hasSandbox, useAccountName, useAccounts, useChosenAccount } from '../accounts/accounts.ts';
import { openTray } from '../codes/tray.ts';
import { useCodesWaiting } from '../codes/use-tray.ts';
import { useHandoversUnderWay } from '../handover/use-handovers.ts';
import { useUnreadCount } from '../mail/mail-state.ts';
import { useYourTurnCount } from '../requests/requests-state.ts';
import { useServiceCount } from '../services/services-state.ts';
import { changeSettings } from '../settings/settings-state.ts';
import { presentOf } from '../store/now.ts';
import { formatRoute, go, useScreen } from '../store/route.ts';
import { type ScreenName } from '../store/route-slice.ts';
import { useStore } from '../store/store.ts';
import { type SyncSummary, summariseSync, syncNow } from '../store/sync.ts';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { Pill, type Tone } from '../ui/pill.tsx';
import { useFormats, useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';

export function Rail() {
  const { t } = useTranslation('common');
  const accounts = useAccounts();
  const number = useNumber();
  const yourTurn = useYourTurnCount();
  const services = useServiceCount();
  const unread = useUnreadCount();
  const moving = useHandoversUnderWay();
  return (
    <nav className="rail" aria-label={t('rail.label')}>
      <Switcher />
      <ul className="rail-links">
        <RailLink screen="today" icon={<Sun aria-hidden="true" />} />
        <RailLink
          screen="requests"
          icon={<Inbox aria-hidden="true" />}
          count={yourTurn === 0 ? null : number(yourTurn)}
          countLabel={t('rail.yourTurn', { count: yourTurn })}
          tone="you"
        />
        <TrayLink />
        <RailLink
          screen="services"
          icon={<Server aria-hidden="true" />}
          count={services === 0 ? null : number(services)}
        />
        <RailLink screen="people" icon={<UsersRound aria-hidden="true" />} />
        <RailLink
          screen="handovers"
          icon={<ArrowLeftRight aria-hidden="true" />}
          count={moving === 0 ? null : number(moving)}
          countLabel={t('rail.moving', { count: moving })}
        />
        <RailLink screen="rules" icon={<ListChecks aria-hidden="true" />} />
        <RailLink screen="activity" icon={<Activity aria-hidden="true" />} />
        {hasSandbox(accounts) ? (
          <RailLink
            screen="mail"
            icon={<Mail aria-hidden="true" />}
            count={unread === 0 ? null : number(unread)}
            countLabel={t('rail.newMail', { count: unread })}
          />
        ) : null}
      </ul>
      <div className="rail-foot">
        <ul className="rail-links">
          <RailLink screen="settings" icon={<SettingsIcon aria-hidden="true" />} />
        </ul>
        {accounts.length > 0 ? <SyncLine /> : null}
      </div>
    </nav>
  );
}

function RailLink({
  screen,
  icon,
  count = null,
  countLabel,
  tone = 'mute',
}: {
  screen: ScreenName;
  icon: ReactNode;
  count?: string | null;
  /** What the number means, where the number alone does not tell. */
  countLabel?: string;
  tone?: Tone;
}) {
  const { t } = useTranslation('common');
  const here = useScreen();
  return (
    <li>
      <a
        className="rail-link"
        href={formatRoute({ screen })}
        title={t(`rail.${screen}`)}
        aria-current={here === screen ? 'page' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          go({ screen });
        }}
      >
        {icon}
        <span className="rail-link-text ellipsis">{t(`rail.${screen}`)}</span>
        {count === null ? null : (
          <Pill tone={tone}>
            <span aria-hidden={countLabel ? true : undefined}>{count}</span>
            {countLabel ? <span className="visually-hidden">{countLabel}</span> : null}
          </Pill>
        )}
      </a>
    </li>
  );
}

/** The way back to codes that were found and left for later; there only while there are some. */
function TrayLink() {
  const { t } = useTranslation('common');
  const number = useNumber();
  const count = useCodesWaiting();
  if (count === 0) return null;
  return (
    <li>
      <button type="button" className="rail-link rail-tray" title={t('rail.tray')} onClick={openTray}>
        <KeyRound aria-hidden="true" />
        <span className="rail-link-text ellipsis">{t('rail.tray')}</span>
        <Pill tone="you">
          <span aria-hidden="true">{number(count)}</span>
          <span className="visually-hidden">{t('rail.codes', { count })}</span>
        </Pill>
      </button>
    </li>
  );
}

/** Whose an account is and where it lives: organisation and zone; `full` names the place as well. */
function useAccountNote(): (account: Account, full?: boolean) => string {
  const { t } = useTranslation('common');
  const nameOf = useAccountName();
  return (account, full = false) => {
    const place = t(`endpoint.${account.endpoint}`);
    const zone = account.zone === 'unknown' ? place : t(`zone.${account.zone}`);
    const parts = [account.nichandle, account.name, zone, ...(full ? [place] : [])];
    return [...new Set(parts)].filter((part) => part !== nameOf(account)).join(' · ');
  };
}

function Switcher() {
  const { t } = useTranslation('common');
  const accounts = useAccounts();
  const chosen = useChosenAccount();
  const noteOf = useAccountNote();
  const nameOf = useAccountName();
  const only = accounts.length === 1 ? accounts[0] : undefined;
  const shown = chosen ?? only ?? null;
  const name =
    (shown === null ? null : nameOf(shown)) ??
    (accounts.length === 0 ? t('switcher.none') : t('switcher.all'));
  const note =
    shown !== null
      ? noteOf(shown)
      : accounts.length === 0
        ? t('switcher.noneNote')
        : t('switcher.allNote', { count: accounts.length });
  const items: MenuEntry[] = [
    ...(accounts.length > 1
      ? [
          {
            label: t('switcher.all'),
            note: t('switcher.allNote', { count: accounts.length }),
            icon: (
              <span className="rail-avatar">
                <UsersRound aria-hidden="true" />
              </span>
            ),
            checked: chosen === null,
            ...(chosen === null ? {} : { shortcut: 'mod+shift+e' }),
            onSelect: () => void changeSettings({ account: null }),
          },
        ]
      : []),
    ...accounts.map((account, index) => ({
      label: nameOf(account),
      note: noteOf(account, true),
      icon: <AccountMark account={account} />,
      checked: account.id === shown?.id,
      ...(accounts.length > 1 && index < 9 ? { shortcut: `mod+shift+${index + 1}` } : {}),
      onSelect: () => void changeSettings({ account: account.id }),
    })),
    {
      label: t('switcher.connect'),
      icon: <Plus aria-hidden="true" />,
      lineBefore: accounts.length > 0,
      onSelect: () => go({ screen: 'connect' }),
    },
  ];
  return (
    <Menu
      align="start"
      items={items}
      trigger={
        <button type="button" className="rail-account">
          {shown === null ? (
            <span className="rail-avatar">
              <UsersRound aria-hidden="true" />
            </span>
          ) : (
            <AccountMark account={shown} />
          )}
          <span className="rail-account-text">
            <span className="rail-account-name ellipsis">{name}</span>
            <span className="rail-account-note ellipsis" title={note}>
              {note}
            </span>
            <span className="visually-hidden">. {t('switcher.label')}</span>
          </span>
          <ChevronsUpDown className="rail-account-more" aria-hidden="true" />
        </button>
      }
    />
  );
}

const DOTS: Record<SyncSummary['kind'], string> = {
  never: '',
  syncing: ' rail-dot-busy',
  offline: ' rail-dot-you',
  failing: ' rail-dot-bad',
  fresh: ' rail-dot-good',
};

function SyncLine() {
  const { t } = useTranslation('common');
  const sync = useStore((state) => state.sync);
  const formats = useFormats();
  const now = useTicking(5_000);
  const summary = summariseSync(sync);
  const when =
    'since' in summary && summary.since !== null
      ? // What was read after the last tick is not in the future.
        formats.relative(summary.since, Math.max(now, summary.since))
      : null;
  const text =
    summary.kind === 'offline'
      ? when === null
        ? t('sync.offline')
        : t('sync.offlineSince', { when })
      : summary.kind === 'failing'
        ? t('sync.failing', { count: summary.accountIds.length })
        : summary.kind === 'fresh'
          ? t('sync.fresh', { when })
          : t(`sync.${summary.kind}`);
  const services = summary.kind === 'fresh' ? summary.services : null;
  const hint =
    services === null
      ? t('sync.now')
      : `${t('sync.services', { when: formats.relative(services, Math.max(now, services)) })} ${t('sync.now')}`;
  return (
    <button type="button" className="rail-sync" title={hint} onClick={() => void syncNow()}>
      <span className={`rail-dot${DOTS[summary.kind]}`} aria-hidden="true" />
      <span className="rail-sync-text">
        {text}
        <span className="visually-hidden">. {t('sync.now')}</span>
      </span>
    </button>
  );
}

/** A faster clock for one line: seconds count here. */
function useTicking(every: number): number {
  const sync = useStore((state) => state.sync);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), every);
    return () => clearInterval(timer);
  }, [every]);
  const now = presentOf(sync);
  return now;
}
