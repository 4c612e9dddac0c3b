/** A start with the session that leaves its window closed, where an icon in the tray will bring it. Makes no window. */
import type { Clock } from '../desk/ports.ts';

/** Started with the session: without its window where the icon in the tray is there to bring it. */
export const HIDDEN = '--hidden';
/** At a login the panel that shows icons may come after the programs. */
const PANEL_COMES_MS = [500, 2_000, 5_000, 10_000] as const;

/** `atLogin`: the system says that it started the program with the session (macOS). */
export function startsHidden(given: {
  argv: readonly string[];
  atLogin: boolean;
  settings: { trayIcon: boolean };
}): boolean {
  return given.settings.trayIcon && (given.atLogin || given.argv.includes(HIDDEN));
}

/** Shows it after all where nobody shows the icon: else there would be no way to it but to start the program again. */
export async function showWhereUnseen(to: {
  isSeen: () => Promise<boolean>;
  show: () => void;
  clock: Clock;
}): Promise<void> {
  for (const ms of PANEL_COMES_MS) {
    if (await to.isSeen()) return;
    await new Promise<void>((resolve) => void to.clock.after(ms, resolve));
  }
  if (!(await to.isSeen())) to.show();
}
