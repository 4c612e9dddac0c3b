/** What the desk gets of Electron: its network, its key store, its dialogs. Opens no desk and holds no rule of the application. */
import { app, session } from 'electron';
import type { Log } from '../desk/dispatch.ts';
import type { Ports } from '../desk/ports.ts';
import { findAdministration } from '../pages/administration.ts';
import { configurationFiles, lazySandbox, ovhEnvironment, systemClock } from '../pages/ports.ts';
import { releasesOf } from '../pages/releases.ts';
import { openAuthentication } from './authentication.ts';
import { networkFetch, networkWayOut } from './fetch.ts';
import { HIDDEN } from './hidden-start.ts';
import { loginItem } from './login-item.ts';
import { openOutside } from './navigation.ts';
import { showNotice } from './notices.ts';
import type { OneWindow } from './one-window.ts';
import { systemLocale } from './outside.ts';
import { printPage } from './print-page.ts';
import { saveDialog } from './save-dialog.ts';
import { openSecrets } from './secrets.ts';
import type { Texts } from './texts.ts';
import type { TrayIcon } from './tray.ts';

export async function electronPorts(
  given: Pick<Ports, 'dataFolder' | 'disk' | 'settingsStore'> & {
    texts: () => Texts;
    window: OneWindow;
    tray: TrayIcon;
    /** Of Linux desktops. */
    autostart: NonNullable<Ports['desktop']>['login'];
    log: Log;
  },
): Promise<Ports> {
  const { dataFolder, disk, settingsStore, texts, window, tray, autostart, log } = given;
  const askWhereToSave = saveDialog(app.getPath('documents'));
  const network = session.fromPartition('network');
  return {
    shell: 'electron',
    version: app.getVersion(),
    systemLocale: systemLocale(),
    dataFolder,
    disk,
    clock: systemClock,
    settingsStore,
    secrets: await openSecrets(process.platform),
    systemAuthentication: openAuthentication(process.platform, () => texts().notice('unlockReason')),
    tellsScreenLock: true,
    fetch: networkFetch(network),
    wayOut: networkWayOut(network),
    environment: ovhEnvironment(process.env),
    configurationFiles: configurationFiles(),
    openExternal: openOutside,
    restart: () => {
      // Whoever asks for it looks at the window, whatever hid it at its start.
      app.relaunch({ args: process.argv.slice(1).filter((argument) => argument !== HIDDEN) });
      app.quit();
    },
    askWhereToSave: (name) => askWhereToSave(window.current(), texts(), name),
    printPage: () => printPage(window.current()),
    desktop: {
      iconSeen: tray.isSeen,
      login: loginItem(app, process.platform, autostart),
    },
    // SECURITY: nobody leads a packed program from the administrator's file to one of the user's.
    administration: findAdministration(
      process.platform,
      process.env,
      app.isPackaged ? undefined : process.env['RELEVO_POLICY'],
    ),
    releases: releasesOf(app.isPackaged, process.env),
    startSandbox: lazySandbox(),
    notify: (notice) => showNotice(notice, texts(), window.show),
    log,
  };
}
