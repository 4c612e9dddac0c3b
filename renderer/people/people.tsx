/** The people screen: every NIC handle on my services with what it holds by role, and the user's own names for them. */
import { Copy, Download, Pencil, Server, Upload, UsersRound } from 'lucide-react';
import { useCallback, useMemo, useRef } from 'react';
import { CONTACT_TYPES, type ContactType } from '../../shared/contact.ts';
import { readLabels } from '../../shared/people.ts';
import { useChosenAccount } from '../accounts/accounts.ts';
import type { Column } from '../list/column.ts';
import { saveTable } from '../list/save-table.ts';
import { Table } from '../list/table.tsx';
import { textOfTable } from '../list/table-file.ts';
import { showServicesOf } from '../services/services-query.ts';
import { useServices } from '../services/services-state.ts';
import { changeQuery, useRoute } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { toast } from '../ui/toast.tsx';
import { copyText } from '../words/clipboard.ts';
import { useNumber } from '../words/format.ts';
import { useLanguage } from '../words/i18n.ts';
import { Handle } from './handle.tsx';
import { useMine } from './mine.ts';
import {
  findPeople,
  keepLabels,
  namePerson,
  PEOPLE_COLUMNS,
  PEOPLE_SEGMENTS,
  type Person,
  usePeople,
} from './people-state.ts';
import './people.css';
import { useTranslation } from '../words/translation.ts';

const keyOf = (person: Person) => person.nichandle;
const NOBODY: Person[] = [];
/** Larger files are not a list of names. */
const LARGEST_FILE = 4_000_000;

export function PeopleScreen() {
  const { t } = useTranslation('people');
  const number = useNumber();
  const language = useLanguage();
  const services = useServices();
  // Where the lists are narrowed to one account, only that one is certain to be of interest; the others may hold nothing.
  const chosen = useChosenAccount();
  const mine = useMine(chosen?.api);
  const counted = usePeople(services, mine);
  const people = counted ?? NOBODY;
  const { query } = useRoute();
  const segment = PEOPLE_SEGMENTS.find((one) => one === query['segment']) ?? 'all';
  const sort = useMemo(() => sortOf(query['sort'] ?? ''), [query]);
  const search = query['q'] ?? '';
  const found = useMemo(
    () => findPeople(people, { segment, query: search, sort }, language),
    [people, segment, search, sort, language],
  );
  const columns = usePeopleColumns();
  const picker = useRef<HTMLInputElement>(null);

  const rowMenu = useCallback(
    ({ nichandle, label, roles, services: count }: Person): MenuEntry[] => [
      {
        label: t('menu.everything'),
        icon: <Server aria-hidden="true" />,
        disabled: count === 0,
        onSelect: () => showServicesOf(nichandle, null),
      },
      ...CONTACT_TYPES.filter((type) => roles[type] > 0).map((type) => ({
        label: t(`menu.${type}`),
        onSelect: () => showServicesOf(nichandle, type),
      })),
      {
        label: label === null ? t('menu.name') : t('menu.rename'),
        icon: <Pencil aria-hidden="true" />,
        lineBefore: true,
        onSelect: () => namePerson(nichandle),
      },
      {
        label: t('menu.copy'),
        icon: <Copy aria-hidden="true" />,
        onSelect: () => void copyText(nichandle, t('menu.copied')),
      },
    ],
    [t],
  );

  function exportShown() {
    const titles = ['nichandle', 'label', ...CONTACT_TYPES, 'services'] as const;
    const table = [
      titles.map((title) => t(`table.${title}`)),
      ...found.rows.map((person) => [
        person.nichandle,
        person.label ?? '',
        ...CONTACT_TYPES.map((type) => String(person.roles[type])),
        String(person.services),
      ]),
    ];
    const count = found.rows.length;
    const what = t('exported', { count, shown: number(count) });
    void saveTable({ stem: t('exportFile'), table, what, now: Date.now() });
  }

  async function importFrom(file: File) {
    if (file.size > LARGEST_FILE) {
      toast(t('import.tooLarge'), { tone: 'bad' });
      return;
    }
    const { labels, unusable } = readLabels(textOfTable(new Uint8Array(await file.arrayBuffer())));
    const failure = labels.length === 0 ? null : await keepLabels(labels);
    if (failure !== null) {
      toast(t('import.failed'), { tone: 'bad' });
      return;
    }
    const taken = t('import.done', { count: labels.length, shown: number(labels.length) });
    if (labels.length === 0) toast(t('import.nothing'), { tone: 'bad' });
    else if (unusable.length === 0) toast(taken, { tone: 'good' });
    else {
      const lines = new Intl.ListFormat(language, { type: 'conjunction' }).format(
        unusable.slice(0, 5).map((line) => number(line)),
      );
      toast(
        `${taken} ${t('import.unusable', { count: unusable.length, shown: number(unusable.length), lines })}`,
        {
          tone: 'bad',
        },
      );
    }
  }

  return (
    <Screen
      title={t('title')}
      actions={
        <>
          <Button icon={<Upload aria-hidden="true" />} onClick={() => picker.current?.click()}>
            {t('import.button')}
          </Button>
          <input
            ref={picker}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            className="visually-hidden"
            tabIndex={-1}
            aria-label={t('import.button')}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              if (file) void importFrom(file);
            }}
          />
          <Button
            icon={<Download aria-hidden="true" />}
            onClick={exportShown}
            disabled={found.rows.length === 0}
          >
            {t('export')}
          </Button>
        </>
      }
      filters={
        <Segmented
          label={t('segments')}
          value={segment}
          onChange={(next) => changeQuery({ segment: next === 'all' ? '' : next })}
          items={PEOPLE_SEGMENTS.map((value) => ({
            value,
            label: t(`segment.${value}`),
            count: found.segments[value],
          }))}
        />
      }
      search={
        <SearchField
          label={t('search')}
          placeholder={t('searchIn', { count: people.length, shown: number(people.length) })}
          value={search}
          onChange={(q) => changeQuery({ q })}
          shortcut="/"
        />
      }
    >
      <Table
        label={t('table.caption')}
        rows={found.rows}
        rowKey={keyOf}
        rowName={keyOf}
        columns={columns}
        sort={sort}
        onSort={({ column, descending }) => changeQuery({ sort: `${descending ? '-' : ''}${column}` })}
        loading={counted === null}
        onOpen={(nichandle) => showServicesOf(nichandle, null)}
        rowMenu={rowMenu}
        empty={
          counted === null ? null : (
            <Empty
              icon={<UsersRound aria-hidden="true" />}
              title={people.length === 0 ? t('empty.none') : t('empty.found')}
              text={people.length === 0 ? t('empty.noneText') : undefined}
              action={
                people.length === 0 ? undefined : (
                  <Button onClick={() => changeQuery({ q: '', segment: '' })}>{t('empty.clear')}</Button>
                )
              }
            />
          )
        }
      />
    </Screen>
  );
}

