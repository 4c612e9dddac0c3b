/** The services screen: every service my accounts are a contact of, with filters, views, selection, export and the way to a hand-over. */
import { ArrowLeftRight, Copy, Filter, Inbox, PanelRight } from 'lucide-react';
import { type KeyboardEvent, memo, useCallback, useMemo } from 'react';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import type { Failure } from '../../shared/failure.ts';
import { type ServiceOrder } from '../../shared/service-sort.ts';
import { useAccounts, useChosenAccount } from '../accounts/accounts.ts';
import { openHandover } from '../handover/handover-state.ts';
import { HandoverUnderWay } from '../handover/handover-under-way.tsx';
import { useListCursor } from '../list/list-cursor.ts';
import { GonePane, PaneContent, useListPane } from '../list/list-pane.tsx';
import { ListSetup } from '../list/list-setup.tsx';
import { wantPaneFocus } from '../list/pane-focus.ts';
import { type RowList } from '../list/row-list.ts';
import { NOTHING_SELECTED } from '../list/selection.ts';
import { Table } from '../list/table.tsx';
import { changeColumns, movedColumn, resizeColumn, useColumnIds } from '../list/table-setup.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled } from '../people/names.ts';
import { openRequest } from '../requests/open-request.ts';
import { changeSettings } from '../settings/settings-state.ts';
import { useNow } from '../store/now.ts';
import { openKey, useRoute } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { everRead } from '../store/sync.ts';
import { Button } from '../ui/button.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import { Screen } from '../ui/screen.tsx';
import { toast } from '../ui/toast.tsx';
import { copyText } from '../words/clipboard.ts';
import { useNumber } from '../words/format.ts';
import { handOverChosen, reasonAgainst, selectServices, useChosen } from './chosen-services.ts';
import { SERVICE_TABLE } from './columns.ts';
import { useShownServices } from './service-engine.ts';
import { pendingIndex, type ServiceRow, serviceRow } from './service-view.ts';
import { useColumnTitles, useServiceColumns } from './services-columns.tsx';
import { type NoServices, ServicesEmpty } from './services-empty.tsx';
import { useExport, useExportOfChosen } from './services-export.ts';
import { ServiceFilters } from './services-filters.tsx';
import { ServicePane } from './services-pane.tsx';
import { changeFacets, changeOrder, useLook } from './services-query.ts';
import { NotUnderstood, ServiceSearch } from './services-search.tsx';
import { ServicesSelection } from './services-selection.tsx';
import { useServiceCount } from './services-state.ts';
import { showPending } from './services-status.tsx';
import './services.css';
import { useTranslation } from '../words/translation.ts';

const keyOf = (row: ServiceRow) => row.key;
const nameOf = (row: ServiceRow) => row.name;

export function ServicesScreen() {
  const { t } = useTranslation(['services', 'common']);
  const look = useLook();
  const { rows, counts: found, total: held, isKnown } = useShownServices(look);
  // The first of them are no ground for counting, nor is a list that nobody has read yet.
  const whole = useStore((state) => state.servicesWhole);
  const empty = useNoServices(isKnown, held > 0);
  const counts = whole && empty !== 'loading' ? found : null;
  const total = useServiceCount();
  const { key, query } = useRoute();
  const columnTitles = useColumnTitles();
  const columns = useServiceColumns(useColumnIds(SERVICE_TABLE));
  const exportRows = useExport(columns);
  const exportChosen = useExportOfChosen(exportRows);
  const { chosen, hidden } = useChosen(rows);
  const { listPlace, close, closeByKey, clear } = useListPane(
    chosen.length === 0 ? undefined : () => selectServices(NOTHING_SELECTED),
  );

  return (
    <Screen
      title={t('services:title')}
      actions={
        <>
          <ListSetup setup={SERVICE_TABLE} titles={columnTitles} keep={changeSettings} query={query} />
          <Button
            onClick={() => exportRows(rows)}
            disabled={rows.length === 0}
            title={rows.length === 0 ? t('services:exportNothing') : undefined}
          >
            {t('services:export')}
          </Button>
          <HandoverButton isAnythingChosen={chosen.length > 0} />
        </>
      }
      filters={<ServiceFilters facets={look.facets} counts={counts} />}
      search={<ServiceSearch text={look.text} total={total} counts={counts} />}
      banner={<NotUnderstood text={look.text} />}
      pane={key === null ? null : <Pane key={key} serviceKey={key} onClose={close} onKeyDown={closeByKey} />}
      paneLabel={t('services:pane.heading')}
      onPaneClose={close}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the grid inside has the focus; this only hears Escape. */}
      <div className="list-place services-place" {...listPlace}>
        <ServicesTable rows={rows} columns={columns} order={look.order} active={key} empty={empty} />
        <ServicesSelection
          chosen={chosen}
          hidden={hidden}
          onClear={clear}
          onExport={() => exportChosen(chosen)}
        />
      </div>
    </Screen>
  );
}

type ServicesTableProps = {
  rows: RowList<ServiceRow>;
  columns: ReturnType<typeof useServiceColumns>;
  order: ServiceOrder;
  active: string | null;
  empty: NoServices | 'loading';
};

