/**
 * The accounts: connecting, keeping, renewing and forgetting them. Credentials go from the vault to the API client and
 * nowhere else. SECURITY: `Account`, the only shape that leaves, has no field for a secret; the e-mail leaves masked.
 */
import type { Ability } from '../../shared/ability.ts';
import type { Account, AccountColour, Endpoint } from '../../shared/account.ts';
import { mayLiveAt } from '../../shared/administration.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { Offer } from '../../shared/offer.ts';
import type { Client } from '../ovh/client.ts';
import { openClient } from '../ovh/client.ts';
import type { Credential } from '../ovh/credentials.ts';
import type { Api } from '../ovh/endpoints.ts';
import { tellExpiry } from '../ovh/expiring.ts';
import { readGranted } from '../ovh/granted.ts';
import { logout, readDebt, readMe } from '../ovh/me.ts';
import type { ToldTime } from '../ovh/server-time.ts';
import { openWays } from '../ovh/transport.ts';
import { openJsonFile, type Place } from '../storage/json-file.ts';
import type { Vault } from '../storage/vault.ts';
import type { AccountRecord } from './account-record.ts';
import {
  accountFileSchema,
  freeColour,
  heldAgain,
  idOf,
  recordOf,
  rightsAfter,
  rightsAfterUse,
  rightsAnew,
  stateAfter,
  toAccount,
  withState,
} from './account-record.ts';
import { findKeys } from './found-keys.ts';
import type { Member } from './member.ts';
import { openSandbox } from './own-sandbox.ts';
import type { Ports } from './ports.ts';
import { restoreMember } from './restoring.ts';
import { openValidations, type Validations } from './validations.ts';
import type { Where } from './where.ts';
import { apiFor } from './where.ts';

/** Id of the account whose credential is to be renewed; without it any account is welcome. */
type Renews = string | undefined;

export type Accounts = {
  list: () => Account[];
  members: () => Member[];
  get: (accountId: string) => Member | null;
  /** Takes up the credentials of all known accounts; those that cannot be had are `missing` or `locked`. */
  restore: () => Promise<void>;
  /** Tries once more to have the credential of one: a key store may have been unlocked. */
  reopen: (accountId: string) => Promise<Result<Account>>;
  /** Makes sure that keys found outside belong to this account; fails as any read does, or with `no-credential` where they are another's. */
  identify: (accountId: string) => Promise<Result<null>>;
  /** Fails with `another-account`, and keeps nothing, where keys of one account are wanted and these are another's. */
  connect: (where: Where, credential: Credential, renews?: Renews) => Promise<Result<Account>>;
  trySandbox: () => Promise<Result<Account[]>>;
  validations: Validations;
  offers: () => Promise<Offer[]>;
  takeOffer: (offer: string, renews?: Renews) => Promise<Result<Account>>;
  change: (
    accountId: string,
    change: { label?: string | undefined; colour?: AccountColour | undefined; place?: number | undefined },
  ) => Promise<Result<Account[]>>;
  forget: (accountId: string) => Promise<Result<{ loggedOut: boolean }>>;
  /** Takes note of what a failed call says about the credential. */
  heardFailure: (accountId: string, failure: Failure) => void;
  /** Takes note of what a call that went through says about the rights. */
  worked: (accountId: string, ability: Ability) => void;
  /** Reads the debt again; a key without the right leaves it unknown. */
  refreshDebt: (accountId: string) => Promise<void>;
  /** Aborts calls and lets a write under way end. */
  close: () => Promise<void>;
};

const FORBIDDEN = fail('administrator', 'ask-administrator');

/** Accounts that the built-in sandbox's agency holds, first in its list. */
const AGENCY_ACCOUNTS = 3;

