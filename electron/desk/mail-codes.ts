/** The e-mails OVHcloud keeps a copy of, in its older list, for their codes and for when they were sent. Reads sparingly: newest first, no older than the oldest running request, each once. */
import type { Result } from '../../shared/failure.ts';
import { ok } from '../../shared/failure.ts';
import type { Client } from '../ovh/client.ts';
import { listMailIds, readMails } from '../ovh/mail.ts';

/** At most this many messages are read in one search of an account. */
const MOST = 200;
const AT_ONCE = 20;

type Read = { at: number; subject: string; text: string };

export type MailCodes = {
  /** Texts of the messages since `since` (milliseconds), newest first; those already read come from memory. */
  texts: (accountId: string, client: Client, since: number) => Promise<Result<string[]>>;
  /** When messages about this request were sent, ISO 8601, newest first. */
  sentAbout: (accountId: string, client: Client, since: number, id: number) => Promise<Result<string[]>>;
  forget: (accountId: string) => void;
};

export function openMailCodes(): MailCodes {
  /** SECURITY: message texts hold codes: in memory only, as long as the program runs or the account is known. */
  const read = new Map<string, Map<number, Read>>();
  const recent = async (accountId: string, client: Client, since: number): Promise<Result<Read[]>> => {
    const ids = await listMailIds(client);
    if (!ids.ok) return ids;
    const known = read.get(accountId) ?? new Map<number, Read>();
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
            subject: mail.subject,
            text: `Subject: ${mail.subject}\nDate: ${mail.date}\n\n${mail.body}`,
          });
        }
      }
      if (some.some((id) => (known.get(id)?.at ?? since) < since)) break;
    }
    return ok([...known.values()].filter((mail) => mail.at >= since).sort((a, b) => b.at - a.at));
  };
  return {
    async texts(accountId, client, since) {
      const mails = await recent(accountId, client, since);
      return mails.ok ? ok(mails.value.map(({ text }) => text)) : mails;
    },
    async sentAbout(accountId, client, since, id) {
      const mails = await recent(accountId, client, since);
      if (!mails.ok) return mails;
      const named = new RegExp(`(?:^|\\D)${id}(?:\\D|$)`);
      const about = mails.value.filter(({ subject }) => named.test(subject));
      return ok(about.map(({ at }) => new Date(at).toISOString()));
    },
    forget(accountId) {
      read.delete(accountId);
    },
  };
}
