/** Writes the services that are shown to a CSV file the person keeps. Reads nothing and sends nothing. */
import i18next from 'i18next';
import { separatorFor, writeCsv } from '../../shared/csv.ts';
import { formatLocale } from '../locales/format.ts';
import { localeOf } from '../locales/i18n.ts';
import { useStore } from '../state/store.ts';

/** Offers the table, its head first, as a download; answers the file's name. `now` in milliseconds. */
export function downloadCsv(stem: string, table: readonly (readonly string[])[], now: number): string {
  const file = `relevo-${stem}-${new Date(now).toISOString().slice(0, 10)}.csv`;
  const [head = [], ...rows] = table;
  // Excel opens a table by the region's separator, and puts all into one column where it meets another.
  const locale = formatLocale(i18next.language, localeOf(useStore.getState().app));
  const blob = new Blob([writeCsv(head, rows, separatorFor(locale))], { type: 'text/csv;charset=utf-8' });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = file;
  link.click();
  // The download has its own hold of the data once the click is through.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return file;
}