/** `-services` = by services, most first, which is also how it begins. */
function sortOf(text: string) {
  const descending = text.startsWith('-');
  const column = PEOPLE_COLUMNS.find((name) => name === (descending ? text.slice(1) : text));
  return column === undefined ? ({ column: 'services', descending: true } as const) : { column, descending };
}

function usePeopleColumns(): Column<Person>[] {
  const { t } = useTranslation('people');
  const number = useNumber();
  return useMemo(() => {
    const count = (
      id: ContactType | 'services',
      of: (person: Person) => number,
      role: ContactType | null,
      hideBelow?: number,
    ): Column<Person> => ({
      id,
      title: t(`table.${id}`),
      width: 'minmax(84px, 100fr)',
      sortable: true,
      align: 'end',
      ...(hideBelow === undefined ? {} : { hideBelow }),
      cell: (person) =>
        of(person) === 0 ? (
          <span className="people-none">0</span>
        ) : (
          <button
            type="button"
            className="people-count"
            tabIndex={-1}
            title={t('showServices', { nichandle: person.nichandle })}
            onClick={() => showServicesOf(person.nichandle, role)}
          >
            {number(of(person))}
          </button>
        ),
    });
    return [
      {
        id: 'nichandle',
        title: t('table.nichandle'),
        width: 'minmax(150px, 190fr)',
        sortable: true,
        cell: (person) => (
          <>
            <Handle nichandle={person.nichandle} mine={person.mine} leads inRow />
            {person.mine ? <span className="people-mine">{t('you')}</span> : null}
          </>
        ),
      },
      {
        id: 'label',
        title: t('table.label'),
        width: 'minmax(140px, 300fr)',
        sortable: true,
        cell: (person) => (
          <button
            type="button"
            className={person.label === null ? 'people-name people-none ellipsis' : 'people-name ellipsis'}
            tabIndex={-1}
            title={person.label ?? undefined}
            onClick={() => namePerson(person.nichandle)}
          >
            {person.label ?? t('nameIt')}
          </button>
        ),
      },
      ...CONTACT_TYPES.map((type) => count(type, ({ roles }) => roles[type], type)),
      count('services', (person) => person.services, null, 720),
    ];
  }, [t, number]);
}
