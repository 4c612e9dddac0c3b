/**
 * What a person types to find services, understood: words and fields (`admin:xx11111-ovh`, `-type:domain`, `expires:<30d`).
 * Pure text in, terms out, and what may come next while typing; it searches nothing.
 */
import type { ContactType } from './contact.ts';
import { fold } from './search.ts';
import { hasStar } from './word-match.ts';

/** As they are written; each may also be written in Spanish, without accents. */
export const QUERY_FIELDS = [
  'admin',
  'tech',
  'billing',
  'type',
  'expires',
  'pending',
  'state',
  'tag',
  'role',
  'account',
] as const;
export type QueryField = (typeof QUERY_FIELDS)[number];

const FIELD_NAMES: Readonly<Record<string, QueryField>> = {
  ...Object.fromEntries(QUERY_FIELDS.map((field) => [field, field])),
  administrator: 'admin',
  administrador: 'admin',
  technical: 'tech',
  tecnico: 'tech',
  facturacion: 'billing',
  tipo: 'type',
  expiry: 'expires',
  caduca: 'expires',
  vence: 'expires',
  pendiente: 'pending',
  estado: 'state',
  etiqueta: 'tag',
  rol: 'role',
  cuenta: 'account',
};

const ROLE_OF: Partial<Record<QueryField, ContactType>> = {
  admin: 'contactAdmin',
  tech: 'contactTech',
  billing: 'contactBilling',
};

/** Where the expiry is measured from: a length of time from now, or a moment. */
export type ExpiryTest =
  | { is: 'none' }
  | { is: 'before' | 'after'; days: number }
  | { is: 'before' | 'after'; at: number };

export type Meaning =
  /** Occurs in the name, the display name, a contact (or its label), the type, the product or a tag. */
  | { kind: 'word'; word: string }
  /** Occurs in this contact's NIC handle or label. */
  | { kind: 'contact'; role: ContactType; word: string }
  | { kind: 'type' | 'state' | 'tag' | 'account'; word: string }
  | { kind: 'expires'; test: ExpiryTest }
  | { kind: 'pending'; pending: boolean }
  /** My own role on it. */
  | { kind: 'role'; role: ContactType };

/** One part of a query. `text` is as it was typed; `null`: a field whose value is missing or makes no sense, so that it narrows nothing. */
export type Term = { text: string; field: QueryField | null; negated: boolean; meaning: Meaning | null };

/** All terms must hold; none holds for every service. Words are folded. */
export type ServiceQuery = { terms: readonly Term[] };

type Token = { from: number; to: number; text: string };

/** Parts between spaces; what stands in quotes stays together. A quote that is never closed reaches to the end. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/g)) {
    tokens.push({ from: match.index, to: match.index + match[0].length, text: match[0] });
  }
  return tokens;
}

const unquoted = (text: string): string => text.replaceAll('"', '');

/** `-admin:"x"` → negated, `admin`, `"x"`. What stands before the colon and is no field belongs to a word. */
function partsOf(text: string): { negated: boolean; field: QueryField | null; value: string } {
  const negated = text.startsWith('-') && text.length > 1;
  const bare = negated ? text.slice(1) : text;
  const colon = bare.indexOf(':');
  const field = colon > 0 ? FIELD_NAMES[fold(bare.slice(0, colon))] : undefined;
  return field === undefined
    ? { negated, field: null, value: bare }
    : { negated, field, value: bare.slice(colon + 1) };
}

/** Case and accents do not matter, spaces part terms, quotes keep them together, `-` turns one round. Never fails. */
export function parseQuery(text: string): ServiceQuery {
  const terms: Term[] = [];
  for (const token of tokensOf(text)) {
    const { negated, field, value } = partsOf(token.text);
    const word = fold(unquoted(value)).trim();
    if (field === null && word === '') continue;
    const meaning: Meaning | null = field === null ? { kind: 'word', word } : meaningOf(field, word);
    terms.push({ text: token.text, field, negated, meaning });
  }
  return { terms };
}

