/**
 * Many services in little room: one array per field, values that repeat told once. What crosses the bridge and what lies
 * in a snapshot have this form; it is checked where it comes in and knows nothing of where it goes.
 */
import { z } from 'zod';
import type { Service } from './service.ts';

/** What a server tells of a service, as one account sees it: without what we add. */
export type ServiceFacts = Omit<Service, 'key' | 'api' | 'seenBy'>;

/** One loop per column: a zod schema for each of a million elements takes longer than reading and drawing them. */
const strings = z.custom<readonly string[]>(
  (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
);
const numbers = z.custom<readonly number[]>(
  (value) => Array.isArray(value) && value.every(Number.isSafeInteger),
);
const lists = z.array(z.array(z.string()));

const columns = {
  ids: numbers,
  names: strings,
  /** Empty = the same as the name. */
  displayNames: strings,
  /** `=` means family, slash, encoded name; empty = no route. */
  routes: strings,
  /** Empty = not told. */
  expires: strings,
  /** Indexes into `words`; -1 = `null`. */
  families: numbers,
  products: numbers,
  states: numbers,
  lifecycles: numbers,
  statuses: numbers,
  /** Indexes into `words`; -1 = `null`, and -2 here = the contacts are not known. */
  admins: numbers,
  techs: numbers,
  billings: numbers,
  /** Indexes into `tagSets`. */
  tags: numbers,
};

const factsShape = z.object({ ...columns, words: strings, tagSets: lists });
export type FactColumns = z.infer<typeof factsShape>;

const CODED = [
  'families',
  'products',
  'states',
  'lifecycles',
  'statuses',
  'admins',
  'techs',
  'billings',
] as const;

function areColumns(value: FactColumns): boolean {
  const count = value.ids.length;
  const areLong = Object.keys(columns).every((name) => value[name as keyof typeof columns].length === count);
  return (
    areLong &&
    CODED.every((name) => arePlaces(value[name], name === 'admins' ? -2 : -1, value.words.length)) &&
    // A state is never `null`.
    arePlaces(value.states, 0, value.words.length) &&
    arePlaces(value.tags, 0, value.tagSets.length)
  );
}

function arePlaces(codes: readonly number[], least: number, end: number): boolean {
  return codes.every((code) => code >= least && code < end);
}

/** Columns that fit together: whatever passes can be decoded. */
export const factColumnsSchema = factsShape.refine(areColumns, 'columns do not fit together');

const chunkShape = factsShape.extend({
  /** Indexes into `words`. */
  apis: numbers,
  /** Indexes into `seenSets`. */
  seens: numbers,
  seenSets: lists,
});
export type ServiceColumns = z.infer<typeof chunkShape>;

export const serviceColumnsSchema = chunkShape.refine(
  (value) =>
    areColumns(value) &&
    value.apis.length === value.ids.length &&
    value.seens.length === value.ids.length &&
    arePlaces(value.apis, 0, value.words.length) &&
    arePlaces(value.seens, 0, value.seenSets.length),
  'columns do not fit together',
);

class Words {
  readonly list: string[] = [];
  readonly #codes = new Map<string, number>();

  codeOf(word: string | null): number {
    if (word === null) return -1;
    let code = this.#codes.get(word);
    if (code === undefined) {
      code = this.list.push(word) - 1;
      this.#codes.set(word, code);
    }
    return code;
  }
}

class Sets {
  readonly list: string[][] = [];
  readonly #codes = new Map<string, number>();

  codeOf(set: readonly string[]): number {
    const key = set.length === 0 ? '' : set.length === 1 ? `1${set[0]}` : JSON.stringify(set);
    let code = this.#codes.get(key);
    if (code === undefined) {
      code = this.list.push([...set]) - 1;
      this.#codes.set(key, code);
    }
    return code;
  }
}

function usualRoute({ family, name }: { family: string | null; name: string }): string {
  // Half a character cannot be encoded; such a name has no usual route.
  return name.isWellFormed() ? `${family}/${encodeURIComponent(name)}` : '';
}

export function encodeFacts(rows: readonly ServiceFacts[]): FactColumns {
  return encode(rows, new Words());
}

function encode(rows: readonly ServiceFacts[], words: Words): FactColumns {
  const sets = new Sets();
  const coded = (valueOf: (row: ServiceFacts) => string | null): number[] =>
    rows.map((row) => words.codeOf(valueOf(row)));
  return {
    ids: rows.map((row) => row.serviceId),
    names: rows.map((row) => row.name),
    displayNames: rows.map((row) => (row.displayName === row.name ? '' : row.displayName)),
    routes: rows.map((row) =>
      row.route !== null && row.route === usualRoute(row) ? '=' : (row.route ?? ''),
    ),
    expires: rows.map((row) => row.expires ?? ''),
    families: coded((row) => row.family),
    products: coded((row) => row.product),
    states: coded((row) => row.state),
    lifecycles: coded((row) => row.lifecycle),
    statuses: coded((row) => row.status),
    admins: rows.map((row) => (row.contacts === null ? -2 : words.codeOf(row.contacts.contactAdmin))),
    techs: coded((row) => row.contacts?.contactTech ?? null),
    billings: coded((row) => row.contacts?.contactBilling ?? null),
    tags: rows.map((row) => sets.codeOf(row.tags)),
    words: words.list,
    tagSets: sets.list,
  };
}

/** `columns` as `factColumnsSchema` let them through. */
export function decodeFacts(columns: FactColumns): ServiceFacts[] {
  return columns.ids.map((_, at) => factsAt(columns, at));
}

function factsAt(columns: FactColumns, at: number): ServiceFacts {
  const { words } = columns;
  const wordAt = (codes: readonly number[]): string | null => words[codes[at] as number] ?? null;
  const name = columns.names[at] as string;
  const family = wordAt(columns.families);
  const route = columns.routes[at] as string;
  return {
    serviceId: columns.ids[at] as number,
    name,
    displayName: columns.displayNames[at] || name,
    family,
    route: route === '' ? null : route === '=' ? usualRoute({ family, name }) : route,
    product: wordAt(columns.products),
    state: wordAt(columns.states) as string,
    lifecycle: wordAt(columns.lifecycles),
    status: wordAt(columns.statuses),
    expires: columns.expires[at] || null,
    contacts:
      columns.admins[at] === -2
        ? null
        : {
            contactAdmin: wordAt(columns.admins),
            contactTech: wordAt(columns.techs),
            contactBilling: wordAt(columns.billings),
          },
    tags: columns.tagSets[columns.tags[at] as number] as string[],
  };
}

export function encodeServices(rows: readonly Service[]): ServiceColumns {
  const words = new Words();
  const seen = new Sets();
  const facts = encode(rows, words);
  return {
    ...facts,
    apis: rows.map((row) => words.codeOf(row.api)),
    seens: rows.map((row) => seen.codeOf(row.seenBy)),
    words: words.list,
    seenSets: seen.list,
  };
}

/** `columns` as `serviceColumnsSchema` let them through. Rows share their lists of tags and accounts: nobody may write into them. */
export function decodeServices(columns: ServiceColumns): Service[] {
  return columns.ids.map((id, at) => {
    const api = columns.words[columns.apis[at] as number] as string;
    const facts = factsAt(columns, at);
    // Spreading `facts` would make V8 keep a second object per service, 100 000 of them.
    return {
      key: `${api}/${id}`,
      api,
      serviceId: facts.serviceId,
      name: facts.name,
      displayName: facts.displayName,
      family: facts.family,
      route: facts.route,
      product: facts.product,
      state: facts.state,
      lifecycle: facts.lifecycle,
      status: facts.status,
      expires: facts.expires,
      contacts: facts.contacts,
      tags: facts.tags,
      seenBy: columns.seenSets[columns.seens[at] as number] as string[],
    };
  });
}
