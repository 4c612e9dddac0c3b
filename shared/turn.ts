/**
 * Whose turn a request is, from the facts the API tells and what the ledger remembers. The API does not say who has
 * confirmed already; where only somebody else could know, the answers here say so. `mine` are the NIC handles of my
 * accounts of the request's own API, in lower case.
 */
import { isOverdue } from './deadline.ts';
import { isMine } from './mine.ts';
import { type ContactRequest, TASK_STATES } from './request.ts';
import { sameNichandle, whoConfirms } from './roles.ts';

const RUNNING: readonly string[] = ['todo', 'checkValidity', 'validatingByCustomers', 'doing'];

/** Whether OVHcloud still works on it or waits for codes. Unknown states count as not running. */
export function isRunning(state: string): boolean {
  return RUNNING.includes(state);
}

/** Codes are accepted in one state alone. */
export function takesCodes(state: string): boolean {
  return state === 'validatingByCustomers';
}

export type Side = {
  nichandle: string;
  mine: boolean;
  /** Its part in the change; `asks`: it only asked, others exchange the contact. */
  part: 'asks' | 'hands-over' | 'takes-over';
  /** It made the request (whatever else its part is): its refusal cancels. */
  asks: boolean;
  /** It must confirm with a code; otherwise it is only informed. */
  confirms: boolean;
  /**
   * `needed`: mine, and not given from here. `uncertain`: given from here, but the answer was lost. `elsewhere`: confirmed,
   * but not by a call from here that is known to have worked. `not-known`: only the other side knows. `none`: no code is
   * asked of it, now or at all.
   */
  code: 'needed' | 'confirmed' | 'elsewhere' | 'refused' | 'uncertain' | 'not-known' | 'none';
};

function isSame(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && sameNichandle(a, b);
}

/** Who must confirm: the one who asked and the new contact; where the API hides who asked, the old and the new one. */
function confirmersOf(request: ContactRequest): string[] {
  const first = request.askingAccount ?? request.fromAccount;
  const { toAccount } = request;
  if (first === null) return toAccount === null ? [] : [toAccount];
  return toAccount === null ? [first] : whoConfirms(first, toAccount);
}

/** The ledger's word on one side: what is certain counts more than what is not, then the latest. */
function confirmationOf(request: ContactRequest, nichandle: string) {
  let best: ContactRequest['confirmations'][number] | null = null;
  for (const confirmation of request.confirmations) {
    if (!sameNichandle(confirmation.nichandle, nichandle)) continue;
    if (best === null || (best.certain === confirmation.certain ? true : confirmation.certain))
      best = confirmation;
  }
  return best;
}

function codeOf(request: ContactRequest, nichandle: string, mine: boolean): Side['code'] {
  // OVHcloud goes on only when every side has confirmed: its state outweighs a lost answer.
  if (request.state === 'doing' || request.state === 'done') return 'confirmed';
  const confirmation = confirmationOf(request, nichandle);
  if (confirmation !== null) {
    if (!confirmation.certain) return 'uncertain';
    if (confirmation.elsewhere === undefined)
      return confirmation.decision === 'accept' ? 'confirmed' : 'refused';
    // A code counts as used as well once somebody else has refused: then nothing is known of this side.
    if (takesCodes(request.state)) return 'elsewhere';
  }
  if (takesCodes(request.state)) return mine ? 'needed' : 'not-known';
  if (mine || isRunning(request.state)) return 'none';
  return 'not-known';
}

/** Everybody concerned, each once: those who must confirm (who asked first), then those only informed. */
export function sidesOf(request: ContactRequest, mine: ReadonlySet<string>): Side[] {
  const confirmers = confirmersOf(request);
  const informed = [request.fromAccount].filter(
    (nichandle) => nichandle !== null && !confirmers.some((other) => sameNichandle(other, nichandle)),
  ) as string[];
  return [...confirmers, ...informed].map((nichandle, index) => {
    const confirms = index < confirmers.length;
    const own = isMine(nichandle, mine);
    return {
      nichandle,
      mine: own,
      part: isSame(nichandle, request.toAccount)
        ? 'takes-over'
        : isSame(nichandle, request.fromAccount)
          ? 'hands-over'
          : 'asks',
      asks: isSame(nichandle, request.askingAccount),
      confirms,
      code: confirms ? codeOf(request, nichandle, own) : 'none',
    };
  });
}

/**
 * Seen from my accounts together. `both-mine`: old and new contact are mine. `third-party`: I asked, others exchange.
 * `informed`: I am the old contact and another asked. `watching`: none of the three is mine.
 */
export type Direction =
  | 'handing-over'
  | 'taking-over'
  | 'both-mine'
  | 'third-party'
  | 'informed'
  | 'watching';

export function directionOf(request: ContactRequest, mine: ReadonlySet<string>): Direction {
  const from = isMine(request.fromAccount, mine);
  const to = isMine(request.toAccount, mine);
  const asks = isMine(request.askingAccount, mine);
  if (from && to) return 'both-mine';
  if (to) return 'taking-over';
  if (from) return asks || request.askingAccount === null ? 'handing-over' : 'informed';
  return asks ? 'third-party' : 'watching';
}

export type Turn =
  | { whose: 'mine'; sides: string[] }
  /** `certain: false`: one of `sides` at least has not confirmed, but which is not known. */
  | { whose: 'theirs'; sides: string[]; certain: boolean }
  /** `just-confirmed`: every side decided, the API does not show it yet. */
  | { whose: 'ovhcloud'; why: 'checking' | 'applying' | 'just-confirmed' }
  /** Over, out of time, or in a state this program does not know. */
  | { whose: 'nobody' };

