/** The system's dialog that asks where a file is to be saved. Writes nothing, and remembers only the last folder. */
import { dirname, join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { Texts } from './texts.ts';

export type SaveDialog = (window: BrowserWindow | null, texts: Texts, name: string) => Promise<string | null>;

/** `folder`: where it begins, until the person has been elsewhere. */
export function saveDialog(folder: string): SaveDialog {
  let last = folder;
  return async (window, texts, name) => {
    const options = {
      title: texts.menu('saveTable'),
      defaultPath: join(last, name),
      filters: [
        name.endsWith('.eml')
          ? { name: texts.menu('emailFiles'), extensions: ['eml'] }
          : { name: texts.menu('csvFiles'), extensions: ['csv'] },
        { name: texts.menu('allFiles'), extensions: ['*'] },
      ],
      properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const],
    };
    const { canceled, filePath } =
      window === null || window.isDestroyed()
        ? await dialog.showSaveDialog(options)
        : await dialog.showSaveDialog(window, options);
    if (canceled || filePath === '') return null;
    last = dirname(filePath);
    return filePath;
  };
}
