/** Which of our languages a person is spoken to in, by what the system or the browser says of them. Holds no words. */
import { LANGUAGES, type Language, type Settings } from './settings.ts';

/** The language of a BCP 47 tag, where it is one of ours. */
function spokenIn(locale: string): Language | undefined {
  const base = locale.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === base);
}

/** The first of a person's locales in a language of ours, whatever stands before it: who reads Catalan and Spanish reads ours. */
export function spokenLocale(locales: readonly string[]): string {
  return locales.find((locale) => spokenIn(locale) !== undefined) ?? locales[0] ?? 'en';
}

/** The chosen language; with `system`, that of the system's locale where it is one of ours, else English. */
export function languageOf(setting: Settings['language'], locale: string): Language {
  return setting === 'system' ? (spokenIn(locale) ?? 'en') : setting;
}

/** The system's locale where it speaks the language of the screens, else that language's home. */
export function formatLocale(language: string, systemLocale: string): string {
  if (systemLocale.toLowerCase().startsWith(`${language}-`)) return systemLocale;
  return language === 'es' ? 'es-ES' : 'en-GB';
}
