/**
 * Decisions in their ten seconds, on their way, and what came of them, by side of a request; holds handles for a moment and
 * never a code. Posts nothing twice: one call per job, the rest is listening.
 */
import i18next from 'i18next';
import type { DecisionOutcome } from '../../shared/contract.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { FoundCode } from '../../shared/found-code.ts';
import { type Decision, sideKey } from '../../shared/request.ts';
import type { Waiting } from '../../shared/waiting.ts';
import { call, on } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';
import type { DecisionJob, DecisionsSlice } from './decisions-slice.ts';
import { isSpent, sentenceOf, wentThrough } from './outcomes.ts';
import { dropCodes, keepCode, showJob } from './tray.ts';
import type { Candidate, DecideItem } from './tray-rows.ts';

type Decisions = DecisionsSlice['decisions'];
function set(change: (state: Decisions) => Partial<Decisions>): void {
  useStore.setState((state) => ({ decisions: { ...state.decisions, ...change(state.decisions) } }));
}

function setJob(job: string, change: (job: DecisionJob) => Partial<DecisionJob>): void {
  set(({ jobs }) => {
    const old = jobs[job];
    return old === undefined ? {} : { jobs: { ...jobs, [job]: { ...old, ...change(old) } } };
  });
}

function jobOf(job: string): DecisionJob | undefined {
  return useStore.getState().decisions.jobs[job];
}

