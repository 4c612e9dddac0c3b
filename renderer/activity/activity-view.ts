/** What Activity shows, as pure functions of the ledger's lines: days, tones, search. */
import type { ActivityEntry } from '../../shared/activity.ts';
import { showName } from '../../shared/idn.ts';
import { fold } from '../../shared/search.ts';

export type ActivityDay = {
  /** `2026-11-15`, in the reader's time zone. */
  day: string;
  entries: ActivityEntry[];
};

/** The calendar day of a moment in `timeZone` (the system's where it is left out). */
export function dayOf(at: string | number, timeZone?: string): string {
  return calendar(timeZone).format(new Date(at));
}

/** Making one takes longer than a thousand uses of it. */
function calendar(timeZone?: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}

/** Newest first, both the days and what happened in them. */
export function daysOf(entries: readonly ActivityEntry[], timeZone?: string): ActivityDay[] {
  const days: ActivityDay[] = [];
  const format = calendar(timeZone);
  const sorted = entries.map((entry) => ({ entry, at: Date.parse(entry.at) })).sort((a, b) => b.at - a.at);
  for (const { entry, at } of sorted) {
    const day = format.format(at);
    const last = days.at(-1);
    if (last !== undefined && last.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** A heading of a day, or one of the lines below it. */
export type ActivityItem =
  | { kind: 'day'; day: string /** Of its newest line. */; at: string }
  | { kind: 'line'; entry: ActivityEntry };

/** Days and their lines as one list. */
export function itemsOf(days: readonly ActivityDay[]): ActivityItem[] {
  return days.flatMap(({ day, entries }): ActivityItem[] => [
    { kind: 'day', day, at: entries[0]?.at ?? day },
    ...entries.map((entry): ActivityItem => ({ kind: 'line', entry })),
  ]);
}

export const OUTCOME_TONES = {
  pending: 'wait',
  done: 'good',
  failed: 'bad',
  unknown: 'you',
  'not-sent': 'mute',
  elsewhere: 'mute',
} as const satisfies Record<ShownOutcome, string>;

/** `elsewhere`: it was not done from here because it was done before. */
export type ShownOutcome = ActivityEntry['outcome'] | 'elsewhere';

export function shownOutcome({ outcome, failure }: ActivityEntry): ShownOutcome {
  return outcome === 'failed' && failure?.code === 'already-confirmed' ? 'elsewhere' : outcome;
}

/** Entries a person should look at again. */
export function needsLook(entry: ActivityEntry): boolean {
  const outcome = shownOutcome(entry);
  return outcome === 'failed' || outcome === 'unknown';
}

/** What is searched of each line, made once: a ledger has tens of thousands. */
const searched = new WeakMap<ActivityEntry, string>();

function searchedOf(entry: ActivityEntry): string {
  const known = searched.get(entry);
  if (known !== undefined) return known;
  const { serviceName, nichandle, requestIds, changes } = entry;
  const shown = serviceName === null ? [] : [serviceName, showName(serviceName)];
  const text = fold([...shown, nichandle, ...requestIds, ...changes.map(({ to }) => to)].join('\n'));
  searched.set(entry, text);
  return text;
}

/** Those that have every word of the query: in the service's name (in either form), the account and the new contacts (by handle, name or company) or the requests. */
export function findActivity(
  entries: readonly ActivityEntry[],
  query: string,
  wordsOf: (nichandle: string) => string,
): readonly ActivityEntry[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return entries;
  return entries.filter((entry) => {
    // Names change, lines do not: only theirs are kept.
    const people = [entry.nichandle, ...entry.changes.map(({ to }) => to)].map(wordsOf).join('\n');
    const text = `${searchedOf(entry)}\n${fold(people)}`;
    return words.every((word) => text.includes(word));
  });
}

/** The words an export is written in. */
export type ActivityWords = {
  kind: (entry: Pick<ActivityEntry, 'kind' | 'outcome'>) => string;
  contact: (type: ActivityEntry['changes'][number]['contactType']) => string;
  outcome: (outcome: ShownOutcome) => string;
  /** Somebody by name and handle. */
  called: (nichandle: string) => string;
  why: (entry: ActivityEntry) => string;
};

/** One row per line that is shown, in the same order; the moment exact to the second, in UTC. */
export function activityTable(days: readonly ActivityDay[], words: ActivityWords): string[][] {
  return days.flatMap(({ entries }) =>
    entries.map((entry) => [
      new Date(entry.at).toISOString().replace(/\.\d+Z$/, 'Z'),
      words.kind(entry),
      words.called(entry.nichandle),
      entry.serviceName ?? '',
      entry.requestIds.join(' '),
      entry.changes
        .map(({ contactType, to }) => `${words.contact(contactType)}: ${words.called(to)}`)
        .join('; '),
      words.outcome(shownOutcome(entry)),
      words.why(entry),
      entry.failure?.queryId ?? '',
    ]),
  );
}
