/** The table of requests: which clicks and keys open a row, its menu, its widths. Filtering and order come from outside. */
import type { ReactNode } from 'react';
import type { Sort } from '../list/column.ts';
import { useListCursor } from '../list/list-cursor.ts';
import type { Selection } from '../list/selection.ts';
import { Table } from '../list/table.tsx';
import { changeColumns, movedColumn, resizeColumn, useColumnIds } from '../list/table-setup.ts';
import { changeSettings } from '../settings/settings-state.ts';
import { useStore } from '../store/store.ts';
import { toast } from '../ui/toast.tsx';
import { useNumber } from '../words/format.ts';
import { useTranslation } from '../words/translation.ts';
import { REQUEST_TABLE, type RequestColumn } from './requests-columns.tsx';
import { useRequestMenu } from './requests-menu.tsx';
import type { RequestRow } from './requests-view.ts';

type RequestsTableProps = {
  rows: readonly RequestRow[];
  columns: readonly RequestColumn[];
  openedKey: string | null;
  selected: Selection;
  onSelect: (next: Selection) => void;
  sort: Sort | null;
  onSort: (sort: Sort) => void;
  loading: boolean;
  empty: ReactNode;
};

export function RequestsTable({ openedKey, sort, ...rest }: RequestsTableProps) {
  const { t } = useTranslation('requests');
  const number = useNumber();
  const widths = useStore((state) => state.settings.requestsTable.widths);
  const columnIds = useColumnIds(REQUEST_TABLE);
  const rowMenu = useRequestMenu();
  const { around, cursor } = useListCursor(openedKey, () => rest.rows[0]?.key ?? null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notes what moved the cursor, the grid inside answers.
    <div className="list-around requests-table" {...around}>
      <Table
        {...rest}
        {...cursor}
        label={t('table.label')}
        rowKey={keyOf}
        rowName={nameOf}
        rowMenu={rowMenu}
        widths={widths}
        onResize={(column, width) => resizeColumn(REQUEST_TABLE, column, width, changeSettings)}
        onMoveColumn={(column, by) => {
          const id = REQUEST_TABLE.ids.find((one) => one === column);
          if (id !== undefined) changeColumns(REQUEST_TABLE, movedColumn(columnIds, id, by), changeSettings);
        }}
        onCopied={(text) => {
          const count = text.split('\n').length;
          toast(t('copiedRows', { count, shown: number(count) }), { tone: 'good' });
        }}
        {...(sort === null ? {} : { sort })}
      />
    </div>
  );
}

function keyOf(row: RequestRow): string {
  return row.key;
}

function nameOf({ request }: RequestRow): string {
  return `${request.serviceDomain ?? ''} ${request.id}`.trim();
}