export async function openAccounts(
  ports: Ports,
  vault: Vault,
  place: Place,
  tell: {
    changed: () => void;
    /** A server's clock was read; `standIn`: only the sandbox's. */
    time: (told: ToldTime, standIn: boolean) => void;
    connected: (account: Account) => void;
    forgotten: (accountId: string) => Promise<void>;
  },
): Promise<Accounts> {
  const members = new Map<string, Member>();
  const sandbox = openSandbox(ports.startSandbox);
  const mayLive = (endpoint: Endpoint): boolean => mayLiveAt(ports.administration, endpoint);

  const file = await openJsonFile(place, 'accounts.json', 'accounts', accountFileSchema, {
    key: 'accounts',
    entry: accountFileSchema.shape.accounts.element,
  });
  for (const record of file.found?.accounts ?? []) {
    const forgotten = record.credential.kept === 'memory';
    const known = forgotten ? withState(record, 'missing') : record;
    members.set(record.id, {
      record: mayLive(record.endpoint) ? known : withState(known, 'forbidden'),
      client: null,
      candidate: null,
      former: null,
    });
  }

  const save = (): Promise<void> =>
    file.write({ version: 1, accounts: [...members.values()].map((member) => member.record) });

  const ways = openWays(ports, ports.clock);
  const open = (api: Api, credential: Credential | null): Client =>
    openClient({
      api,
      credential,
      ...ways,
      clock: ports.clock,
      timeTold: (told) => tell.time(told, api.endpoint === 'sandbox'),
      log: ports.log,
    });

  const shut = (member: Member | undefined): void => {
    member?.client?.close();
    member?.candidate?.close();
    member?.former?.close();
  };

  const changeRecord = (accountId: string, change: (record: AccountRecord) => AccountRecord): void => {
    const member = members.get(accountId);
    if (!member) return;
    member.record = change(member.record);
    tell.changed();
    save().catch((error: unknown) => ports.log(`accounts: not saved: ${String(error)}`));
  };

  /** Rights and end of a credential taken up again: service accounts may have been given others meanwhile. */
  const learn = async (accountId: string): Promise<void> => {
    const member = members.get(accountId);
    if (!member?.client) return;
    const { client } = member;
    const granted = await readGranted(client, member.record.credential.kind);
    if (granted === null || members.get(accountId)?.client !== client) return;
    const { expiration } = granted;
    const { rights, refusedActions } = rightsAnew(member.record, granted);
    const { record: known } = member;
    const before = [known.rights, known.refusedActions, known.credential.expiration];
    if (JSON.stringify(before) === JSON.stringify([rights, refusedActions, expiration])) return;
    changeRecord(accountId, (record) => ({
      ...record,
      rights,
      refusedActions,
      credential: { ...record.credential, expiration },
    }));
  };

  /** Checks the credential with real calls, then keeps it. Nothing is kept of one that does not work. */
  const adopt = async (
    api: Api,
    credential: Credential,
    kept: Account['credential']['kept'],
    { renews, offer = null }: { renews?: Renews; offer?: string | null } = {},
  ): Promise<Result<Account>> => {
    // SECURITY: nothing is sent to where no account may live.
    if (!mayLive(api.endpoint)) return FORBIDDEN;
    let end: string | null = null;
    const client = tellExpiry(open(api, credential), () => end);
    const me = await readMe(client);
    if (!me.ok) {
      client.close();
      return me;
    }
    const { nichandle } = me.value;
    if (renews !== undefined && renews !== idOf(api, nichandle)) {
      client.close();
      return fail('another-account', 'check-keys', { detail: nichandle });
    }
    const [granted, debt] = await Promise.all([readGranted(client, credential.kind), readDebt(client)]);
    end = granted?.expiration ?? null;
    const others = [...members.values()].map((member) => member.record);
    const record = recordOf(
      api,
      me.value,
      {
        kind: credential.kind,
        expiration: end,
        kept: kept === 'vault' && !vault.persistent ? 'memory' : kept,
        debt: debt.ok ? debt.value : null,
        rights: granted?.rights ?? null,
        refusedActions: granted?.refusedActions ?? [],
        offer,
      },
      members.get(idOf(api, nichandle))?.record ?? { label: '', colour: freeColour(others) },
    );
    const { id } = record;
    if (kept === 'vault') {
      try {
        await vault.put(id, JSON.stringify(credential));
      } catch {
        // The error of a vault may quote what it was given.
        client.close();
        return fail('storage', 'check-disk');
      }
    }
    const before = members.get(id);
    before?.candidate?.close();
    before?.former?.close();
    // A decision that is on its way with the former credential is not cut off by the new one.
    before?.client?.retire();
    members.set(id, { record, client, candidate: null, former: before?.client ?? null });
    tell.changed();
    try {
      await save();
    } catch {
      return fail('storage', 'check-disk');
    }
    const account = toAccount(record);
    tell.connected(account);
    return ok(account);
  };

  const validations = openValidations({
    open,
    mayLive,
    adopt: (api, credential, renews) => adopt(api, credential, 'vault', { renews }),
  });
  const restoring = { mayLive, ports, vault, open, learn, changeRecord, sandbox };

  return {
    list: () => [...members.values()].map((member) => toAccount(member.record)),
    members: () => [...members.values()],
    get: (accountId) => members.get(accountId) ?? null,

    async restore() {
      await Promise.all(
        [...members.values()].map((member) =>
          restoreMember(restoring, member).catch((error: unknown) => {
            ports.log(`accounts: ${member.record.nichandle} could not be restored: ${String(error)}`);
            changeRecord(member.record.id, (known) => withState(known, 'missing'));
          }),
        ),
      );
    },

    async reopen(accountId) {
      const member = members.get(accountId);
      if (!member) return fail('not-found', 'read-again');
      if (!member.client && !member.candidate) await restoreMember(restoring, member);
      return ok(toAccount(member.record));
    },

    async identify(accountId) {
      const member = members.get(accountId);
      if (!member?.candidate) return member?.client ? ok(null) : fail('no-credential', 'connect');
      const { candidate } = member;
      const me = await readMe(candidate);
      if (!me.ok) return me;
      if (member.candidate !== candidate) return fail('no-credential', 'connect');
      member.candidate = null;
      if (me.value.nichandle === member.record.nichandle) {
        member.client = candidate;
        changeRecord(accountId, heldAgain);
        void learn(accountId);
        return ok(null);
      }
      candidate.close();
      changeRecord(accountId, (record) => withState(record, 'missing'));
      return fail('no-credential', 'connect');
    },

    async connect(where, credential, renews) {
      const api = apiFor(where);
      return api.ok ? adopt(api.value, credential, 'vault', { renews }) : api;
    },

    async trySandbox() {
      if (!mayLive('sandbox')) return FORBIDDEN;
      const { api, accounts } = await sandbox.run();
      if (!api.ok) return api;
      const connected: Account[] = [];
      for (const { credential } of accounts.slice(0, AGENCY_ACCOUNTS)) {
        const account = await adopt(api.value, credential, 'sandbox');
        if (!account.ok) return account;
        connected.push(account.value);
      }
      return ok(connected);
    },

    validations,

    async offers() {
      const found = await findKeys(ports);
      return found.flatMap(({ api, offer }) => (api === null || mayLive(api.endpoint) ? [offer] : []));
    },

    async takeOffer(offer, renews) {
      const match = (await findKeys(ports)).find((entry) => entry.offer.id === offer);
      if (!match) return fail('not-found', 'connect');
      if (match.api === null) return fail('no-contacts-here', 'fix-input');
      return adopt(match.api, match.credential, 'environment', { renews, offer });
    },

    async change(accountId, { label, colour, place }) {
      const member = members.get(accountId);
      if (!member) return fail('not-found', 'read-again');
      member.record = {
        ...member.record,
        label: label ?? member.record.label,
        colour: colour ?? member.record.colour,
      };
      if (place !== undefined) {
        const order = [...members.values()].filter((other) => other !== member);
        order.splice(place, 0, member);
        members.clear();
        for (const one of order) members.set(one.record.id, one);
      }
      tell.changed();
      try {
        await save();
      } catch {
        return fail('storage', 'check-disk');
      }
      return ok([...members.values()].map((one) => toAccount(one.record)));
    },

    async forget(accountId) {
      const member = members.get(accountId);
      if (!member) return fail('not-found', 'read-again');
      // Keys from the environment are the user's own for other programs too: they are not expired from here.
      const mayLogOut = member.client !== null && member.record.credential.kept !== 'environment';
      const loggedOut = mayLogOut && member.client ? (await logout(member.client)).ok : false;
      try {
        // The secret first: while it cannot be wiped, the account stays in sight.
        await vault.forget(accountId);
      } catch {
        return fail('storage', 'check-disk');
      }
      shut(member);
      members.delete(accountId);
      try {
        await save();
        await tell.forgotten(accountId);
      } catch {
        return fail('storage', 'check-disk');
      } finally {
        tell.changed();
      }
      return ok({ loggedOut });
    },

    heardFailure(accountId, failure) {
      const state = stateAfter(failure);
      const member = members.get(accountId);
      const learned = member === undefined ? null : rightsAfter(member.record, failure);
      if (learned !== null) changeRecord(accountId, (record) => ({ ...record, ...learned }));
      if (state && member && member.record.credential.state !== state) {
        changeRecord(accountId, (record) => withState(record, state));
      }
    },

    worked(accountId, ability) {
      const member = members.get(accountId);
      const learned = member === undefined ? null : rightsAfterUse(member.record, ability);
      if (learned !== null) changeRecord(accountId, (record) => ({ ...record, ...learned }));
    },

    async refreshDebt(accountId) {
      const member = members.get(accountId);
      if (!member?.client) return;
      const debt = await readDebt(member.client);
      if (!debt.ok) return;
      if (JSON.stringify(debt.value) !== JSON.stringify(member.record.debt)) {
        changeRecord(accountId, (record) => ({ ...record, debt: debt.value }));
      }
    },

    async close() {
      for (const member of members.values()) shut(member);
      validations.close();
      await file.settled();
    },
  };
}
