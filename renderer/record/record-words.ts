/** The words and dates of the record, in one or both of the program's languages at once. Knows no hand-over. */
import i18next from 'i18next';
import { familyKey } from '../../shared/families.ts';
import { formatLocale } from '../../shared/language.ts';
import familiesEn from '../../shared/locales/en/families.json';
import recordEn from '../../shared/locales/en/record.json';
import familiesEs from '../../shared/locales/es/families.json';
import recordEs from '../../shared/locales/es/record.json';
import type { Language } from '../../shared/settings.ts';
import { useStore } from '../store/store.ts';
import { localeOf } from '../words/i18n.ts';

/** Which languages it speaks: the first black, the second grey. */
export type RecordLanguages = readonly [Language] | readonly [Language, Language];

const TEXTS = {
  en: { record: recordEn, families: familiesEn },
  es: { record: recordEs, families: familiesEs },
};

export type RecordWords = {
  language: Language;
  say: (key: string, values?: Record<string, unknown>) => string;
  /** `''` where it is not known. */
  type: (family: string | null) => string;
  number: (value: number) => string;
  /** "27 Nov 2026". */
  day: (at: number) => string;
  /** "22 Nov, 09:14". */
  moment: (at: number) => string;
  /** The hour alone on the day of `beside`. */
  hour: (at: number, beside: number | null) => string;
  /** "29 Nov 2026, 14:42". */
  until: (at: number) => string;
  /** "21–27 Nov 2026". */
  span: (from: number, to: number) => string;
  list: (items: readonly string[]) => string;
};

export function recordWords(language: Language, systemLocale: string, timeZone?: string): RecordWords {
  for (const [namespace, bundle] of Object.entries(TEXTS[language]))
    i18next.addResourceBundle(language, namespace, bundle, true, true);
  const texts = i18next.getFixedT(language, 'record');
  const families = i18next.getFixedT(language, 'families');
  const locale = formatLocale(language, systemLocale);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone });
  const day = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const moment = dates({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const hour = dates({ hour: '2-digit', minute: '2-digit' });
  const until = dates({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const number = new Intl.NumberFormat(locale, { useGrouping: 'always' });
  return {
    language,
    say: (key, values) => String(texts(key as never, values as never)),
    type: (family) => (family === null ? '' : String(families(familyKey(family) as never))),
    number: (value) => number.format(value),
    day: (at) => day.format(at),
    moment: (at) => moment.format(at),
    hour: (at, beside) =>
      beside !== null && day.format(at) === day.format(beside) ? hour.format(at) : moment.format(at),
    until: (at) => until.format(at),
    span: (from, to) => day.formatRange(from, to),
    list: (items) => list.format(items),
  };
}

export function useRecordWords(languages: RecordLanguages): [RecordWords, RecordWords | null] {
  const system = useStore((state) => localeOf(state.app));
  const [first, second] = languages;
  return [recordWords(first, system), second === undefined ? null : recordWords(second, system)];
}
