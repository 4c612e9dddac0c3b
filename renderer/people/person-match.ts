/** Who is meant by what is being typed: known people by name, company or handle, accents ignored. Pure. */
import { indexPerson } from '../../shared/people.ts';
import { fold, splitQuery } from '../../shared/search.ts';

export type Candidate = {
  /** In lower case. */
  nichandle: string;
  name: string | null;
  company: string | null;
};

/** As many as can be looked over. */
const MOST = 6;

/**
 * Those that hold every word, in the order given, but first whose name, company or handle has a word that begins with the
 * first one typed. Nothing typed: the first ones.
 */
export function matchPeople(text: string, candidates: readonly Candidate[], most = MOST): Candidate[] {
  const words = splitQuery(text);
  const [first] = words;
  if (first === undefined) return candidates.slice(0, most);
  const begins: Candidate[] = [];
  const holds: Candidate[] = [];
  for (const one of candidates) {
    const index = indexPerson(one.nichandle, one.name, one.company);
    if (!words.every((word) => index.includes(word))) continue;
    const isBegun = index.split(/[\s,.·-]+/u).some((word) => word.startsWith(first));
    (isBegun ? begins : holds).push(one);
  }
  return [...begins, ...holds].slice(0, most);
}

export function countMatches(text: string, candidates: readonly Candidate[]): number {
  return matchPeople(text, candidates, Number.MAX_SAFE_INTEGER).length;
}

/** Where in `text` the first word typed stands, accents aside: `[from, to]`; `null` where it does not, or cannot be told. */
export function markOf(text: string, typed: string): [number, number] | null {
  const [word] = splitQuery(typed);
  if (word === undefined) return null;
  // Sign by sign, so that one that folds to two letters, or to none, does not shift what is marked.
  const signs = [...text];
  for (let from = 0; from < signs.length; from += 1) {
    let found = '';
    for (let to = from; to < signs.length && found.length < word.length; to += 1) {
      found += fold(signs[to] ?? '');
      if (found === word)
        return [signs.slice(0, from).join('').length, signs.slice(0, to + 1).join('').length];
    }
  }
  return null;
}
