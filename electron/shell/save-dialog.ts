/** The system's dialog that asks where a file is to be saved. Writes nothing, and remembers only the last folder. */
import { dirname, join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { Texts } from './texts.ts';

export type SaveDialog = (window: BrowserWindow | null, texts: Texts, name: string) => Promise<string | null>;

const KINDS = [
  { extension: 'csv', title: 'saveTable', files: 'csvFiles' },
  { extension: 'pdf', title: 'savePdf', files: 'pdfFiles' },
  { extension: 'ics', title: 'saveCalendar', files: 'icsFiles' },
  { extension: 'eml', title: 'saveTable', files: 'emailFiles' },
] as const;

/** `folder`: where it begins, until the person has been elsewhere. */
export function saveDialog(folder: string): SaveDialog {
  let last = folder;
  return async (window, texts, name) => {
    const kind = KINDS.find(({ extension }) => name.endsWith(`.${extension}`)) ?? KINDS[0];
    const options = {
      title: texts.menu(kind.title),
      defaultPath: join(last, name),
      filters: [
        { name: texts.menu(kind.files), extensions: [kind.extension] },
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
