/** Shows an address in the user's browser through the system's own command. Not being able to is no error. */
import { spawn } from 'node:child_process';

/**
 * `false` where there is no such command. SECURITY: the address stands in the process list for a moment; its key is good
 * once, so whoever reads it there comes too late, or is noticed.
 */
export function openBrowser(url: string, platform: NodeJS.Platform): Promise<boolean> {
  const [command, ...given] =
    platform === 'darwin'
      ? ['open', url]
      : platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  return new Promise((resolve) => {
    const child = spawn(command ?? '', given, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
