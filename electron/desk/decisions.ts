/**
 * Decisions on requests: accept or refuse with a code. Each is posted at most once; where an answer is lost the request is
 * read again, and what stays unknown is said.
 */

import type { ActivityEntry } from '../../shared/activity.ts';
import type { DecisionOutcome } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail } from '../../shared/failure.ts';
import { type Confirmation, type ContactRequest, type Decision, sideKey } from '../../shared/request.ts';
import { isRunning, takesCodes } from '../../shared/turn.ts';
import { tellsConfirmed } from '../ovh/failures.ts';
import { acceptTask, readTask, refuseTask } from '../ovh/tasks.ts';
import type { Accounts } from './accounts.ts';
import type { Codes } from './codes.ts';
import { type Job, workThrough } from './jobs.ts';
import type { Intent, Ledger, Outcome } from './ledger.ts';
import type { Member } from './member.ts';
import type { Clock } from './ports.ts';
import { aboutRequest, type Requests } from './requests.ts';
import type { World } from './world.ts';

export type DecisionItem = { requestKey: string; accountId: string; handle: string; decision: Decision };

/** One side that this job decides, whoever else asks for it meanwhile. */
type Claim = {
  isBegun: boolean;
  outcome: Promise<DecisionOutcome>;
  end: (outcome: DecisionOutcome) => void;
  fail: (error: unknown) => void;
};

export type Decisions = {
  decide: (job: Job<DecisionOutcome>, items: readonly DecisionItem[]) => Promise<DecisionOutcome[]>;
  /** Settles in the ledger what earlier answers left open, from the requests' present states. `true`: something was. */
  settleUnknown: () => Promise<boolean>;
};

/** OVHcloud shows a refusal within seconds to minutes (the guide's "may take some minutes"). */
const REFUSAL_SHOWS_MS = 5 * 60_000;

/** Posts under way at a time in one job. */
const AT_A_TIME = 4;

