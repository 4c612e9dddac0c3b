/**
 * The requests of all accounts as one list, and what can be done to them: accept, refuse, ask for a new code. Each
 * decision is posted at most once; where an answer is lost the request is read again, and what stays unknown is said.
 */
import type { DecisionOutcome } from '../../shared/contract.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { ContactRequest, Decision } from '../../shared/request.ts';
import { acceptTask, readTask, refuseTask, resendEmail } from '../ovh/tasks.ts';
import type { Accounts, Member } from './accounts.ts';
import type { Codes } from './codes.ts';
import type { Jobs } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import type { Clock } from './ports.ts';
import type { World } from './world.ts';
import { requestOf } from './world.ts';

export type DecisionItem = { requestKey: string; accountId: string; handle: string; decision: Decision };

export type Requests = {
  list: () => ContactRequest[];
  get: (key: string) => ContactRequest | null;
  /** Facts changed: the list is made anew at the next asking. */
  stale: () => void;
  decide: (
    job: string,
    items: readonly DecisionItem[],
    tell: (outcome: DecisionOutcome) => void,
  ) => Promise<DecisionOutcome[]>;
  resend: (requestKey: string, accountId: string) => Promise<Result<ContactRequest>>;
  /** Settles in the ledger what earlier answers left open, from the requests' present states. */
  settleUnknown: () => Promise<void>;
};

/** Posts under way at a time in one job. */
const AT_A_TIME = 4;

