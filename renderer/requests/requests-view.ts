/** What the requests table shows, as pure functions of facts: rows, counts, order, words of a state. Draws nothing, asks nothing. */
import type { ContactType } from '../../shared/contact.ts';
import { deadlineOf, isOverdue, isUrgent } from '../../shared/deadline.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { TASK_STATES } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { fold, indexRequest, matchesIndex, splitQuery } from '../../shared/search.ts';
import { isRunning, type Segment, segmentOf, sidesOf, type Turn, turnOf } from '../../shared/turn.ts';

export type RequestRow = {
  key: string;
  request: ContactRequest;
  /** My NIC handles of the request's API. */
  mine: ReadonlySet<string>;
  turn: Turn;
  segment: Segment;
  /** Milliseconds since 1970, an estimate; `null` for a closed request. */
  deadline: number | null;
  urgent: boolean;
  overdue: boolean;
};

export type SegmentChoice = Segment | 'all';
export type RoleChoice = ContactType | 'any';

export type RequestFilter = {
  segment: SegmentChoice;
  role: RoleChoice;
  /** Id of one of my accounts, or `all`. */
  account: string;
  query: string;
};

export type RequestSort = {
  column: 'service' | 'roles' | 'handover' | 'state' | 'expires' | 'asked' | 'number';
  descending: boolean;
};

/** Where one account alone is looked at, the code of another of mine is waited for as anybody's. */
export function turnFor(turn: Turn, only: string | null): Turn {
  if (only === null || turn.whose !== 'mine') return turn;
  const sides = turn.sides.filter((side) => sameNichandle(side, only));
  return sides.length > 0 ? { whose: 'mine', sides } : { whose: 'theirs', sides: turn.sides, certain: true };
}

/** `now` in milliseconds. `mineOf` tells my NIC handles of an API; `only`: that of the one account looked at. */
export function rowOf(
  request: ContactRequest,
  mineOf: (api: string) => ReadonlySet<string>,
  now: number,
  only: string | null = null,
): RequestRow {
  const mine = mineOf(request.api);
  const turn = turnFor(turnOf(request, mine, now), only);
  const segment = segmentOf(request, mine, now);
  return {
    key: request.key,
    request,
    mine,
    turn,
    segment: segment === 'yours' && turn.whose === 'theirs' ? 'waiting' : segment,
    deadline: deadlineOf(request)?.at ?? null,
    urgent: isUrgent(request, now),
    overdue: isOverdue(request, now),
  };
}

/** Requests never change in place: an index lives as long as its request. */
const indexes = new WeakMap<ContactRequest, string>();

function indexOf(request: ContactRequest): string {
  const known = indexes.get(request);
  if (known !== undefined) return known;
  const index = indexRequest(request);
  indexes.set(request, index);
  return index;
}

/** Applies everything but the segment, so that the segments can count what the other filters leave. `typeName` names the type of a request's service in the language, `wordsOf` tells name and company of somebody. */
export function narrow(
  rows: readonly RequestRow[],
  filter: RequestFilter,
  typeName: (request: ContactRequest) => string,
  wordsOf: (nichandle: string) => string,
): RequestRow[] {
  const words = splitQuery(filter.query);
  return rows.filter(({ request }) => {
    if (filter.role !== 'any' && !request.contactTypes.includes(filter.role)) return false;
    if (filter.account !== 'all' && !request.seenBy.includes(filter.account)) return false;
    if (words.length === 0) return true;
    const people = [request.askingAccount, request.fromAccount, request.toAccount]
      .map((handle) => (handle === null ? '' : wordsOf(handle)))
      .join('\n');
    return matchesIndex(`${indexOf(request)}\n${fold(`${typeName(request)}\n${people}`)}`, words);
  });
}

export function countSegments(rows: readonly RequestRow[]): Record<SegmentChoice, number> {
  const counts: Record<SegmentChoice, number> = { yours: 0, waiting: 0, closed: 0, all: rows.length };
  for (const row of rows) counts[row.segment] += 1;
  return counts;
}

/** How a state is called on its pill. `raw` is shown as it is: a state the API has and this version does not know. */
export type StateLabel = {
  tone: 'you' | 'wait' | 'good' | 'bad' | 'mute';
  key:
    | 'yours'
    | 'waiting'
    | 'waitingOthers'
    | 'maybeConfirmed'
    | 'justConfirmed'
    | 'confirmedElsewhere'
    | 'justRefused'
    | 'checking'
    | 'applying'
    | 'overdue'
    | 'done'
    | 'refused'
    | 'cancelledByYou'
    | 'aborted'
    | 'expired'
    | 'error'
    | 'raw';
  who?: string;
  count?: number;
  raw?: string;
};

const CLOSED_TONES = {
  done: 'good',
  refused: 'bad',
  aborted: 'mute',
  expired: 'mute',
  error: 'bad',
} as const;

function isClosedState(state: string): state is keyof typeof CLOSED_TONES {
  return Object.hasOwn(CLOSED_TONES, state);
}