export function openDecisions(desk: {
  clock: Clock;
  world: World;
  ledger: Ledger;
  accounts: Accounts;
  requests: Requests;
  codes: Codes;
  log: (line: string) => void;
  /** After something was posted: the request may change soon. */
  acted: (accountIds: readonly string[]) => void;
}): Decisions {
  const { world, ledger, accounts, requests, codes } = desk;
  /** Refusals that were answered "already confirmed", and whether the time is over in which a true one would have shown. */
  const late = new Map<string, boolean>();
  const isLate = (intent: string): boolean => {
    const known = late.get(intent);
    if (known === undefined) {
      late.set(intent, false);
      desk.clock.after(REFUSAL_SHOWS_MS, () => late.set(intent, true));
    }
    return known === true;
  };
  /** Decisions on their way, or claimed by a job that will come to them, by request and side. */
  const underway = new Map<string, Promise<DecisionOutcome>>();
  const claim = (side: string): Claim => {
    const { promise, resolve, reject } = Promise.withResolvers<DecisionOutcome>();
    // Whoever waits for it hears of it; nobody may.
    promise.catch(() => {});
    underway.set(side, promise);
    const ends =
      <T>(tell: (told: T) => void) =>
      (told: T): void => {
        underway.delete(side);
        tell(told);
      };
    return { isBegun: false, outcome: promise, end: ends(resolve), fail: ends(reject) };
  };

  const readAgain = async (member: Member, request: ContactRequest): Promise<ContactRequest | null> => {
    if (!member.client) return null;
    const reading = world.reading();
    const task = await readTask(member.client, request.id, { fresh: true, leaves: reading.begin });
    if (!task.ok) return null;
    world.tasks.update(member.record.id, request.api, task.value, reading.number());
    requests.noted();
    return requests.get(request.key);
  };

  const decideOne = async (group: string, item: DecisionItem): Promise<DecisionOutcome> => {
    const end = (outcome: DecisionOutcome['outcome'], failure: Failure | null = null): DecisionOutcome => ({
      requestKey: item.requestKey,
      accountId: item.accountId,
      outcome,
      failure,
    });
    const request = requests.get(item.requestKey);
    const member = accounts.get(item.accountId);
    const code = codes.reveal(item.handle, item.decision);
    if (!request || !member) return end('failed', fail('not-found', 'read-again').error);
    const { nichandle } = member.record;
    // Before the code is looked at: a side that has decided needs none, and «code forgotten» would have the person look for it.
    if (isDoneHere(ledger.confirmationsOf(request), nichandle)) {
      codes.forget([item.handle]);
      return end('already-confirmed', fail('already-confirmed', 'read-again').error);
    }
    if (code === null) return end('failed', fail('code-forgotten', 'check-code').error);
    if (!member.client) return end('failed', fail('no-credential', 'connect').error);

    let intent: string;
    try {
      intent = await ledger.intend({
        kind: item.decision,
        ...aboutRequest(request, member),
        group,
      });
    } catch (error) {
      desk.log(`ledger: an intent was not written, so nothing was sent: ${String(error)}`);
      return end('failed', fail('storage', 'check-disk').error);
    }
    const post = item.decision === 'accept' ? acceptTask : refuseTask;
    const answer = await post(member.client, request.id, code);
    const settle = async (
      id: string,
      outcome: Outcome['outcome'],
      failure: Failure | null,
    ): Promise<void> => {
      try {
        await ledger.settle(id, outcome, { requestIds: [request.id], failure });
      } catch (error) {
        desk.log(`ledger: an outcome was not written: ${String(error)}`);
      }
      requests.noted();
    };
    const settled = (outcome: Outcome['outcome'], failure: Failure | null): Promise<void> =>
      settle(intent, outcome, failure);
    const happened = item.decision === 'accept' ? 'accepted' : 'refused';
    const side = { nichandle, requestKey: request.key };
    /** A refused request proves our refusal only where this side cannot have accepted before: else another side refused it. */
    const isProven = (now: ContactRequest): boolean =>
      tookEffect(now, item.decision) &&
      (item.decision === 'accept' || acceptedBy(ledger.activity(), side) === 'no');

    if (answer.ok) {
      accounts.worked(item.accountId, 'decide');
      codes.forget([item.handle]);
      await settled('done', null);
      return end(happened);
    }
    const { error } = answer;
    accounts.heardFailure(item.accountId, error);
    switch (error.code) {
      case 'outcome-unknown': {
        // Never repeated: the request itself is asked what became of it.
        const now = await readAgain(member, request);
        if (now && isProven(now)) {
          codes.forget([item.handle]);
          await settled('done', null);
          return end(happened);
        }
        await settled('unknown', error);
        return end('unknown', error);
      }
      case 'already-confirmed': {
        const now = await readAgain(member, request);
        if (now && isProven(now)) {
          // A proxy or the network sent the call twice: the first one took effect, and this answers the second.
          codes.forget([item.handle]);
          await settled('done', null);
          return end(happened);
        }
        // The code is spent. An earlier call of ours whose answer was lost may be the one that spent it.
        const open = ledger.unsettled().filter(isOfSide(request, nichandle));
        // An earlier call that was answered «already confirmed» cannot have spent it.
        const earlier = open.filter(({ id, kind }) => {
          const failure = ledger.failureOf(id);
          return kind === item.decision && !(failure !== null && tellsConfirmed(failure));
        });
        // Where both an acceptance and a refusal had no answer, either may have spent it. A spent code proves no refusal while
        // the request still waits: the side may have accepted elsewhere.
        const isSpentHere = earlier.length > 0 && earlier.length === open.length;
        if (item.decision === 'accept' && now && takesCodes(now.state) && isSpentHere) {
          codes.forget([item.handle]);
          for (const { id } of earlier) await settle(id, 'done', null);
          await settled('failed', error);
          return end(happened);
        }
        // A refusal shows minutes later. Until then one that was sent twice and a side that has confirmed give the same answer.
        if (item.decision === 'refuse' && (now === null || takesCodes(now.state))) {
          const unknown: Failure = { ...error, code: 'outcome-unknown', next: 'read-again' };
          await settled('unknown', unknown);
          return end('unknown', unknown);
        }
        codes.forget([item.handle]);
        if (now !== null && !isRunning(now.state)) {
          // OVHcloud calls every code of a refused request used: that says nothing of this side's decision.
          const { message: _words, ...rest } = error;
          const over: Failure = { ...rest, code: 'not-waiting' };
          await settled('failed', over);
          return end('not-waiting', over);
        }
        await settled('failed', error);
        return end('already-confirmed', error);
      }
      case 'wrong-code':
      case 'not-waiting':
      case 'gone': {
        // A proxy or the network may have sent the call twice: then the first took effect, and this answers the second.
        const now = await readAgain(member, request);
        if (now && isProven(now)) {
          codes.forget([item.handle]);
          await settled('done', null);
          return end(happened);
        }
        // The answer says it no longer waits, the list says it does: what our call did cannot be read yet.
        if (error.code === 'not-waiting' && (now === null || takesCodes(now.state))) {
          const unknown: Failure = { ...error, code: 'outcome-unknown', next: 'read-again' };
          await settled('unknown', unknown);
          return end('unknown', unknown);
        }
        codes.forget([item.handle]);
        await settled('failed', error);
        return end(error.code === 'wrong-code' ? 'wrong-code' : 'not-waiting', error);
      }
      case 'not-granted':
      case 'forbidden':
        await settled('failed', error);
        return end('not-allowed', error);
      default:
        // The server did not take it: the code stays good and stays held.
        await settled(wasNotSent(error) ? 'not-sent' : 'failed', error);
        return end('failed', error);
    }
  };

  return {
    async decide(job, items) {
      // A side that two jobs decide at the same time is posted once, and both tell its one outcome. So a job claims all of
      // its sides before its first call leaves: the other job may come to one that still waits for its turn here.
      const own = new Map<string, Claim>();
      const others = new Map<string, Promise<DecisionOutcome>>();
      for (const item of items) {
        const side = sideKey(item);
        if (own.has(side) || others.has(side)) continue;
        const other = underway.get(side);
        if (other !== undefined) others.set(side, other);
        else own.set(side, claim(side));
      }
      const work = async (item: DecisionItem, isStopped: boolean): Promise<DecisionOutcome> => {
        const side = sideKey(item);
        const mine = own.get(side);
        // Where the other job was stopped before this side, it is stopped here too: nothing was sent, and the code is still held.
        if (mine === undefined) return (await others.get(side)) ?? stopped(item);
        if (!mine.isBegun) {
          mine.isBegun = true;
          if (isStopped) mine.end(stopped(item));
          else decideOne(job.id, item).then(mine.end, mine.fail);
        }
        return mine.outcome;
      };
      try {
        return await workThrough(job, items, AT_A_TIME, work);
      } finally {
        // A bug may have ended the job early: another job must not wait for ever for a side that this one did not come to.
        for (const [side, { isBegun, end }] of own) {
          const item = items.find((each) => sideKey(each) === side);
          if (!isBegun && item !== undefined) end(stopped(item));
        }
        desk.acted([...new Set(items.map((item) => item.accountId))]);
      }
    },

    async settleUnknown() {
      let settled = false;
      for (const intent of ledger.unsettled()) {
        if ((intent.kind !== 'accept' && intent.kind !== 'refuse') || intent.requestKey === null) continue;
        const request = requests.get(intent.requestKey);
        if (!request || request.dateRequest !== intent.dateRequest) continue;
        const told = whatBecame(
          intent.kind,
          request,
          ledger.failureOf(intent.id),
          () => isLate(intent.id),
          acceptedBy(ledger.activity(), intent),
        );
        if (told === null) continue;
        const { outcome, failure } = told;
        await ledger.settle(intent.id, outcome, { requestIds: [request.id], failure });
        requests.noted();
        settled = true;
      }
      return settled;
    },
  };
}