export function openRequests(desk: {
  clock: Clock;
  world: World;
  ledger: Ledger;
  accounts: Accounts;
  codes: () => Codes;
  jobs: Jobs;
  log: (line: string) => void;
  /** After something was posted: the request may change soon. */
  acted: (accountIds: readonly string[]) => void;
}): Requests {
  const { world, ledger, accounts } = desk;
  let list: ContactRequest[] | null = null;
  let byKey = new Map<string, ContactRequest>();

  const all = (): ContactRequest[] => {
    if (list) return list;
    const servicesByName = new Map<string, string[]>();
    for (const [key, held] of world.services.entries()) {
      const name = `${held.api}/${held.facts.name.toLowerCase()}`;
      servicesByName.set(name, [...(servicesByName.get(name) ?? []), key]);
    }
    list = [];
    byKey = new Map();
    for (const [key, held] of world.tasks.entries()) {
      const bare = requestOf(key, held);
      const { serviceKey, possible } = serviceOf(bare, servicesByName);
      const request: ContactRequest = {
        ...bare,
        serviceKey,
        family: serviceKey === null ? null : familyOf(serviceKey),
        ...(possible.length > 1 ? { possibleFamilies: possible.flatMap((one) => familyOf(one) ?? []) } : {}),
        confirmations: ledger.confirmationsOf(bare),
        resentAt: ledger.resentAt(bare),
      };
      list.push(request);
      byKey.set(key, request);
    }
    return list;
  };

  const familyOf = (serviceKey: string): string | null =>
    world.services.get(serviceKey)?.facts.family ?? null;

  /** A domain and its zone have the same name, and the task tells no more: what we asked for ourselves, and who holds the contact now, may settle it. */
  const serviceOf = (
    request: Omit<ContactRequest, 'family' | 'serviceKey' | 'confirmations' | 'resentAt'>,
    servicesByName: ReadonlyMap<string, string[]>,
  ): { serviceKey: string | null; possible: string[] } => {
    const asked = ledger.serviceOfRequest(request.api, request.id, request.dateRequest);
    if (asked !== null) return { serviceKey: asked, possible: [] };
    if (request.serviceDomain === null) return { serviceKey: null, possible: [] };
    const named = servicesByName.get(`${request.api}/${request.serviceDomain.toLowerCase()}`) ?? [];
    if (named.length < 2) return { serviceKey: named[0] ?? null, possible: [] };
    const fitting = named.filter((key) => {
      const contacts: Record<string, string | null> | null | undefined =
        world.services.get(key)?.facts.contacts;
      const holder = request.state === 'done' ? request.toAccount : request.fromAccount;
      return contacts && request.contactTypes.every((type) => contacts[type] === holder);
    });
    return fitting.length === 1
      ? { serviceKey: fitting[0] ?? null, possible: [] }
      : { serviceKey: null, possible: fitting.length > 1 ? fitting : named };
  };

  const get = (key: string): ContactRequest | null => {
    all();
    return byKey.get(key) ?? null;
  };

  const readAgain = async (member: Member, request: ContactRequest): Promise<ContactRequest | null> => {
    if (!member.client) return null;
    const task = await readTask(member.client, request.id, { fresh: true });
    if (!task.ok) return null;
    world.tasks.update(member.record.id, request.api, task.value, desk.clock.now());
    list = null;
    return get(request.key);
  };

  const decideOne = async (job: string, item: DecisionItem): Promise<DecisionOutcome> => {
    const end = (outcome: DecisionOutcome['outcome'], failure: Failure | null = null): DecisionOutcome => ({
      requestKey: item.requestKey,
      accountId: item.accountId,
      outcome,
      failure,
    });
    const request = get(item.requestKey);
    const member = accounts.get(item.accountId);
    const code = desk.codes().reveal(item.handle);
    if (!request || !member) return end('failed', fail('not-found', 'read-again').error);
    if (code === null) return end('failed', fail('code-forgotten', 'check-code').error);
    if (!member.client) return end('failed', fail('no-credential', 'connect').error);

    let intent: string;
    try {
      intent = await ledger.intend({
        kind: item.decision,
        api: request.api,
        nichandle: member.record.nichandle,
        serviceName: request.serviceDomain,
        serviceKey: request.serviceKey,
        requestKey: request.key,
        requestId: request.id,
        dateRequest: request.dateRequest,
        changes: [],
        group: job,
      });
    } catch (error) {
      desk.log(`ledger: an intent was not written, so nothing was sent: ${String(error)}`);
      return end('failed', fail('storage', 'check-disk').error);
    }
    const post = item.decision === 'accept' ? acceptTask : refuseTask;
    const answer = await post(member.client, request.id, code);
    const settled = async (
      outcome: 'done' | 'failed' | 'unknown' | 'not-sent',
      failure: Failure | null,
    ): Promise<void> => {
      try {
        await ledger.settle(intent, outcome, { requestIds: [request.id], failure });
      } catch (error) {
        desk.log(`ledger: an outcome was not written: ${String(error)}`);
      }
      list = null;
    };
    const happened = item.decision === 'accept' ? 'accepted' : 'refused';

    if (answer.ok) {
      desk.codes().forget([item.handle]);
      await settled('done', null);
      return end(happened);
    }
    const { error } = answer;
    accounts.heardFailure(item.accountId, error);
    switch (error.code) {
      case 'outcome-unknown': {
        // Never repeated: the request itself is asked what became of it.
        const now = await readAgain(member, request);
        if (now && tookEffect(now, item.decision)) {
          desk.codes().forget([item.handle]);
          await settled('done', null);
          return end(happened);
        }
        await settled('unknown', error);
        return end('unknown', error);
      }
      case 'wrong-code':
      case 'not-waiting':
      case 'gone': {
        desk.codes().forget([item.handle]);
        // A network layer below may have sent the call twice: then the first took effect, and this answers the second.
        const now = await readAgain(member, request);
        if (now && tookEffect(now, item.decision)) {
          await settled('done', null);
          return end(happened);
        }
        await settled('failed', error);
        return end(error.code === 'wrong-code' ? 'wrong-code' : 'not-waiting', error);
      }
      case 'not-granted':
      case 'forbidden':
        await settled('failed', error);
        return end('not-allowed', error);
      default:
        // The server did not take it: the code stays good and stays held.
        await settled(
          error.code === 'offline' || error.code === 'rate-limited' ? 'not-sent' : 'failed',
          error,
        );
        return end('failed', error);
    }
  };

  return {
    list: all,
    get,
    stale() {
      list = null;
    },

    async decide(job, items, tell) {
      const outcomes = await desk.jobs.run(job, items, AT_A_TIME, async (item, stopped) => {
        const outcome: DecisionOutcome = stopped
          ? { requestKey: item.requestKey, accountId: item.accountId, outcome: 'stopped', failure: null }
          : await decideOne(job, item);
        tell(outcome);
        return outcome;
      });
      desk.acted([...new Set(items.map((item) => item.accountId))]);
      return outcomes;
    },

    async resend(requestKey, accountId) {
      const request = get(requestKey);
      const member = accounts.get(accountId);
      if (!request || !member) return fail('not-found', 'read-again');
      if (!member.client) return fail('no-credential', 'connect');
      let intent: string;
      try {
        intent = await ledger.intend({
          kind: 'resend',
          api: request.api,
          nichandle: member.record.nichandle,
          serviceName: request.serviceDomain,
          serviceKey: request.serviceKey,
          requestKey,
          requestId: request.id,
          dateRequest: request.dateRequest,
          changes: [],
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
      list = null;
      if (!answer.ok) return answer;
      desk.acted([accountId]);
      return ok(get(requestKey) ?? request);
    },

    async settleUnknown() {
      for (const intent of ledger.unsettled()) {
        if ((intent.kind !== 'accept' && intent.kind !== 'refuse') || intent.requestKey === null) continue;
        const request = get(intent.requestKey);
        if (!request || request.dateRequest !== intent.dateRequest || !tookEffect(request, intent.kind))
          continue;
        await ledger.settle(intent.id, 'done', { requestIds: [request.id] });
        list = null;
      }
    },
  };
}

/** Whether the request's state alone proves that the decision reached OVHcloud. */
function tookEffect(request: ContactRequest, decision: Decision): boolean {
  return decision === 'refuse'
    ? request.state === 'refused'
    : request.state === 'doing' || request.state === 'done';
}
