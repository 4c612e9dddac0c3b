/** The columns of the services table. They show a row and lead to filters and requests; they compute nothing. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { Handle } from '../components/handle.tsx';
import type { Column } from '../components/table.tsx';
import { TwoLines } from '../components/two-lines.tsx';
import { useFormats } from '../locales/format.ts';
import { useMineOf } from '../state/mine.ts';
import { ANY, type ServiceRow } from '../state/service-view.ts';
import { changeFilter } from './services-query.ts';
import { ServiceStatus } from './services-status.tsx';

/** `contact`: the NIC handle the list is filtered by, or `any`. */
export function useServiceColumns(contact: string): Column<ServiceRow>[] {
  const { t } = useTranslation(['services', 'families']);
  const mineOf = useMineOf();
  return useMemo(() => {
    const contactColumn = (type: ContactType): Column<ServiceRow> => ({
      id: type,
      title: t(`services:table.${type}`),
      width: 'minmax(88px, 140fr)',
      sortable: true,
      cell: ({ service }) => {
        const nichandle = service.contacts?.[type] ?? null;
        if (nichandle === null) return <Handle nichandle={null} />;
        const handle = nichandle.toLowerCase();
        return (
          <button
            type="button"
            className="service-contact ellipsis"
            tabIndex={-1}
            title={`${nichandle}. ${t('services:contactTitle', { nichandle })}`}
            aria-pressed={contact === handle}
            onClick={() => changeFilter({ contact: contact === handle ? ANY : handle })}
          >
            <Handle nichandle={nichandle} mine={mineOf(service.api).has(handle)} />
          </button>
        );
      },
    });
    return [
      {
        id: 'name',
        title: t('services:table.name'),
        width: 'minmax(150px, 302fr)',
        sortable: true,
        cell: (row) => {
          const type = t(`families:${row.type}`);
          return (
            <TwoLines
              main={row.name}
              sub={row.alias === null ? type : `${type} · ${row.alias}`}
              title={[row.name, row.ascii, row.alias].filter((part) => part !== null).join('\n')}
            />
          );
        },
      },
      ...CONTACT_TYPES.map(contactColumn),
      {
        id: 'expires',
        title: t('services:table.expires'),
        width: 'minmax(92px, 142fr)',
        sortable: true,
        hideBelow: 800,
        cell: ({ service }) => <Expiry at={service.expires} />,
      },
      {
        id: 'status',
        title: '',
        name: t('services:table.status'),
        width: 'minmax(96px, 126fr)',
        cell: (row) => <ServiceStatus row={row} />,
      },
    ];
  }, [t, mineOf, contact]);
}

/** With the year always: renewals are compared across years. */
function Expiry({ at }: { at: string | null }) {
  const formats = useFormats();
  if (at === null) return null;
  const time = Date.parse(at);
  if (Number.isNaN(time)) return <span>{at}</span>;
  return (
    <time dateTime={at} title={formats.exact(time)}>
      {formats.date(time)}
    </time>
  );
}
