/**
 * People: what a user notes of the NIC handles that stand on services (name, company, e-mail, a note, the day of leaving),
 * and reading names from a table. All of it is kept on this computer alone; OVHcloud is told nothing of it.
 */
import { z } from 'zod';
import { parseNichandle } from './contact.ts';
import { readCsv, unguarded } from './csv.ts';
import { letterLanguageSchema } from './letter-language.ts';
import { fold } from './search.ts';

export const LONGEST_NAME = 80;
export const LONGEST_EMAIL = 254;
export const LONGEST_NOTE = 2000;
/** More at once are cut into several calls by whoever imports them. */
export const MOST_PEOPLE = 5000;

const nichandle = z.string().min(1).max(64);

export const personSchema = z.object({
  /** In lower case: handles are written both ways. One person for a handle, whichever API it is of. */
  nichandle,
  /** Each text is empty where nothing was said. */
  name: z.string().max(LONGEST_NAME),
  company: z.string().max(LONGEST_NAME),
  /** Only for writing to them from the user's own e-mail program. */
  email: z.string().max(LONGEST_EMAIL),
  note: z.string().max(LONGEST_NOTE),
  /** Their last day, `2026-12-19`; `null` = stays. */
  leaves: z.iso.date().nullable(),
  /** Who takes over when they leave. */
  successor: nichandle.nullable(),
  /** The language they are written to in; `null` = not chosen. Files of before have none. */
  language: letterLanguageSchema.nullable().default(null),
});
export type Person = z.infer<typeof personSchema>;

/** What is to become of one person; what is left out stays as it is. */
export const personChangeSchema = personSchema
  // A value that fills a gap in a file would undo, in a change, what the change does not speak of.
  .extend({ language: letterLanguageSchema.nullable() })
  .partial()
  .required({ nichandle: true });
export type PersonChange = z.infer<typeof personChangeSchema>;

export function nobody(handle: string): Person {
  return {
    nichandle: handle.toLowerCase(),
    name: '',
    company: '',
    email: '',
    note: '',
    leaves: null,
    successor: null,
    language: null,
  };
}

/** Nothing is noted of them any more. */
export function isNobody(person: Person): boolean {
  const { name, company, email, note, leaves, successor, language } = person;
  return (
    [name, company, email, note].every((text) => text === '') &&
    leaves === null &&
    successor === null &&
    language === null
  );
}

/** The person as changed, texts tidied; a successor who is nobody else is none. */
export function withChange(person: Person, change: PersonChange): Person {
  const next = { ...person, ...change, nichandle: person.nichandle };
  const successor = next.successor?.toLowerCase() ?? null;
  return {
    nichandle: next.nichandle,
    name: tidyName(next.name),
    company: tidyName(next.company),
    email: next.email.trim(),
    note: next.note.trim(),
    leaves: next.leaves,
    successor: successor === next.nichandle ? null : successor,
    language: next.language,
  };
}

/** White space made plain, and no longer than is kept. */
export function tidyName(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().slice(0, LONGEST_NAME).trim();
}

/** Enough to write to: OVHcloud is never asked, and a message that does not arrive comes back to the user's own program. */
export function isEmail(text: string): boolean {
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(text.trim());
}

/** `Luis` of `Luis Romero`: how a button speaks of somebody. */
export function firstNameOf(name: string): string {
  return name.split(/[\s,]/, 1)[0] || name;
}

/** One or two letters for somebody without a picture; `?` without a name. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s,.·-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  const letters = [first, last].map((word) => (word === undefined ? '' : ([...word][0] ?? '')));
  return letters.join('').toLocaleUpperCase() || '?';
}

/** Everything somebody can be found by, folded: name, company, handle. */
export function indexPerson(handle: string, name: string | null, company: string | null): string {
  return fold([name ?? '', company ?? '', handle].join('\n'));
}

export type PeopleInTable = {
  people: PersonChange[];
  /** Lines (counted from 1) whose first cell cannot be a NIC handle. */
  unusable: number[];
};

/**
 * People of a table with the NIC handle first, the name second, the company third where there is one; a head is known by
 * its first cell being no handle with a digit in it. A handle told twice has the last name. Lines without a name are
 * passed over, never taken as "take the name away", and an empty company leaves the one that is known. An apostrophe
 * that guards a spreadsheet is taken off.
 */
export function readPeople(csv: string): PeopleInTable {
  const people = new Map<string, PersonChange>();
  const unusable: number[] = [];
  const records = readCsv(csv);
  const head = records.findIndex((record) => record.some((cell) => cell.trim() !== ''));
  // Only a head can say that the third column is a company: tables of before have figures there.
  const hasCompany = /compan|empresa|organi[sz]/.test(fold(records[head]?.[2] ?? ''));
  for (const [index, [first = '', second = '', third = '']] of records.entries()) {
    if (index === head && !/\d/.test(first)) continue;
    const handle = parseNichandle(first);
    const name = tidyName(unguarded(second));
    const company = hasCompany ? tidyName(unguarded(third)) : '';
    if (handle === null) {
      if (first.trim() !== '' || name !== '') unusable.push(index + 1);
    } else if (name !== '')
      people.set(handle, { nichandle: handle, name, ...(company === '' ? {} : { company }) });
  }
  return { people: [...people.values()], unusable };
}

/** What an import would do: who is new, who is called otherwise, who stays as they are. */
export function compareImport(
  changes: readonly PersonChange[],
  known: ReadonlyMap<string, Person>,
): { added: PersonChange[]; renamed: { before: Person; change: PersonChange }[]; same: number } {
  const added: PersonChange[] = [];
  const renamed: { before: Person; change: PersonChange }[] = [];
  let same = 0;
  for (const change of changes) {
    const before = known.get(change.nichandle);
    if (before === undefined || before.name === '') added.push(change);
    else if (
      before.name !== change.name ||
      (change.company !== undefined && change.company !== before.company)
    )
      renamed.push({ before, change });
    else same += 1;
  }
  return { added, renamed, same };
}
