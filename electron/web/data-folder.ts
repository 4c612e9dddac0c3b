/** Where the web shell keeps its data when nothing else is said, by each system's custom. Makes no folder. */
import { join } from 'node:path';

/** `$XDG_DATA_HOME/relevo-web`, `~/Library/Application Support/relevo-web` or `%LOCALAPPDATA%\relevo-web`. */
export function webDataFolder(
  platform: NodeJS.Platform,
  environment: Record<string, string | undefined>,
  home: string,
): string {
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'relevo-web');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'relevo-web');
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'relevo-web');
}
