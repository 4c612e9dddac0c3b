/**
 * The icon in the tray or the menu bar: what waits and the way back to the window, while the settings want it. A desktop
 * without a place for it costs nothing else. Decides nothing of what it says.
 */
import { app, Menu, nativeImage, Tray } from 'electron';
import type { Settings } from '../../shared/settings.ts';
import type { Clock } from '../desk/ports.ts';
import small from './assets/icons/16x16.png?asset';
import large from './assets/icons/32x32.png?asset';
import black from './assets/tray-16.png?asset';
import blackLarge from './assets/tray-32.png?asset';
import type { Texts } from './texts.ts';
import { showsIcons } from './tray-host.ts';
import { type Standing, trayTemplate, trayTooltip } from './tray-menu.ts';

export type TrayIcon = {
  /** From now on. */
  follow: (settings: Pick<Settings, 'trayIcon'>) => void;
  tell: (standing: Standing) => void;
  /** There is an icon, and a desktop that shows it, as it says now. */
  isSeen: () => Promise<boolean>;
};

export function openTray(given: {
  platform: NodeJS.Platform;
  clock: Clock;
  texts: () => Texts;
  show: () => void;
  run: (command: string) => void;
  log: (line: string) => void;
}): TrayIcon {
  const { platform, clock, texts, log } = given;
  const mac = platform === 'darwin';
  let tray: Tray | null = null;
  let standing: Standing = { is: 'starting' };
  let callOff = (): void => {};

  const draw = (): void => {
    callOff();
    if (tray === null) return;
    const now = clock.now();
    tray.setToolTip(trayTooltip(standing, now, texts()));
    const to = { show: given.show, run: given.run, quit: () => app.quit() };
    tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(standing, now, texts(), to)));
    const waiting = standing.is === 'open' ? standing.waiting : null;
    // A menu bar has room for a figure beside the icon.
    if (mac) tray.setTitle(waiting === null || waiting.count === 0 ? '' : String(waiting.count));
    // «Tomorrow» is another word after midnight.
    if (waiting?.next != null) callOff = clock.after(new Date(now).setHours(24, 0, 0, 0) - now + 1_000, draw);
  };
  const put = (): void => {
    if (tray !== null) return;
    try {
      tray = new Tray(mac ? imageOf(black, blackLarge, true) : imageOf(small, large, false));
      // On macOS, and where there is a menu alone, a click opens the menu.
      tray.on('click', () => (mac ? undefined : given.show()));
    } catch (error) {
      tray = null;
      log(`tray: no icon (${error instanceof Error ? error.name : typeof error})`);
    }
  };

  return {
    follow({ trayIcon }) {
      if (trayIcon) put();
      else {
        tray?.destroy();
        tray = null;
      }
      draw();
    },
    tell(now) {
      standing = now;
      draw();
    },
    isSeen: async () => tray !== null && (await showsIcons(platform)),
  };
}

/** Two sizes of one image. A template has no colour of its own: macOS gives it the one of its menu bar, light or dark. */
function imageOf(path: string, larger: string, isTemplate: boolean): Electron.NativeImage {
  const image = nativeImage.createFromPath(path);
  image.addRepresentation({ scaleFactor: 2, buffer: nativeImage.createFromPath(larger).toPNG() });
  image.setTemplateImage(isTemplate);
  return image;
}