function stopped({ requestKey, accountId }: DecisionItem): DecisionOutcome {
  return { requestKey, accountId, outcome: 'stopped', failure: null };
}

/** The call did not leave this computer, or OVHcloud turned it away unread. */
export function wasNotSent({ code }: Failure): boolean {
  return code === 'offline' || code === 'proxy-login' || code === 'rate-limited';
}

function isOfSide(request: ContactRequest, nichandle: string): (intent: Intent) => boolean {
  return (intent) =>
    (intent.kind === 'accept' || intent.kind === 'refuse') &&
    intent.nichandle === nichandle &&
    intent.requestKey === request.key &&
    intent.dateRequest === request.dateRequest;
}

/** What a later reading tells of a decision that was not settled at once; `null`: nothing yet, or never. */
function whatBecame(
  decision: Decision,
  request: ContactRequest,
  failure: Failure | null,
  isLate: () => boolean,
  accepted: 'yes' | 'maybe' | 'no',
): { outcome: 'done' | 'failed'; failure: Failure | null } | null {
  // A side that accepted cannot refuse any more: then somebody else refused.
  if (decision === 'refuse' && request.state === 'refused' && accepted !== 'no')
    return accepted === 'maybe'
      ? null
      : { outcome: 'failed', failure: fail('already-confirmed', 'read-again').error };
  if (tookEffect(request, decision)) return { outcome: 'done', failure: null };
  if (decision === 'refuse' && (request.state === 'doing' || request.state === 'done'))
    return { outcome: 'failed', failure: fail('not-waiting', 'read-again').error };
  if (failure === null || !tellsConfirmed(failure) || !takesCodes(request.state)) return null;
  if (decision === 'refuse' && !isLate()) return null;
  return { outcome: 'failed', failure: { ...failure, code: 'already-confirmed', next: 'read-again' } };
}

/** OVHcloud has confirmed a decision of this side that was sent from here. */
function isDoneHere(confirmations: readonly Confirmation[], nichandle: string): boolean {
  return confirmations.some(
    (side) => side.nichandle === nichandle && side.certain && side.elsewhere === undefined,
  );
}

/** Whether the side that is refused here was accepted by another call; `maybe`: that one's answer was lost as well. */
function acceptedBy(
  activity: readonly ActivityEntry[],
  { nichandle, requestKey }: Pick<Intent, 'nichandle' | 'requestKey'>,
): 'yes' | 'maybe' | 'no' {
  const accepts = activity.filter(
    (entry) => entry.kind === 'accept' && entry.nichandle === nichandle && entry.requestKey === requestKey,
  );
  if (accepts.some(({ outcome }) => outcome === 'done')) return 'yes';
  return accepts.some(({ outcome }) => outcome === 'unknown' || outcome === 'pending') ? 'maybe' : 'no';
}

/** Whether the request's state alone proves that the decision reached OVHcloud. */
function tookEffect(request: ContactRequest, decision: Decision): boolean {
  return decision === 'refuse'
    ? request.state === 'refused'
    : request.state === 'doing' || request.state === 'done';
}
