/** The columns of the services table: what a cell shows, and what copying or exporting it gives. They compute nothing. */
import { useMemo, useState } from 'react';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { isLookalike } from '../../shared/idn.ts';
import { isMine } from '../../shared/mine.ts';
import type { Condition } from '../../shared/service-state.ts';
import { stateOf } from '../../shared/service-state.ts';
import type { Column } from '../list/column.ts';
import { areUsual } from '../list/table-setup.ts';
import { Handle } from '../people/handle.tsx';
import { useMineOf } from '../people/mine.ts';
import { useNow } from '../store/now.ts';
import { TwoLines } from '../ui/two-lines.tsx';
import { useFormats } from '../words/format.ts';
import { RoleChips } from '../words/role-chip.tsx';
import { useTranslation } from '../words/translation.ts';
import { SERVICE_TABLE, type ServiceColumnId } from './columns.ts';
import type { ServiceRow } from './service-view.ts';
import { LookalikeMark } from './services-name.tsx';
import { ConditionPills, PendingPill, ServiceStatus } from './services-status.tsx';

export type ServiceTableColumn = Column<ServiceRow> & {
  id: ServiceColumnId;
  /** What exporting gives; differs from a copy where a spreadsheet wants it plainer. */
  text: (row: ServiceRow) => string;
};

/** Those chosen, in their order. The usual ones give way on narrow windows; what was chosen by hand never does. */
export function useServiceColumns(ids: readonly ServiceColumnId[]): ServiceTableColumn[] {
  const all = useAllColumns(ids.includes('type'));
  const usual = areUsual(SERVICE_TABLE, ids);
  return useMemo(
    () =>
      ids.map((id) => {
        const { hideBelow, ...column } = all[id];
        return usual && hideBelow !== undefined ? { ...column, hideBelow } : column;
      }),
    [all, ids, usual],
  );
}

export function useColumnTitles(): Record<ServiceColumnId, string> {
  const all = useAllColumns(true);
  return useMemo(
    () =>
      Object.fromEntries(Object.entries(all).map(([id, { title, name }]) => [id, name ?? title])) as Record<
        ServiceColumnId,
        string
      >,
    [all],
  );
}

