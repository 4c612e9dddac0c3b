/** Decisions on their way and what came of them; handles for a moment, never a code. First values only: what changes them is beside it. */
import type { DecisionOutcome } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Decision } from '../../shared/request.ts';
import type { DecideItem } from './found-codes-rows.ts';

export type DecisionJob = {
  items: DecideItem[];
  done: number;
  /** By side. */
  outcomes: Readonly<Record<string, DecisionOutcome>>;
  running: boolean;
  stopping: boolean;
  /** The whole call failed: what was not told of before is not known to have been sent. */
  failure: Failure | null;
};

/** The last thing decided for a side since the program was opened. */
export type SideOutcome = { decision: Decision; outcome: DecisionOutcome };

export type DecisionsSlice = {
  decisions: {
    jobs: Readonly<Record<string, DecisionJob>>;
    /** By side. */
    last: Readonly<Record<string, SideOutcome>>;
    /** The code field that holds a fitting code now: what the keys A and R mean. */
    ready: { requestKey: string; accountId: string; handle: string } | null;
    /** What a key asked for and the panel is to have confirmed. */
    asked: Decision | null;
  };
};

export function decisionsSlice(): DecisionsSlice {
  return { decisions: { jobs: {}, last: {}, ready: null, asked: null } };
}
