/** The mailboxes of my sandbox accounts, and what was read of them. First values only: what changes them is beside it. */

import type { Failure } from '../../shared/failure.ts';
import type { SandboxMessage } from '../../shared/sandbox-message.ts';

export type MailSlice = {
  /** Newest first; `null` until fetched. */
  mail: SandboxMessage[] | null;
  mailFailure: Failure | null;
  /** Ids of messages that were opened; kept while the window lives. */
  mailRead: ReadonlySet<string>;
};

export function mailSlice(): MailSlice {
  return { mail: null, mailFailure: null, mailRead: new Set() };
}
