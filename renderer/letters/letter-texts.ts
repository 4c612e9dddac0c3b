/** Brings the texts of messages in the language somebody is written to in, when they are needed. */
import { useEffect, useState } from 'react';
import type { LetterTexts } from '../../shared/letter.ts';
import type { LetterLanguage } from '../../shared/letter-language.ts';

const BRING: Record<LetterLanguage, () => Promise<{ default: LetterTexts }>> = {
  en: () => import('../../shared/locales/letters/en.json'),
  es: () => import('../../shared/locales/letters/es.json'),
  fr: () => import('../../shared/locales/letters/fr.json'),
  de: () => import('../../shared/locales/letters/de.json'),
  it: () => import('../../shared/locales/letters/it.json'),
  pl: () => import('../../shared/locales/letters/pl.json'),
  pt: () => import('../../shared/locales/letters/pt.json'),
};

/** `null` until they are here. */
export function useLetterTexts(language: LetterLanguage): LetterTexts | null {
  const [brought, setBrought] = useState<{ language: LetterLanguage; texts: LetterTexts } | null>(null);
  useEffect(() => {
    let isAsked = true;
    void BRING[language]().then(({ default: texts }) => {
      if (isAsked) setBrought({ language, texts });
    });
    return () => {
      isAsked = false;
    };
  }, [language]);
  return brought?.language === language ? brought.texts : null;
}
