/** Looks for codes of running requests in the e-mails OVHcloud keeps of my accounts. One account's failure hides no other's codes. */
import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { Recognition } from '../../shared/found-code.ts';
import { isRunning } from '../../shared/turn.ts';
import type { Accounts } from './accounts.ts';
import { NEWS } from './codes.ts';
import type { MailCodes } from './mail-codes.ts';
import type { Recognise } from './recognise.ts';
import type { Requests } from './requests.ts';

/** An e-mail may be dated this much before the request it belongs to. */
const EARLIEST_MS = 60_000;

/** @param accountId where it is left out, all accounts are searched. */
export async function findInMail(
  desk: { accounts: Accounts; requests: Requests; mails: MailCodes; recognise: Recognise },
  accountId: string | undefined,
): Promise<Result<Recognition>> {
  const { accounts, mails, recognise } = desk;
  const running = desk.requests.list().filter((request) => isRunning(request.state));
  const found: Recognition = { codes: [], emails: 0, links: 0, bare: 0 };
  let failure: Result<never> | null = null;
  for (const { record, client } of accounts.members()) {
    if (accountId !== undefined && record.id !== accountId) continue;
    const dates = running
      .filter((request) => request.seenBy.includes(record.id))
      .map((request) => Date.parse(request.dateRequest));
    if (dates.length === 0) continue;
    if (!client) {
      failure ??= fail('no-credential', 'connect');
      continue;
    }
    const texts = await mails.texts(record.id, client, Math.min(...dates) - EARLIEST_MS);
    if (!texts.ok) {
      accounts.heardFailure(record.id, texts.error);
      failure ??= texts;
      continue;
    }
    for (const text of texts.value) {
      const recognition = await recognise(text, { accountId: record.id }, 'history');
      found.emails += 1;
      if (!recognition.ok) continue;
      for (const code of recognition.value.codes) {
        if (NEWS.has(code.verdict) && !found.codes.some(({ handle }) => handle === code.handle))
          found.codes.push(code);
      }
    }
  }
  return failure && found.codes.length === 0 ? failure : ok(found);
}
