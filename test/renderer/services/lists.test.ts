/** Narrowing lists to an account, counting mail, and accounts that are lost. */
import { expect, it } from 'vitest';
import { chosenAccount, hasSandbox, lostAccounts } from '../../../renderer/accounts/accounts.ts';
import { countUnread } from '../../../renderer/mail/mail-state.ts';
import { ofAccount } from '../../../renderer/requests/requests-state.ts';
import { account } from '../../fakes/world.ts';

it('shows all accounts together when the chosen one is gone', () => {
  const accounts = [account('ac21874-ovh')];
  expect(chosenAccount(accounts, 'gone@ovh-eu')).toBeNull();
  expect(chosenAccount(accounts, 'ac21874-ovh@sandbox')?.nichandle).toBe('ac21874-ovh');
});

it('narrows to what the chosen account sees, and gives the same list back where none is chosen', () => {
  const rows = [{ seenBy: ['a'] }, { seenBy: ['a', 'b'] }, { seenBy: ['c'] }];
  expect(ofAccount(rows, 'b')).toEqual([{ seenBy: ['a', 'b'] }]);
  expect(ofAccount(rows, null)).toBe(rows);
});

it('counts unread messages of the chosen account only', () => {
  const mail = [
    { id: '1', accountId: 'a' },
    { id: '2', accountId: 'a' },
    { id: '3', accountId: 'b' },
  ];
  expect(countUnread(mail, new Set(['1']), 'a')).toBe(1);
  expect(countUnread(mail, new Set(['1']), null)).toBe(2);
});

it('takes every credential that is not valid for lost', () => {
  const states = ['valid', 'expired', 'refused', 'missing', 'locked'] as const;
  const accounts = states.map((state) =>
    account(`${state}-ovh`, { credential: { kind: 'application', state, expiration: null, kept: 'memory' } }),
  );
  expect(lostAccounts(accounts).map((one) => one.credential.state)).toEqual([
    'expired',
    'refused',
    'missing',
    'locked',
  ]);
});

it('offers sandbox mail only where an account lives on the sandbox', () => {
  expect(hasSandbox([account('ac21874-ovh')])).toBe(true);
  expect(hasSandbox([account('ac21874-ovh', { endpoint: 'loopback' })])).toBe(false);
});
