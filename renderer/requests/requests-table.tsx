/** The table of requests: its columns, and which clicks and keys open a row. Filtering and order come from outside. */

import { type ReactNode, useMemo } from 'react';
import { orderedTypes } from '../../shared/contact.ts';
import { isMine } from '../../shared/mine.ts';
import type { Column, Sort } from '../list/column.ts';
import { useListCursor } from '../list/list-cursor.ts';
import type { Selection } from '../list/selection.ts';
import { Table } from '../list/table.tsx';
import { Handle } from '../people/handle.tsx';
import { ShownName } from '../services/services-name.tsx';
import { useRequestTypeName } from '../services/type-name.ts';
import { TwoLines } from '../ui/two-lines.tsx';
import { When } from '../words/moment.tsx';
import { RoleChips } from '../words/role-chip.tsx';
import { useTranslation } from '../words/translation.ts';
import { endingOf, type RequestRow } from './requests-view.ts';
import { StatePill } from './state-pill.tsx';

type RequestsTableProps = {
  rows: readonly RequestRow[];
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
  const columns = useColumns();
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
        columns={columns}
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

function useColumns(): Column<RequestRow>[] {
  const { t } = useTranslation('requests');
  const typeName = useRequestTypeName();
  return useMemo(
    () => [
      {
        id: 'service',
        title: t('table.service'),
        sortable: true,
        width: 'minmax(120px, 2.2fr)',
        cell: ({ request }) => {
          return (
            <TwoLines
              title={request.serviceDomain ?? undefined}
              main={
                request.serviceDomain === null ? (
                  t('unknownService')
                ) : (
                  <ShownName name={request.serviceDomain} />
                )
              }
              sub={
                <>
                  {typeName(request) || t('pane.number', { id: request.id })}
                  <span className="requests-inline">
                    {' · '}
                    {orderedTypes(request.contactTypes)
                      .map((type) => t(`common:role.${type}.short`, { defaultValue: type }))
                      .join(', ')}
                  </span>
                </>
              }
            />
          );
        },
      },
      {
        id: 'roles',
        title: t('table.roles'),
        sortable: true,
        // Three tags in a row, in Spanish too.
        width: 'minmax(204px, 0.7fr)',
        hideBelow: 960,
        cell: ({ request }) => <RoleChips types={orderedTypes(request.contactTypes)} />,
      },
      {
        id: 'handover',
        title: t('table.handover'),
        sortable: true,
        width: 'minmax(186px, 1fr)',
        hideBelow: 600,
        cell: ({ request, mine }) => (
          <span className="requests-handover">
            <Handle nichandle={request.fromAccount} mine={isMine(request.fromAccount, mine)} />
            <span className="requests-arrow" aria-hidden="true">
              →
            </span>
            <span className="visually-hidden">{t('table.to')}</span>
            <Handle nichandle={request.toAccount} mine={isMine(request.toAccount, mine)} />
          </span>
        ),
      },
      {
        id: 'state',
        title: t('table.state'),
        sortable: true,
        width: 'minmax(172px, 0.8fr)',
        cell: (row) => <StatePill row={row} />,
      },
      {
        id: 'expires',
        title: t('table.expires'),
        sortable: true,
        width: 'minmax(72px, 0.4fr)',
        hideBelow: 420,
        cell: (row) => <EndingCell row={row} />,
      },
    ],
    [t, typeName],
  );
}

function EndingCell({ row }: { row: RequestRow }) {
  const ending = endingOf(row);
  if (ending === null) return null;
  if (ending.kind === 'on') return <When at={ending.at} style="date" />;
  return (
    <span className={ending.urgent ? 'requests-urgent' : undefined}>
      <When at={ending.at} style="in" />
    </span>
  );
}