function meaningOf(field: QueryField, word: string): Meaning | null {
  if (word === '') return null;
  const contact = ROLE_OF[field];
  if (contact !== undefined) return { kind: 'contact', role: contact, word };
  switch (field) {
    case 'expires': {
      const test = expiryOf(word);
      return test === null ? null : { kind: 'expires', test };
    }
    case 'pending':
      if (/^(y|yes|s|si|true|1)$/.test(word)) return { kind: 'pending', pending: true };
      return /^(n|no|false|0)$/.test(word) ? { kind: 'pending', pending: false } : null;
    case 'role': {
      const named = FIELD_NAMES[word];
      const role = named === undefined ? undefined : ROLE_OF[named];
      return role === undefined ? null : { kind: 'role', role };
    }
    case 'type':
    case 'state':
    case 'tag':
    case 'account':
      return { kind: field, word };
    default:
      return null;
  }
}

const DAYS: Record<string, number> = { d: 1, w: 7, s: 7, m: 30, y: 365, a: 365 };

/** `<30d`, `30d`, `>1y`, `<2027-01-31`, `>2027`, `none`; days, weeks, months of 30 and years of 365 days. Dates are UTC. */
function expiryOf(word: string): ExpiryTest | null {
  if (/^(none|never|nunca|no)$/.test(word)) return { is: 'none' };
  const match = /^(<=?|>=?|)(?:(\d{1,5})([dwsmya])|(\d{4})(?:-(\d\d))?(?:-(\d\d))?)$/.exec(word);
  if (match === null) return null;
  const [, sign = '', count, unit, year, month = '01', day = '01'] = match;
  const is = sign.startsWith('>') ? 'after' : 'before';
  if (count !== undefined && unit !== undefined) return { is, days: Number(count) * (DAYS[unit] ?? 1) };
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(at) ? null : { is, at };
}

/** What each part of a query was taken for, to be told in the person's language; in the order typed. */
export type Explanation =
  | { kind: 'understood'; text: string; field: QueryField | null; negated: boolean; value: string }
  /** Looked for as a word, though it is nearly the name of a field: `tehc:me`. `instead` may stand in its place. */
  | { kind: 'misspelt'; text: string; typed: string; meant: QueryField; instead: string }
  /** A field without a value yet. */
  | { kind: 'unfinished'; text: string; field: QueryField; negated: boolean }
  /** A value that this field cannot have: it narrows nothing. */
  | { kind: 'not-understood'; text: string; field: QueryField; negated: boolean; value: string };

export function explainQuery(query: ServiceQuery): Explanation[] {
  return query.terms.map(({ text, field, negated, meaning }): Explanation => {
    const value = unquoted(partsOf(text).value);
    const misspelt = field === null ? misspeltIn(text) : null;
    if (misspelt !== null) return { kind: 'misspelt', text, ...misspelt };
    if (meaning !== null || field === null) return { kind: 'understood', text, field, negated, value };
    return value.trim() === ''
      ? { kind: 'unfinished', text, field, negated }
      : { kind: 'not-understood', text, field, negated, value };
  });
}

/** Letters before a colon that are one slip away from a field's name. Shorter ones, and addresses of IPv6, are words. */
function misspeltIn(text: string): { typed: string; meant: QueryField; instead: string } | null {
  const [, sign = '', typed = '', value = ''] = /^(-?)(\p{L}{3,}):(.*)$/su.exec(text) ?? [];
  const name = Object.keys(FIELD_NAMES).find((known) => isOneSlip(fold(typed), known));
  const meant = typed === '' || name === undefined ? undefined : FIELD_NAMES[name];
  return meant === undefined ? null : { typed, meant, instead: `${sign}${meant}:${value}` };
}

