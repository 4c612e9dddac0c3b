/** People: every NIC handle that stands on services, by role, and what the user calls it. Labels are the desk's; counts are computed. */
import { useEffect, useState } from 'react';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import type { Failure } from '../../shared/failure.ts';
import { MOST_LABELS, type PersonLabel, tidyLabel } from '../../shared/people.ts';
import { fold, splitQuery } from '../../shared/search.ts';
import type { Service } from '../../shared/service.ts';
import { runSliced, type Sliced } from '../../shared/slices.ts';
import { call, on } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { type PeopleSlice } from './people-slice.ts';

function setLabels(list: readonly PersonLabel[]): void {
  useStore.setState({ labels: new Map(list.map(({ nichandle, label }) => [nichandle, label])) });
}

/** Without an answer the labels stay as they are: they are a help, not a fact to wait for. */
export async function listPeople(): Promise<void> {
  const answer = await call('people:list', {});
  if (answer.ok) setLabels(answer.value);
}

export function listenForPeople(): () => void {
  return on('people:changed', setLabels);
}

/** Answers why it could not be kept, else `null`. An empty label takes it away. */
export async function labelPerson(nichandle: string, label: string): Promise<Failure | null> {
  return keepLabels([{ nichandle: nichandle.toLowerCase(), label: tidyLabel(label) }]);
}

/** Any number of them, in as many calls as it takes; what was kept before a failure stays. */
export async function keepLabels(labels: readonly PersonLabel[]): Promise<Failure | null> {
  for (let from = 0; from < labels.length; from += MOST_LABELS) {
    const answer = await call('people:label', { labels: labels.slice(from, from + MOST_LABELS) });
    if (!answer.ok) return answer.error;
    setLabels(answer.value);
  }
  return null;
}

export function showPerson(person: PeopleSlice['person']): void {
  useStore.setState({ person });
}

export function namePerson(naming: string | null): void {
  useStore.setState({ naming });
}

/** What the user calls this handle; `null` where nothing was said. */
export function useLabel(nichandle: string | null): string | null {
  return useStore((state) =>
    nichandle === null ? null : (state.labels.get(nichandle.toLowerCase()) ?? null),
  );
}

export type Person = {
  /** In lower case. */
  nichandle: string;
  label: string | null;
  mine: boolean;
  /** Services it is this contact of. */
  roles: Readonly<Record<ContactType, number>>;
  /** Services it is any contact of, each once. */
  services: number;
};

/** Services between two looks at the clock. */
const STEP = 1024;

/** Everybody on these services, everybody with a label, and my own accounts, even where they hold nothing. */
export function* countPeople(
  services: readonly Pick<Service, 'contacts'>[],
  labels: ReadonlyMap<string, string>,
  mine: ReadonlySet<string>,
): Sliced<Person[]> {
  type Counts = { roles: Record<ContactType, number>; services: number; last: number };
  const counts = new Map<string, Counts>();
  const countsOf = (nichandle: string): Counts => {
    const known = counts.get(nichandle);
    if (known !== undefined) return known;
    const made = { roles: { contactAdmin: 0, contactTech: 0, contactBilling: 0 }, services: 0, last: -1 };
    counts.set(nichandle, made);
    return made;
  };
  for (let at = 0; at < services.length; at += 1) {
    if (at % STEP === STEP - 1) yield;
    const contacts = services[at]?.contacts ?? null;
    if (contacts === null) continue;
    for (const type of CONTACT_TYPES) {
      const handle = contacts[type];
      if (handle === null) continue;
      const own = countsOf(handle.toLowerCase());
      own.roles[type] += 1;
      if (own.last !== at) {
        own.last = at;
        own.services += 1;
      }
    }
  }
  for (const nichandle of labels.keys()) countsOf(nichandle);
  for (const nichandle of mine) countsOf(nichandle);
  return [...counts].map(([nichandle, { roles, services: count }]) => ({
    nichandle,
    label: labels.get(nichandle) ?? null,
    mine: mine.has(nichandle),
    roles,
    services: count,
  }));
}

export const PEOPLE_SEGMENTS = ['all', 'mine', 'named', 'unnamed'] as const;
export type PeopleSegment = (typeof PEOPLE_SEGMENTS)[number];

function inSegment(person: Person, segment: PeopleSegment): boolean {
  switch (segment) {
    case 'all':
      return true;
    case 'mine':
      return person.mine;
    case 'named':
      return person.label !== null;
    case 'unnamed':
      return person.label === null;
    default:
      return segment satisfies never;
  }
}

export const PEOPLE_COLUMNS = ['nichandle', 'label', ...CONTACT_TYPES, 'services'] as const;
export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];

/** Those whose handle or label holds every word, in this segment, sorted; and how many each segment would have. */
export function findPeople(
  people: readonly Person[],
  wanted: { segment: PeopleSegment; query: string; sort: { column: PeopleColumn; descending: boolean } },
  language: string,
): { rows: Person[]; segments: Record<PeopleSegment, number> } {
  const words = splitQuery(wanted.query);
  const segments: Record<PeopleSegment, number> = { all: 0, mine: 0, named: 0, unnamed: 0 };
  const rows: Person[] = [];
  for (const person of people) {
    const text = fold(`${person.nichandle}\n${person.label ?? ''}`);
    if (!words.every((word) => text.includes(word))) continue;
    for (const segment of PEOPLE_SEGMENTS) if (inSegment(person, segment)) segments[segment] += 1;
    if (inSegment(person, wanted.segment)) rows.push(person);
  }
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const { column, descending } = wanted.sort;
  const direction = descending ? -1 : 1;
  rows.sort((a, b) => {
    const byHandle = collator.compare(a.nichandle, b.nichandle);
    if (column === 'nichandle') return direction * byHandle;
    if (column === 'label') {
      // Who has no name stands last either way.
      if (a.label === null || b.label === null) {
        return a.label === b.label ? byHandle : a.label === null ? 1 : -1;
      }
      return direction * collator.compare(a.label, b.label) || byHandle;
    }
    const value = (person: Person) => (column === 'services' ? person.services : person.roles[column]);
    return direction * (value(a) - value(b)) || byHandle;
  });
  return { rows, segments };
}

/** As many milliseconds of a frame as counting may take. */
const BUDGET_MS = 6;

/** The people of these services, counted between frames; `null` until they were counted once. The last ones stay meanwhile. */
export function usePeople(services: readonly Service[] | null, mine: ReadonlySet<string>): Person[] | null {
  const labels = useStore((state) => state.labels);
  const [people, setPeople] = useState<Person[] | null>(null);
  useEffect(() => {
    if (services === null) return;
    let isStale = false;
    void runSliced(countPeople(services, labels, mine), {
      now: () => performance.now(),
      budgetMs: BUDGET_MS,
      pause: () => new Promise((resolve) => setTimeout(resolve)),
      isStale: () => isStale,
    }).then((counted) => {
      if (counted !== null && !isStale) setPeople(counted);
    });
    return () => {
      isStale = true;
    };
  }, [services, labels, mine]);
  return people;
}
