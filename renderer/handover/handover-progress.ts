/** How far hand-overs are, as pure functions of their records: what moves, in which parts, who holds it up, what runs out next. */
import { deadlineOf } from '../../shared/deadline.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { turnOf } from '../../shared/turn.ts';
import type { HandoverRecord, RecordRow, Standing } from './handover-records.ts';

const MOVING: readonly Standing[] = ['yours', 'theirs', 'ovhcloud'];

/** Hand-overs of which something is still to come. */
export function underWay(records: readonly HandoverRecord[]): HandoverRecord[] {
  return records.filter(({ counts }) => MOVING.some((standing) => counts[standing] > 0));
}

/** One kind of part of a hand-over's bar, in the order it is drawn. */
export type Part = { part: 'done' | 'yours' | 'theirs' | 'blocked' | 'rest'; count: number };

export const PARTS = [
  'done',
  'yours',
  'theirs',
  'blocked',
  'rest',
] as const satisfies readonly Part['part'][];

export function partsOf({ rows }: HandoverRecord): Part[] {
  return PARTS.map((part) => ({ part, count: rows.filter((row) => partOf(row) === part).length })).filter(
    ({ count }) => count > 0,
  );
}

export type HeldUp = {
  nichandle: string;
  requests: ContactRequest[];
};

/** Everybody that requests of a hand-over certainly wait for, whoever holds up most of them first. */
export function holdersOf(
  record: HandoverRecord,
  mineOf: (api: string) => ReadonlySet<string>,
  now: number,
): HeldUp[] {
  const by = new Map<string, HeldUp>();
  for (const { requests } of record.rows) {
    for (const request of requests) {
      const turn = turnOf(request, mineOf(request.api), now);
      const [who] = turn.whose === 'theirs' && turn.certain ? turn.sides : [];
      if (who === undefined) continue;
      const known = by.get(who.toLowerCase());
      if (known === undefined) by.set(who.toLowerCase(), { nichandle: who, requests: [request] });
      else known.requests.push(request);
    }
  }
  return [...by.values()].sort((a, b) => b.requests.length - a.requests.length);
}

/** The one most of them wait for; `null` where it is nobody's turn but mine, or not known whose. */
export function heldUpBy(...given: Parameters<typeof holdersOf>): HeldUp | null {
  return holdersOf(...given)[0] ?? null;
}

/** The one old contact of all requests of a hand-over; `null` where there are several, or none is known. */
export function onlyFrom(record: HandoverRecord): string | null {
  const from = new Set(
    record.rows.flatMap(({ requests }) =>
      requests.map(({ fromAccount }) => fromAccount?.toLowerCase() ?? ''),
    ),
  );
  const [only] = from;
  return from.size === 1 && only !== undefined && only !== '' ? only : null;
}

/** The one the next of these requests runs out at, in milliseconds; `null` where none does. */
export function firstEnd(requests: readonly ContactRequest[]): number | null {
  const ends = requests.flatMap((request) => deadlineOf(request)?.at ?? []);
  return ends.length === 0 ? null : Math.min(...ends);
}

const PART_OF: Readonly<Record<Standing, Part['part']>> = {
  done: 'done',
  yours: 'yours',
  theirs: 'theirs',
  ovhcloud: 'theirs',
  failed: 'blocked',
  unknown: 'blocked',
  ended: 'blocked',
  'not-sent': 'rest',
  untold: 'rest',
};

export function partOf({ standing }: RecordRow): Part['part'] {
  return PART_OF[standing];
}

/** The next to run out first; those without an end of their own keep their order behind them. */
export function byNextEnd(records: readonly HandoverRecord[]): HandoverRecord[] {
  const endOf = ({ rows }: HandoverRecord) =>
    firstEnd(rows.flatMap(({ requests }) => requests)) ?? Number.MAX_SAFE_INTEGER;
  return records.toSorted((a, b) => endOf(a) - endOf(b));
}
