/**
 * The file by which Linux desktops start the program with the user's session: asked each time, written whole, taken away.
 * SECURITY: a file of that name that is not ours is left as it is. Knows no other system.
 */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { LoginState } from '../../shared/desktop-contract.ts';
import type { Disk, Ports } from '../desk/ports.ts';
import { remove, writeText } from './atomic.ts';
import { autostartText, readAutostart } from './autostart-text.ts';

const NAME = 'relevo.desktop';

/**
 * By the XDG autostart specification; GNOME, KDE, Xfce and others read that folder.
 * @param given.program path of this program @param given.argument what it is started with then
 */
export function autostartFile(given: {
  disk: Disk;
  environment: Record<string, string | undefined>;
  program: string;
  argument: string;
}): NonNullable<Ports['desktop']>['login'] {
  const { disk } = given;
  const { XDG_CONFIG_HOME: config = '', APPIMAGE: image = '' } = given.environment;
  const path = join(isAbsolute(config) ? config : join(homedir(), '.config'), 'autostart', NAME);
  // An AppImage runs from a place that is gone with it.
  const program = isAbsolute(image) ? image : given.program;
  const state = async (): Promise<LoginState> => {
    try {
      const found = readAutostart((await disk.readFile(path)).toString('utf8'));
      if (found === null) return { is: 'foreign', file: path };
      if (!found.runs) return { is: 'off', file: path };
      return { is: found.program === program ? 'on' : 'moved', file: path };
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      return { is: isMissing ? 'off' : 'foreign', file: isMissing ? null : path };
    }
  };
  return {
    state,
    async set(on) {
      const before = await state();
      if (before.is === 'foreign') return before;
      if (on) await writeText(disk, path, autostartText(program, given.argument));
      else if (before.file !== null) await remove(disk, path);
      return state();
    },
  };
}
