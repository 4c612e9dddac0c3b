/** What happened to a hand-over so far, day by day, from the ledger and what its requests tell. Pure. */
import type { ActivityEntry } from '../../shared/activity.ts';
import { dayOf } from '../activity/activity-view.ts';
import type { HandoverRecord } from './handover-records.ts';

/** `done`: OVHcloud applied it. `ended`: refused, expired, aborted or failed, whoever did it. */
export type Happened = 'asked' | 'failed' | 'confirmed' | 'refused' | 'done' | 'ended';

export type TimelineEntry = {
  what: Happened;
  /** ISO 8601: the latest of them. */
  at: string;
  /** Services for what was asked; else requests. */
  count: number;
};

function happened(entry: ActivityEntry): Happened | null {
  if (entry.outcome === 'pending' || entry.outcome === 'not-sent') return null;
  if (entry.kind === 'changeContact') return entry.outcome === 'done' ? 'asked' : 'failed';
  if (entry.outcome !== 'done') return null;
  return entry.kind === 'accept' ? 'confirmed' : entry.kind === 'refuse' ? 'refused' : null;
}

/** Newest first; what happened alike on one day is one line. `activity`: the whole ledger. */
export function timelineOf(
  record: HandoverRecord,
  activity: readonly ActivityEntry[],
  timeZone?: string,
): TimelineEntry[] {
  const keys = new Set(record.rows.flatMap(({ requests }) => requests.map(({ key }) => key)));
  const moments: { what: Happened; at: string }[] = [];
  for (const entry of activity) {
    const isOwn =
      entry.kind === 'changeContact'
        ? entry.group === record.group
        : entry.requestKey !== null && keys.has(entry.requestKey);
    const what = isOwn ? happened(entry) : null;
    if (what !== null) moments.push({ what, at: entry.at });
  }
  for (const { requests } of record.rows)
    for (const { state, dateDone } of requests)
      if (dateDone !== null) moments.push({ what: state === 'done' ? 'done' : 'ended', at: dateDone });
  const lines = new Map<string, TimelineEntry>();
  for (const { what, at } of moments.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))) {
    const line = `${dayOf(at, timeZone)} ${what}`;
    const known = lines.get(line);
    if (known === undefined) lines.set(line, { what, at, count: 1 });
    else known.count += 1;
  }
  return [...lines.values()];
}
