/** Prints the window's page into a PDF, by its own print styles. Writes no file. */
import type { BrowserWindow } from 'electron';

/** From this Chromium on the page's own styles number the pages; before, Electron has to. */
const NUMBERS_PAGES = 131;

const FOOT =
  '<div style="width:100%;padding:0 16mm;font-size:7pt;font-family:sans-serif;text-align:right;color:#333">' +
  '<span class="pageNumber"></span> / <span class="totalPages"></span></div>';

/** Rejects where there is no window, or its page cannot be printed. */
export async function printPage(window: BrowserWindow | null): Promise<Buffer> {
  if (window === null || window.isDestroyed()) throw new Error('no window');
  const isOld = Number(process.versions['chrome']?.split('.')[0] ?? 0) < NUMBERS_PAGES;
  return window.webContents.printToPDF({
    pageSize: 'A4',
    preferCSSPageSize: true,
    // Black on white, whatever the theme: the window's own colour would fill the margins.
    printBackground: false,
    ...(isOld ? { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: FOOT } : {}),
  });
}
