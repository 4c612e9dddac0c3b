/** Looks for codes in the e-mails OVHcloud keeps a copy of. Reads sparingly: newest first, no older than the oldest running request, each once. */
import type { Result } from '../../shared/failure.ts';
import { ok } from '../../shared/failure.ts';
import type { Client } from '../ovh/client.ts';
import { listMailIds, readMails } from '../ovh/mail.ts';

/** At most this many messages are read in one search of an account. */
const MOST = 200;
const AT_ONCE = 20;

export type MailCodes = {
  /** Texts of the messages since `since` (milliseconds), newest first; those already read come from memory. */
  texts: (accountId: string, client: Client, since: number) => Promise<Result<string[]>>;
  forget: (accountId: string) => void;
};

export function openMailCodes(): MailCodes {
  /** SECURITY: message texts hold codes: in memory only, as long as the program runs or the account is known. */
  const read = new Map<string, Map<number, { at: number; text: string }>>();
  return {
    async texts(accountId, client, since) {
      const ids = await listMailIds(client);
      if (!ids.ok) return ids;
      const known = read.get(accountId) ?? new Map<number, { at: number; text: string }>();
      read.set(accountId, known);
      const newest = [...ids.value].sort((a, b) => b - a).slice(0, MOST);
      for (let start = 0; start < newest.length; start += AT_ONCE) {
        const some = newest.slice(start, start + AT_ONCE);
        const missing = some.filter((id) => !known.has(id));
        if (missing.length > 0) {
          const mails = await readMails(client, missing);
          if (!mails.ok) return mails;
          for (const mail of mails.value) {
            known.set(mail.id, {
              at: Date.parse(mail.date),
              text: `Subject: ${mail.subject}\nDate: ${mail.date}\n\n${mail.body}`,
            });
          }
        }
        if (some.some((id) => (known.get(id)?.at ?? since) < since)) break;
      }
      const recent = [...known.values()].filter((mail) => mail.at >= since);
      return ok(recent.sort((a, b) => b.at - a.at).map((mail) => mail.text));
    },
    forget(accountId) {
      read.delete(accountId);
    },
  };
}
