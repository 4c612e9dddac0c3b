/** Hands a table that is shown to the desk, which writes it where the person says, or to the browser; tells what came of it. Chooses no place. */
import i18next from 'i18next';
import { separatorFor, writeCsv } from '../../shared/csv.ts';
import { formatLocale } from '../../shared/language.ts';
import type { SavedTable } from '../../shared/saved-table.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';
import { localeOf } from '../words/i18n.ts';

/** `table`: its head first. `stem`: of the file's name. `what` is in it, in words: «60 services». `now` in milliseconds. */
export async function saveTable(given: {
  stem: string;
  table: readonly (readonly string[])[];
  what: string;
  now: number;
}): Promise<void> {
  const { what, now } = given;
  const name = `relevo-${given.stem}-${new Date(now).toISOString().slice(0, 10)}.csv`;
  const [head = [], ...rows] = given.table;
  const { app } = useStore.getState();
  // Excel opens a table by the region's separator, and puts all into one column where it meets another.
  const locale = formatLocale(i18next.language, localeOf(app));
  const text = writeCsv(head, rows, separatorFor(locale));
  await saveText(name, text, what, 'text/csv');
}

/** Deadlines and days as a calendar file. */
export async function saveCalendar(text: string, now: number): Promise<void> {
  const name = `relevo-${new Date(now).toISOString().slice(0, 10)}.ics`;
  const count = text.split('BEGIN:VEVENT').length - 1;
  const what = i18next.t('dates:events', { count, shown: count });
  await saveText(name, text, what, 'text/calendar');
}

async function saveText(name: string, text: string, what: string, type: string): Promise<void> {
  if (useStore.getState().app?.shell !== 'electron') {
    offerFile(name, text, `${type};charset=utf-8`);
    toast(i18next.t('common:save.offered', { name, what }));
    return;
  }
  const answer = await call('tables:save', { name, text });
  const saved: SavedTable = answer.ok ? answer.value : { saved: false, why: 'failed' };
  if (saved.saved) {
    toast(i18next.t('common:save.done', { ...saved, what }), { tone: 'good' });
  } else if (saved.why !== 'called-off') {
    toast(i18next.t(`common:save.not.${saved.why}`, { name }), { tone: 'bad' });
  }
}

/** Whether and where it is kept then, the browser alone knows. */
export function offerFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold of the data once the click is through.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
