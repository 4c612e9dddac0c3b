/** Answers for what the desktop offers beside a window, as the system says it at the moment. Remembers nothing. */
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { DesktopState } from '../../shared/desktop-contract.ts';
import { fail, ok, type Result } from '../../shared/failure.ts';
import type { Log } from './dispatch.ts';
import type { Ports } from './ports.ts';
import { shownFolder } from './table-files.ts';

export async function desktopState({ desktop }: Pick<Ports, 'desktop'>): Promise<Result<DesktopState>> {
  if (desktop === null) return fail('not-allowed', 'report');
  const [iconSeen, login] = await Promise.all([desktop.iconSeen(), desktop.login.state()]);
  const { is, file } = login;
  const shown = file === null ? null : join(shownFolder(dirname(file), homedir()), basename(file));
  return ok({ iconSeen, login: { is, file: shown } });
}

export async function startAtLogin(
  ports: { desktop: Ports['desktop']; log: Log },
  on: boolean,
): Promise<Result<DesktopState>> {
  if (ports.desktop === null) return fail('not-allowed', 'report');
  try {
    await ports.desktop.login.set(on);
  } catch (error) {
    ports.log(`login: ${String(error)}`);
    return fail('storage', 'check-disk');
  }
  return desktopState(ports);
}
