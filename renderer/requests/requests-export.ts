/** The requests as a table in a file: those that are shown, or those that are ticked. Chooses no place for it, and holds no code. */
import { saveTable } from '../list/save-table.ts';
import { useNames } from '../people/names.ts';
import { useRequestTypeName } from '../services/type-name.ts';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import type { RequestColumn } from './requests-columns.tsx';
import type { RequestRow } from './requests-view.ts';

type Cell = { title: string; text: (row: RequestRow) => string };

/** Exactly these rows in the columns that are shown. What the screen joins in one cell is told apart. */
export function useRequestsExport(columns: readonly RequestColumn[]): (rows: readonly RequestRow[]) => void {
  const { t } = useTranslation('requests');
  const number = useNumber();
  const names = useNames();
  const typeName = useRequestTypeName();
  return (rows) => {
    const person = (title: string, of: (row: RequestRow) => string | null): Cell[] => [
      { title, text: (row) => of(row) ?? '' },
      {
        title: t('csv.called', { role: title }),
        text: (row) => names.get((of(row) ?? '').toLowerCase()) ?? '',
      },
    ];
    const cells = columns.flatMap(({ id, title, text }): Cell[] => {
      if (id === 'service')
        return [
          { title, text },
          { title: t('csv.type'), text: ({ request }) => typeName(request) },
        ];
      if (id === 'handover')
        return [
          ...person(t('csv.from'), ({ request }) => request.fromAccount),
          ...person(t('csv.to'), ({ request }) => request.toAccount),
        ];
      if (id === 'asker') return person(title, ({ request }) => request.askingAccount);
      return [{ title, text }];
    });
    // Without its number no request can be found again.
    if (!columns.some(({ id }) => id === 'number'))
      cells.push({ title: t('table.number'), text: ({ request }) => String(request.id) });
    const table = [cells.map(({ title }) => title), ...rows.map((row) => cells.map(({ text }) => text(row)))];
    const what = t('exported', { count: rows.length, shown: number(rows.length) });
    void saveTable({ stem: t('exportFile'), table, what, now: Date.now() });
  };
}
