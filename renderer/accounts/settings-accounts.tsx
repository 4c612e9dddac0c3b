/** The accounts on the settings screen: what each may do and until when, how it is called, renewing and forgetting it. */
import { useState } from 'react';
import { lacking, notKnownYet } from '../../shared/ability.ts';
import { type Account, expiryOf } from '../../shared/account.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { AccountAddresses } from '../facts/account-addresses.tsx';
import { beginMove, openMove } from '../moves/moves-state.ts';
import { Handle } from '../people/handle.tsx';
import { useName } from '../people/names.ts';
import { useNow } from '../store/now.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Pill } from '../ui/pill.tsx';
import { When } from '../words/moment.tsx';
import { useTranslation } from '../words/translation.ts';
import { AccountEdit } from './account-edit.tsx';
import { AccountForget } from './account-forget.tsx';
import { AccountLacks } from './account-lacks.tsx';
import { AccountMark } from './account-mark.tsx';
import { AccountOptional } from './account-optional.tsx';
import { isLacking, renewAccount, useAccountName, useAccounts } from './accounts.ts';

export function SettingsAccounts() {
  const { t } = useTranslation('settings');
  const accounts = useAccounts();
  const [asked, setAsked] = useState<{ what: 'edit' | 'forget'; id: string } | null>(null);
  const account = accounts.find(({ id }) => id === asked?.id);
  const close = () => setAsked(null);
  return (
    <section className="settings-group" aria-labelledby="settings-accounts">
      <h2 id="settings-accounts">{t('accounts.title')}</h2>
      {accounts.length === 0 ? <p className="settings-hint">{t('accounts.none')}</p> : null}
      <ul>
        {accounts.map((one) => (
          <AccountLine
            key={one.id}
            account={one}
            onEdit={() => setAsked({ what: 'edit', id: one.id })}
            onForget={() => setAsked({ what: 'forget', id: one.id })}
          />
        ))}
      </ul>
      <div className="settings-actions">
        <Button onClick={() => go({ screen: 'connect' })}>{t('accounts.connect')}</Button>
      </div>
      {account !== undefined && asked?.what === 'edit' ? (
        <AccountEdit key={account.id} account={account} onClose={close} />
      ) : null}
      {account !== undefined && asked?.what === 'forget' ? (
        <AccountForget account={account} onClose={close} />
      ) : null}
    </section>
  );
}

function AccountLine({
  account,
  onEdit,
  onForget,
}: {
  account: Account;
  onEdit: () => void;
  onForget: () => void;
}) {
  const { t } = useTranslation('settings');
  const { t: tc } = useTranslation('common');
  const now = useNow();
  const { credential, debt } = account;
  const works = credential.state === 'valid';
  const expiry = expiryOf(account, now);
  const ends = expiry === 'soon' || expiry === 'past';
  const lacks = works && isLacking(account);
  const name = useAccountName()(account);
  const shown = useName(account.nichandle);
  const renewal = !works ? 'reconnect' : ends ? 'renew' : lacks ? 'widen' : null;
  return (
    <li className="settings-line">
      <div className="settings-account">
        <div className="settings-account-name">
          <AccountMark account={account} />
          <Handle nichandle={account.nichandle} mine labelled />
          {works ? null : <Pill tone="bad">{t(`accounts.state.${credential.state}`)}</Pill>}
          {ends ? <Pill tone="you">{t('accounts.endsSoon')}</Pill> : null}
          {lacks ? <Pill tone="you">{t('accounts.lacks')}</Pill> : null}
          {debt !== null && debt.value > 0 ? (
            <Pill tone="bad">{t('accounts.debt', { amount: debt.text })}</Pill>
          ) : null}
        </div>
        <div className="settings-hint">
          {[account.name, tc(`endpoint.${account.endpoint}`), account.emailMasked]
            .filter((part) => part !== null && part !== account.nichandle && part !== shown)
            .join(' · ')}
        </div>
        <div className="settings-hint">
          {works ? t(`accounts.kept.${credential.kept}`) : tc(`banner.lostWhy.${credential.state}`)}
          {credential.expiration ? (
            <>
              {' '}
              {t('accounts.expires')} <When at={credential.expiration} style="date" />
            </>
          ) : null}
        </div>
        {works ? <RightsNote account={account} /> : null}
        {works ? <AccountAddresses account={account} /> : null}
        <MoveOf account={account} />
      </div>
      <div className="settings-actions">
        {renewal === null ? null : (
          <Button
            aria-label={t(`accounts.${renewal}Name`, { name })}
            onClick={() => renewAccount(account.id)}
          >
            {t(`accounts.${renewal}`)}
          </Button>
        )}
        <Button aria-label={t('accounts.editName', { name })} onClick={onEdit}>
          {t('accounts.edit')}
        </Button>
        <Button variant="danger" aria-label={t('accounts.forgetName', { name })} onClick={onForget}>
          {t('accounts.forget')}
        </Button>
      </div>
    </li>
  );
}

/** The project that moves or closes this account, or where one begins. */
function MoveOf({ account: { nichandle, api } }: { account: Account }) {
  const { t } = useTranslation('settings');
  const running = useStore((state) => state.moves)?.find(
    (move) => move.ended === null && move.api === api && sameNichandle(move.nichandle, nichandle),
  );
  return (
    <div>
      <Button
        variant="link"
        onClick={() => (running === undefined ? beginMove(nichandle) : openMove(running.id))}
      >
        {t(running === undefined ? 'accounts.move' : `accounts.moving.${running.kind}`)}
      </Button>
    </div>
  );
}

/** What the credential may do. What nobody tells is said to be untold, never taken for granted. */
function RightsNote({ account }: { account: Account }) {
  const { t } = useTranslation('settings');
  const { rights } = account;
  if (rights === null) return <div className="settings-hint">{t('accounts.rights.untold')}</div>;
  const inUse = notKnownYet(rights).length > 0;
  return (
    <div className="settings-hint">
      {inUse ? `${t('accounts.rights.inUse')} ` : null}
      {isLacking(account)
        ? t('accounts.rights.lacking')
        : inUse
          ? null
          : t(lacking(rights).length > 0 ? 'accounts.rights.extras' : 'accounts.rights.all')}
      <AccountLacks account={account} />
      <AccountOptional rights={rights} />
    </div>
  );
}
