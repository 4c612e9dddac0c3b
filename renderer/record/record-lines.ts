/** What the record of a hand-over tells, line by line: who was contact before and after, who confirmed when, what is left. Pure; no words. */

import { type ContactType, isContactType, orderedTypes } from '../../shared/contact.ts';
import { isByEmail } from '../../shared/contact-email.ts';
import { deadlineOf } from '../../shared/deadline.ts';
import { redact } from '../../shared/redact.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { sidesOf, turnOf } from '../../shared/turn.ts';
import type { HandoverRecord, RecordRow } from '../handover/handover-records.ts';

/**
 * When a side confirmed. `at`: from here, to the second. `by`: OVHcloud went on then, so it was no later. `before`: it was
 * said then to have been done elsewhere. `confirmed`: no moment is known.
 */
export type SideWhen = {
  nichandle: string;
  is: 'at' | 'by' | 'before' | 'confirmed' | 'refused' | 'not-yet' | 'not-known';
  at: string | null;
};

export type RecordLine = {
  /** Of the request; of the service where there is none. */
  key: string;
  serviceKey: string;
  serviceName: string | null;
  family: string | null;
  types: string[];
  from: string | null;
  to: string | null;
  requestId: number | null;
  /** `left-out`: nothing was asked for. `untold`: OVHcloud shows the request no more. */
  is: 'done' | 'open' | 'ended' | 'untold' | 'left-out';
  /** OVHcloud's own word for a request; the ledger's for what was left out. */
  state: string;
  /** ISO 8601: when OVHcloud was done with it. */
  at: string | null;
  sides: SideWhen[];
  /** Milliseconds since 1970. */
  deadline: number | null;
  /** OVHcloud's own words on why not, where it said any. */
  why: string | null;
  /** Intent of the ledger that asked for it. */
  intent: string;
};

type MineOf = (api: string) => ReadonlySet<string>;

function whenOf(
  request: ContactRequest,
  nichandle: string,
  isOpen: boolean,
  waitsFor: ReadonlySet<string>,
): SideWhen {
  const own = request.confirmations.filter((one) => sameNichandle(one.nichandle, nichandle));
  const told = own.findLast(({ certain }) => certain);
  if (told !== undefined) {
    if (told.elsewhere !== undefined) return { nichandle, is: 'before', at: told.at };
    return { nichandle, is: told.decision === 'accept' ? 'at' : 'refused', at: told.at };
  }
  if (request.state === 'done') return { nichandle, is: 'by', at: request.dateDone };
  if (request.state === 'doing') return { nichandle, is: 'confirmed', at: null };
  const isCertain = isOpen && waitsFor.has(nichandle.toLowerCase());
  return { nichandle, is: isCertain ? 'not-yet' : 'not-known', at: null };
}

function lineOf(row: RecordRow, request: ContactRequest, mine: ReadonlySet<string>, now: number): RecordLine {
  const turn = turnOf(request, mine, now);
  const isOver =
    request.dateDone !== null || ['refused', 'aborted', 'expired', 'error'].includes(request.state);
  const waits = turn.whose === 'mine' || (turn.whose === 'theirs' && turn.certain) ? turn.sides : [];
  const waitsFor = new Set(waits.map((one) => one.toLowerCase()));
  const is = request.state === 'done' ? 'done' : isOver ? 'ended' : 'open';
  return {
    key: request.key,
    serviceKey: row.key,
    serviceName: row.entry.serviceName,
    family: request.family,
    types: orderedTypes(request.contactTypes),
    from: request.fromAccount,
    to: request.toAccount,
    requestId: request.id,
    is,
    state: request.state,
    at: request.dateDone,
    sides: sidesOf(request, mine)
      .filter(({ confirms }) => confirms)
      .map(({ nichandle }) => whenOf(request, nichandle, is === 'open', waitsFor)),
    deadline: deadlineOf(request)?.at ?? null,
    why: null,
    intent: row.entry.id,
  };
}

/** What a server says may hold anything: no address and nothing that could be a code goes on. */
function bare(text: string): string {
  return redact(text).replaceAll(/[^\s@<>]+@[^\s@<>]+/g, '…');
}

/** As asked for: what OVHcloud made nothing of, or shows no more. */
function bareLine({ key, entry, standing }: RecordRow): RecordLine {
  const isLeftOut = standing === 'failed' || standing === 'unknown' || standing === 'not-sent';
  const [only, second] = [...new Set(entry.changes.map(({ to }) => to))];
  return {
    key,
    serviceKey: key,
    serviceName: entry.serviceName,
    family: null,
    types: orderedTypes(entry.changes.map(({ contactType }): ContactType => contactType)),
    from: null,
    // A record holds no e-mail address, and by one a contact may have been asked for.
    to: second === undefined && only !== undefined && !isByEmail(only) ? only : null,
    requestId: entry.requestIds[0] ?? null,
    is: isLeftOut ? 'left-out' : 'untold',
    state: entry.outcome,
    at: null,
    sides: [],
    deadline: null,
    why: entry.failure?.message === undefined ? null : bare(entry.failure.message),
    intent: entry.id,
  };
}

/** By service and contact; what was left out last. */
export function recordLines(record: HandoverRecord, mineOf: MineOf, now: number): RecordLine[] {
  const lines = record.rows.flatMap((row) =>
    row.requests.length === 0
      ? [bareLine(row)]
      : row.requests.map((request) => lineOf(row, request, mineOf(row.entry.api), now)),
  );
  const name = ({ serviceName, serviceKey }: RecordLine) => serviceName ?? serviceKey;
  return lines.sort(
    (a, b) =>
      Number(a.is === 'left-out') - Number(b.is === 'left-out') ||
      name(a).localeCompare(name(b), 'en') ||
      a.key.localeCompare(b.key, 'en', { numeric: true }),
  );
}

/** First and last day it tells of; milliseconds since 1970. */
export function periodOf(record: HandoverRecord, lines: readonly RecordLine[]): [number, number] {
  const times = [record.at, ...lines.flatMap(({ at, sides }) => [at, ...sides.map((side) => side.at)])]
    .map((at) => (at === null ? Number.NaN : Date.parse(at)))
    .filter((at) => !Number.isNaN(at));
  return [Math.min(...times), Math.max(...times)];
}

/** The one of all lines, or `null`. */
export function onlyOne(handles: readonly (string | null)[]): string | null {
  const [first] = handles;
  return first != null && handles.every((one) => one !== null && sameNichandle(one, first)) ? first : null;
}

export function knownTypes(types: readonly string[]): ContactType[] {
  return types.filter(isContactType);
}
