/**
 * A message to somebody who takes part in changes of contacts: what will arrive from whom, the numbers, the deadline and
 * what to do, in one of seven languages. SECURITY: it is made of requests alone, and a request has no field for a code.
 */
import { isContactType, orderedTypes } from './contact.ts';
import { deadlineOf } from './deadline.ts';
import { isMine } from './mine.ts';
import type { ContactRequest } from './request.ts';
import { sameNichandle } from './roles.ts';
import type { StandingAbout } from './standing.ts';
import { hasConfirmed, sidesOf } from './turn.ts';

/** Texts of one language, as in `locales/letters/`. */
export type LetterTexts = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** What somebody has to do with one request. `informed`: nothing. */
export type LetterPart = 'takes-over' | 'asks' | 'hands-over' | 'informed';

export type Letter = { subject: string; body: string };

export type LetterFacts = {
  texts: LetterTexts;
  /** BCP 47, of the letter's language. */
  locale: string;
  timeZone?: string;
  nichandle: string;
  /** What they are called; `null` = not known. */
  name: string | null;
  /** Who writes. */
  sender: string;
  requests: readonly ContactRequest[];
  /** My NIC handles of an API, in lower case. */
  mineOf: (api: string) => ReadonlySet<string>;
  called: (nichandle: string) => string;
  /** They were written to before. */
  reminds: boolean;
  /** What to ask the reader to look at before they confirm. */
  standing?: readonly StandingAbout[];
};

/** `null`: they have nothing to do with it, or have confirmed already. */
export function partIn(
  request: ContactRequest,
  nichandle: string,
  mine: ReadonlySet<string>,
): LetterPart | null {
  const side = sidesOf(request, mine).find((one) => sameNichandle(one.nichandle, nichandle));
  if (side === undefined) return null;
  if (!side.confirms) return 'informed';
  if (hasConfirmed(side) || side.code === 'refused') return null;
  return side.part === 'hands-over' && side.asks ? 'asks' : side.part;
}

/** The requests somebody can be written to about; those that end are none. */
export function requestsFor(
  nichandle: string,
  requests: readonly ContactRequest[],
  mineOf: LetterFacts['mineOf'],
): ContactRequest[] {
  return requests.filter(
    (request) =>
      deadlineOf(request) !== null &&
      partIn(request, nichandle, mineOf(request.api)) !== null &&
      !isMine(nichandle, mineOf(request.api)),
  );
}

/** When the first of them runs out; milliseconds since 1970. */
export function firstEndOf(requests: readonly ContactRequest[]): number | null {
  const ends = requests.flatMap((request) => deadlineOf(request)?.at ?? []);
  return ends.length === 0 ? null : Math.min(...ends);
}

const PARTS: readonly LetterPart[] = ['takes-over', 'asks', 'hands-over', 'informed'];

/** `requests` that are none of theirs are left out; with none left there is nothing to write. */
export function writeLetter(facts: LetterFacts): Letter | null {
  const { texts, nichandle, name, requests, mineOf } = facts;
  const say = (key: string, values: Record<string, string> = {}) => fill(textAt(texts, key), values);
  const theirs = requests.flatMap((request) => {
    const part = partIn(request, nichandle, mineOf(request.api));
    return part === null ? [] : [{ request, part }];
  });
  const [first] = theirs;
  if (first === undefined) return null;
  const open = theirs.filter(({ part }) => part !== 'informed').map(({ request }) => request);

  const sections = PARTS.flatMap((part) => {
    const own = theirs.filter((one) => one.part === part).map(({ request }) => request);
    // Who asked is said once for all the requests they made.
    const byAsker = Map.groupBy(own, (request) => (part === 'takes-over' ? askerOf(request, mineOf) : ''));
    return [...byAsker].map(([asker, list]) =>
      [introOf(part, asker, facts, say), ...list.map((request) => lineOf(request, facts, say))].join('\n'),
    );
  });
  const until = firstEndOf(open);
  const day = until === null ? '' : dayOf(until, facts);
  const standing = open.length === 0 ? [] : (facts.standing ?? []);
  const paragraphs = [
    name === null ? say('helloNobody') : say('hello', { name }),
    ...(facts.reminds && open.length > 0 ? [say('remind')] : []),
    ...sections,
    ...(open.length === 0
      ? []
      : [
          say('arrives', { handle: nichandle }),
          say('todo'),
          ...(until === null ? [] : [say(open.length === 1 ? 'untilOne' : 'until', { day })]),
          ...(standing.length === 0
            ? []
            : [[say('before'), ...standing.map((about) => say(`check.${about}`))].join('\n')]),
          say('secret'),
        ]),
    say('unclear'),
    `${say('thanks')}\n${facts.sender}`,
  ];
  return { subject: subjectOf(open, facts.reminds, say), body: paragraphs.join('\n\n') };
}

