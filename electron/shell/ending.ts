/**
 * The end of the program: what is on its way to OVHcloud is waited for, and after a moment that is said, with a way to end
 * at once. Knows nothing of what is sent.
 */
import { app, type BrowserWindow, dialog, powerMonitor } from 'electron';
import type { Log } from '../desk/dispatch.ts';
import { origin } from '../desk/dispatch.ts';
import type { Clock, Desk } from '../desk/ports.ts';
import type { Texts } from './texts.ts';

/** Most answers come sooner, and nobody needs to read that something is over. */
const SAID_AFTER_MS = 1_000;

export function endWith(
  desk: Desk,
  shell: { window: () => BrowserWindow | null; texts: () => Texts; clock: Clock; log: Log },
): void {
  const cut = new AbortController();
  const over = new AbortController();
  let isEnding = false;
  let isAsking = false;

  const ask = async (): Promise<void> => {
    const count = desk.underWay();
    if (isAsking || over.signal.aborted || count === 0) return;
    isAsking = true;
    const texts = shell.texts();
    const window = shell.window();
    const box = {
      type: 'info' as const,
      title: 'Relevo',
      message: texts.notice('waiting', count),
      detail: texts.notice('waitingWhy'),
      buttons: [texts.notice('keepWaiting'), texts.notice('quitAnyway')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal: over.signal,
    };
    const { response } = await (window === null
      ? dialog.showMessageBox(box)
      : dialog.showMessageBox(window, box));
    isAsking = false;
    if (response === 1) cut.abort();
  };
  const askAndLog = (): void => void ask().catch(() => shell.log('end: nobody could be asked'));

  app.on('before-quit', (event) => {
    if (over.signal.aborted) return;
    event.preventDefault();
    // Asked for once more: whoever does that wants to know why it is still here.
    if (isEnding) return askAndLog();
    isEnding = true;
    const callOff = shell.clock.after(SAID_AFTER_MS, askAndLog);
    void desk
      .close(cut.signal)
      .catch((error: unknown) => shell.log(`end: ${origin(error)}`))
      .finally(() => {
        callOff();
        over.abort();
        app.quit();
      });
  });
  // Of the computer (macOS, Linux): the system waits some seconds for whoever asks it to.
  powerMonitor.on('shutdown', (event?: { preventDefault: () => void }) => {
    event?.preventDefault();
    app.quit();
  });
}
