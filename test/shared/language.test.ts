/** The language and the locale that are taken of those a person has. */
import { expect, test } from 'vitest';
import { languageOf, spokenLocale } from '../../shared/language.ts';

test.each([
  ['es', 'en-GB', 'es'],
  ['system', 'es-MX', 'es'],
  ['system', 'ES', 'es'],
  ['system', 'en-US', 'en'],
  ['system', 'pl-PL', 'en'],
  ['system', '', 'en'],
] as const)('%s on a system in «%s» is %s', (setting, system, expected) => {
  expect(languageOf(setting, system)).toBe(expected);
});

test.each([
  [['ca-ES', 'es-ES', 'en-GB'], 'es-ES'],
  [['ca', 'es'], 'es'],
  [['en-US', 'es'], 'en-US'],
  [['de-DE', 'fr'], 'de-DE'],
  [['est-EE', 'es-AR'], 'es-AR'],
  [[], 'en'],
] as const)('of %j it is %s', (locales, expected) => {
  expect(spokenLocale(locales)).toBe(expected);
});
