/**
 * A window that is closed goes into the tray instead, where the settings say so and an icon there is seen; the first time
 * that is said. Ends nothing, and keeps nobody from ending the program.
 */
import { type App, type BrowserWindow, dialog } from 'electron';
import type { Settings } from '../../shared/settings.ts';
import type { Texts } from './texts.ts';

export type CloseToTray = {
  /** From now on. */
  follow: (settings: Pick<Settings, 'closeToTray' | 'toldOfTray'>) => void;
};

/** Call before there is a window. `told`: somebody has read where it went. */
export function closeToTray(
  app: App,
  given: {
    isSeen: () => Promise<boolean>;
    texts: () => Texts;
    told: () => void;
    log: (line: string) => void;
  },
): CloseToTray {
  let wanted = false;
  let isTold = false;
  let isEnding = false;
  app.on('before-quit', () => {
    isEnding = true;
  });

  /** `false`: they would rather end it. */
  const sayWhere = async (window: BrowserWindow): Promise<boolean> => {
    const texts = given.texts();
    const { response } = await dialog.showMessageBox(window, {
      type: 'info',
      title: 'Relevo',
      message: texts.tray('goesOn'),
      detail: texts.tray('goesOnWhy'),
      buttons: [texts.tray('understood'), texts.tray('quit')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    isTold = true;
    given.told();
    return response === 0;
  };
  const putAway = async (window: BrowserWindow, close: () => void): Promise<void> => {
    if (!(await given.isSeen())) return close();
    if (!isTold && !(await sayWhere(window))) return app.quit();
    if (!window.isDestroyed()) window.hide();
  };

  app.on('browser-window-created', (_event, window) => {
    let isAsking = false;
    let mayClose = false;
    window.on('close', (event) => {
      if (!wanted || isEnding || mayClose) return;
      event.preventDefault();
      if (isAsking) return;
      isAsking = true;
      const close = (): void => {
        mayClose = true;
        if (!window.isDestroyed()) window.close();
      };
      putAway(window, close)
        .catch(() => given.log('tray: the window could not be put away'))
        .finally(() => {
          isAsking = false;
        });
    });
  });

  return {
    follow(settings) {
      wanted = settings.closeToTray;
      isTold ||= settings.toldOfTray;
    },
  };
}