function useAllColumns(hasType: boolean): Record<ServiceColumnId, ServiceTableColumn> {
  const { t } = useTranslation(['services', 'families', 'common']);
  const mineOf = useMineOf();
  const words = useConditionWords();
  return useMemo(() => {
    const contactColumn = (type: ContactType): ServiceTableColumn => ({
      id: type,
      title: t(`services:table.${type}`),
      width: 'minmax(88px, 140fr)',
      sortable: true,
      text: ({ service }) => service.contacts?.[type] ?? '',
      cell: ({ service }) => {
        const nichandle = service.contacts?.[type] ?? null;
        return (
          <Handle nichandle={nichandle} mine={isMine(nichandle, mineOf(service.api))} labelled leads inRow />
        );
      },
    });
    const columns: ServiceTableColumn[] = [
      {
        id: 'name',
        title: t('services:table.name'),
        width: 'minmax(150px, 302fr)',
        sortable: true,
        text: ({ service }) => service.name,
        cell: (row) => {
          const below = [hasType ? null : t(`families:${row.type}`), row.alias].filter(
            (part) => part !== null,
          );
          return (
            <TwoLines
              main={
                isLookalike(row.service.name) ? (
                  <>
                    <LookalikeMark name={row.service.name} /> {row.name}
                  </>
                ) : (
                  row.name
                )
              }
              sub={below.join(' · ')}
              title={[row.name, row.ascii, row.alias].filter((part) => part !== null).join('\n')}
            />
          );
        },
      },
      {
        id: 'type',
        title: t('services:table.type'),
        width: 'minmax(96px, 130fr)',
        sortable: true,
        text: (row) => t(`families:${row.type}`),
        cell: (row) => <span className="ellipsis">{t(`families:${row.type}`)}</span>,
      },
      ...CONTACT_TYPES.map(contactColumn),
      {
        id: 'role',
        title: t('services:table.role'),
        // Three tags in a row, in Spanish too.
        width: 'minmax(204px, 204fr)',
        sortable: true,
        text: ({ roles }) => roles.map((role) => t(`common:role.${role}.short`)).join(', '),
        cell: ({ roles }) => (
          <span className="service-roles">
            <RoleChips types={roles} />
          </span>
        ),
      },
      {
        id: 'expires',
        title: t('services:table.expires'),
        width: 'minmax(92px, 142fr)',
        sortable: true,
        hideBelow: 800,
        text: ({ service }) => service.expires?.slice(0, 10) ?? '',
        cell: ({ service }) => <Expiry at={service.expires} />,
      },
      {
        id: 'status',
        title: '',
        name: t('services:table.status'),
        width: 'minmax(96px, 126fr)',
        sortable: true,
        text: (row) =>
          [
            row.pending === null
              ? ''
              : t('services:pending', {
                  count: row.pending.requests.length,
                  shown: row.pending.requests.length,
                }),
            ...row.conditions.map(words),
          ]
            .filter((part) => part !== '')
            .join('; '),
        cell: (row) => <ServiceStatus row={row} />,
      },
      {
        id: 'state',
        title: t('services:table.state'),
        width: 'minmax(90px, 120fr)',
        sortable: true,
        text: (row) =>
          row.conditions.length === 0
            ? t(`services:state.${stateOf(row.service)}`)
            : row.conditions.map(words).join('; '),
        cell: (row) =>
          row.conditions.length === 0 ? (
            <span className="service-quiet">{t('services:state.ok')}</span>
          ) : (
            <span className="service-status">
              <ConditionPills conditions={row.conditions} />
            </span>
          ),
      },
      {
        id: 'pending',
        title: t('services:table.pending'),
        width: 'minmax(90px, 110fr)',
        sortable: true,
        text: (row) => row.pending?.requests.map((request) => String(request.id)).join(' ') ?? '',
        cell: (row) => (row.pending === null ? null : <PendingPill row={row} pending={row.pending} />),
      },
      {
        id: 'tags',
        title: t('services:table.tags'),
        width: 'minmax(80px, 130fr)',
        sortable: true,
        text: ({ service }) => service.tags.join(', '),
        cell: ({ service }) =>
          service.tags.length === 0 ? null : (
            <span className="service-tags" title={service.tags.join(', ')}>
              {service.tags.map((tag) => (
                <span key={tag} className="role-chip">
                  {tag}
                </span>
              ))}
            </span>
          ),
      },
    ];
    return Object.fromEntries(columns.map((column) => [column.id, column])) as Record<
      ServiceColumnId,
      ServiceTableColumn
    >;
  }, [t, mineOf, hasType, words]);
}

/** A condition in the person's words. */
export function useConditionWords(): (condition: Condition) => string {
  const { t } = useTranslation('services');
  return useMemo(
    () => (condition) => (condition.kind === 'other' ? condition.state : t(`condition.${condition.kind}`)),
    [t],
  );
}

/** With the year always: renewals are compared across years. */
function Expiry({ at }: { at: string | null }) {
  const { t } = useTranslation('services');
  const formats = useFormats();
  const now = useNow();
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  if (at === null) return null;
  const time = Date.parse(at);
  if (Number.isNaN(time)) return <span>{at}</span>;
  return (
    // The exact words are slow to make, and a long list has many dates: only the one that is pointed at gets them.
    <time
      dateTime={at}
      title={pointedAt === at ? formats.exact(time) : undefined}
      onPointerMove={() => setPointedAt(at)}
    >
      {time < now ? <TwoLines main={t('expired')} sub={formats.date(time)} /> : formats.date(time)}
    </time>
  );
}
