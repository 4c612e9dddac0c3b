/** The languages a message to somebody else can be written in: those OVHcloud's own control panel speaks to people in. */
import { z } from 'zod';

export const LETTER_LANGUAGES = ['en', 'es', 'fr', 'de', 'it', 'pl', 'pt'] as const;
export const letterLanguageSchema = z.enum(LETTER_LANGUAGES);
export type LetterLanguage = z.infer<typeof letterLanguageSchema>;

/** Each by its own name, as somebody finds theirs in a list. */
export const LANGUAGE_NAMES: Record<LetterLanguage, string> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  it: 'Italiano',
  pl: 'Polski',
  pt: 'Português',
};

/** Where its dates and numbers are written as people there do. BCP 47. */
export const LETTER_LOCALES: Record<LetterLanguage, string> = {
  en: 'en-GB',
  es: 'es-ES',
  fr: 'fr-FR',
  de: 'de-DE',
  it: 'it-IT',
  pl: 'pl-PL',
  pt: 'pt-PT',
};
