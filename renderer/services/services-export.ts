/** The services as a table in a file: those that are shown, or those that are ticked. Chooses no place for it. */
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { useChosenAccount } from '../accounts/accounts.ts';
import { allRows, type RowList } from '../list/row-list.ts';
import { saveTable } from '../list/save-table.ts';
import { useMineOf } from '../people/mine.ts';
import { useNames } from '../people/names.ts';
import { useStore } from '../store/store.ts';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { pendingIndex, type ServiceRow, serviceRow } from './service-view.ts';
import { type ServiceTableColumn, useConditionWords } from './services-columns.tsx';

/** Exactly these rows in the columns that are shown. What the screen joins in one cell is told apart. */
export function useExport(columns: readonly ServiceTableColumn[]): (rows: RowList<ServiceRow>) => void {
  const { t } = useTranslation(['services', 'families']);
  const number = useNumber();
  const words = useConditionWords();
  const names = useNames();
  return (rows) => {
    type Cell = { title: string; text: (row: ServiceRow) => string };
    const shown = new Set<string>(columns.map(({ id }) => id));
    const type: Cell = { title: t('services:table.type'), text: (row) => t(`families:${row.type}`) };
    const state: Cell = {
      title: t('services:table.state'),
      text: (row) => row.conditions.map(words).join('; '),
    };
    const pending: Cell = {
      title: t('services:csv.requests'),
      text: (row) => row.pending?.requests.map((request) => String(request.id)).join(' ') ?? '',
    };
    const alias: Cell = {
      title: t('services:csv.alias'),
      text: (row) => row.alias ?? (row.ascii === null ? '' : row.name),
    };
    const cells = columns.flatMap(({ id, title, text }): Cell[] => {
      // The name's cell tells its other name and, where it has no column of its own, the type.
      if (id === 'name') return [{ title, text }, alias, ...(shown.has('type') ? [] : [type])];
      if (id === 'status')
        return [...(shown.has('state') ? [] : [state]), ...(shown.has('pending') ? [] : [pending])];
      const contact = CONTACT_TYPES.find((type) => type === id);
      if (contact === undefined) return [{ title, text }];
      // The handle first: a hand-over reads the file back, and takes the first column of a kind.
      const name = (handle: string) => names.get(handle.toLowerCase()) ?? '';
      return [
        { title, text },
        { title: t('services:csv.called', { role: title }), text: (row) => name(text(row)) },
      ];
    });
    const table = [
      cells.map(({ title }) => title),
      ...allRows(rows).map((row) => cells.map(({ text }) => text(row))),
    ];
    const count = rows.length;
    const what = t('services:exported', { count, shown: number(count) });
    void saveTable({ stem: t('services:exportFile'), table, what, now: Date.now() });
  };
}

/** The ticked ones by their keys, also those that the filters hide, in the order of all services. */
export function useExportOfChosen(
  exportRows: (rows: RowList<ServiceRow>) => void,
): (keys: readonly string[]) => void {
  const mineOf = useMineOf();
  const account = useChosenAccount();
  return (keys) => {
    const { services, requests, now } = useStore.getState();
    const chosen = new Set(keys);
    const ground = { pendingOf: pendingIndex(requests, mineOf, now), mineOf, account };
    exportRows(
      (services ?? []).filter(({ key }) => chosen.has(key)).map((service) => serviceRow(service, ground)),
    );
  };
}
