/** Which letters a text is made of, as bits: where one of a word's is missing, the word need not be looked for. */

const A = 97;
const ZERO = 48;
/** All that is neither a letter of the alphabet nor a digit. */
const OTHER = 31;

/** Bits 0 to 25 stand for `a` to `z`, 26 to 30 for two digits each, 31 for everything else. @param text folded (`fold`) */
export function lettersOf(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) letters |= 1 << bitOf(text.charCodeAt(at));
  return letters;
}

function bitOf(code: number): number {
  if (code >= A && code < A + 26) return code - A;
  return code >= ZERO && code < ZERO + 10 ? 26 + ((code - ZERO) >> 1) : OTHER;
}

/** Whether the bits say all there is to say: a single letter of the alphabet. */
export function isOneLetter(word: string): boolean {
  return /^[a-z]$/.test(word);
}