/** Drawn again only when something of its own changed: what is typed above it finds other rows a moment later. */
const ServicesTable = memo(function ServicesTable({
  rows,
  columns,
  order,
  active,
  empty,
}: ServicesTableProps) {
  const { t } = useTranslation('services');
  const number = useNumber();
  const selected = useStore((state) => state.selectedServices);
  const whole = useStore((state) => state.servicesWhole);
  const widths = useStore((state) => state.settings.servicesTable.widths);
  const columnIds = useColumnIds(SERVICE_TABLE);
  const rowMenu = useRowMenu();
  const { around, cursor } = useListCursor(active, () => rows.at(0)?.key ?? null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notes what moved the cursor, the grid inside answers.
    <div className="list-around" {...around}>
      <Table
        label={t('table.label')}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        columns={columns}
        selected={selected}
        onSelect={selectServices}
        {...cursor}
        sort={order}
        onSort={changeOrder}
        widths={widths}
        onResize={(column, width) => resizeColumn(SERVICE_TABLE, column, width, changeSettings)}
        onMoveColumn={(column, by) => {
          const id = SERVICE_TABLE.ids.find((one) => one === column);
          if (id !== undefined) changeColumns(SERVICE_TABLE, movedColumn(columnIds, id, by), changeSettings);
        }}
        onCopied={(text) => {
          const count = text.split('\n').length;
          toast(t('copiedRows', { count, shown: number(count) }), { tone: 'good' });
        }}
        loading={empty === 'loading'}
        partial={!whole}
        rowMenu={rowMenu}
        empty={empty === 'loading' ? null : <ServicesEmpty state={empty} />}
      />
    </div>
  );
});

/** While something is ticked, the bar over the list has this button. */
function HandoverButton({ isAnythingChosen }: { isAnythingChosen: boolean }) {
  const { t } = useTranslation('services');
  const isHidden = useStore((state) => state.handover?.hidden ?? false);
  if (isHidden) return <HandoverUnderWay />;
  if (isAnythingChosen) return null;
  return (
    <Button
      variant="primary"
      icon={<ArrowLeftRight aria-hidden="true" />}
      aria-disabled
      title={reasonAgainst(0) ?? undefined}
      onClick={handOverChosen}
    >
      {t('change')}
    </Button>
  );
}

function useRowMenu(): (row: ServiceRow) => MenuEntry[] {
  const called = useCalled();
  const { t } = useTranslation('services');
  return useCallback(
    (row) => {
      const { contacts } = row.service;
      const handles = new Set(CONTACT_TYPES.flatMap((type) => contacts?.[type] ?? []));
      return [
        {
          label: t('menu.open'),
          icon: <PanelRight aria-hidden="true" />,
          onSelect: () => {
            wantPaneFocus();
            openKey(row.key);
          },
        },
        {
          label: t('menu.handover'),
          icon: <ArrowLeftRight aria-hidden="true" />,
          onSelect: () => openHandover([row.key]),
        },
        ...(row.pending?.requests ?? []).map((request) => ({
          label: t('menu.openRequest', { id: request.id }),
          icon: <Inbox aria-hidden="true" />,
          onSelect: () => openRequest(request.key),
        })),
        ...(row.pending !== null && row.pending.requests.length > 1
          ? [{ label: t('pendingTitle', { count: 2 }), onSelect: () => showPending(row) }]
          : []),
        {
          label: t('menu.copy'),
          icon: <Copy aria-hidden="true" />,
          onSelect: () => void copyText(row.service.name, t('copied')),
        },
        ...[...handles].map((nichandle, index) => ({
          label: t('menu.only', { nichandle: called(nichandle) }),
          icon: <Filter aria-hidden="true" />,
          lineBefore: index === 0,
          onSelect: () => changeFacets({ contact: nichandle.toLowerCase() }),
        })),
      ];
    },
    [t, called],
  );
}

type PaneProps = { serviceKey: string; onClose: () => void; onKeyDown: (event: KeyboardEvent) => void };

function Pane({ serviceKey, onClose, onKeyDown }: PaneProps) {
  const { t } = useTranslation('services');
  const services = useStore((state) => state.services);
  const requests = useStore((state) => state.requests);
  const account = useChosenAccount();
  const mineOf = useMineOf();
  const now = useNow();
  const service = useMemo(
    () => services?.find((one) => one.key === serviceKey) ?? null,
    [services, serviceKey],
  );
  const row = useMemo(
    () =>
      service === null
        ? null
        : serviceRow(service, { pendingOf: pendingIndex(requests, mineOf, now), mineOf, account }),
    [service, requests, mineOf, now, account],
  );
  return (
    <PaneContent onKeyDown={onKeyDown}>
      {row !== null ? (
        <ServicePane row={row} onClose={onClose} />
      ) : services === null ? null : (
        <GonePane
          title={t('pane.goneTitle')}
          text={t('pane.goneText')}
          close={t('pane.close')}
          onClose={onClose}
        />
      )}
    </PaneContent>
  );
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
