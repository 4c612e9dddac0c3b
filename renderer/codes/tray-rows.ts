/** The rows of the decision tray as pure functions of the codes found, the requests and what was chosen: groups, folds, order, what would be sent. */
import type { Input } from '../../shared/contract.ts';
import { deadlineOf, isOverdue } from '../../shared/deadline.ts';
import type { FoundCode } from '../../shared/found-code.ts';
import { type ContactRequest, type Decision, sideKey } from '../../shared/request.ts';
import { cancels, sidesOf, takesCodes } from '../../shared/turn.ts';

export type Choice = Decision | 'later';
export type Candidate = { requestKey: string; accountId: string };
export type DecideItem = Input<'requests:decide'>['items'][number];

/** Why there is nothing left to decide with a code. */
export type Over =
  | 'elsewhere'
  | 'used'
  | 'on-its-way'
  | 'done'
  | 'refused'
  | 'aborted'
  | 'expired'
  | 'closed'
  | 'other-account'
  | 'suspicious'
  | 'unknown';

export type TrayRow = {
  handle: string;
  code: FoundCode;
  /** The request it is for, as far as it is known or was chosen. */
  request: ContactRequest | null;
  /** The side it would decide for; `null` while none is known or chosen. */
  side: Candidate | null;
  group: 'yours' | 'others' | 'over';
  over: Over | null;
  /** I asked for it: refusing is called cancelling. */
  cancels: boolean;
  /** SECURITY: `false` where the sender is not OVHcloud. */
  mayAccept: boolean;
  choice: Choice;
  /** What accepting takes on: it makes responsible, it makes pay. */
  takesOn: { admin: boolean; billing: boolean };
  /** Milliseconds since 1970; `null` where nothing runs out. */
  deadline: number | null;
};

export type TrayFacts = {
  found: readonly FoundCode[];
  requests: ReadonlyMap<string, ContactRequest>;
  choices: Readonly<Record<string, Choice>>;
  chosen: Readonly<Record<string, Candidate>>;
  /** My NIC handles of an API, and the one of an account. */
  mineOf: (api: string) => ReadonlySet<string>;
  nichandleOf: (accountId: string) => string | null;
  /** What was prepared for today, by side (`sideKey`): where the tray starts from, in place of what it would. */
  prepared: ReadonlyMap<string, Decision>;
  /** Sides whose decision is on its way already. */
  underWay: ReadonlySet<string>;
  now: number;
};

/** The user may say for which request it is: it could be several, or was sent to an address that may be his after all. */
export function isOpenToChoice(code: FoundCode): boolean {
  return (code.verdict === 'choose' || code.verdict === 'other-account') && code.candidates.length > 0;
}

function sideOf(code: FoundCode, chosen: Candidate | undefined): Candidate | null {
  const isNamed = code.verdict === 'fits' || code.verdict === 'suspicious';
  if (isNamed && code.requestKey !== null && code.accountId !== null)
    return { requestKey: code.requestKey, accountId: code.accountId };
  if (!isOpenToChoice(code) || chosen === undefined) return null;
  return code.candidates.some((candidate) => sideKey(candidate) === sideKey(chosen)) ? chosen : null;
}

/** `null`: it can be decided with. */
function overOf(
  code: FoundCode,
  request: ContactRequest | null,
  side: Candidate | null,
  facts: TrayFacts,
): Over | null {
  if (request !== null && side !== null) {
    if (facts.underWay.has(sideKey(side))) return 'on-its-way';
    return overBy(request, facts.nichandleOf(side.accountId), facts);
  }
  if (isOpenToChoice(code)) return null;
  switch (code.verdict) {
    case 'already-decided':
    case 'closed':
    case 'expired':
      return request === null
        ? code.verdict === 'already-decided'
          ? 'used'
          : code.verdict
        : (overBy(request, null, facts) ?? 'used');
    case 'other-account':
    case 'suspicious':
    case 'unknown':
      return code.verdict;
    default:
      return 'unknown';
  }
}

