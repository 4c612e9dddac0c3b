/** Dates, spans and numbers in the language of the screens, formatted as the system's region does it. */
import i18next from 'i18next';
import { formatLocale } from '../../shared/language.ts';
import { useStore } from '../store/store.ts';
import { localeOf } from './i18n.ts';
import { useTranslation } from './translation.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Texts by key, as i18next's `t`. */
type Translate = (key: string, values?: Record<string, unknown>) => string;

export type Formats = {
  /** One unit: "12 s ago", "in 9 h", "just now"; the date beyond a week in the past. Times in milliseconds. */
  relative: (time: number, now: number) => string;
  /** Two units where the second matters: "in 2 d 4 h". */
  span: (time: number, now: number) => string;
  /** "18 Nov", with the year where it is another one: "14 Mar 2027". */
  date: (time: number, now?: number) => string;
  /** "Friday, 27 November". */
  day: (time: number) => string;
  /** "15 Nov 10:12". */
  short: (time: number, now?: number) => string;
  /** "10:12", or with the day where it is not today's. */
  clock: (time: number, now: number) => string;
  /** Day, time and zone in full. */
  exact: (time: number) => string;
  number: (value: number) => string;
};

export function makeFormats(locale: string, t: Translate, timeZone?: string): Formats {
  const dates = (options: Intl.DateTimeFormatOptions, of = locale) =>
    once(() => new Intl.DateTimeFormat(of, { ...options, timeZone }));
  const day = dates({ day: 'numeric', month: 'short' });
  const weekday = dates({ weekday: 'long', day: 'numeric', month: 'long' });
  const dayAndYear = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const time = dates({ hour: '2-digit', minute: '2-digit' });
  const full = dates({ dateStyle: 'full', timeStyle: 'long' });
  // A number of four digits is grouped as well, as in the counts of long lists.
  const number = once(() => new Intl.NumberFormat(locale, { useGrouping: 'always' }));
  const year = dates({ year: 'numeric' }, 'en');
  const date: Formats['date'] = (at, now) =>
    (now !== undefined && year().format(at) === year().format(now) ? day() : dayAndYear()).format(at);
  const toward = (at: number, now: number, span: string) =>
    at >= now ? t('common:time.in', { span }) : t('common:time.ago', { span });

  return {
    relative(at, now) {
      const distance = Math.abs(at - now);
      if (distance < 5_000) return t('common:time.now');
      if (distance < MINUTE) return toward(at, now, t('common:time.s', { n: Math.floor(distance / 1000) }));
      if (distance < HOUR) return toward(at, now, t('common:time.min', { n: Math.floor(distance / MINUTE) }));
      if (distance < DAY) return toward(at, now, t('common:time.h', { n: Math.floor(distance / HOUR) }));
      if (at > now || distance < 7 * DAY) {
        return toward(at, now, t('common:time.d', { n: Math.floor(distance / DAY) }));
      }
      return date(at, now);
    },
    span(at, now) {
      const distance = Math.abs(at - now);
      const days = Math.floor(distance / DAY);
      const hours = Math.floor((distance % DAY) / HOUR);
      const minutes = Math.floor((distance % HOUR) / MINUTE);
      const parts =
        days >= 3
          ? [t('common:time.d', { n: days })]
          : days >= 1
            ? [t('common:time.d', { n: days }), ...(hours > 0 ? [t('common:time.h', { n: hours })] : [])]
            : hours >= 3
              ? [t('common:time.h', { n: hours })]
              : hours >= 1
                ? [
                    t('common:time.h', { n: hours }),
                    ...(minutes > 0 ? [t('common:time.min', { n: minutes })] : []),
                  ]
                : [t('common:time.min', { n: Math.max(minutes, 1) })];
      return toward(at, now, parts.join(' '));
    },
    date,
    day: (at) => weekday().format(at),
    short: (at, now) => `${date(at, now)} ${time().format(at)}`,
    clock(at, now) {
      const sameDay = dayAndYear().format(at) === dayAndYear().format(now);
      return sameDay
        ? t('common:time.today', { time: time().format(at) })
        : `${date(at, now)} ${time().format(at)}`;
    },
    exact: (at) => full().format(at),
    number: (value) => number().format(value),
  };
}

/** A format takes milliseconds to make, and most screens need few of them: made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Every date of a list needs them: one set per language and region. */
const made = new Map<string, Formats>();

/** Formats of the language in use. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  return formatsFor(
    i18n.language,
    useStore((state) => localeOf(state.app)),
  );
}

/** The same outside a component, for what is said at this moment. */
export function formatsNow(): Formats {
  return formatsFor(i18next.language, localeOf(useStore.getState().app));
}

function formatsFor(language: string, system: string): Formats {
  const locale = formatLocale(language, system);
  const key = `${language} ${locale}`;
  let formats = made.get(key);
  if (formats === undefined) {
    const t = i18next.getFixedT(language);
    formats = makeFormats(locale, (name, values) => t(name, { ...values }));
    made.set(key, formats);
  }
  return formats;
}

export function useNumber(): Formats['number'] {
  return useFormats().number;
}
