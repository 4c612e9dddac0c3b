/** The services screen: every service my accounts are a contact of, with filters, selection, export and the way to a hand-over. */
import { ArrowLeftRight, Copy, Filter, Inbox } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import type { Failure } from '../../shared/failure.ts';
import { copyText } from '../clipboard.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { FilterMenu } from '../components/filter-menu.tsx';
import type { MenuEntry } from '../components/menu.tsx';
import { Screen } from '../components/screen.tsx';
import { SearchField } from '../components/search-field.tsx';
import { Segmented } from '../components/segmented.tsx';
import { Table } from '../components/table.tsx';
import { toast } from '../components/toast.tsx';
import { useNumber } from '../locales/format.ts';
import { useLanguage } from '../locales/i18n.ts';
import { useAccounts, useChosenAccount } from '../state/accounts.ts';
import { MOST_SERVICES, openHandover, selectServices, showHandover } from '../state/handover.ts';
import { useMineOf } from '../state/mine.ts';
import { useNow } from '../state/now.ts';
import { openRequest } from '../state/open-request.ts';
import {
  ANY,
  filterServices,
  makeServiceRows,
  pendingIndex,
  SERVICE_SEGMENTS,
  type ServiceRow,
  serviceTable,
  sortServices,
} from '../state/service-view.ts';
import { useStore } from '../state/store.ts';
import { everRead } from '../state/sync.ts';
import { HandoverDialog } from './handover.tsx';
import { useServiceColumns } from './services-columns.tsx';
import { type NoServices, ServicesEmpty } from './services-empty.tsx';
import { downloadCsv } from './services-export.ts';
import { changeFilter, changeSort, useServiceQuery } from './services-query.ts';
import { showPending } from './services-status.tsx';
import '../styles/services.css';

const keyOf = (row: ServiceRow) => row.key;
const nameOf = (row: ServiceRow) => row.name;

/** Rows of all services in the order chosen, the names of types, and what passes the filters. */
function useServiceRows() {
  const { t } = useTranslation('families');
  const language = useLanguage();
  const services = useStore((state) => state.services);
  const requests = useStore((state) => state.requests);
  const account = useChosenAccount();
  const mineOf = useMineOf();
  const now = useNow();
  const { filter, sort } = useServiceQuery();
  const pendingOf = useMemo(() => pendingIndex(requests, mineOf, now), [requests, mineOf, now]);
  const rows = useMemo(
    () => makeServiceRows({ services: services ?? [], pendingOf, mineOf, account }),
    [services, pendingOf, mineOf, account],
  );
  const sorted = useMemo(() => sortServices(rows, sort, language), [rows, sort, language]);
  const typeName = useCallback((type: string) => t(type), [t]);
  const found = useMemo(() => filterServices(sorted, filter, typeName), [sorted, filter, typeName]);
  return { isKnown: services !== null, rows, found, filter, sort, typeName };
}

export function ServicesScreen() {
  const { t } = useTranslation(['services', 'common']);
  const number = useNumber();
  const { isKnown, rows, found, filter, sort, typeName } = useServiceRows();
  const selected = useStore((state) => state.selectedServices);
  const handover = useStore((state) => state.handover);
  const columns = useServiceColumns(filter.contact);
  const empty = useNoServices(isKnown, rows.length > 0);

  // What has gone since it was selected does not count; what only the filters hide does, and is told.
  const chosen = useMemo(() => rows.filter((row) => selected.has(row.key)).map(keyOf), [rows, selected]);
  const shownChosen = useMemo(
    () => found.rows.filter((row) => selected.has(row.key)).length,
    [found.rows, selected],
  );
  const hidden = chosen.length - shownChosen;
  const tooMany = chosen.length > MOST_SERVICES;

  const rowMenu = useCallback(
    (row: ServiceRow): MenuEntry[] => {
      const { contacts } = row.service;
      const handles = new Set(CONTACT_TYPES.flatMap((type) => contacts?.[type] ?? []));
      return [
        {
          label: t('services:menu.handover'),
          icon: <ArrowLeftRight aria-hidden="true" />,
          onSelect: () => openHandover([row.key]),
        },
        ...(row.pending?.requests ?? []).map((request) => ({
          label: t('services:menu.openRequest', { id: request.id }),
          icon: <Inbox aria-hidden="true" />,
          onSelect: () => openRequest(request.key),
        })),
        {
          label: t('services:menu.copy'),
          icon: <Copy aria-hidden="true" />,
          onSelect: () => void copyText(row.service.name, t('services:copied')),
        },
        ...[...handles].map((nichandle, index) => ({
          label: t('services:menu.only', { nichandle }),
          icon: <Filter aria-hidden="true" />,
          lineBefore: index === 0,
          onSelect: () => changeFilter({ contact: nichandle.toLowerCase() }),
        })),
      ];
    },
    [t],
  );

  function exportShown() {
    const titles = [
      t('services:csv.name'),
      t('services:csv.alias'),
      t('services:csv.type'),
      ...CONTACT_TYPES.map((type) => t(`services:table.${type}`)),
      t('services:table.expires'),
      t('services:table.status'),
      t('services:csv.requests'),
    ];
    const table = serviceTable(found.rows, titles, {
      type: typeName,
      condition: (condition) =>
        condition.kind === 'other' ? condition.state : t(`services:condition.${condition.kind}`),
    });
    const file = downloadCsv(t('services:exportFile'), table, Date.now());
    const count = found.rows.length;
    toast(t('services:exported', { count, shown: number(count), file }), { tone: 'good' });
  }

  const reason =
    chosen.length === 0
      ? t('services:changeNothing')
      : tooMany
        ? t('services:changeTooMany', { most: number(MOST_SERVICES) })
        : undefined;
  return (
    <Screen
      title={t('services:title')}
      actions={
        <>
          <Button
            onClick={exportShown}
            disabled={found.rows.length === 0}
            title={found.rows.length === 0 ? t('services:exportNothing') : undefined}
          >
            {t('services:export')}
          </Button>
          {handover?.hidden ? (
            <Button variant="primary" onClick={showHandover}>
              {handover.job?.running
                ? t('services:showHandover', {
                    done: number(handover.job.done),
                    total: number(handover.job.keys.length),
                  })
                : t('services:showOutcome')}
            </Button>
          ) : (
            <Button
              variant="primary"
              icon={<ArrowLeftRight aria-hidden="true" />}
              aria-disabled={reason !== undefined || undefined}
              title={reason}
              onClick={() => {
                if (reason === undefined) openHandover(chosen);
                else toast(reason);
              }}
            >
              {chosen.length === 0
                ? t('services:change')
                : t('services:changeOf', { count: chosen.length, shown: number(chosen.length) })}
            </Button>
          )}
        </>
      }
      filters={<ServiceFilters found={found} filter={filter} typeName={typeName} />}
      search={
        <SearchField
          label={t('services:search.label')}
          placeholder={t('services:search.placeholder', { count: rows.length, shown: number(rows.length) })}
          value={filter.query}
          onChange={(query) => changeFilter({ query })}
          shortcut="/"
        />
      }
      banner={
        hidden > 0 ? (
          <Banner
            tone="mute"
            title={t('services:hidden', { count: hidden, shown: number(hidden) })}
            action={<Button onClick={() => selectServices(new Set())}>{t('services:clearSelection')}</Button>}
          />
        ) : null
      }
    >
      <Table
        label={t('services:table.label')}
        rows={found.rows}
        rowKey={keyOf}
        rowName={nameOf}
        columns={columns}
        selected={selected}
        onSelect={selectServices}
        sort={sort}
        onSort={changeSort}
        loading={empty === 'loading'}
        onOpen={(key) => {
          const row = found.rows.find((one) => one.key === key);
          if (row === undefined) return;
          if (row.pending !== null) showPending(row);
          else openHandover([key]);
        }}
        rowMenu={rowMenu}
        empty={empty === 'loading' ? null : <ServicesEmpty state={empty} />}
      />
      <HandoverDialog />
    </Screen>
  );
}

