/** One account as the desk holds it: its record, and the clients that speak in its name. */
import type { Client } from '../ovh/client.ts';
import type { AccountRecord } from './account-record.ts';

export type Member = {
  record: AccountRecord;
  /** For calls in this account's name; `null` without a credential, or before it is known to be this account's. */
  client: Client | null;
  /** With keys that lie outside the program and may have been exchanged since: not used before `identify` said yes. */
  candidate: Client | null;
  /** Of the credential before, for a decision that is still on its way. */
  former: Client | null;
};
