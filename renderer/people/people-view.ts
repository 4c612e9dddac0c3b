/** What the people screen shows, as pure functions of facts: who holds what, whose requests, found and sorted. Draws nothing, asks nothing. */
import type { Account } from '../../shared/account.ts';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { deadlineOf } from '../../shared/deadline.ts';
import { indexPerson, type Person } from '../../shared/people.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import { splitQuery } from '../../shared/search.ts';
import type { Service } from '../../shared/service.ts';
import type { Sliced } from '../../shared/slices.ts';
import { isRunning, turnOf } from '../../shared/turn.ts';
import { companyOf, namesOf } from './names.ts';

export type Holder = {
  /** In lower case. */
  nichandle: string;
  /** Services it is this contact of. */
  roles: Readonly<Record<ContactType, number>>;
  /** Services it is any contact of, each once. */
  services: number;
};

/** Services between two looks at the clock. */
const STEP = 1024;

/** Everybody on these services. */
export function* countHolders(services: readonly Pick<Service, 'contacts'>[]): Sliced<Map<string, Holder>> {
  type Counts = { roles: Record<ContactType, number>; services: number; last: number };
  const counts = new Map<string, Counts>();
  for (let at = 0; at < services.length; at += 1) {
    if (at % STEP === STEP - 1) yield;
    const contacts = services[at]?.contacts ?? null;
    if (contacts === null) continue;
    for (const type of CONTACT_TYPES) {
      const nichandle = contacts[type]?.toLowerCase();
      if (nichandle === undefined) continue;
      let own = counts.get(nichandle);
      if (own === undefined) {
        own = { roles: { contactAdmin: 0, contactTech: 0, contactBilling: 0 }, services: 0, last: -1 };
        counts.set(nichandle, own);
      }
      own.roles[type] += 1;
      if (own.last !== at) {
        own.last = at;
        own.services += 1;
      }
    }
  }
  return new Map(
    [...counts].map(([nichandle, { roles, services: count }]) => [
      nichandle,
      { nichandle, roles, services: count },
    ]),
  );
}

/** Running requests somebody is concerned by, by who they wait for. Times in milliseconds since 1970. */
export type Waiting = {
  /** For a code of mine. */
  yours: { count: number; next: number | null };
  /** For somebody else, by whom: in the order of the first to run out. */
  theirs: { nichandle: string | null; count: number; next: number | null }[];
  /** OVHcloud checks or applies them. */
  ovhcloud: number;
};

/** By handle in lower case: everybody who is a side of a running request. */
export function waitingOf(
  requests: readonly ContactRequest[],
  mineOf: (api: string) => ReadonlySet<string>,
  now: number,
): ReadonlyMap<string, Waiting> {
  const all = new Map<string, Waiting>();
  for (const request of requests) {
    if (!isRunning(request.state)) continue;
    const turn = turnOf(request, mineOf(request.api), now);
    const deadline = deadlineOf(request)?.at ?? null;
    const concerned = new Set(
      [request.askingAccount, request.fromAccount, request.toAccount].flatMap((handle) =>
        handle === null ? [] : [handle.toLowerCase()],
      ),
    );
    for (const handle of concerned) {
      let own = all.get(handle);
      if (own === undefined) {
        own = { yours: { count: 0, next: null }, theirs: [], ovhcloud: 0 };
        all.set(handle, own);
      }
      if (turn.whose === 'mine') note(own.yours, deadline);
      else if (turn.whose === 'ovhcloud') own.ovhcloud += 1;
      else if (turn.whose === 'theirs') {
        const who = turn.certain ? (turn.sides[0]?.toLowerCase() ?? null) : null;
        let one = own.theirs.find(({ nichandle }) => nichandle === who);
        if (one === undefined) own.theirs.push((one = { nichandle: who, count: 0, next: null }));
        note(one, deadline);
      }
    }
  }
  const end = ({ next }: { next: number | null }) => next ?? Number.MAX_SAFE_INTEGER;
  for (const { theirs } of all.values()) theirs.sort((a, b) => end(a) - end(b));
  return all;
}

function note(counted: { count: number; next: number | null }, deadline: number | null): void {
  counted.count += 1;
  if (deadline !== null) counted.next = Math.min(counted.next ?? deadline, deadline);
}

export type PersonRow = Holder & {
  name: string | null;
  company: string | null;
  mine: boolean;
  leaves: string | null;
  waiting: Waiting | null;
};

const NO_ROLES: Readonly<Record<ContactType, number>> = {
  contactAdmin: 0,
  contactTech: 0,
  contactBilling: 0,
};

