/** Connecting and forgetting an account stand in the ledger too. */
import type { Ledger } from './ledger.ts';

export type NoteAccount = (kind: 'connect' | 'forget', api: string, nichandle: string) => Promise<void>;

/** Never rejects: the deed itself is done, and does not wait for its line. */
export function openAccountNotes(ledger: Ledger, log: (line: string) => void): NoteAccount {
  return async (kind, api, nichandle) => {
    try {
      const intent = await ledger.intend({
        kind,
        api,
        nichandle,
        serviceName: null,
        serviceKey: null,
        requestKey: null,
        requestId: null,
        dateRequest: null,
        changes: [],
        group: null,
      });
      await ledger.settle(intent, 'done');
    } catch (error) {
      log(`ledger: ${String(error)}`);
    }
  };
}
