/** Takes `relevo:` links that the system hands over. Understands nothing of them and acts on none: the desk shows what they hold. */
import { resolve } from 'node:path';
import type { App } from 'electron';

export const LINK_SCHEME = 'relevo';

/** The first link among a program's arguments; Windows and Linux hand one over that way. */
export function linkAmong(given: readonly string[]): string | null {
  return given.find(isLink) ?? null;
}

function isLink(text: string): boolean {
  return text.slice(0, LINK_SCHEME.length + 1).toLowerCase() === `${LINK_SCHEME}:`;
}

/**
 * Calls `open` for each link: the one this program was started with, those of a second start, those of macOS.
 * Must run before `app` is ready, or macOS's first link is lost. `again` is called at each second start.
 */
export function takeLinks(
  app: App,
  given: readonly string[],
  open: (url: string) => void,
  again: () => void,
): void {
  app.on('open-url', (event, url) => {
    event.preventDefault();
    if (isLink(url)) open(url);
  });
  app.on('second-instance', (_event, theirs) => {
    again();
    const link = linkAmong(theirs);
    if (link !== null) open(link);
  });
  const first = linkAmong(given);
  if (first !== null) open(first);
}

/**
 * A packed program registers at installation; one run from its sources tells the system how it is started. Not on Linux: there
 * a `.desktop` file does it, without one the call has no effect, and with one it held the first start for seconds.
 */
export function claimScheme(app: App, given: readonly string[]): void {
  if (process.platform === 'linux') return;
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  else if (given[1] !== undefined) {
    app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, [resolve(given[1])]);
  }
}