type Say = (key: string, values?: Record<string, string>) => string;

function subjectOf(open: readonly ContactRequest[], reminds: boolean, say: Say): string {
  const [only, second] = open;
  if (only === undefined) return say('subject.informed');
  if (second !== undefined) {
    return say(reminds ? 'subject.remindSeveral' : 'subject.several', { count: String(open.length) });
  }
  return say(reminds ? 'subject.remindOne' : 'subject.one', { id: String(only.id) });
}

/** `''`: I asked; `'?'`: OVHcloud does not tell. */
function askerOf({ askingAccount, api }: ContactRequest, mineOf: LetterFacts['mineOf']): string {
  if (askingAccount === null) return '?';
  return isMine(askingAccount, mineOf(api)) ? '' : askingAccount.toLowerCase();
}

function introOf(part: LetterPart, asker: string, { nichandle, called }: LetterFacts, say: Say): string {
  switch (part) {
    case 'takes-over':
      if (asker === '') return say('takesOver');
      if (asker === '?') return say('takesOverNobody');
      return sameNichandle(asker, nichandle) ? say('asks') : say('takesOverFrom', { asker: called(asker) });
    case 'asks':
      return say('asks');
    case 'hands-over':
      return say('handsOver');
    case 'informed':
      return say('informed');
  }
}

function lineOf(request: ContactRequest, { called, locale }: LetterFacts, say: Say): string {
  const who = (nichandle: string | null): string => {
    if (nichandle === null) return say('nobody');
    const name = called(nichandle);
    return name === nichandle ? nichandle : `${name} (${nichandle})`;
  };
  const roles = orderedTypes(request.contactTypes).map((type) =>
    isContactType(type) ? say(`roles.${type}`) : type,
  );
  return say('line', {
    service: request.serviceDomain ?? '?',
    roles: new Intl.ListFormat(locale, { type: 'conjunction' }).format(roles),
    id: String(request.id),
    from: who(request.fromAccount),
    to: who(request.toAccount),
  });
}

/** With its zone: who reads it may be in another one. */
function dayOf(at: number, { locale, timeZone }: LetterFacts): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(at);
}

function textAt(texts: LetterTexts, key: string): string {
  const [first = '', second] = key.split('.');
  const found = texts[first];
  if (typeof found === 'string') return found;
  return found?.[second ?? ''] ?? key;
}

/** In one go: a value may hold braces, and is no template. */
function fill(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/**
 * What the address of a message may be long, in characters: Windows hands a program no longer one than 2,081. Elsewhere
 * e-mail programs take more, and nobody says how much.
 */
const LONGEST_ADDRESS = { win32: 2000, other: 12_000 };

/** Whether it fits into a `mailto:` address on this system (`process.platform`); what does not is copied. */
export function fitsAddress(email: string, { subject, body }: Letter, platform: string): boolean {
  const lines = body.replaceAll(/\r?\n/g, '\r\n');
  const length = `mailto:${email}?subject=&body=`.length;
  const longest = platform === 'win32' ? LONGEST_ADDRESS.win32 : LONGEST_ADDRESS.other;
  return length + encodeURIComponent(subject).length + encodeURIComponent(lines).length <= longest;
}