function note(job: string, outcome: DecisionOutcome): void {
  const key = sideKey(outcome);
  set(({ jobs, last }) => {
    const old = jobs[job];
    if (old === undefined) return {};
    const decision = old.items.find((item) => sideKey(item) === key)?.decision ?? 'accept';
    return {
      jobs: { ...jobs, [job]: { ...old, outcomes: { ...old.outcomes, [key]: outcome } } },
      // That nothing was sent is no news of a side.
      last: outcome.outcome === 'stopped' ? last : { ...last, [key]: { decision, outcome } },
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

const GRACE_MS = 10_000;

type How = { job?: string; single?: boolean };

/**
 * Sends decisions after their ten seconds and waits for the last. Where the call as a whole failed, every side that was not
 * told of is noted as `unknown` (the shell may have gone after sending), except where nothing can have been sent. Answers
 * nothing where they were taken back: nothing of them is noted then.
 */
export async function decide(
  items: DecideItem[],
  { job = crypto.randomUUID(), single = false }: How = {},
): Promise<DecisionOutcome[]> {
  set(({ jobs, last }) => {
    const kept = { ...last };
    for (const item of items) delete kept[sideKey(item)];
    return { jobs: { ...jobs, [job]: newJob(items, single) }, last: kept };
  });
  const answer = await call('requests:decide', { job, items, waits: true });
  const before = jobOf(job);
  // Taken back meanwhile, or the window was locked and holds nothing any more.
  if (before === undefined) return [];
  if (answer.ok) {
    for (const outcome of answer.value) note(job, outcome);
  } else {
    const outcome = MAY_HAVE_HAPPENED.has(answer.error.code) ? 'unknown' : 'failed';
    for (const item of items) {
      if (before.outcomes[sideKey(item)] !== undefined) continue;
      const { requestKey, accountId } = item;
      note(job, { requestKey, accountId, outcome, failure: answer.error });
    }
  }
  setJob(job, () => ({ failure: answer.ok ? null : answer.error }));
  endJob(job);
  return Object.values(jobOf(job)?.outcomes ?? {});
}

function newJob(items: DecideItem[], single: boolean, leftMs = GRACE_MS): DecisionJob {
  return {
    items,
    phase: 'waiting',
    sendsAt: performance.now() + leftMs,
    single,
    done: 0,
    outcomes: {},
    stopping: false,
    failure: null,
  };
}

/** Codes that are of no use any more leave the tray; the others stay to be decided with. */
function endJob(job: string): void {
  const old = jobOf(job);
  if (old === undefined || old.phase === 'over') return;
  const outcomes = Object.values(old.outcomes);
  // Taken back or cut off: as if it had never been asked for.
  if (outcomes.length > 0 && outcomes.every(({ outcome }) => outcome === 'stopped')) {
    forgetJob(job);
    return;
  }
  setJob(job, ({ items }) => ({ phase: 'over', stopping: false, done: items.length }));
  const spent = old.items.filter((item) => {
    const outcome = jobOf(job)?.outcomes[sideKey(item)];
    return outcome !== undefined && isSpent(outcome);
  });
  dropCodes(spent.map(({ handle }) => handle));
  if (old.single) tellSingle(job);
}

/** What came of a decision that stood in a note of the corner is told there: its pane has made way for the next. */
function tellSingle(job: string): void {
  const { requests } = useStore.getState();
  const { items = [], outcomes = {} } = jobOf(job) ?? {};
  for (const item of items) {
    const outcome = outcomes[sideKey(item)];
    const request = requests.find(({ key }) => key === item.requestKey);
    if (outcome === undefined) continue;
    const what = i18next.t(`codes:outcome.${sentenceOf(outcome)}`);
    const service = request?.serviceDomain ?? String(request?.id ?? item.requestKey);
    toast(`${service}: ${what}`, { tone: wentThrough(outcome) ? 'good' : 'bad', about: sideKey(item) });
  }
}

function forgetJob(job: string): void {
  set(({ jobs }) => {
    const { [job]: _gone, ...rest } = jobs;
    return { jobs: rest };
  });
  useStore.setState(({ codes }) => (codes.job === job ? { codes: { ...codes, job: null } } : {}));
}

/** One side, from its pane or its row. The code joins those of the tray: taken back, it is not lost. */
export function decideOne(side: Candidate, code: FoundCode, decision: Decision): Promise<DecisionOutcome[]> {
  const { requestKey, accountId } = side;
  keepCode({ ...code, verdict: 'fits', requestKey, accountId, candidates: [] });
  return decide([{ requestKey, accountId, handle: code.handle, decision }], { single: true });
}

/** Takes back what has not left yet; says so where it was too late. Answers whether it was taken back. */
export async function undo(job: string): Promise<boolean> {
  const answer = await call('requests:undo', { job });
  if (answer.ok && answer.value.undone) {
    forgetJob(job);
    return true;
  }
  if (jobOf(job) !== undefined) toast(i18next.t('codes:undo.late'), { tone: 'bad' });
  return false;
}

/** The one begun last among those that can still be taken back; `null` for none. */
export function undoable({ decisions }: { decisions: Decisions }): string | null {
  return Object.entries(decisions.jobs).findLast(([, { phase }]) => phase === 'waiting')?.[0] ?? null;
}

export function sendNow(job: string): void {
  void call('requests:sendNow', { job });
}

/** Lets the one on its way finish; the rest is not sent. */
export function stopDeciding(job: string): void {
  setJob(job, ({ phase }) => (phase === 'sending' ? { stopping: true } : {}));
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

export function setReady(ready: Decisions['ready']): void {
  set(() => ({ ready }));
}

/** The person has read that something was cut off in its ten seconds. */
export function noteUnsent(): void {
  set(() => ({ unsent: null }));
  void call('requests:noted', {});
}

/** The desk's word on what waits; where this window was loaded anew, that is all it knows of it. */
export function hearWaiting(waiting: readonly Waiting[]): void {
  set(({ jobs }) => {
    const next: Record<string, DecisionJob> = { ...jobs };
    const now = new Map(waiting.map((one) => [one.job, one]));
    for (const [job, old] of Object.entries(jobs)) {
      if (old.phase === 'waiting' && !now.has(job)) next[job] = { ...old, phase: 'sending' };
    }
    for (const [job, { items, leftMs }] of now) {
      const old = next[job] ?? newJob(items, items.length === 1);
      next[job] = { ...old, phase: 'waiting', sendsAt: performance.now() + leftMs };
    }
    return { jobs: next };
  });
  // A heap this window did not send itself is shown as if it had.
  const heap = waiting.find(({ items }) => items.length > 1);
  if (heap !== undefined && useStore.getState().codes.job === null) showJob(heap.job);
}

/** Takes in how jobs go on. Returns the way to stop. */
export function listenForDecisions(): () => void {
  const stops = [
    on('decisions:waiting', hearWaiting),
    on('decisions:unsent', (unsent) => set(() => ({ unsent }))),
    on('jobs:progress', (told) => {
      if (told.of !== 'decisions') return;
      note(told.job, told.last);
      setJob(told.job, (old) => ({
        done: Math.max(old.done, told.done),
        phase: old.phase === 'over' ? 'over' : 'sending',
      }));
      // Also of a job whose answer went to a window that is gone.
      if (told.done === told.total) endJob(told.job);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