/** Everybody on services or noted, and my own accounts, even where they hold nothing. */
export function peopleRows(given: {
  holders: ReadonlyMap<string, Holder>;
  people: ReadonlyMap<string, Person>;
  accounts: readonly Account[];
  mine: ReadonlySet<string>;
  waiting: ReadonlyMap<string, Waiting>;
}): PersonRow[] {
  const { holders, people, accounts, mine, waiting } = given;
  const names = namesOf(people, accounts);
  // An account that is called by its organisation is not told twice where it works.
  const companyBeside = (nichandle: string): string | null => {
    const company = companyOf(nichandle, people, accounts);
    return company === (names.get(nichandle) ?? null) ? null : company;
  };
  return [...new Set([...holders.keys(), ...people.keys(), ...mine])].map((nichandle) => ({
    ...(holders.get(nichandle) ?? { nichandle, roles: NO_ROLES, services: 0 }),
    name: names.get(nichandle) ?? null,
    company: companyBeside(nichandle),
    mine: mine.has(nichandle),
    leaves: people.get(nichandle)?.leaves ?? null,
    waiting: waiting.get(nichandle) ?? null,
  }));
}

export const PEOPLE_SEGMENTS = ['all', 'mine', 'leaving', 'unnamed'] as const;
export type PeopleSegment = (typeof PEOPLE_SEGMENTS)[number];

function inSegment(person: PersonRow, segment: PeopleSegment): boolean {
  switch (segment) {
    case 'all':
      return true;
    case 'mine':
      return person.mine;
    case 'leaving':
      return person.leaves !== null;
    case 'unnamed':
      return person.name === null;
    default:
      return segment satisfies never;
  }
}

export const PEOPLE_COLUMNS = ['person', 'company', ...CONTACT_TYPES, 'services', 'requests'] as const;
export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number];

/** Those whose name, company or handle holds every word, in this segment, sorted; and how many each segment would have. */
export function findPeople(
  people: readonly PersonRow[],
  wanted: { segment: PeopleSegment; query: string; sort: { column: PeopleColumn; descending: boolean } },
  language: string,
): { rows: PersonRow[]; segments: Record<PeopleSegment, number> } {
  const words = splitQuery(wanted.query);
  const segments: Record<PeopleSegment, number> = { all: 0, mine: 0, leaving: 0, unnamed: 0 };
  const rows: PersonRow[] = [];
  for (const person of people) {
    const text = indexPerson(person.nichandle, person.name, person.company);
    if (!words.every((word) => text.includes(word))) continue;
    for (const segment of PEOPLE_SEGMENTS) if (inSegment(person, segment)) segments[segment] += 1;
    if (inSegment(person, wanted.segment)) rows.push(person);
  }
  return { rows: rows.sort(orderOf(wanted.sort, language)), segments };
}

function orderOf(
  { column, descending }: { column: PeopleColumn; descending: boolean },
  language: string,
): (a: PersonRow, b: PersonRow) => number {
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const direction = descending ? -1 : 1;
  const byHandle = (a: PersonRow, b: PersonRow) => collator.compare(a.nichandle, b.nichandle);
  /** Who has none stands last either way. */
  const byText = (of: (person: PersonRow) => string | null) => (a: PersonRow, b: PersonRow) => {
    const [first, second] = [of(a), of(b)];
    if (first === null || second === null) return first === second ? 0 : first === null ? 1 : -1;
    return direction * collator.compare(first, second);
  };
  const byNumber = (of: (person: PersonRow) => number) => (a: PersonRow, b: PersonRow) =>
    direction * (of(a) - of(b));
  const theirs = ({ waiting }: PersonRow) =>
    (waiting?.theirs ?? []).reduce((sum, { count }) => sum + count, 0);
  const yours = byNumber(({ waiting }) => waiting?.yours.count ?? 0);
  const others = byNumber(theirs);
  const services = (a: PersonRow, b: PersonRow) => b.services - a.services;
  const compare = {
    person: byText(({ name }) => name),
    company: byText(({ company }) => company),
    contactAdmin: byNumber(({ roles }) => roles.contactAdmin),
    contactTech: byNumber(({ roles }) => roles.contactTech),
    contactBilling: byNumber(({ roles }) => roles.contactBilling),
    services: byNumber(({ services: count }) => count),
    // What everybody has with me counts for them, not for me: my accounts are a side of every request of mine.
    requests: (a: PersonRow, b: PersonRow) =>
      Number(a.mine) - Number(b.mine) || yours(a, b) || others(a, b) || services(a, b),
  }[column];
  return (a, b) => compare(a, b) || byHandle(a, b);
}

/** What was done of late that concerns somebody, as far as it is known here: requests that went through, newest first. */
export function lastChanges(
  nichandle: string,
  requests: readonly ContactRequest[],
  most: number,
): ContactRequest[] {
  const concerns = (handle: string | null) => handle !== null && sameNichandle(handle, nichandle);
  return requests
    .filter(
      ({ state, fromAccount, toAccount }) =>
        state === 'done' && (concerns(fromAccount) || concerns(toAccount)),
    )
    .sort((a, b) => endOf(b) - endOf(a))
    .slice(0, most);
}

function endOf({ dateDone, dateRequest }: ContactRequest): number {
  return Date.parse(dateDone ?? dateRequest);
}
