/**
 * A pasted table of who is to become which contact of which service, read line by line and matched with the services that
 * are known. Forgiving about separators, headers, order and spelling; what it cannot take it says, line by line. Pure.
 */
import { CONTACT_TYPES, type ContactType } from './contact.ts';
import { parseContact } from './contact-email.ts';
import { readCsv } from './csv.ts';
import type { HandoverTarget, ServiceTarget } from './handover.ts';
import { fold } from './search.ts';
import type { Service } from './service.ts';

type Column = 'service' | 'family' | ContactType;

export type TableLine = {
  /** As the person counts them, from 1. */
  number: number;
  /** Name (or number, or route) of the service, as it was pasted. */
  service: string;
  /** Type of the service, as it was pasted; empty where there is no such column. */
  family: string;
  /** New contacts as they were pasted; empty cells, `-` and `=` keep the contact. */
  wanted: Partial<Record<ContactType, string>>;
};

export type LineProblem =
  | { kind: 'no-service' }
  | { kind: 'unknown-service' }
  /** Several services have this name, and they are not one domain with its zone: the families to choose from. */
  | { kind: 'ambiguous'; families: string[] }
  | { kind: 'bad-handle'; contactType: ContactType; text: string }
  /** Every contact is kept. */
  | { kind: 'nothing-asked' }
  /** An earlier line asks something for the same service. */
  | { kind: 'twice'; number: number };

export type CheckedLine = TableLine & {
  /** What it asks for; `null` where there is a problem. */
  target: HandoverTarget | null;
  /** Keys of the services it is about: one, or a domain with its zone. */
  serviceKeys: string[];
  problem: LineProblem | null;
};

/** What the heads of such tables say, folded (no accents, lower case); a head that begins with one of these is that column. */
const HEADS: Readonly<Record<Column, readonly string[]>> = {
  family: ['type', 'family', 'category', 'tipo', 'familia', 'categoria', 'produ'],
  contactAdmin: ['admin', 'contactadmin', 'new admin', 'contacto admin', 'nuevo admin', 'contact admin'],
  contactTech: [
    'tech',
    'tecn',
    'contacttech',
    'new tech',
    'contacto tecn',
    'nuevo tecn',
    'nuevo contacto tecn',
    'contact tech',
  ],
  contactBilling: [
    'billing',
    'fact',
    'contactbilling',
    'new billing',
    'contacto de fact',
    'nuevo contacto de fact',
    'contact fact',
    'contact billing',
  ],
  service: ['service', 'servicio', 'name', 'nombre', 'domain', 'dominio', 'resource'],
};
const COLUMNS = Object.keys(HEADS) as Column[];
/** Without a head. */
const USUAL_ORDER: readonly Column[] = ['service', ...CONTACT_TYPES];
const KEEPS = new Set(['', '-', '–', '—', '=', '*']);

function columnOf(head: string): Column | null {
  const folded = fold(head).trim();
  return COLUMNS.find((column) => HEADS[column].some((begin) => folded.startsWith(begin))) ?? null;
}

/** The columns of a head; `null` where the first line is none: it has to name the service and one contact at least. */
function readHead(cells: readonly string[]): (Column | null)[] | null {
  const columns: (Column | null)[] = [];
  for (const cell of cells) {
    const column = columnOf(cell);
    // The first of two columns of a kind counts.
    columns.push(column !== null && columns.includes(column) ? null : column);
  }
  // A name such as `admin.example.com` begins like a head: a head has no dot and no digit.
  const isHead =
    columns.includes('service') &&
    CONTACT_TYPES.some((type) => columns.includes(type)) &&
    !cells.some((cell) => /[\d.@]/.test(cell));
  return isHead ? columns : null;
}

