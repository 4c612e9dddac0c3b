/** What calls teach about the rights of a service account, which nobody tells beforehand. */
import { expect, it } from 'vitest';
import {
  type AccountRecord,
  accountFileSchema,
  rightsAfter,
  rightsAfterUse,
  rightsAnew,
} from '../../../electron/desk/account-record.ts';
import type { Rights } from '../../../shared/ability.ts';
import type { Failure } from '../../../shared/failure.ts';
import { account } from '../../fakes/world.ts';

const TRIED: Rights = {
  requests: 'yes',
  services: 'yes',
  debts: 'no',
  mail: 'yes',
  decide: 'unknown',
  handover: 'unknown',
  revoke: 'yes',
  messages: 'unknown',
  payment: 'unknown',
  log: 'unknown',
  policies: 'unknown',
};
const DEBT = 'account:apiovh:me/debtAccount/get';
const ACCEPT = 'account:apiovh:me/task/contactChange/accept';

const record = (more: Partial<AccountRecord> = {}): AccountRecord => ({
  ...account('ac21874-ovh'),
  base: 'https://eu.api.ovh.com/1.0',
  email: null,
  offer: null,
  credential: { kind: 'oauth2', state: 'valid', expiration: null, kept: 'vault' },
  rights: TRIED,
  refusedActions: [DEBT],
  ...more,
});
const refusal = (detail: string): Failure => ({ code: 'not-granted', next: 'grant-in-iam', detail });

it('a refusal is learned with its name, once', () => {
  const after = rightsAfter(record(), refusal(ACCEPT));
  expect(after).toEqual({ rights: { ...TRIED, decide: 'no' }, refusedActions: [DEBT, ACCEPT] });
  expect(rightsAfter(record(after ?? {}), refusal(ACCEPT))).toBeNull();
});

it('a call that went through takes the refusal back, and its name', () => {
  const refused = record({ rights: { ...TRIED, decide: 'no' }, refusedActions: [DEBT, ACCEPT] });
  expect(rightsAfterUse(refused, 'decide')).toEqual({
    rights: { ...TRIED, decide: 'yes' },
    refusedActions: [DEBT],
  });
});

it('one service that may be handed over proves nothing of one that may not', () => {
  expect(rightsAfterUse(record({ rights: { ...TRIED, handover: 'partly' } }), 'handover')).toBeNull();
});

it('read again at a start, what cannot be tried stays as it was last known, and the rest is as it is now', () => {
  const known = record({ rights: { ...TRIED, decide: 'no' }, refusedActions: [DEBT, ACCEPT] });
  const fresh = { rights: { ...TRIED, debts: 'yes' as const }, refusedActions: [] };
  expect(rightsAnew(known, fresh)).toEqual({
    rights: { ...TRIED, debts: 'yes', decide: 'no' },
    refusedActions: [ACCEPT],
  });
});

it('the rights of a key are told, and never learned', () => {
  const key = record({ credential: { ...record().credential, kind: 'application' } });
  expect(rightsAfter(key, refusal(ACCEPT))).toBeNull();
  expect(rightsAfterUse(key, 'decide')).toBeNull();
});

it('what an older version kept of an account is read as it was, and what it did not know is not known', () => {
  const { messages: _m, payment: _p, log: _l, policies: _i, ...older } = TRIED;
  const kept = { version: 1, accounts: [{ ...record(), endpoint: 'ovh-eu', rights: older }] };
  expect(accountFileSchema.parse(kept).accounts[0]?.rights).toEqual(TRIED);
});