/**
 * Whose turn it is. A decision of mine whose answer was lost leaves it mine: a code given twice does no harm, a request
 * left to expire does.
 */
export function turnOf(request: ContactRequest, mine: ReadonlySet<string>, now: number): Turn {
  if (request.state === 'todo' || request.state === 'checkValidity')
    return { whose: 'ovhcloud', why: 'checking' };
  if (request.state === 'doing') return { whose: 'ovhcloud', why: 'applying' };
  if (!takesCodes(request.state)) return { whose: 'nobody' };
  const confirmers = sidesOf(request, mine).filter((side) => side.confirms);
  if (confirmers.length === 0) return { whose: 'nobody' };
  // One refusal ends it, and with all confirmed OVHcloud goes on: in both cases only its display lags.
  if (confirmers.some((side) => side.code === 'refused') || confirmers.every(hasConfirmed)) {
    return { whose: 'ovhcloud', why: 'just-confirmed' };
  }
  if (isOverdue(request, now)) return { whose: 'nobody' };
  const open = confirmers.filter((side) => !hasConfirmed(side));
  const own = open.filter((side) => side.mine);
  if (own.length > 0) return { whose: 'mine', sides: own.map((side) => side.nichandle) };
  return {
    whose: 'theirs',
    sides: open.map((side) => side.nichandle),
    certain: open.length === 1 && request.askingAccount !== null,
  };
}

export type CourseStep = {
  step: 'requested' | 'checked' | 'confirms' | 'applied' | 'ended';
  /** Of `confirms`: whose. */
  nichandle?: string;
  mine?: boolean;
  /** `not-known`: the API does not tell. `skipped`: it will not come to that. */
  status: 'done' | 'now' | 'next' | 'failed' | 'not-known' | 'skipped';
  /** ISO 8601 where the API or the ledger tells it. */
  at: string | null;
};
export type Course = CourseStep[];

function checkedStatus(request: ContactRequest): CourseStep['status'] {
  switch (request.state) {
    case 'todo':
    case 'checkValidity':
      return 'now';
    case 'validatingByCustomers':
    case 'doing':
    case 'done':
    case 'expired':
      return 'done';
    default:
      // A decision can only have been taken after the check; without one it may have ended during it.
      return request.confirmations.length > 0 ? 'done' : 'not-known';
  }
}

/** From here or elsewhere. */
export function hasConfirmed({ code }: Side): boolean {
  return code === 'confirmed' || code === 'elsewhere';
}

function confirmsStatus(side: Side, request: ContactRequest, overdue: boolean): CourseStep['status'] {
  switch (side.code) {
    case 'confirmed':
    case 'elsewhere':
      return 'done';
    case 'refused':
      return 'failed';
    case 'needed':
      return overdue ? 'skipped' : 'now';
    case 'uncertain':
      return takesCodes(request.state) && !overdue ? 'now' : 'not-known';
    case 'not-known':
      return 'not-known';
    case 'none':
      return isRunning(request.state) ? 'next' : 'not-known';
  }
}

/** What happened and what is still to come, in order: requested, checked, each side confirms, and applied or ended (refused, expired, cancelled, error). */
export function courseOf(request: ContactRequest, mine: ReadonlySet<string>, now: number): Course {
  const overdue = isOverdue(request, now);
  const course: Course = [
    { step: 'requested', status: 'done', at: request.dateRequest },
    { step: 'checked', status: checkedStatus(request), at: null },
  ];
  for (const side of sidesOf(request, mine)) {
    if (!side.confirms) continue;
    const confirmation = confirmationOf(request, side.nichandle);
    course.push({
      step: 'confirms',
      nichandle: side.nichandle,
      mine: side.mine,
      status: confirmsStatus(side, request, overdue),
      // When it was confirmed elsewhere nobody told us.
      at: confirmation?.certain === true && confirmation.elsewhere === undefined ? confirmation.at : null,
    });
  }
  if (request.state === 'done') course.push({ step: 'applied', status: 'done', at: request.dateDone });
  else if (request.state === 'doing') course.push({ step: 'applied', status: 'now', at: null });
  else if (isRunning(request.state)) {
    const refused = course.some((step) => step.status === 'failed');
    course.push({ step: 'applied', status: overdue || refused ? 'skipped' : 'next', at: null });
  } else {
    const isKnown = (TASK_STATES as readonly string[]).includes(request.state);
    course.push({ step: 'ended', status: isKnown ? 'failed' : 'not-known', at: request.dateDone });
  }
  return course;
}

export type Segment = 'yours' | 'waiting' | 'closed';

/**
 * The one segment of the list a request stands in. What OVHcloud has not closed stays in `waiting` even when its time is
 * up, because it still blocks the service; so does a state this program does not know, until it has an end date.
 */
export function segmentOf(request: ContactRequest, mine: ReadonlySet<string>, now: number): Segment {
  if (turnOf(request, mine, now).whose === 'mine') return 'yours';
  if (isRunning(request.state)) return 'waiting';
  const isKnown = (TASK_STATES as readonly string[]).includes(request.state);
  return isKnown || request.dateDone !== null ? 'closed' : 'waiting';
}

/** Whether I asked for it: then refusing with the asker's own code cancels it. There is no other cancel. */
export function cancels(request: ContactRequest, mine: ReadonlySet<string>): boolean {
  return isMine(request.askingAccount, mine);
}
