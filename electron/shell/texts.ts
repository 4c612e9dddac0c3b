/** Words for what stands outside the page (menu, notifications), from the renderer's own locales. Knows no state. */
import { createInstance } from 'i18next';
import menuEn from '../../shared/locales/en/menu.json' with { type: 'json' };
import noticesEn from '../../shared/locales/en/notices.json' with { type: 'json' };
import menuEs from '../../shared/locales/es/menu.json' with { type: 'json' };
import noticesEs from '../../shared/locales/es/notices.json' with { type: 'json' };
import type { Language } from '../../shared/settings.ts';

export type MenuText = keyof typeof menuEn;
export type NoticeText =
  | 'yourTurn'
  | 'urgent'
  | 'changed'
  | 'done'
  | 'refused'
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

export type Texts = {
  menu: (key: MenuText) => string;
  notice: (key: NoticeText, count?: number) => string;
};

export function textsIn(language: Language): Texts {
  const i18n = createInstance();
  // `initAsync: false`: the texts are here already, and a menu cannot wait.
  void i18n.init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    ns: ['menu', 'notices'],
    resources: {
      en: { menu: menuEn, notices: noticesEn },
      es: { menu: menuEs, notices: noticesEs },
    },
    interpolation: { escapeValue: false },
  });
  return {
    menu: (key) => i18n.t(key, { ns: 'menu' }),
    notice: (key, count) => i18n.t(key, { ns: 'notices', count }),
  };
}
