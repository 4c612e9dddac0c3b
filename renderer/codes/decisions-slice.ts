/** Decisions on their way and what came of them; handles for a moment, never a code. First values only: what changes them is beside it. */
import type { DecisionOutcome } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { FoundCode } from '../../shared/found-code.ts';
import type { Decision } from '../../shared/request.ts';
import type { Unsent } from '../../shared/waiting.ts';
import type { DecideItem } from './tray-rows.ts';

export type DecisionJob = {
  items: DecideItem[];
  /** `waiting`: in the ten seconds, nothing has left; `sending`: on its way; `over`: the last was told of. */
  phase: 'waiting' | 'sending' | 'over';
  /** When the ten seconds are over, on the clock of `performance.now()`. */
  sendsAt: number;
  /** It was taken in one by one, not from the tray: its countdown is a note in the corner. */
  single: boolean;
  done: number;
  /** By side. */
  outcomes: Readonly<Record<string, DecisionOutcome>>;
  stopping: boolean;
  /** The whole call failed: what was not told of before is not known to have been sent. */
  failure: Failure | null;
};

/** The last thing decided for a side since the program was opened. */
export type SideOutcome = { decision: Decision; outcome: DecisionOutcome };

export type DecisionsSlice = {
  decisions: {
    /** In the order they were begun. */
    jobs: Readonly<Record<string, DecisionJob>>;
    /** By side. */
    last: Readonly<Record<string, SideOutcome>>;
    /** The code field that holds a fitting code now: what the keys A and R mean. */
    ready: { requestKey: string; accountId: string; code: FoundCode } | null;
    /** What was cut off in its ten seconds, until it has been read of. */
    unsent: Unsent | null;
  };
};

export function decisionsSlice(): DecisionsSlice {
  return { decisions: { jobs: {}, last: {}, ready: null, unsent: null } };
}