/** What a spreadsheet's "this is text" mark hides. */
function plain(cell: string): string {
  return cell
    .replace(/^'(?=\s*[=+\-@|%])/, '')
    .replaceAll('\u00a0', ' ')
    .trim();
}

/** Lines of a table with commas, semicolons or tabs; empty ones and the head are left out, numbers are kept. */
export function readHandoverTable(text: string): TableLine[] {
  const records = readCsv(text).map((record) => record.map(plain));
  const first = records.findIndex((record) => record.some((cell) => cell !== ''));
  const head = readHead(records[first] ?? []);
  const columns = head ?? USUAL_ORDER;
  const lines: TableLine[] = [];
  for (const [index, record] of records.entries()) {
    if (index < first || (head !== null && index === first)) continue;
    if (record.every((cell) => cell === '')) continue;
    const line: TableLine = { number: index + 1, service: '', family: '', wanted: {} };
    for (const [at, column] of columns.entries()) {
      const cell = record[at] ?? '';
      if (column === null || cell === '') continue;
      if (column === 'service' || column === 'family') line[column] = cell;
      else line.wanted[column] = cell;
    }
    lines.push(line);
  }
  return lines;
}

/** Accents stay: `peña.es` and `pena.es` are two domains. */
function spell(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function note(index: Map<string, Service[]>, name: string, service: Service): void {
  const known = index.get(name);
  if (known === undefined) index.set(name, [service]);
  else if (!known.includes(service)) known.push(service);
}

export type TableMatcher = (lines: readonly TableLine[]) => CheckedLine[];

/**
 * Matches lines with these services by name, display name, number, route or key. `names`: what a family is called besides
 * its path (`/domain/zone` → "DNS zone"). `shownAs`: other spellings of a name (the Unicode form of `xn--…`). A name that a
 * domain and its zone bear stands for both where `withTwins`, else for the domain.
 */
export function createTableMatcher(
  services: readonly Service[],
  options: {
    withTwins: boolean;
    names: (family: string) => readonly string[];
    shownAs: (name: string) => string;
  },
): TableMatcher {
  // What names a thing for sure goes before what people call it.
  const byName = new Map<string, Service[]>();
  const byMark = new Map<string, Service[]>();
  const byDisplayName = new Map<string, Service[]>();
  for (const service of services) {
    const { name, displayName, key, route, serviceId } = service;
    for (const spelled of new Set([name, options.shownAs(name)].map(spell))) note(byName, spelled, service);
    for (const mark of [key, route ?? key, String(serviceId)]) note(byMark, spell(mark), service);
    note(byDisplayName, spell(displayName), service);
  }

  const isOfFamily = (service: Service, family: string): boolean => {
    if (service.family === null) return false;
    const asked = fold(family).replaceAll(/^\/+|\/+$/g, '');
    return [service.family.replace(/^\//, ''), ...options.names(service.family)].some(
      (name) => fold(name) === asked,
    );
  };

  const find = ({ service, family }: TableLine): Service[] | LineProblem => {
    const asked = spell(service);
    const named = (name: string) => byName.get(name) ?? byMark.get(name) ?? byDisplayName.get(name);
    // Zone files and DNS tools end a name with a dot.
    const found = named(asked) ?? named(asked.replace(/\.$/, '')) ?? [];
    const fitting = family === '' ? found : found.filter((each) => isOfFamily(each, family));
    if (fitting.length === 0) return { kind: 'unknown-service' };
    if (fitting.length === 1) return fitting;
    const families = fitting.map((each) => each.family ?? '');
    const domain = fitting.find((each) => each.family === '/domain');
    const isPair =
      fitting.length === 2 &&
      domain !== undefined &&
      families.includes('/domain/zone') &&
      fitting.every((each) => each.api === domain.api);
    if (!isPair) return { kind: 'ambiguous', families: [...new Set(families)] };
    return options.withTwins ? [domain, ...fitting.filter((each) => each !== domain)] : [domain];
  };

  return (lines) => {
    const takenBy = new Map<string, number>();
    return lines.map((line): CheckedLine => {
      const refuse = (problem: LineProblem): CheckedLine => ({
        ...line,
        target: null,
        serviceKeys: [],
        problem,
      });
      if (line.service === '') return refuse({ kind: 'no-service' });
      const found = find(line);
      if (!Array.isArray(found)) return refuse(found);
      const target: HandoverTarget = {};
      for (const contactType of CONTACT_TYPES) {
        const text = line.wanted[contactType] ?? '';
        if (KEEPS.has(text)) continue;
        const nichandle = parseContact(text);
        if (nichandle === null) return refuse({ kind: 'bad-handle', contactType, text });
        target[contactType] = nichandle;
      }
      if (Object.keys(target).length === 0) return refuse({ kind: 'nothing-asked' });
      const serviceKeys = found.map(({ key }) => key);
      const free = serviceKeys.filter((key) => !takenBy.has(key));
      // A line for the zone of a domain named before narrows nothing: the earlier line has taken both.
      const earlier = takenBy.get(serviceKeys[0] ?? '');
      if (free.length === 0 && earlier !== undefined) return refuse({ kind: 'twice', number: earlier });
      for (const key of free) takenBy.set(key, line.number);
      return { ...line, target, serviceKeys: free, problem: null };
    });
  };
}

/** What is asked of each service, in the order of the lines. */
export function targetsOfTable(lines: readonly CheckedLine[]): ServiceTarget[] {
  return lines.flatMap(({ target, serviceKeys }) =>
    target === null ? [] : serviceKeys.map((serviceKey) => ({ serviceKey, target })),
  );
}
