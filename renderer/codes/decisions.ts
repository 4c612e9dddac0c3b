/**
 * Decisions on their way and what came of them, by side of a request; holds handles for a moment and never a code.
 * Posts nothing twice: one call per job, the rest is listening.
 */
import type { DecisionOutcome } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { Decision } from '../../shared/request.ts';
import { call, on } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { type DecisionJob, type DecisionsSlice } from './decisions-slice.ts';
import type { DecideItem } from './found-codes-rows.ts';

/** Key of one side of a request. */
export function sideKey(side: { requestKey: string; accountId: string }): string {
  return `${side.requestKey} ${side.accountId}`;
}

function set(change: (state: DecisionsSlice['decisions']) => Partial<DecisionsSlice['decisions']>): void {
  useStore.setState((state) => ({ decisions: { ...state.decisions, ...change(state.decisions) } }));
}

function setJob(job: string, change: (job: DecisionJob) => Partial<DecisionJob>): void {
  set(({ jobs }) => {
    const old = jobs[job];
    return old === undefined ? {} : { jobs: { ...jobs, [job]: { ...old, ...change(old) } } };
  });
}

function note(job: string, outcome: DecisionOutcome): void {
  const key = sideKey(outcome);
  set(({ jobs, last }) => {
    const old = jobs[job];
    if (old === undefined) return {};
    const decision = old.items.find((item) => sideKey(item) === key)?.decision ?? 'accept';
    return {
      jobs: { ...jobs, [job]: { ...old, outcomes: { ...old.outcomes, [key]: outcome } } },
      last: { ...last, [key]: { decision, outcome } },
    };
  });
}

/** Failures of a whole call after which decisions may be with OVHcloud all the same: the shell went away, or its answer was lost. */
const MAY_HAVE_HAPPENED: ReadonlySet<FailureCode> = new Set([
  'internal',
  'timeout',
  'outcome-unknown',
  'locked',
]);

export function newJob(): string {
  return crypto.randomUUID();
}

/**
 * Sends decisions and waits for the last. Where the call as a whole failed, every side that was not told of is noted
 * as `unknown` (the shell may have gone after sending), except where nothing can have been sent.
 */
export async function decide(items: DecideItem[], job: string = newJob()): Promise<DecisionOutcome[]> {
  set(({ jobs, last }) => {
    const kept = { ...last };
    for (const item of items) delete kept[sideKey(item)];
    return {
      jobs: {
        ...jobs,
        [job]: { items, done: 0, outcomes: {}, running: true, stopping: false, failure: null },
      },
      last: kept,
      asked: null,
    };
  });
  const answer = await call('requests:decide', { job, items });
  if (answer.ok) {
    for (const outcome of answer.value) note(job, outcome);
  } else {
    const told = useStore.getState().decisions.jobs[job]?.outcomes ?? {};
    const outcome = MAY_HAVE_HAPPENED.has(answer.error.code) ? 'unknown' : 'failed';
    for (const item of items) {
      if (told[sideKey(item)] !== undefined) continue;
      note(job, {
        requestKey: item.requestKey,
        accountId: item.accountId,
        outcome,
        failure: answer.error,
      });
    }
  }
  setJob(job, (old) => ({
    running: false,
    stopping: false,
    done: old.items.length,
    failure: answer.ok ? null : answer.error,
  }));
  return Object.values(useStore.getState().decisions.jobs[job]?.outcomes ?? {});
}

/** Lets the one on its way finish; the rest is not sent. */
export function stopDeciding(job: string): void {
  setJob(job, (old) => (old.running ? { stopping: true } : {}));
  void call('jobs:stop', { job });
}

/** Forgets what was said in place about a side: a new code was asked for, or the request was read anew. */
export function clearOutcome(key: string): void {
  set(({ last }) => {
    if (last[key] === undefined) return {};
    const kept = { ...last };
    delete kept[key];
    return { last: kept };
  });
}

export function setReady(ready: DecisionsSlice['decisions']['ready']): void {
  set(() => ({ ready, asked: null }));
}

/** A or R was pressed: has the panel ask once more. Does nothing without a fitting code. */
export function askDecision(decision: Decision | null): void {
  set(({ ready }) => (ready === null ? { asked: null } : { asked: decision }));
}

/** Takes in how running jobs go on. Returns the way to stop. */
export function listenForDecisions(): () => void {
  return on('jobs:progress', (told) => {
    if (told.of !== 'decisions') return;
    note(told.job, told.last);
    setJob(told.job, (old) => ({ done: Math.max(old.done, told.done) }));
  });
}
