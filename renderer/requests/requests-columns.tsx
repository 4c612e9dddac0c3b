/** The columns of the requests table: what a cell shows, and what copying or exporting it gives. They compute nothing. */
import { useMemo } from 'react';
import { isContactType, orderedTypes } from '../../shared/contact.ts';
import { isMine } from '../../shared/mine.ts';
import type { Column } from '../list/column.ts';
import { areUsual, type TableSetup, useColumnIds } from '../list/table-setup.ts';
import { Handle } from '../people/handle.tsx';
import { useCalled } from '../people/names.ts';
import { ShownName } from '../services/services-name.tsx';
import { useRequestTypeName } from '../services/type-name.ts';
import { TwoLines } from '../ui/two-lines.tsx';
import { When } from '../words/moment.tsx';
import { RoleChips } from '../words/role-chip.tsx';
import { useTranslation } from '../words/translation.ts';
import { endingOf, type RequestRow } from './requests-view.ts';
import { StatePill, stateText } from './state-pill.tsx';

const REQUEST_COLUMN_IDS = [
  'service',
  'roles',
  'handover',
  'asker',
  'state',
  'expires',
  'asked',
  'number',
] as const;
export type RequestColumnId = (typeof REQUEST_COLUMN_IDS)[number];

export const REQUEST_TABLE: TableSetup<RequestColumnId> = {
  list: 'requests',
  keptAs: 'requestsTable',
  ids: REQUEST_COLUMN_IDS,
  usual: ['service', 'roles', 'handover', 'state', 'expires'],
  main: 'service',
};

export type RequestColumn = Column<RequestRow> & {
  id: RequestColumnId;
  text: (row: RequestRow) => string;
};

/** Those chosen, in their order. The usual ones give way on narrow windows; what was chosen by hand never does. */
export function useRequestColumns(): RequestColumn[] {
  const ids = useColumnIds(REQUEST_TABLE);
  const all = useAllColumns(ids.includes('roles'));
  return useMemo(() => {
    const isUsual = areUsual(REQUEST_TABLE, ids);
    return ids.map((id) => {
      const { hideBelow, ...column } = all[id];
      return isUsual && hideBelow !== undefined ? { ...column, hideBelow } : column;
    });
  }, [all, ids]);
}

/** What each of them is called. */
export function useRequestColumnTitles(): Record<RequestColumnId, string> {
  const all = useAllColumns(true);
  return useMemo(
    () =>
      Object.fromEntries(Object.entries(all).map(([id, { title }]) => [id, title])) as Record<
        RequestColumnId,
        string
      >,
    [all],
  );
}

const dayOf = (iso: string | number): string => {
  const time = typeof iso === 'number' ? iso : Date.parse(iso);
  return Number.isNaN(time) ? String(iso) : `${new Date(time).toISOString().slice(0, 16)}Z`;
};

function useAllColumns(hasRoles: boolean): Record<RequestColumnId, RequestColumn> {
  const { t } = useTranslation('requests');
  const typeName = useRequestTypeName();
  const called = useCalled();
  return useMemo(() => {
    const short = (type: string): string => (isContactType(type) ? t(`common:role.${type}.short`) : type);
    const roles = ({ request }: RequestRow): string =>
      orderedTypes(request.contactTypes).map(short).join(', ');
    const columns: RequestColumn[] = [
      {
        id: 'service',
        title: t('table.service'),
        sortable: true,
        width: 'minmax(120px, 2.2fr)',
        text: ({ request }) => request.serviceDomain ?? '',
        cell: (row) => {
          const { request } = row;
          const type = typeName(request) || t('pane.number', { id: request.id });
          return (
            <TwoLines
              title={`${request.serviceDomain ?? t('unknownService')}\n${type} · ${roles(row)}`}
              main={
                request.serviceDomain === null ? (
                  t('unknownService')
                ) : (
                  <ShownName name={request.serviceDomain} />
                )
              }
              sub={
                <>
                  {type}
                  <span className={hasRoles ? 'requests-inline' : undefined}>
                    {' · '}
                    {roles(row)}
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
        text: roles,
        cell: ({ request }) => <RoleChips types={orderedTypes(request.contactTypes)} />,
      },
      {
        id: 'handover',
        title: t('table.handover'),
        sortable: true,
        width: 'minmax(186px, 1fr)',
        hideBelow: 600,
        text: ({ request }) => `${request.fromAccount ?? '?'} → ${request.toAccount ?? '?'}`,
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
        id: 'asker',
        title: t('table.asker'),
        width: 'minmax(110px, 0.6fr)',
        text: ({ request }) => request.askingAccount ?? '',
        cell: ({ request, mine }) =>
          request.askingAccount === null ? null : (
            <Handle nichandle={request.askingAccount} mine={isMine(request.askingAccount, mine)} inRow />
          ),
      },
      {
        id: 'state',
        title: t('table.state'),
        sortable: true,
        width: 'minmax(172px, 0.8fr)',
        text: (row) => stateText(t, row, called),
        cell: (row) => <StatePill row={row} />,
      },
      {
        id: 'expires',
        title: t('table.expires'),
        sortable: true,
        width: 'minmax(72px, 0.4fr)',
        hideBelow: 420,
        text: (row) => {
          const ending = endingOf(row);
          return ending === null ? '' : dayOf(ending.at);
        },
        cell: (row) => <EndingCell row={row} />,
      },
      {
        id: 'asked',
        title: t('table.asked'),
        sortable: true,
        width: 'minmax(96px, 0.4fr)',
        text: ({ request }) => dayOf(request.dateRequest),
        cell: ({ request }) => <When at={request.dateRequest} style="short" />,
      },
      {
        id: 'number',
        title: t('table.number'),
        sortable: true,
        width: 'minmax(76px, 0.3fr)',
        text: ({ request }) => String(request.id),
        cell: ({ request }) => <span className="requests-number">{request.id}</span>,
      },
    ];
    return Object.fromEntries(columns.map((column) => [column.id, column])) as Record<
      RequestColumnId,
      RequestColumn
    >;
  }, [t, typeName, called, hasRoles]);
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
