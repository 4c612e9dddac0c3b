/** Takes up the credential of an account that is known: from the vault, from keys found outside, or from the sandbox. */
import type { Endpoint } from '../../shared/account.ts';
import type { Client } from '../ovh/client.ts';
import type { Credential } from '../ovh/credentials.ts';
import { credentialSchema } from '../ovh/credentials.ts';
import type { Api } from '../ovh/endpoints.ts';
import { tellExpiry } from '../ovh/expiring.ts';
import type { Vault } from '../storage/vault.ts';
import { type AccountRecord, apiOfRecord, heldAgain, withState } from './account-record.ts';
import { findKeys } from './found-keys.ts';
import type { Member } from './member.ts';
import type { OwnSandbox } from './own-sandbox.ts';
import type { Ports } from './ports.ts';

/** Where it cannot be had, the record says why. */
export async function restoreMember(
  desk: {
    ports: Ports;
    vault: Vault;
    mayLive: (endpoint: Endpoint) => boolean;
    sandbox: OwnSandbox;
    open: (api: Api, credential: Credential) => Client;
    changeRecord: (accountId: string, change: (record: AccountRecord) => AccountRecord) => void;
    /** Asks what the credential may do, beside everything else. */
    learn: (accountId: string) => Promise<void>;
  },
  member: Member,
): Promise<void> {
  const { ports, vault, sandbox, open, changeRecord, learn } = desk;
  const { record } = member;
  if (!desk.mayLive(record.endpoint)) {
    changeRecord(record.id, (known) => withState(known, 'forbidden'));
    return;
  }
  const openKnown = (api: Api, credential: Credential): Client =>
    tellExpiry(open(api, credential), () => member.record.credential.expiration);
  const put = (api: Api, credential: Credential): void => {
    member.client?.close();
    member.client = openKnown(api, credential);
    changeRecord(record.id, heldAgain);
    void learn(record.id);
  };
  const api: Api = { ...apiOfRecord(record) };
  switch (record.credential.kept) {
    // Connected again for one start without a key ring, what was sealed before lies in the vault still.
    case 'memory':
    case 'vault': {
      const opened = await vault.get(record.id);
      if (opened.state !== 'open') {
        changeRecord(record.id, (known) =>
          withState(known, opened.state === 'none' ? 'missing' : opened.state),
        );
        return;
      }
      const credential = credentialSchema.safeParse(JSON.parse(opened.secret));
      if (!credential.success) {
        changeRecord(record.id, (known) => withState(known, 'vault-damaged'));
        return;
      }
      const { kind } = credential.data;
      changeRecord(record.id, (known) => ({
        ...known,
        credential: { ...known.credential, kind, kept: 'vault' },
      }));
      put(api, credential.data);
      return;
    }
    case 'environment': {
      const offers = await findKeys(ports);
      const fitting = offers.filter(
        (entry) => entry.api?.name === record.api && entry.offer.kind === record.credential.kind,
      );
      // Several files may hold keys of several accounts: those it was connected with come first.
      const match = fitting.find((entry) => entry.offer.id === record.offer) ?? fitting[0];
      if (match?.api) member.candidate = openKnown(match.api, match.credential);
      else changeRecord(record.id, (known) => withState(known, 'missing'));
      return;
    }
    case 'sandbox': {
      const { api: sandboxed, accounts } = await sandbox.run();
      const own = accounts.find((entry) => entry.nichandle === record.nichandle);
      if (own && sandboxed.ok) {
        put(sandboxed.value, own.credential);
        changeRecord(record.id, (known) => ({ ...withState(known, 'valid'), base: sandboxed.value.base }));
      } else changeRecord(record.id, (known) => withState(known, 'missing'));
      return;
    }
  }
}
