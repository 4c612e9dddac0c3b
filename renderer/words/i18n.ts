/** Which language the screens speak, and bringing its texts. Only the language in use is loaded. */
import i18next from 'i18next';
import { useEffect } from 'react';
import { languageOf, spokenLocale } from '../../shared/language.ts';
import { LANGUAGES, type Language } from '../../shared/settings.ts';
import { useStore } from '../store/store.ts';
import { useTranslation } from './translation.ts';

const TEXTS: Record<Language, () => Promise<{ texts: Record<string, Record<string, unknown>> }>> = {
  en: () => import('./en.ts'),
  es: () => import('./es.ts'),
};

/** The locale of whoever looks: in a browser the browser knows it, in Electron the program does. BCP 47. */
export function localeOf(app: { shell: 'electron' | 'web'; systemLocale: string } | null): string {
  return app?.shell === 'electron' ? app.systemLocale : spokenLocale(navigator.languages);
}

/** Call once, before the first paint. */
export async function startLanguage(language: Language): Promise<void> {
  await i18next.init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    ns: [],
    resources: {},
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(language);
}

/** Brings the texts, then changes to them. */
export async function speak(language: Language): Promise<void> {
  const { texts } = await TEXTS[language]();
  for (const [path, namespace] of Object.entries(texts)) {
    const name = path.replace(/^.*\//, '').replace(/\.json$/, '');
    i18next.addResourceBundle(language, name, namespace, true, true);
  }
  if (i18next.language !== language) await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The language in use. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return LANGUAGES.find((language) => language === i18n.language) ?? 'en';
}

/** Follows the setting: the texts change when they are here, never half of them. */
export function useLanguageSetting(): void {
  const setting = useStore((state) => state.settings.language);
  const system = useStore((state) => localeOf(state.app ?? state.locked));
  const language = languageOf(setting, system);
  useEffect(() => {
    void speak(language);
  }, [language]);
}
