/** Words with stars, and without. */
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { wordTest } from '../../shared/word-match.ts';

test.each([
  ['clinica*', 'clinicanorte.es', true],
  ['clinica*', 'la-clinica.es', false],
  ['*.es', 'faro.es', true],
  ['*.es', 'faro.es.com', false],
  ['*clinica*', 'la-clinica.es', true],
  ['vps-*.ovh.net', 'vps-5d.vps.ovh.net', true],
  ['aba*ba', 'aba', false],
  ['*', 'anything', true],
  ['clinica', 'la-clinica.es', true],
])('%s of %s: %s', (word, text, fits) => {
  expect(wordTest(word)(text)).toBe(fits);
});

it('is all of one line, not of several together', () => {
  expect(wordTest('a*d')('a\nd')).toBe(false);
  expect(wordTest('d*')('abc\ndef')).toBe(true);
});

it('says what a regular expression would', () => {
  const letters = fc.stringMatching(/^[ab.*]{0,8}$/);
  fc.assert(
    fc.property(
      letters.filter((word) => word.includes('*')),
      fc.stringMatching(/^[ab.]{0,10}$/),
      (word, text) => {
        const whole = new RegExp(`^${word.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
        expect(wordTest(word)(text)).toBe(whole.test(text));
      },
    ),
  );
});

it('takes no time for many stars', () => {
  const word = `${'*a'.repeat(250)}b`;
  const begun = performance.now();
  expect(wordTest(word)('a'.repeat(5000))).toBe(false);
  expect(performance.now() - begun).toBeLessThan(200);
});
