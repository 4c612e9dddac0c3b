/** Whether a text holds a word, or is all that a word with stars says. Pure; in a time that follows the length of the text. */

/** A star stands for anything. */
export function hasStar(word: string): boolean {
  return word.includes('*');
}

/**
 * A test of folded texts, whose lines are names of one thing: without a star the word may stand anywhere in them; with one a
 * whole line has to be as it says: `clinica*` begins so, `*.es` ends so. (No regular expression: many stars would make it slow.)
 */
export function wordTest(word: string): (text: string) => boolean {
  if (!hasStar(word)) return (text) => text.includes(word);
  const parts = word.split('*');
  return (text) => text.split('\n').some((line) => isAllOf(line, parts));
}

/** What stands around the stars, in its order: the first at the beginning, the last at the end. */
function isAllOf(line: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  if (!line.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = line.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return line.length - last.length >= at && line.endsWith(last);
}