function ServiceFilters({
  found,
  filter,
  typeName,
}: Pick<ReturnType<typeof useServiceRows>, 'found' | 'filter' | 'typeName'>) {
  const { t, i18n } = useTranslation('services');
  const types = useMemo(() => {
    const collator = new Intl.Collator(i18n.language);
    const named = [...found.types].map(([value, count]) => ({ value, label: typeName(value), count }));
    return named.sort((a, b) => collator.compare(a.label, b.label));
  }, [found.types, typeName, i18n.language]);
  const contacts = useMemo(
    () =>
      [...found.contacts]
        .map(([value, count]) => ({ value, label: value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
        .slice(0, MOST_CONTACTS),
    [found.contacts],
  );
  return (
    <>
      <Segmented
        label={t('segments')}
        value={filter.segment}
        onChange={(segment) => changeFilter({ segment })}
        items={SERVICE_SEGMENTS.map((value) => ({
          value,
          label: t(`segment.${value}`),
          count: found.segments[value],
        }))}
      />
      <FilterMenu
        label={t('filter.type')}
        value={filter.type}
        anyValue={ANY}
        onChange={(type) => changeFilter({ type })}
        items={withChosen(types, filter.type, typeName, t('filter.any'))}
      />
      <FilterMenu
        label={t('filter.contact')}
        value={filter.contact}
        anyValue={ANY}
        onChange={(contact) => changeFilter({ contact })}
        items={withChosen(contacts, filter.contact, (handle) => handle, t('filter.any'))}
      />
      <button
        type="button"
        className="filter"
        aria-pressed={filter.withRequest}
        data-pressed={filter.withRequest ? '' : undefined}
        onClick={() => changeFilter({ withRequest: !filter.withRequest })}
      >
        {t('filter.withRequest')}
      </button>
    </>
  );
}

/** A menu of thousands helps nobody; the search finds the others, and a click on a handle filters by it. */
const MOST_CONTACTS = 100;

type Item = { value: string; label: string; count?: number };

/** `any` first; what is chosen stays on the menu even where nothing is left of it. */
function withChosen(
  items: Item[],
  chosen: string,
  nameOfValue: (value: string) => string,
  any: string,
): Item[] {
  const isThere = chosen === ANY || items.some((item) => item.value === chosen);
  return [
    { value: ANY, label: any },
    ...(isThere ? [] : [{ value: chosen, label: nameOfValue(chosen), count: 0 }]),
    ...items,
  ];
}

/** Why the list is empty, or that it is not known yet. */
function useNoServices(isKnown: boolean, hasRows: boolean): NoServices | 'loading' {
  const accounts = useAccounts();
  const account = useChosenAccount();
  const sync = useStore((state) => state.sync);
  const listFailure = useStore((state) => state.servicesFailure);
  if (accounts.length === 0) return { why: 'no-account' };
  if (hasRows) return { why: 'nothing-found' };
  const own = account === null ? sync : sync.filter((state) => state.accountId === account.id);
  const failure: Failure | null = listFailure ?? own.find((state) => state.failure !== null)?.failure ?? null;
  if (failure !== null) return { why: 'unread', failure };
  return isKnown && everRead(own, 'servicesAt') ? { why: 'none' } : 'loading';
}