/** One letter left out, put in, put in another's place, or two beside each other changed about. */
function isOneSlip(typed: string, known: string): boolean {
  if (Math.abs(typed.length - known.length) > 1) return false;
  let same = 0;
  while (same < typed.length && typed[same] === known[same]) same += 1;
  const [a, b] = [typed.slice(same), known.slice(same)];
  return (
    a.slice(1) === b.slice(1) ||
    a === b.slice(1) ||
    a.slice(1) === b ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}

/** Whether `next` can only find what `before` found: every term of `before` is still asked for, or more narrowly. */
export function narrows(before: ServiceQuery, next: ServiceQuery): boolean {
  return before.terms.every((old) => old.meaning === null || next.terms.some((term) => implies(term, old)));
}

function implies(term: Term, old: Term): boolean {
  const [a, b] = [term.meaning, old.meaning];
  if (a === null || b === null || term.negated !== old.negated || a.kind !== b.kind) return false;
  if ('word' in a && 'word' in b) {
    if ('role' in a && 'role' in b && a.role !== b.role) return false;
    // A whole name of a type means less than a part of it, and a star makes another question of a word.
    if (a.kind === 'type' || hasStar(a.word) || hasStar(b.word)) return a.word === b.word;
    return old.negated ? b.word.includes(a.word) : a.word.includes(b.word);
  }
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a query can be completed with; labels are the person's own words for a NIC handle. */
export type Known = {
  /** Most used first. */
  handles: readonly { handle: string; label: string | null }[];
  types: readonly string[];
  states: readonly string[];
  tags: readonly string[];
  accounts: readonly string[];
};

/** Put `insert` in the place of `text.slice(from, to)`, and the caret behind it. */
export type Completion = {
  kind: 'field' | 'handle' | 'type' | 'state' | 'tag' | 'account' | 'value';
  from: number;
  to: number;
  insert: string;
  /** What to show: the field's name, the handle, the type … */
  text: string;
  /** The label of a handle. */
  label: string | null;
};

const MOST_COMPLETIONS = 8;
const EXPIRIES = ['<30d', '<90d', '<1y', '>1y', 'none'];

/** What may stand where the caret is: names of fields, and values of the field it is in. At most eight; in an empty text the fields. */
export function completionsFor(text: string, caret: number, known: Known): Completion[] {
  const token = tokensOf(text).find(({ from, to }) => from < caret && caret <= to);
  if (token === undefined) return text.trim() === '' ? firstFields(caret) : [];
  const { negated, field, value } = partsOf(token.text);
  const sign = negated ? '-' : '';
  const typed = fold(unquoted(value)).trim();
  const put = (kind: Completion['kind'], insert: string, shown: string, label: string | null = null) => ({
    kind,
    from: token.from,
    to: token.to,
    insert,
    text: shown,
    label,
  });
  const values = (kind: Completion['kind'], list: readonly string[]): Completion[] =>
    startingFirst(list, typed, (word) => [fold(word)])
      .filter((word) => fold(word) !== typed)
      .map((word) => put(kind, `${sign}${field}:${quoted(word)} `, word));

  if (field === null) {
    if (typed === '') return [];
    const fields = QUERY_FIELDS.filter((name) => name.startsWith(typed)).map((name) =>
      put('field', `${sign}${name}:`, `${name}:`),
    );
    const handles = startingFirst(known.handles, typed, ({ handle, label }) => [handle, fold(label ?? '')])
      .filter(({ handle }) => handle !== typed)
      .map(({ handle, label }) => put('handle', `${sign}${handle} `, handle, label));
    return [...fields, ...handles].slice(0, MOST_COMPLETIONS);
  }
  switch (field) {
    case 'admin':
    case 'tech':
    case 'billing':
      return startingFirst(known.handles, typed, ({ handle, label }) => [handle, fold(label ?? '')])
        .filter(({ handle }) => handle !== typed)
        .map(({ handle, label }) => put('handle', `${sign}${field}:${handle} `, handle, label));
    case 'type':
      return values('type', known.types);
    case 'state':
      return values('state', known.states);
    case 'tag':
      return values('tag', known.tags);
    case 'account':
      return values('account', known.accounts);
    case 'pending':
      return values('value', ['yes', 'no']);
    case 'role':
      return values('value', ['admin', 'tech', 'billing']);
    case 'expires':
      return values('value', EXPIRIES);
    default:
      return [];
  }
}

function firstFields(at: number): Completion[] {
  return QUERY_FIELDS.slice(0, MOST_COMPLETIONS).map((field) => ({
    kind: 'field',
    from: at,
    to: at,
    insert: `${field}:`,
    text: `${field}:`,
    label: null,
  }));
}

/** Those that begin with what was typed, then those that hold it, each in the order given. */
function startingFirst<T>(list: readonly T[], typed: string, wordsOf: (item: T) => string[]): T[] {
  const begin: T[] = [];
  const hold: T[] = [];
  for (const item of list) {
    const words = wordsOf(item);
    if (words.some((word) => word.startsWith(typed))) begin.push(item);
    else if (words.some((word) => word.includes(typed))) hold.push(item);
    if (begin.length === MOST_COMPLETIONS) break;
  }
  return [...begin, ...hold].slice(0, MOST_COMPLETIONS);
}

function quoted(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}
