/** What is typed into the palette: a sign at the beginning looks for one kind alone, the rest is what is looked for. Pure. */
import { splitQuery } from '../../shared/search.ts';

export const SCOPES = { '@': 'people', '#': 'requests', '>': 'commands' } as const;
export type Kind = 'people' | 'requests' | 'services' | 'commands';
export type Looked = {
  /** `null`: for everything. */
  kind: Kind | null;
  /** Without the sign. */
  text: string;
};

export function readLooked(typed: string): Looked {
  const text = typed.trimStart();
  const kind = SCOPES[text[0] as keyof typeof SCOPES] ?? null;
  return { kind, text: (kind === null ? text : text.slice(1)).trim() };
}

/** Of each kind, where everything is looked for; and where one kind is looked for alone. */
const FEW = 3;
const MANY = 50;

/** How many of a kind are shown; none where another kind is looked for, or nothing is typed and all would be shown. */
export function mostOf(kind: Kind, looked: Looked): number {
  if (looked.kind !== null) return looked.kind === kind ? MANY : 0;
  if (kind === 'commands') return looked.text === '' ? MANY : FEW + 2;
  return looked.text === '' ? 0 : FEW;
}

/** Names that hold every word, those that begin with the first one before the others; and how many hold them in all. `names`: folded, one for each. */
export function findNamed<T>(
  all: readonly T[],
  names: readonly string[],
  text: string,
  most: number,
): { found: T[]; total: number } {
  const words = splitQuery(text);
  const [first = ''] = words;
  const begins: T[] = [];
  const holds: T[] = [];
  let total = 0;
  for (const [index, one] of all.entries()) {
    const name = names[index] ?? '';
    if (!words.every((word) => name.includes(word))) continue;
    total += 1;
    const place = name.startsWith(first) ? begins : holds;
    if (place.length < most) place.push(one);
  }
  return { found: [...begins, ...holds].slice(0, most), total };
}