export function stateLabel(row: RequestRow): StateLabel {
  const { request, turn } = row;
  if (request.state === 'refused' && hasCancelled(row)) return { tone: 'mute', key: 'cancelledByYou' };
  if (isClosedState(request.state)) return { tone: CLOSED_TONES[request.state], key: request.state };
  if (!(TASK_STATES as readonly string[]).includes(request.state))
    return { tone: 'mute', key: 'raw', raw: request.state };
  if (turn.whose === 'mine') {
    const open = sidesOf(request, row.mine).filter((side) => turn.sides.includes(side.nichandle));
    return open.every((side) => side.code === 'uncertain')
      ? { tone: 'you', key: 'maybeConfirmed' }
      : { tone: 'you', key: 'yours', count: turn.sides.length };
  }
  if (row.overdue) return { tone: 'mute', key: 'overdue' };
  if (turn.whose === 'ovhcloud') {
    if (turn.why === 'just-confirmed') return { tone: 'wait', key: justDecided(row) };
    return { tone: 'wait', key: turn.why };
  }
  if (turn.whose === 'theirs') {
    const isElsewhere = sidesOf(request, row.mine).some((side) => side.mine && side.code === 'elsewhere');
    if (isElsewhere) return { tone: 'wait', key: 'confirmedElsewhere' };
    const [who] = turn.sides;
    return turn.sides.length === 1 && who !== undefined
      ? { tone: 'wait', key: 'waiting', who }
      : { tone: 'wait', key: 'waitingOthers' };
  }
  return { tone: 'mute', key: 'raw', raw: request.state };
}

/** I asked for it, and refused it with my own code: there is no other cancel. */
export function hasCancelled({ request, mine }: Pick<RequestRow, 'request' | 'mine'>): boolean {
  const { askingAccount, confirmations } = request;
  if (askingAccount === null || !mine.has(askingAccount.toLowerCase())) return false;
  return confirmations.some(
    ({ decision, nichandle, certain }) =>
      decision === 'refuse' && certain && sameNichandle(nichandle, askingAccount),
  );
}

/** All that is left is that OVHcloud shows it. */
export function justDecided(row: RequestRow): 'justRefused' | 'justConfirmed' | 'confirmedElsewhere' {
  if (hasRefused(row)) return 'justRefused';
  const elsewhere = sidesOf(row.request, row.mine).some((side) => side.code === 'elsewhere');
  return elsewhere ? 'confirmedElsewhere' : 'justConfirmed';
}

/** Somebody refused from here, and OVHcloud does not show it yet. */
export function hasRefused(row: RequestRow): boolean {
  return sidesOf(row.request, row.mine).some((side) => side.code === 'refused');
}

/** What stands under Expires: the deadline while it runs and codes may still be given, the day it ended once closed. */
export type Ending = { kind: 'in'; at: number; urgent: boolean } | { kind: 'on'; at: string } | null;

export function endingOf(row: RequestRow): Ending {
  const { request } = row;
  if (!isRunning(request.state)) return { kind: 'on', at: request.dateDone ?? request.dateRequest };
  if (row.deadline === null || request.state === 'doing') return null;
  return { kind: 'in', at: row.deadline, urgent: row.urgent };
}

const SEGMENT_RANK: Record<Segment, number> = { yours: 0, waiting: 1, closed: 2 };

function endedAt(row: RequestRow): number {
  return Date.parse(row.request.dateDone ?? row.request.dateRequest);
}

/** Your turn first, by deadline; then what runs, by deadline; then closed ones, newest first. Ties by number, newest first. */
function byUrgency(a: RequestRow, b: RequestRow): number {
  const rank = SEGMENT_RANK[a.segment] - SEGMENT_RANK[b.segment];
  if (rank !== 0) return rank;
  const time =
    a.segment === 'closed'
      ? endedAt(b) - endedAt(a)
      : (a.deadline ?? Number.MAX_SAFE_INTEGER) - (b.deadline ?? Number.MAX_SAFE_INTEGER);
  return time !== 0 ? time : b.request.id - a.request.id;
}

/** States in the order of work: what I can do something about, what others do, what went wrong, what is done. */
const STATES_BY_WORK: readonly StateLabel['key'][] = [
  'yours',
  'maybeConfirmed',
  'waiting',
  'waitingOthers',
  'confirmedElsewhere',
  'justConfirmed',
  'justRefused',
  'checking',
  'applying',
  'overdue',
  'raw',
  'error',
  'refused',
  'expired',
  'aborted',
  'cancelledByYou',
  'done',
];

function workOf(row: RequestRow): number {
  return STATES_BY_WORK.indexOf(stateLabel(row).key);
}

/** A copy in the order asked for; `null` = the order of urgency. `collator` comes from the language. */
export function order(
  rows: readonly RequestRow[],
  sort: RequestSort | null,
  collator: Intl.Collator,
): RequestRow[] {
  const sorted = [...rows].sort(byUrgency);
  if (sort === null) return sorted;
  const sign = sort.descending ? -1 : 1;
  const text = (of: (row: RequestRow) => string) => {
    const keys = new Map(sorted.map((row) => [row, of(row)]));
    return (a: RequestRow, b: RequestRow) => collator.compare(keys.get(a) ?? '', keys.get(b) ?? '');
  };
  const compare = {
    service: text((row) => row.request.serviceDomain ?? ''),
    roles: text((row) => row.request.contactTypes.join(' ')),
    handover: text((row) => `${row.request.fromAccount ?? ''} ${row.request.toAccount ?? ''}`),
    state: (a: RequestRow, b: RequestRow) => workOf(a) - workOf(b),
    asked: (a: RequestRow, b: RequestRow) =>
      Date.parse(a.request.dateRequest) - Date.parse(b.request.dateRequest),
    number: (a: RequestRow, b: RequestRow) => a.request.id - b.request.id,
    expires: (a: RequestRow, b: RequestRow) => (a.deadline ?? endedAt(a)) - (b.deadline ?? endedAt(b)),
  }[sort.column];
  // Array.prototype.sort is stable: rows that are equal here stay in the order of urgency.
  return sorted.sort((a, b) => sign * compare(a, b));
}
