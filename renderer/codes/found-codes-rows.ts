/** What the dialog of found codes shows and may decide on, as pure functions of the recognition and the requests. */

import type { DecisionOutcome, Input } from '../../shared/contract.ts';
import type { FoundCode, Recognition } from '../../shared/found-code.ts';
import type { ContactRequest, Decision } from '../../shared/request.ts';

export type Candidate = { requestKey: string; accountId: string };
export type DecideItem = Input<'requests:decide'>['items'][number];

export type FoundRow = {
  handle: string;
  code: FoundCode;
  /** The request it is for, as far as it is known or was chosen. */
  request: ContactRequest | null;
  /** The side it would decide for; `null` while none is known or chosen. */
  side: Candidate | null;
  /** May be ticked. */
  usable: boolean;
};

/** Rows in the order of the text; those that can be used now come first. */
export function foundRows(
  recognition: Recognition,
  requests: ReadonlyMap<string, ContactRequest>,
  chosen: Readonly<Record<string, Candidate>>,
): FoundRow[] {
  const rows = recognition.codes.map((code): FoundRow => {
    const side = sideOf(code, chosen[code.handle]);
    const key = side?.requestKey ?? code.requestKey;
    return {
      handle: code.handle,
      code,
      request: key === null ? null : (requests.get(key) ?? null),
      side,
      usable: side !== null,
    };
  });
  const rank = (row: FoundRow) => (row.code.verdict === 'fits' ? 0 : row.code.verdict === 'choose' ? 1 : 2);
  return rows.sort((a, b) => rank(a) - rank(b));
}

/** The user may say for which request it is: it could be several, or was sent to an address that may be his after all. */
export function isOpenToChoice(code: FoundCode): boolean {
  return (code.verdict === 'choose' || code.verdict === 'other-account') && code.candidates.length > 0;
}

function sideOf(code: FoundCode, chosen: Candidate | undefined): Candidate | null {
  if (code.verdict === 'fits' && code.requestKey !== null && code.accountId !== null)
    return { requestKey: code.requestKey, accountId: code.accountId };
  if (!isOpenToChoice(code) || chosen === undefined) return null;
  const offered = code.candidates.some(
    (candidate) => candidate.requestKey === chosen.requestKey && candidate.accountId === chosen.accountId,
  );
  return offered ? chosen : null;
}

/** Ticked from the start: what fits without a doubt. Two codes for one side cannot both be right: neither is ticked. */
export function startingPicks(recognition: Recognition): string[] {
  const fits = recognition.codes.filter((code) => code.verdict === 'fits');
  const perSide = new Map<string, number>();
  for (const code of fits) perSide.set(sideKeyOf(code), (perSide.get(sideKeyOf(code)) ?? 0) + 1);
  return fits.filter((code) => perSide.get(sideKeyOf(code)) === 1).map((code) => code.handle);
}

function sideKeyOf(code: FoundCode): string {
  return `${code.requestKey} ${code.accountId}`;
}

/** What would be sent: the ticked rows that know their side, one decision per side at most (the first ticked). */
export function itemsOf(
  rows: readonly FoundRow[],
  picked: ReadonlySet<string>,
  decision: Decision,
): DecideItem[] {
  const items: DecideItem[] = [];
  const taken = new Set<string>();
  for (const row of rows) {
    if (row.side === null || !picked.has(row.handle)) continue;
    const key = `${row.side.requestKey} ${row.side.accountId}`;
    if (taken.has(key)) continue;
    taken.add(key);
    items.push({ ...row.side, handle: row.handle, decision });
  }
  return items;
}

export const OUTCOME_TONES = {
  accepted: 'good',
  refused: 'good',
  'wrong-code': 'bad',
  'already-confirmed': 'mute',
  'not-waiting': 'mute',
  unknown: 'you',
  'not-allowed': 'bad',
  failed: 'bad',
  stopped: 'mute',
} as const satisfies Record<DecisionOutcome['outcome'], string>;

export const VERDICT_TONES = {
  fits: 'good',
  choose: 'you',
  'already-decided': 'mute',
  closed: 'mute',
  expired: 'mute',
  'other-account': 'mute',
  unknown: 'bad',
  suspicious: 'bad',
} as const satisfies Record<FoundCode['verdict'], string>;

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

/** Counted as gone through: the decision is with OVHcloud. */
export function wentThrough(outcome: DecisionOutcome): boolean {
  return outcome.outcome === 'accepted' || outcome.outcome === 'refused';
}

/** The words an export of outcomes is written in. */
export type OutcomeWords = {
  type: (family: string | null) => string;
  roles: (request: ContactRequest) => string;
  decision: (decision: Decision) => string;
  outcome: (outcome: DecisionOutcome) => string;
  verdict: (verdict: FoundCode['verdict']) => string;
  /** Why it failed, in our words and the service's own. */
  why: (outcome: DecisionOutcome) => string;
};

/**
 * What the dialog shows after deciding, row by row: what was decided and what came of it, or why a code was not used.
 * SECURITY: made of rows, which hold no code.
 */
export function outcomeTable(
  rows: readonly FoundRow[],
  job: { items: readonly DecideItem[]; outcomes: Readonly<Record<string, DecisionOutcome>> },
  words: OutcomeWords,
): string[][] {
  return rows.map(({ handle, code, request, side }) => {
    const item = job.items.find((each) => each.handle === handle);
    const outcome =
      item === undefined || side === null ? undefined : job.outcomes[`${side.requestKey} ${side.accountId}`];
    return [
      String(request?.id ?? code.requestId ?? ''),
      request?.serviceDomain ?? '',
      request === null ? '' : words.type(request.family),
      request === null ? '' : words.roles(request),
      request?.fromAccount ?? '',
      request?.toAccount ?? '',
      item === undefined ? '' : words.decision(item.decision),
      outcome === undefined ? words.verdict(code.verdict) : words.outcome(outcome),
      outcome === undefined ? '' : words.why(outcome),
      outcome?.failure?.queryId ?? '',
    ];
  });
}
