/** What Today tells, as pure functions of facts: what waits, what failed, what moves, what ends soon. Draws nothing, asks nothing. */
import type { ActivityEntry } from '../../shared/activity.ts';
import type { Person } from '../../shared/people.ts';
import type { ContactRequest } from '../../shared/request.ts';
import type { Service } from '../../shared/service.ts';
import { isRunning } from '../../shared/turn.ts';
import { needsLook } from '../activity/activity-view.ts';
import type { RequestRow } from '../requests/requests-view.ts';

const DAY_MS = 24 * 60 * 60_000;

/** As many of a kind are shown; the rest is behind the way to all of them. */
export const SHOWN = 5;

const endOf = ({ deadline }: RequestRow): number => deadline ?? Number.MAX_SAFE_INTEGER;

/** Those that wait for a code of mine, the next to run out first. */
export function waitsForMe(rows: readonly RequestRow[]): RequestRow[] {
  return rows.filter(({ segment }) => segment === 'yours').sort((a, b) => endOf(a) - endOf(b));
}

/** Running ones that wait for somebody else, the next to run out first. */
export function waitsForOthers(rows: readonly RequestRow[]): RequestRow[] {
  return rows
    .filter(({ turn, overdue }) => turn.whose === 'theirs' && !overdue)
    .sort((a, b) => endOf(a) - endOf(b));
}

/** What came of requests within the last day, whoever decided. */
export function cameOf(requests: readonly ContactRequest[], now: number): { done: number; refused: number } {
  const came = { done: 0, refused: 0 };
  for (const { state, dateDone } of requests) {
    const at = dateDone === null ? Number.NaN : Date.parse(dateDone);
    // A moment that cannot be read is within no span.
    if ((state === 'done' || state === 'refused') && now - at < DAY_MS && at <= now) came[state] += 1;
  }
  return came;
}

/** Older failures were seen, or nobody minds. */
const LOOKED_BACK_MS = 7 * DAY_MS;

/** What one line of the ledger is about: the same done again has the same. */
function matterOf(entry: ActivityEntry): string {
  if (entry.kind === 'changeContact')
    return `change ${entry.serviceKey ?? `${entry.api}/${entry.serviceName}`}`;
  return `${entry.requestKey ?? entry.id} ${entry.nichandle}`;
}

/**
 * What failed or is not known of the last week, newest first: only the last word on a matter, and nothing of a request that
 * is over by now, nor what is among those `seen`. `activity` is newest first.
 */
export function troublesOf(
  activity: readonly ActivityEntry[],
  requests: readonly ContactRequest[],
  now: number,
  seen: readonly string[] = [],
): ActivityEntry[] {
  const states = new Map(requests.map(({ key, state }) => [key, state]));
  const told = new Set<string>();
  const troubles: ActivityEntry[] = [];
  for (const entry of activity) {
    // A connection that failed was told where it was tried.
    if (entry.kind === 'connect' || entry.kind === 'forget') continue;
    const matter = matterOf(entry);
    if (told.has(matter)) continue;
    told.add(matter);
    if (seen.includes(entry.id) || !needsLook(entry) || now - Date.parse(entry.at) > LOOKED_BACK_MS) continue;
    const state = entry.requestKey === null ? undefined : states.get(entry.requestKey);
    if (state === undefined || isRunning(state)) troubles.push(entry);
  }
  return troubles;
}

/** How far ahead services that end are looked for. */
export const SOON_MS = 30 * DAY_MS;
/** Further for those paid by somebody who leaves: another contact takes up to a week to confirm. */
export const SOON_LEAVING_MS = 60 * DAY_MS;

export type Expiring = {
  service: Service;
  /** Milliseconds since 1970. */
  at: number;
  /** Billing contact. */
  payer: string | null;
  /** Set where the payer leaves. */
  leaver: Person | null;
};

/** Services that expire soon: first those paid by somebody who leaves, each by date. */
export function expiringOf(
  services: readonly Service[],
  people: ReadonlyMap<string, Person>,
  now: number,
): Expiring[] {
  const found: Expiring[] = [];
  for (const service of services) {
    if (service.expires === null || service.status === 'expired' || service.state === 'deleted') continue;
    const at = Date.parse(service.expires);
    if (!(at > now && at - now <= SOON_LEAVING_MS)) continue;
    const payer = service.contacts?.contactBilling ?? null;
    const person = payer === null ? undefined : people.get(payer.toLowerCase());
    const leaver = person !== undefined && person.leaves !== null ? person : null;
    if (leaver !== null || at - now <= SOON_MS) found.push({ service, at, payer, leaver });
  }
  return found.sort((a, b) => Number(b.leaver !== null) - Number(a.leaver !== null) || a.at - b.at);
}

/** Whoever pays for all of these and leaves; `null` where it is not one person. */
export function onlyLeaver(expiring: readonly Expiring[]): Person | null {
  const [first] = expiring;
  const leaver = first?.leaver ?? null;
  return expiring.every((one) => one.leaver?.nichandle === leaver?.nichandle) ? leaver : null;
}
