/** What stands outside the page and follows the settings: its colours, its words, the menu, the panel about the program. */
import { app, Menu, nativeTheme } from 'electron';
import { formatLocale, languageOf, spokenLocale } from '../../shared/language.ts';
import type { Settings } from '../../shared/settings.ts';
import { aboutPanel } from './about.ts';
import { setMenu } from './menu.ts';
import { type Texts, textsIn } from './texts.ts';

export type Outside = {
  texts: () => Texts;
  /** The words while no settings are known. */
  systemTexts: () => Texts;
  /** From now on. */
  follow: (settings: Settings) => void;
};

/** The user's first language; known once Electron is ready. */
export function systemLocale(): string {
  return spokenLocale([...app.getPreferredSystemLanguages(), app.getLocale()]);
}

function textsFor(setting: Settings['language']): Texts {
  const system = systemLocale();
  const language = languageOf(setting, system);
  return textsIn(language, formatLocale(language, system));
}

/** @param icon path of a PNG; @param run a command chosen in the menu */
export function followOutside(icon: string, run: (id: string) => void): Outside {
  let texts = textsIn('en');
  // Electron would make a menu of its own for the moment until ours is there.
  Menu.setApplicationMenu(null);
  return {
    texts: () => texts,
    systemTexts() {
      texts = textsFor('system');
      return texts;
    },
    follow({ theme, language }) {
      nativeTheme.themeSource = theme;
      texts = textsFor(language);
      app.setAboutPanelOptions(aboutPanel(texts, process.versions, app.getVersion(), icon));
      setMenu({ texts, platform: process.platform, development: !app.isPackaged, run });
    },
  };
}
