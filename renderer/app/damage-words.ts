/** Which sentences tell of something damaged: what is wrong, where it lies now, what is lost and what to do. Pure: it says no words itself. */
import type { Damage } from '../../shared/damage.ts';

export type Words = { key: string; options: Record<string, string | number> };
export type DamageItem = { id: string; tone: 'bad' | 'you' | 'mute'; words: Words[] };

/** Nothing of the file is used. */
const WHOLE: readonly Damage['why'][] = ['broken', 'newer', 'no-file', 'forbidden'];
/** What is to be done differs from what is lost. */
const SAID_APART: readonly Damage['why'][] = ['values', 'unwritable', 'unconfirmed'];
/** So many names are read by somebody. */
const MOST_NAMES = 5;

/** The same trouble of several files is told once; in the order given. */
export function damageItems(damages: readonly Damage[], list: (names: string[]) => string): DamageItem[] {
  const groups = Map.groupBy(damages, ({ part, why }) => `${part} ${why}`);
  return [...groups.values()].map((group) => itemOf(group, list));
}

function itemOf(group: readonly Damage[], list: (names: string[]) => string): DamageItem {
  const [first] = group;
  if (first === undefined) throw new Error('a group of nothing');
  const { part, why } = first;
  const isWhole = WHOLE.includes(why);
  const asides = group.flatMap(({ keptAs }) => keptAs ?? []);
  const options = {
    file: list(few(group.map(({ file }) => file))),
    names: list(few(group.flatMap(({ names }) => names))),
    keptAs: list(few(asides)),
    count: group.reduce((sum, { count }) => sum + (count ?? 0), 0),
  };
  const keys = [
    `part.${part}`,
    `why.${(part === 'ledger' || part === 'history') && why === 'partly' ? 'lines' : why}`,
  ];
  if (asides.length > 0) keys.push(isWhole ? 'kept.aside' : 'kept.copy');
  else if (isWhole) keys.push('kept.stays');
  if (why === 'forbidden' || why === 'newer') keys.push(`again.${why}`);
  const todo = isWhole ? 'lost' : SAID_APART.includes(why) ? why : 'partly';
  keys.push(`todo.${part}.${todo}`);
  return {
    id: `damage ${part} ${why} ${options.file}`,
    tone: toneOf(first),
    words: keys.map((key) => ({ key, options })),
  };
}

/** A cache costs a wait, a setting a look; the rest cannot be had again. */
function toneOf({ part, why }: Damage): DamageItem['tone'] {
  if (part === 'services' || part === 'requests' || part === 'reminders' || why === 'changed') return 'mute';
  return part === 'settings' ||
    part === 'people' ||
    part === 'rules' ||
    part === 'moves' ||
    part === 'prepared' ||
    part === 'history'
    ? 'you'
    : 'bad';
}

function few(names: string[]): string[] {
  return names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), '…'] : names;
}
