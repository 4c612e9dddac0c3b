/**
 * Texts for components, by key, in the language in use. They are always loaded, and a list draws hundreds of components at
 * once: so the texts that stand in no need of values are looked up once.
 */
import i18next, { type TFunction, type TOptions } from 'i18next';
import { createContext, useContext, useSyncExternalStore } from 'react';

/** The language that is drawn; where nobody provides it, the one spoken at that moment. */
export const LanguageInUse = createContext<string | null>(null);

type Spoken = { t: (key: string | string[], options?: TOptions) => string; i18n: typeof i18next };

const spoken = new Map<string, Spoken>();

function inLanguage(language: string, namespaces: string | readonly string[] | undefined): Spoken {
  const id = `${language} ${typeof namespaces === 'string' ? namespaces : (namespaces?.join() ?? '')}`;
  const known = spoken.get(id);
  if (known !== undefined) return known;
  const library = i18next.getFixedT(language, namespaces ?? null);
  const fixed: Spoken['t'] = (key, options) => String(library(key as string, options as TOptions));
  /** What stands in no need of values is looked up once. */
  const plain = new Map<string, string>();
  const made: Spoken = {
    i18n: i18next,
    t(key, options) {
      if (options !== undefined || typeof key !== 'string') return fixed(key, options);
      let text = plain.get(key);
      if (text === undefined) {
        text = fixed(key);
        // A text that is missing may still come.
        if (text !== key) plain.set(key, text);
      }
      return text;
    },
  };
  spoken.set(id, made);
  return made;
}

/** `t` of these namespaces, the first one without a prefix: the same function as long as the language is the same. */
export function useTranslation(namespaces?: string | readonly string[]): {
  t: TFunction;
  i18n: typeof i18next;
} {
  return inLanguage(useContext(LanguageInUse) ?? i18next.language, namespaces) as unknown as {
    t: TFunction;
    i18n: typeof i18next;
  };
}

/** What the window provides as `LanguageInUse`. */
export function useSpokenLanguage(): string {
  return useSyncExternalStore(
    (told) => {
      i18next.on('languageChanged', told);
      return () => i18next.off('languageChanged', told);
    },
    () => i18next.language,
  );
}
