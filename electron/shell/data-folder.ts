/** Whether the data folder can be used, and the words where it cannot. Touches nothing that lies in it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { Log } from '../desk/dispatch.ts';
import type { Texts } from './texts.ts';

/** `null`, or the system's code for why nothing can be written there. */
function whyNotWritable(folder: string): string | null {
  const probe = join(folder, `.relevo-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(probe, '');
    rmSync(probe);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO';
  }
}

/** No lock could be had: another copy has this data folder, or nobody can have it. */
export function leave(folder: string, texts: () => Texts, log: Log): void {
  const why = whyNotWritable(folder);
  if (why === null) return app.quit();
  log(`start: nothing can be written to the data folder (${why})`);
  void app.whenReady().then(() => endWithoutFolder(folder, why, texts()));
}

/** Says that another Relevo has the folder, and ends. Call after `app` is ready. */
export async function endBesideAnother(folder: string, pid: number, texts: Texts): Promise<void> {
  await dialog.showMessageBox({
    type: 'info',
    title: 'Relevo',
    message: texts.notice('inUse'),
    detail: `${folder} (${pid})\n\n${texts.notice('inUseWhy')}`,
    buttons: [texts.menu('quit')],
    normalizeAccessKeys: true,
    noLink: true,
  });
  app.exit(1);
}

/** Says it, and ends with an error: without this folder there is nothing the program could do. Call after `app` is ready. */
async function endWithoutFolder(folder: string, why: string, texts: Texts): Promise<void> {
  await dialog.showMessageBox({
    type: 'error',
    title: 'Relevo',
    message: texts.notice('noFolder'),
    detail: `${folder} (${why})\n\n${texts.notice('noFolderWhy')}`,
    buttons: [texts.menu('quit')],
    normalizeAccessKeys: true,
    noLink: true,
  });
  app.exit(1);
}
