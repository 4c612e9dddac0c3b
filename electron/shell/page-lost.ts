/** A page whose process died is loaded again; one that dies again at once is the user's to decide about. Never leaves an empty window. */
import { app, type BrowserWindow, dialog } from 'electron';
import type { Log } from '../desk/dispatch.ts';
import type { Texts } from './texts.ts';

/** Dead again sooner than this, it would die for ever. */
const CRASH_GAP_MS = 10_000;

export function watchPage(
  window: BrowserWindow,
  options: { load: () => void; now: () => number; texts: () => Texts; log: Log },
): void {
  let loadedAt = options.now();
  let asking = false;
  const again = (): void => {
    loadedAt = options.now();
    options.load();
  };
  /** Of the system, not a page of ours: what kills one page's process may kill the next one's. */
  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    const texts = options.texts();
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      title: 'Relevo',
      message: texts.notice('pageLost'),
      detail: texts.notice('pageLostWhy'),
      buttons: [texts.notice('restart'), texts.menu('quit')],
      normalizeAccessKeys: true,
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    asking = false;
    if (response === 1) app.quit();
    else if (!window.isDestroyed()) again();
  };
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    options.log(`window: its process is gone (${reason})`);
    if (reason === 'clean-exit') return;
    if (options.now() - loadedAt >= CRASH_GAP_MS) again();
    else ask().catch(() => options.log('window: nobody could be asked about it'));
  });
}
