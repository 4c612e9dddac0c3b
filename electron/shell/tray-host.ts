/**
 * Whether the desktop shows icons of programs. macOS and Windows do; on Linux some desktops have nobody who would, and a
 * window that hides behind an icon nobody sees is lost. Shows no icon itself.
 */
import { execFile } from 'node:child_process';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const PLACE = '/StatusNotifierWatcher';
const WANTED = 'IsStatusNotifierHostRegistered';
/** Whichever the system has; each says `true` in its own way. Electron has no way to the session's bus for us. */
const ASKS: readonly (readonly string[])[] = [
  [
    'gdbus',
    'call',
    '--session',
    '--dest',
    WATCHER,
    '--object-path',
    PLACE,
    '--method',
    'org.freedesktop.DBus.Properties.Get',
    WATCHER,
    WANTED,
  ],
  [
    'dbus-send',
    '--session',
    '--print-reply',
    `--dest=${WATCHER}`,
    PLACE,
    'org.freedesktop.DBus.Properties.Get',
    `string:${WATCHER}`,
    `string:${WANTED}`,
  ],
  ['busctl', '--user', 'get-property', WATCHER, PLACE, WATCHER, WANTED],
];
const PATIENCE_MS = 2_000;

/** Asked anew each time: panels come and go. Where nobody can be asked it is `false`. Never rejects. */
export async function showsIcons(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (const ask of ASKS) {
    const said = await answerOf(ask);
    if (said !== null) return /\btrue\b/.test(said);
  }
  return false;
}

/** `null`: there is no such program. Nothing where it failed: nobody answers under that name. */
function answerOf([program = '', ...given]: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, given, { timeout: PATIENCE_MS }, (error, stdout) => {
      const isMissing = (error as NodeJS.ErrnoException | null)?.code === 'ENOENT';
      resolve(isMissing ? null : error === null ? stdout : '');
    });
  });
}
