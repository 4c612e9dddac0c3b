/** What a person does about an e-mail that brought a code: has OVHcloud's own list asked for it, keeps a forged one for a report. Sends nothing. */
import type { Output } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { Judgement } from '../../shared/judgement.ts';
import { hasMessage } from '../ovh/messages.ts';
import type { Accounts } from './accounts.ts';
import type { Codes } from './codes.ts';
import type { Ports } from './ports.ts';
import { saveDocument } from './table-files.ts';

/** How far the time an e-mail tells may lie from OVHcloud's own. */
const NEAR_MS = 30 * 60_000;

/** `bad-input`: the e-mail tells no subject or time, or not for whom it is, so that nothing can be compared. */
export async function confirmMail(
  { accounts, codes }: { accounts: Accounts; codes: Codes },
  handle: string,
): Promise<Result<Judgement>> {
  const found = codes.mailOf(handle);
  if (found === null) return fail('code-forgotten', 'check-code');
  const { mail, told } = found;
  const at = Date.parse(told.sentAt ?? '');
  const member = told.accountId === null ? null : accounts.get(told.accountId);
  if (mail.judgement.subject === '' || Number.isNaN(at) || member === null)
    return fail('bad-input', 'fix-input');
  if (!member.client) return fail('no-credential', 'connect');
  const answer = await hasMessage(member.client, mail.judgement.subject, {
    from: at - NEAR_MS,
    to: at + NEAR_MS,
  });
  if (!answer.ok) {
    accounts.heardFailure(member.record.id, answer.error);
    return answer;
  }
  accounts.worked(member.record.id, 'messages');
  const judgement = answer.value === null ? null : codes.heardHistory(handle, answer.value);
  return ok(judgement ?? mail.judgement);
}

/** SECURITY: only what is judged forged leaves: the file may go anywhere, and a genuine e-mail holds a code that works. */
export async function reportMail(
  { codes, ports, isLocked }: { codes: Codes; ports: Ports; isLocked: () => boolean },
  handle: string,
): Promise<Result<Output<'mails:report'>>> {
  const found = codes.mailOf(handle);
  const source = found?.mail.source ?? null;
  if (found === null || source === null) return fail('code-forgotten', 'check-code');
  if (found.told.mail?.verdict !== 'forged') return fail('not-allowed', 'report');
  const name = `suspicious-${found.told.requestId ?? 'e-mail'}.eml`;
  const text = source.replace(/\r?\n/g, '\r\n');
  if (ports.askWhereToSave === null) return ok({ how: 'offer', name, text });
  const file = await saveDocument({
    name,
    content: text,
    ask: ports.askWhereToSave,
    isLocked,
    log: ports.log,
  });
  return file.ok ? ok({ how: 'saved', file: file.value }) : file;
}
