/** Words for what stands outside the page (menu, notifications), from the renderer's own locales. Knows no state. */
import { createInstance } from 'i18next';
import menuEn from '../../shared/locales/en/menu.json' with { type: 'json' };
import noticesEn from '../../shared/locales/en/notices.json' with { type: 'json' };
import trayEn from '../../shared/locales/en/tray.json' with { type: 'json' };
import menuEs from '../../shared/locales/es/menu.json' with { type: 'json' };
import noticesEs from '../../shared/locales/es/notices.json' with { type: 'json' };
import trayEs from '../../shared/locales/es/tray.json' with { type: 'json' };
import type { Language } from '../../shared/settings.ts';

export type MenuText = keyof typeof menuEn;
export type NoticeText =
  | 'yourTurn'
  | 'urgent'
  | 'changed'
  | 'done'
  | 'refused'
  | 'prepared'
  | 'preparedLate'
  | 'afterQuiet'
  | 'crashTitle'
  | 'crashText'
  | 'unlockReason'
  | 'pageLost'
  | 'pageLostWhy'
  | 'restart'
  | 'waiting'
  | 'waitingWhy'
  | 'keepWaiting'
  | 'quitAnyway'
  | 'inUse'
  | 'inUseWhy'
  | 'noFolder'
  | 'noFolderWhy';

/** Without the form for one and several. */
type TrayText = Exclude<keyof typeof trayEn, `${string}_${string}`> | 'waits';

export type Texts = {
  menu: (key: MenuText) => string;
  notice: (key: NoticeText, count?: number, values?: Record<string, number>) => string;
  tray: (key: TrayText, values?: { count?: number; time?: string; day?: string; when?: string }) => string;
  /** Of dates and times of day: BCP 47. */
  locale: string;
};

export function textsIn(language: Language, locale: string = language): Texts {
  const i18n = createInstance();
  // `initAsync: false`: the texts are here already, and a menu cannot wait.
  void i18n.init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    ns: ['menu', 'notices', 'tray'],
    resources: {
      en: { menu: menuEn, notices: noticesEn, tray: trayEn },
      es: { menu: menuEs, notices: noticesEs, tray: trayEs },
    },
    interpolation: { escapeValue: false },
  });
  return {
    menu: (key) => i18n.t(key, { ns: 'menu' }),
    notice: (key, count, values) => i18n.t(key, { ns: 'notices', count, ...values }),
    tray: (key, values) => i18n.t(key, { ns: 'tray', ...values }),
    locale,
  };
}
