/** What came of decisions, as pure functions: which sentence tells it, how it stands in the tray, and as a table to keep. */
import type { DecisionOutcome } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { type ContactRequest, type Decision, sideKey } from '../../shared/request.ts';
import { turnOf } from '../../shared/turn.ts';
import type { DecisionJob } from './decisions-slice.ts';
import type { DecideItem } from './tray-rows.ts';

/**
 * Which sentence tells an outcome. A decision is never sent a second time by itself, so the words that fit a read that
 * failed ("it is tried again") must not be used for it.
 */
export function sentenceOf({
  outcome,
  failure,
}: DecisionOutcome): DecisionOutcome['outcome'] | 'offline' | 'later' {
  if (outcome !== 'failed' || failure === null) return outcome;
  if (failure.code === 'offline') return 'offline';
  return failure.next === 'wait' ? 'later' : 'failed';
}

/** Outcomes whose sentence says already what the failure would: of that, only the service's own words are added. */
export function saysAll(outcome: DecisionOutcome): boolean {
  return ['wrong-code', 'already-confirmed', 'not-waiting', 'unknown', 'offline', 'later'].includes(
    sentenceOf(outcome),
  );
}

/** The decision is with OVHcloud. */
export function wentThrough(outcome: DecisionOutcome): boolean {
  return outcome.outcome === 'accepted' || outcome.outcome === 'refused';
}

/** Failures that came before anything left: no network, no key, no code, no place to note it. */
const NEVER_LEFT: ReadonlySet<FailureCode> = new Set([
  'offline',
  'proxy-login',
  'no-credential',
  'code-forgotten',
  'not-found',
  'storage',
]);

/** It never left the computer. */
export function wasNotSent({ outcome, failure }: DecisionOutcome): boolean {
  return outcome === 'stopped' || (outcome === 'failed' && failure !== null && NEVER_LEFT.has(failure.code));
}

/** The code is spent, dead or of no use any more: nothing can be decided with it. */
export function isSpent({ outcome }: DecisionOutcome): boolean {
  return ['accepted', 'refused', 'wrong-code', 'already-confirmed', 'not-waiting'].includes(outcome);
}

/** How an outcome is called on its pill, in the namespace `codes`, below `tray.outcome`. */
export type Standing =
  | 'sending'
  | 'waiting'
  | 'stopped'
  | 'not-taken'
  | 'unknown'
  | 'not-allowed'
  | 'failed'
  | 'used'
  | 'not-waiting'
  | 'done'
  | 'applying'
  | 'with'
  | 'confirmed'
  | 'cancelled'
  | 'refused';

export const STANDING_TONES = {
  sending: 'wait',
  waiting: 'wait',
  stopped: 'mute',
  'not-taken': 'bad',
  unknown: 'you',
  'not-allowed': 'bad',
  failed: 'bad',
  used: 'good',
  'not-waiting': 'mute',
  done: 'good',
  applying: 'wait',
  with: 'wait',
  confirmed: 'good',
  cancelled: 'mute',
  refused: 'mute',
} as const satisfies Record<Standing, string>;

/** Worst first. */
export const OUTCOME_GROUPS = ['look', 'under-way', 'done', 'others', 'elsewhere'] as const;
export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];

const GROUP_OF: Record<Standing, OutcomeGroup> = {
  sending: 'under-way',
  waiting: 'under-way',
  stopped: 'look',
  'not-taken': 'look',
  unknown: 'look',
  'not-allowed': 'look',
  failed: 'look',
  used: 'elsewhere',
  'not-waiting': 'look',
  done: 'done',
  applying: 'done',
  with: 'others',
  confirmed: 'others',
  cancelled: 'done',
  refused: 'done',
};

export function groupOf(standing: Standing): OutcomeGroup {
  return GROUP_OF[standing];
}

export type Told = {
  item: DecideItem;
  request: ContactRequest | null;
  outcome: DecisionOutcome | null;
  standing: Standing;
  /** Whose turn it is now, where it is somebody else's. */
  who: string[];
};

/** One decision of a job as it stands now: what OVHcloud answered, and what the request shows since. */
export function toldOf(
  item: DecideItem,
  job: Pick<DecisionJob, 'outcomes' | 'stopping'>,
  request: ContactRequest | null,
  mine: ReadonlySet<string>,
  cancels: boolean,
  now: number,
): Told {
  const outcome = job.outcomes[sideKey(item)] ?? null;
  const told = (standing: Standing, who: string[] = []): Told => ({ item, request, outcome, standing, who });
  if (outcome === null) return told(job.stopping ? 'waiting' : 'sending');
  switch (outcome.outcome) {
    case 'accepted': {
      if (request?.state === 'done') return told('done');
      const turn = request === null ? null : turnOf(request, mine, now);
      if (turn?.whose === 'theirs') return told('with', turn.sides);
      return told(turn?.whose === 'ovhcloud' ? 'applying' : 'confirmed');
    }
    case 'refused':
      return told(cancels ? 'cancelled' : 'refused');
    case 'wrong-code':
      return told('not-taken');
    case 'already-confirmed':
      return told('used');
    case 'not-waiting':
    case 'unknown':
    case 'not-allowed':
    case 'failed':
    case 'stopped':
      return told(outcome.outcome);
  }
}

/** The words an export of outcomes is written in. */
export type OutcomeWords = {
  type: (request: ContactRequest) => string;
  roles: (request: ContactRequest) => string;
  decision: (decision: Decision) => string;
  outcome: (told: Told) => string;
  /** Why it failed, in our words and the service's own. */
  why: (outcome: DecisionOutcome) => string;
};

/** What was decided and what came of it, row by row. SECURITY: made of requests and outcomes, which hold no code. */
export function outcomeTable(all: readonly Told[], words: OutcomeWords): string[][] {
  return all.map((told) => {
    const { item, request, outcome } = told;
    return [
      String(request?.id ?? ''),
      request?.serviceDomain ?? '',
      request === null ? '' : words.type(request),
      request === null ? '' : words.roles(request),
      request?.fromAccount ?? '',
      request?.toAccount ?? '',
      words.decision(item.decision),
      words.outcome(told),
      outcome === null ? '' : words.why(outcome),
      outcome?.failure?.queryId ?? '',
    ];
  });
}
