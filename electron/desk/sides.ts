/**
 * What a person does with one side besides deciding: asks for a new code, or says himself that it was confirmed elsewhere.
 */
import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { resendEmail } from '../ovh/tasks.ts';
import type { Accounts } from './accounts.ts';
import type { Jobs } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import { aboutRequest, type Requests } from './requests.ts';

export type Sides = {
  /** Has a new code mailed to this side; the old one dies. */
  resend: (requestKey: string, accountId: string) => Promise<Result<ContactRequest>>;
  /** The person's own word: it was confirmed elsewhere, or it still needs its code. Sends nothing. */
  say: (
    requestKey: string,
    accountId: string,
    word: 'say-confirmed' | 'say-open',
  ) => Promise<Result<ContactRequest>>;
};

export function openSides(desk: {
  ledger: Ledger;
  accounts: Accounts;
  requests: Requests;
  jobs: Jobs;
  log: (line: string) => void;
  /** After something was posted: the request may change soon. */
  acted: (accountIds: readonly string[]) => void;
}): Sides {
  const { ledger, accounts, requests } = desk;
  return {
    async resend(requestKey, accountId) {
      const request = requests.get(requestKey);
      const member = accounts.get(accountId);
      if (!request || !member) return fail('not-found', 'read-again');
      if (!member.client) return fail('no-credential', 'connect');
      // The program is about to end: what begins now would be cut off.
      if (desk.jobs.isClosed()) return fail('internal', 'retry');
      let intent: string;
      try {
        intent = await ledger.intend({
          kind: 'resend',
          ...aboutRequest(request, member),
          group: null,
        });
      } catch {
        return fail('storage', 'check-disk');
      }
      const answer = await resendEmail(member.client, request.id);
      if (!answer.ok) accounts.heardFailure(accountId, answer.error);
      await ledger
        .settle(intent, answer.ok ? 'done' : answer.error.code === 'outcome-unknown' ? 'unknown' : 'failed', {
          requestIds: [request.id],
          failure: answer.ok ? null : answer.error,
        })
        .catch((error: unknown) => desk.log(`ledger: an outcome was not written: ${String(error)}`));
      requests.noted();
      if (!answer.ok) return answer;
      desk.acted([accountId]);
      return ok(requests.get(requestKey) ?? request);
    },

    async say(requestKey, accountId, word) {
      const request = requests.get(requestKey);
      const member = accounts.get(accountId);
      if (!request || !member) return fail('not-found', 'read-again');
      try {
        await ledger.note({ kind: word, ...aboutRequest(request, member), group: null });
      } catch {
        return fail('storage', 'check-disk');
      }
      requests.noted();
      return ok(requests.get(requestKey) ?? request);
    },
  };
}
