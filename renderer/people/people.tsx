/** The people screen: everybody on my services with what they hold by role and what waits with them, and one of them in full. */

import { ArrowLeftRight, Copy, Download, Server, UserRound, UsersRound } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { firstNameOf } from '../../shared/people.ts';
import { useChosenAccount } from '../accounts/accounts.ts';
import { openHandoverOf } from '../handover/handover-state.ts';
import { PaneContent, useListPane } from '../list/list-pane.tsx';
import { focusPane, takePaneFocus, wantPaneFocus } from '../list/pane-focus.ts';
import { saveTable } from '../list/save-table.ts';
import { Table } from '../list/table.tsx';
import { beginMove } from '../moves/moves-state.ts';
import { showServicesOf } from '../services/services-query.ts';
import { useServices } from '../services/services-state.ts';
import { changeQuery, openKey, useRoute } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { copyText } from '../words/clipboard.ts';
import { useNumber } from '../words/format.ts';
import { useLanguage } from '../words/i18n.ts';
import { useMine } from './mine.ts';
import { useCalled } from './names.ts';
import { usePeopleColumns, useRequestsText } from './people-columns.tsx';
import { PeopleImport } from './people-import.tsx';
import { findPeople, PEOPLE_COLUMNS, PEOPLE_SEGMENTS, type PersonRow } from './people-view.ts';
import './people.css';
import '../ui/pane-head.css';
import { useTranslation } from '../words/translation.ts';
import { PersonPane } from './person-pane.tsx';
import { usePeopleRows } from './use-people.ts';

const keyOf = (person: PersonRow) => person.nichandle;
const nameOf = (person: PersonRow) => person.name ?? person.nichandle;
const NOBODY: PersonRow[] = [];

export function PeopleScreen() {
  const { t } = useTranslation('people');
  const number = useNumber();
  const language = useLanguage();
  const services = useServices();
  // Where the lists are narrowed to one account, only that one is certain to be of interest; the others may hold nothing.
  const chosen = useChosenAccount();
  const mine = useMine(chosen?.api);
  const counted = usePeopleRows(services, mine);
  const people = counted ?? NOBODY;
  const { query, key } = useRoute();
  const segment = PEOPLE_SEGMENTS.find((one) => one === query['segment']) ?? 'all';
  const sort = useMemo(() => sortOf(query['sort'] ?? ''), [query]);
  const search = query['q'] ?? '';
  const found = useMemo(
    () => findPeople(people, { segment, query: search, sort }, language),
    [people, segment, search, sort, language],
  );
  const { listPlace, close, closeByKey } = useListPane();
  const columns = usePeopleColumns();
  const rowMenu = useRowMenu();
  const exportShown = useExport(found.rows);
  // Somebody who is asked for by name may not stand on any service.
  const opened = key === null ? null : (people.find(({ nichandle }) => nichandle === key) ?? null);

  return (
    <Screen
      title={t('title')}
      actions={
        <>
          <PeopleImport />
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
            // While nobody was counted there is no number to tell.
            ...(counted === null ? {} : { count: found.segments[value] }),
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
      pane={
        opened === null ? null : (
          <PaneContent key={opened.nichandle} onKeyDown={closeByKey}>
            <PersonPane row={opened} onClose={close} />
          </PaneContent>
        )
      }
      paneLabel={t('pane.heading')}
      onPaneClose={close}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the grid inside has the focus; this only hears Escape. */}
      <div className="people-place" {...listPlace}>
        <Table
          label={t('table.caption')}
          rows={found.rows}
          rowKey={keyOf}
          rowName={nameOf}
          columns={columns}
          sort={sort}
          onSort={({ column, descending }) => changeQuery({ sort: `${descending ? '-' : ''}${column}` })}
          loading={counted === null}
          active={key}
          onActivate={(nichandle) => openKey(nichandle, { replace: key !== null })}
          onOpen={(nichandle) => {
            wantPaneFocus();
            openKey(nichandle, { replace: key !== null });
            const pane = document.querySelector('.person');
            if (pane !== null && key === nichandle && takePaneFocus()) focusPane(pane);
          }}
          rowMenu={rowMenu}
          empty={counted === null ? null : <Nobody any={people.length > 0} />}
        />
      </div>
    </Screen>
  );
}

function Nobody({ any }: { any: boolean }) {
  const { t } = useTranslation('people');
  return (
    <Empty
      icon={<UsersRound aria-hidden="true" />}
      title={any ? t('empty.found') : t('empty.none')}
      text={any ? undefined : t('empty.noneText')}
      action={
        any ? (
          <Button onClick={() => changeQuery({ q: '', segment: '' })}>{t('empty.clear')}</Button>
        ) : undefined
      }
    />
  );
}

function useRowMenu(): (row: PersonRow) => MenuEntry[] {
  const { t } = useTranslation(['people', 'moves']);
  return useCallback(
    ({ nichandle, name, roles, services: count }: PersonRow): MenuEntry[] => [
      {
        label: t('menu.open'),
        icon: <UserRound aria-hidden="true" />,
        onSelect: () => {
          wantPaneFocus();
          openKey(nichandle);
        },
      },
      {
        label: t('handOver', { who: name === null ? nichandle : firstNameOf(name) }),
        icon: <ArrowLeftRight aria-hidden="true" />,
        disabled: count === 0,
        onSelect: () => openHandoverOf(nichandle),
      },
      {
        label: t('menu.everything'),
        icon: <Server aria-hidden="true" />,
        lineBefore: true,
        disabled: count === 0,
        onSelect: () => showServicesOf(nichandle, null),
      },
      ...CONTACT_TYPES.filter((type) => roles[type] > 0).map((type) => ({
        label: t(`menu.${type}`),
        onSelect: () => showServicesOf(nichandle, type),
      })),
      {
        label: t('moves:begin.open'),
        icon: <ArrowLeftRight aria-hidden="true" />,
        disabled: count === 0,
        onSelect: () => beginMove(nichandle),
      },
      {
        label: t('menu.copy'),
        icon: <Copy aria-hidden="true" />,
        lineBefore: true,
        onSelect: () => void copyText(nichandle, t('menu.copied')),
      },
    ],
    [t],
  );
}

/** Exactly what is shown, in its order; what an import reads back stands first. */
function useExport(rows: readonly PersonRow[]): () => void {
  const { t } = useTranslation('people');
  const number = useNumber();
  const called = useCalled();
  const requestsText = useRequestsText();
  return () => {
    const titles = [
      'nichandle',
      'name',
      'company',
      ...CONTACT_TYPES,
      'services',
      'requests',
      'leaves',
    ] as const;
    const table = [
      titles.map((title) => t(`table.${title}`)),
      ...rows.map((person) => [
        person.nichandle,
        person.name ?? '',
        person.company ?? '',
        ...CONTACT_TYPES.map((type) => String(person.roles[type])),
        String(person.services),
        requestsText(person, called),
        person.leaves ?? '',
      ]),
    ];
    const count = rows.length;
    const what = t('exported', { count, shown: number(count) });
    void saveTable({ stem: t('exportFile'), table, what, now: Date.now() });
  };
}

/** `-services` = by services, most first; it begins with who has requests that wait. */
function sortOf(text: string) {
  const descending = text.startsWith('-');
  const column = PEOPLE_COLUMNS.find((name) => name === (descending ? text.slice(1) : text));
  return column === undefined ? ({ column: 'requests', descending: true } as const) : { column, descending };
}