/** `nichandle`: of the side it is about; `null` for any of mine. */
function overBy(request: ContactRequest, nichandle: string | null, { mineOf, now }: TrayFacts): Over | null {
  const { state } = request;
  if (state === 'done' || state === 'refused' || state === 'aborted' || state === 'expired') return state;
  if (isOverdue(request, now)) return 'expired';
  if (state === 'doing') return 'used';
  if (!takesCodes(state)) return 'closed';
  const sides = sidesOf(request, mineOf(request.api)).filter(
    (side) => side.mine && (nichandle === null || side.nichandle.toLowerCase() === nichandle.toLowerCase()),
  );
  if (sides.some(({ code }) => code === 'elsewhere')) return 'elsewhere';
  return sides.some(({ code }) => code === 'confirmed' || code === 'refused') ? 'used' : null;
}

/** All rows, what runs out next first; those with nothing left to decide in the order they were found. */
export function trayRows(facts: TrayFacts): TrayRow[] {
  const rows = facts.found.map((code): TrayRow => {
    const side = sideOf(code, facts.chosen[code.handle]);
    const key = side?.requestKey ?? code.requestKey;
    const request = key === null ? null : (facts.requests.get(key) ?? null);
    const over = overOf(code, request, side, facts);
    const mine = request === null ? new Set<string>() : facts.mineOf(request.api);
    const isMine = request !== null && cancels(request, mine);
    const takes =
      request?.toAccount != null &&
      side !== null &&
      request.toAccount.toLowerCase() === facts.nichandleOf(side.accountId)?.toLowerCase();
    return {
      handle: code.handle,
      code,
      request,
      side,
      group: over !== null ? 'over' : isMine ? 'yours' : 'others',
      over,
      cancels: isMine,
      mayAccept: code.verdict !== 'suspicious' && side !== null,
      choice: 'later',
      takesOn: {
        admin: takes && request.contactTypes.includes('contactAdmin'),
        billing: takes && request.contactTypes.includes('contactBilling'),
      },
      deadline: request === null ? null : (deadlineOf(request)?.at ?? null),
    };
  });
  const perSide = new Map<string, number>();
  for (const { side, over } of rows)
    if (side !== null && over === null) perSide.set(sideKey(side), (perSide.get(sideKey(side)) ?? 0) + 1);
  for (const row of rows) {
    if (row.over !== null || row.side === null) continue;
    const chosen = facts.choices[row.handle];
    // Two codes for one side cannot both be right, and one that needed a choice is no matter of course.
    const isPlain = row.code.verdict === 'fits' && perSide.get(sideKey(row.side)) === 1;
    const prepared = isPlain && row.mayAccept ? facts.prepared.get(sideKey(row.side)) : undefined;
    const usual: Choice = row.group === 'yours' && row.mayAccept && isPlain ? 'accept' : 'later';
    const start: Choice = prepared ?? usual;
    row.choice = chosen === 'accept' && !row.mayAccept ? 'later' : (chosen ?? start);
  }
  return rows.sort(
    (a, b) => (a.deadline ?? Number.MAX_SAFE_INTEGER) - (b.deadline ?? Number.MAX_SAFE_INTEGER),
  );
}

/** What all of them are set to; `null` where they differ. */
export function choiceOf(rows: readonly TrayRow[]): Choice | null {
  const [first] = rows;
  return first !== undefined && rows.every(({ choice }) => choice === first.choice) ? first.choice : null;
}

/** What would be sent: one decision per side at most. */
export function itemsOf(rows: readonly TrayRow[]): DecideItem[] {
  const items: DecideItem[] = [];
  const taken = new Set<string>();
  for (const { side, choice, handle, over, mayAccept } of rows) {
    if (side === null || over !== null || choice === 'later' || (choice === 'accept' && !mayAccept)) continue;
    const key = sideKey(side);
    if (taken.has(key)) continue;
    taken.add(key);
    items.push({ ...side, handle, decision: choice });
  }
  return items;
}

/** Less than a minute is left for one of these, or may be. */
export function isPressing(
  items: readonly Candidate[],
  requests: ReadonlyMap<string, ContactRequest>,
  now: number,
): boolean {
  return items.some(({ requestKey }) => {
    const request = requests.get(requestKey);
    const at = request === undefined ? null : (deadlineOf(request)?.at ?? null);
    return at !== null && at - now < 60_000 && request !== undefined && !isOverdue(request, now);
  });
}
