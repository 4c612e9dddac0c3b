/** Hand-overs as they were sent: the ledger's lines of one group with the requests they made. Pure. */
import type { ActivityEntry } from '../../shared/activity.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { isRunning, turnOf } from '../../shared/turn.ts';

/** Where one service of a hand-over stands. `untold`: its requests are not seen any more. `ended`: refused, expired, aborted or failed. */
export type Standing =
  | 'yours'
  | 'theirs'
  | 'ovhcloud'
  | 'done'
  | 'ended'
  | 'failed'
  | 'unknown'
  | 'not-sent'
  | 'untold';

/** What a person can do something about first. */
export const STANDINGS: readonly Standing[] = [
  'yours',
  'theirs',
  'ovhcloud',
  'failed',
  'unknown',
  'not-sent',
  'ended',
  'untold',
  'done',
];

export type RecordRow = {
  key: string;
  /** The last word on this service. */
  entry: ActivityEntry;
  requests: ContactRequest[];
  standing: Standing;
};

export type HandoverRecord = {
  group: string;
  /** ISO 8601: when it began. */
  at: string;
  rows: RecordRow[];
  counts: Record<Standing, number>;
  /** New contacts, each once. */
  to: string[];
  /** Requests that wait for a code of mine. */
  yours: string[];
};

/** A request shows a `dateRequest` close to when it was asked for; further apart it is another world's of the same number. */
const SAME_WORLD_MS = 15 * 60_000;

/** Services are told apart by key; older lines noted the name alone. */
function keyOf(entry: ActivityEntry): string {
  return entry.serviceKey ?? `${entry.api}/${entry.serviceName}`;
}

/** Lines of one hand-over each, of so many services or more; `entries` newest first, and so are the groups. */
export function groupsOf(entries: readonly ActivityEntry[], least = 2): ReadonlyMap<string, ActivityEntry[]> {
  const groups = new Map<string, ActivityEntry[]>();
  for (const entry of entries) {
    if (entry.kind !== 'changeContact' || entry.group === null) continue;
    const known = groups.get(entry.group);
    if (known === undefined) groups.set(entry.group, [entry]);
    else known.push(entry);
  }
  for (const [group, own] of groups) if (new Set(own.map(keyOf)).size < least) groups.delete(group);
  return groups;
}

function standingOf(
  entry: ActivityEntry,
  requests: readonly ContactRequest[],
  mine: ReadonlySet<string>,
  now: number,
): Standing {
  if (entry.outcome === 'failed' || entry.outcome === 'unknown' || entry.outcome === 'not-sent')
    return entry.outcome;
  if (entry.outcome === 'pending') return 'ovhcloud';
  // Nothing is said of what is not seen.
  if (requests.length === 0 || requests.length < entry.requestIds.length) return 'untold';
  const turns = requests.map((request) => turnOf(request, mine, now));
  if (turns.some(({ whose }) => whose === 'mine')) return 'yours';
  if (requests.some(({ state }) => !isRunning(state) && state !== 'done')) return 'ended';
  if (requests.every(({ state }) => state === 'done')) return 'done';
  return turns.some(({ whose }) => whose === 'theirs') ? 'theirs' : 'ovhcloud';
}

/** `entries` of one group, newest first: a service that was sent again is told by its last line. */
export function recordOf(
  group: string,
  entries: readonly ActivityEntry[],
  requests: ReadonlyMap<string, ContactRequest>,
  mineOf: (api: string) => ReadonlySet<string>,
  now: number,
): HandoverRecord {
  const rows = new Map<string, RecordRow>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (rows.has(key)) continue;
    const own = entry.requestIds.flatMap((id) => {
      const request = requests.get(`${entry.api}/${id}`);
      const isOurs =
        request !== undefined &&
        Math.abs(Date.parse(request.dateRequest) - Date.parse(entry.at)) <= SAME_WORLD_MS;
      return isOurs ? [request] : [];
    });
    rows.set(key, { key, entry, requests: own, standing: standingOf(entry, own, mineOf(entry.api), now) });
  }
  const counts = Object.fromEntries(STANDINGS.map((standing) => [standing, 0])) as Record<Standing, number>;
  for (const { standing } of rows.values()) counts[standing] += 1;
  const rank = (row: RecordRow) => STANDINGS.indexOf(row.standing);
  const list = [...rows.values()];
  return {
    group,
    at: entries.at(-1)?.at ?? '',
    rows: list.toSorted((a, b) => rank(a) - rank(b)),
    counts,
    to: [...new Set(list.flatMap(({ entry }) => entry.changes.map(({ to }) => to)))],
    yours: list.flatMap((row) =>
      row.requests
        .filter((request) => turnOf(request, mineOf(request.api), now).whose === 'mine')
        .map(({ key }) => key),
    ),
  };
}

/** The one hand-over that all of these requests belong to; `null` where there is none. */
export function groupOfRequests(
  entries: readonly ActivityEntry[],
  requestKeys: readonly string[],
): string | null {
  for (const [group, own] of groupsOf(entries)) {
    const keys = new Set(own.flatMap(({ api, requestIds }) => requestIds.map((id) => `${api}/${id}`)));
    if (requestKeys.length > 0 && requestKeys.every((key) => keys.has(key))) return group;
  }
  return null;
}
