/** A word is only passed over where it cannot be. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOneLetter, lettersOf } from '../../shared/letters.ts';
import { fold } from '../../shared/search.ts';

const has = (text: string, word: string) => (lettersOf(text) & lettersOf(word)) === lettersOf(word);

it('a text has the letters of every word in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string({ unit: 'binary' }), (a, word, b) => {
      expect(has(fold(a + word + b), fold(word))).toBe(true);
    }),
  );
});

it.each([
  ['puertosol.com', 'x', false],
  ['puertosol.com', 'lost', true],
  ['host4', '6', false],
  // Two digits share a bit: whether it is this one, the text itself has to say.
  ['host4', '5', true],
  ['host', '-', false],
  ['a-b', '.', true],
])('«%s» may hold «%s»: %s', (text, word, may) => {
  expect(has(text, word)).toBe(may);
});

it('one letter is told apart by its bit alone', () => {
  expect(['a', 'z', '5', '-', 'ab', ''].filter(isOneLetter)).toEqual(['a', 'z']);
});
