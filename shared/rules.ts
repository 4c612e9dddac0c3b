/**
 * Expected contacts: which services a rule means (a search), who should stand on them, and what is kept as it is; and rules
 * as a table. What a person wrote, kept on this computer alone; OVHcloud is told nothing of it.
 */
import { z } from 'zod';
import { CONTACT_TYPES, type ContactType, isUsualNichandle, isWordAlone, parseNichandle } from './contact.ts';
import { readCsv, unguarded } from './csv.ts';
import { fold } from './search.ts';
import { parseQuery } from './service-query.ts';

export const MOST_RULES = 200;
/** Services that one rule leaves as they are. */
export const MOST_KEPT = 20_000;
const LONGEST = 500;

const nichandle = z.string().min(1).max(64);

export const ruleSchema = z.object({
  id: z.string().min(1).max(64),
  /** Empty: it is called by its search. */
  name: z.string().max(80),
  /** As in the search of the services; empty = every service. */
  query: z.string().max(LONGEST),
  /** By role, in lower case; a role that is absent is not looked at. */
  expected: z.object({
    contactAdmin: nichandle.optional(),
    contactTech: nichandle.optional(),
    contactBilling: nichandle.optional(),
  }),
  /** Keys of the services that stay as they are. */
  kept: z.array(z.string().max(120)).max(MOST_KEPT),
});
export type Rule = z.infer<typeof ruleSchema>;
export const rulesSchema = z.array(ruleSchema).max(MOST_RULES);

/** Roles a rule says something of, in the order of the screens. */
export function rolesOfRule({ expected }: Pick<Rule, 'expected'>): ContactType[] {
  return CONTACT_TYPES.filter((type) => expected[type] !== undefined);
}

/** How it stands in a list; `every` is what one without name and search is called. */
export function titleOfRule({ name, query }: Pick<Rule, 'name' | 'query'>, every: string): string {
  return name || query.trim() || every;
}

export type BadLine = {
  /** From 1, as a person counts. */
  line: number;
  /** `handle`: a cell cannot be a NIC handle. `nobody`: nobody is expected. `search`: a part of the search makes no sense. */
  why: 'handle' | 'nobody' | 'search';
  text: string;
};

/** `lines`: where each of the rules stands. */
export type RulesInTable = { rules: Omit<Rule, 'id'>[]; lines: number[]; bad: BadLine[] };

/** In this order; written so, and read back so. */
export const RULE_COLUMNS = ['name', 'search', ...CONTACT_TYPES, 'kept'] as const;

/** A head is known by its first cell. Nothing is guessed: a line that is not understood is named and left out. */
export function readRules(csv: string): RulesInTable {
  const rules: Omit<Rule, 'id'>[] = [];
  const lines: number[] = [];
  const bad: BadLine[] = [];
  const records = readCsv(csv);
  const head = records.findIndex((record) => record.some((cell) => cell.trim() !== ''));
  for (const [index, record] of records.entries()) {
    const cells = RULE_COLUMNS.map((_, column) => unguarded(record[column] ?? '').trim());
    const [name = '', query = '', admin = '', tech = '', billing = '', kept = ''] = cells;
    if (cells.every((cell) => cell === '')) continue;
    const line = index + 1;
    if (index === head && /^(?:name|nombre|rule|regla)$/.test(fold(name))) continue;
    const expected: Rule['expected'] = {};
    const wrong = [admin, tech, billing].find((cell, at) => {
      if (cell === '') return false;
      const handle = parseNichandle(cell);
      if (handle === null || isWordAlone(handle)) return true;
      expected[CONTACT_TYPES[at] as ContactType] = handle;
      return false;
    });
    const senseless = parseQuery(query).terms.find(({ meaning }) => meaning === null);
    if (wrong !== undefined) bad.push({ line, why: 'handle', text: wrong });
    else if (rolesOfRule({ expected }).length === 0) bad.push({ line, why: 'nobody', text: name || query });
    else if (senseless !== undefined || query.length > LONGEST)
      bad.push({ line, why: 'search', text: senseless?.text ?? query.slice(0, 40) });
    else {
      lines.push(line);
      rules.push({
        name: name.slice(0, 80),
        query,
        expected,
        kept: kept === '' ? [] : kept.split(/\s+/).slice(0, MOST_KEPT),
      });
    }
  }
  return { rules, lines, bad };
}

/** As `readRules` reads it back. */
export function rulesTable(rules: readonly Rule[]): string[][] {
  return rules.map(({ name, query, expected, kept }) => [
    name,
    query,
    ...CONTACT_TYPES.map((type) => expected[type] ?? ''),
    kept.join(' '),
  ]);
}

/** Rules of a table put among those there are: one of the same name and search takes its place, others join them. */
export function withImported(
  before: readonly Rule[],
  table: readonly Omit<Rule, 'id'>[],
  newId: () => string,
): { rules: Rule[]; added: number; replaced: number; same: number } {
  const rules = [...before];
  let [added, replaced, same] = [0, 0, 0];
  for (const one of table) {
    const at = rules.findIndex((rule) => rule.name === one.name && rule.query === one.query);
    const known = rules[at];
    if (known === undefined) {
      rules.push({ id: newId(), ...one });
      added += 1;
    } else if (isSameRule(known, one)) same += 1;
    else {
      rules[at] = { id: known.id, ...one };
      replaced += 1;
    }
  }
  return { rules, added, replaced, same };
}

function isSameRule(a: Omit<Rule, 'id'>, b: Omit<Rule, 'id'>): boolean {
  return (
    CONTACT_TYPES.every((type) => a.expected[type] === b.expected[type]) && a.kept.join() === b.kept.join()
  );
}

/** Expected handles that nothing known bears, each once: a letter may be wrong. */
export function unknownIn(
  rules: readonly Pick<Rule, 'expected'>[],
  isKnown: (handle: string) => boolean,
): { handle: string; isUsual: boolean }[] {
  const handles = new Set(
    rules.flatMap(({ expected }) => CONTACT_TYPES.flatMap((type) => expected[type] ?? [])),
  );
  return [...handles]
    .filter((handle) => !isKnown(handle))
    .map((handle) => ({ handle, isUsual: isUsualNichandle(handle) }));
}
