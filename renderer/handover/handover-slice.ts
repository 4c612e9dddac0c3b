/** The hand-over under way: what is chosen, its plan, what was sent and what came of it. First values only: what changes them is beside it. */
import type { SendOutcome } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Asked, PlanRow } from '../../shared/handover.ts';
import { type Choices } from './handover-plan.ts';
import { type HandoverMode, type Replacement } from './handover-target.ts';

export type HandoverPlan = {
  asked: Asked;
  rows: PlanRow[];
  /** `false`: there was no network, it rests on what was known. */
  fresh: boolean;
};

export type HandoverJob = {
  id: string;
  asked: Asked;
  /** In the order they are sent. */
  keys: string[];
  done: number;
  /** By service. */
  outcomes: Readonly<Record<string, SendOutcome>>;
  running: boolean;
  stopping: boolean;
};

export type Handover = {
  /** What its jobs have in common in Activity. */
  group: string;
  step: 'contacts' | 'check' | 'send';
  mode: HandoverMode;
  /** It is about everything of whoever is replaced, and its services follow them. */
  whole: boolean;
  /** Services that were selected. */
  selected: string[];
  /** Take the twins of domains and zones along. */
  withTwins: boolean;
  choices: Choices;
  replacement: Replacement;
  /** The table as it was pasted. */
  table: string;
  checking: boolean;
  plan: HandoverPlan | null;
  /** How many services there are, twins counted, where that is more than one hand-over takes. */
  tooMany: number | null;
  /** Why the plan could not be made. */
  failure: Failure | null;
  /** Ready services that were taken off the list. */
  left: ReadonlySet<string>;
  job: HandoverJob | null;
  /** The dialog was closed while sending went on. */
  hidden: boolean;
};

/** Before its check: no plan, nothing sent. */
export const UNCHECKED = {
  step: 'contacts',
  checking: false,
  plan: null,
  tooMany: null,
  failure: null,
  left: new Set<string>(),
  job: null,
  hidden: false,
} as const satisfies Partial<Handover>;

export type HandoverSlice = {
  handover: Handover | null;
};

export function handoverSlice(): HandoverSlice {
  return { handover: null };
}
