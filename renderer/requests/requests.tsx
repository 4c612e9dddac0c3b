/** The requests: whose turn it is, until when, and one of them in full beside the list. Decides nothing by itself. */
import { ClipboardPaste, Download, Inbox, KeyRound, Mail, SearchX, X } from 'lucide-react';
import { type KeyboardEvent, useMemo } from 'react';
import { accountName } from '../../shared/account.ts';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { useAccounts, useChosenAccount } from '../accounts/accounts.ts';
import { findCodesInMail, pasteFromClipboard } from '../codes/codes.ts';
import { openTray } from '../codes/tray.ts';
import { useCodesWaiting } from '../codes/use-tray.ts';
import { useHandovers } from '../handover/use-handovers.ts';
import { ListSetup } from '../list/list-setup.tsx';
import { NOTHING_SELECTED } from '../list/selection.ts';
import { useMineOf } from '../people/mine.ts';
import { useWordsOf } from '../people/names.ts';
import { changeSettings } from '../settings/settings-state.ts';
import { useNow } from '../store/now.ts';
import { changeQuery, go, useRoute } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import { everRead } from '../store/sync.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Filters, type FoldedFilter } from '../ui/folded-filters.tsx';
import { Screen } from '../ui/screen.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { selectRequests, useRequest } from './requests-state.ts';
import './requests.css';
import { GonePane, PaneContent, useListPane } from '../list/list-pane.tsx';
import { useRequestTypeName } from '../services/type-name.ts';
import { useTranslation } from '../words/translation.ts';
import { type PlaceAmongYours, type PlacedRow, placeAmongYours, useGoOn, usePinned } from './decided-rows.ts';
import { RequestPane } from './request-pane.tsx';
import { useRequestRows, useRequestsLoading } from './request-rows.ts';
import { REQUEST_TABLE, useRequestColumns, useRequestColumnTitles } from './requests-columns.tsx';
import { useRequestsExport } from './requests-export.ts';
import { changeLook, changeSort, SEGMENTS, useRequestsLook } from './requests-look.ts';
import { RequestsSelection } from './requests-selection.tsx';
import { RequestsTable } from './requests-table.tsx';
import { RequestsUnread } from './requests-unread.tsx';
import {
  countSegments,
  narrow,
  order,
  type RequestFilter,
  type RequestRow,
  type RequestSort,
  rowOf,
  type SegmentChoice,
} from './requests-view.ts';

export function RequestsScreen() {
  const { t } = useTranslation('requests');
  const { key } = useRoute();
  const { query, filter, sort, handover } = useRequestsLook();
  const rows = useRowsOf(handover);
  const typeName = useRequestTypeName();
  const wordsOf = useWordsOf();
  const narrowed = useMemo(() => narrow(rows, filter, typeName, wordsOf), [rows, filter, typeName, wordsOf]);
  const counts = useMemo(() => countSegments(narrowed), [narrowed]);
  const { placed, pin } = usePinned(narrowed);
  const shown = useShown(placed, filter.segment, sort);
  const selected = useStore((state) => state.selectedRequests);
  const loading = useRequestsLoading(rows.length);
  const columns = useRequestColumns();
  const titles = useRequestColumnTitles();
  const exportRows = useRequestsExport(columns);
  const { listPlace, close, closeByKey, clear } = useListPane(
    selected.size === 0 ? undefined : () => selectRequests(NOTHING_SELECTED),
  );
  useGoOn(listPlace.ref, shown, pin);
  const place = useMemo(() => placeAmongYours(placed, shown, key), [placed, shown, key]);

  return (
    <Screen
      title={t('title')}
      actions={
        <>
          <Button
            icon={<Mail aria-hidden="true" />}
            title={t('findCodesHint')}
            onClick={() => findCodesInMail(filter.account === 'all' ? undefined : filter.account)}
          >
            {t('findCodes')}
          </Button>
          <TrayButton />
          <ListSetup setup={REQUEST_TABLE} titles={titles} keep={changeSettings} query={query} />
          <Button
            icon={<Download aria-hidden="true" />}
            disabled={shown.length === 0}
            title={shown.length === 0 ? t('exportNothing') : undefined}
            onClick={() => exportRows(shown)}
          >
            {t('export')}
          </Button>
          <Button
            variant="primary"
            icon={<ClipboardPaste aria-hidden="true" />}
            shortcut="mod+v"
            onClick={() => void pasteFromClipboard()}
          >
            {t('pasteCodes')}
          </Button>
        </>
      }
      filters={
        <>
          <Segmented
            label={t('segments')}
            value={filter.segment}
            onChange={(segment) => changeLook({ segment })}
            items={SEGMENTS.map((value) => ({
              value,
              label: t(`segment.${value}`),
              // While nothing was read there is no number to tell.
              ...(loading ? {} : { count: counts[value] }),
            }))}
          />
          <RequestFilters filter={filter} />
          {handover === null ? null : <OfHandover />}
        </>
      }
      search={
        <SearchField
          label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={filter.query}
          onChange={(q) => changeQuery({ q })}
          shortcut="/"
        />
      }
      pane={
        key === null ? null : (
          <Pane key={key} requestKey={key} place={place} onClose={close} onKeyDown={closeByKey} />
        )
      }
      paneLabel={t('pane.heading')}
      onPaneClose={close}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the grid inside has the focus; this only hears Escape. */}
      <div className="list-place" {...listPlace}>
        <RequestsTable
          rows={shown}
          columns={columns}
          openedKey={key}
          selected={selected}
          onSelect={selectRequests}
          sort={sort}
          onSort={(next) => changeSort(sort, next)}
          loading={loading}
          empty={<Nothing filter={filter} known={rows.length} />}
        />
        <RequestsSelection rows={rows} selected={selected} onClear={clear} onExport={exportRows} />
      </div>
    </Screen>
  );
}

/** The way back to the codes that were left for later. */
function TrayButton() {
  const { t } = useTranslation('codes');
  const count = useCodesWaiting();
  if (count === 0) return null;
  return (
    <Button icon={<KeyRound aria-hidden="true" />} onClick={openTray}>
      {t('tray.reopen', { count })}
    </Button>
  );
}

/** Rows of the chosen account; of one hand-over alone where one is named. */
function useRowsOf(handover: string | null): RequestRow[] {
  const rows = useRequestRows();
  const records = useHandovers();
  return useMemo(() => {
    if (handover === null) return rows;
    const record = records?.find(({ group }) => group === handover);
    const keys = new Set(record?.rows.flatMap(({ requests }) => requests.map(({ key }) => key)));
    return rows.filter(({ key }) => keys.has(key));
  }, [rows, records, handover]);
}

/** That the list is of one hand-over, and the way to all. */
function OfHandover() {
  const { t } = useTranslation('requests');
  return (
    <button type="button" className="filter" data-narrowed="" onClick={() => changeLook({ handover: '' })}>
      {t('filter.handover')}
      <X aria-hidden="true" />
      <span className="visually-hidden">{t('filter.handoverClear')}</span>
    </button>
  );
}

function useShown(rows: PlacedRow[], segment: SegmentChoice, sort: RequestSort | null): RequestRow[] {
  const { i18n } = useTranslation('requests');
  return useMemo(() => {
    const collator = new Intl.Collator(i18n.language, { numeric: true, sensitivity: 'base' });
    const inSegment = segment === 'all' ? rows : rows.filter(({ place }) => place.segment === segment);
    const byPlace = new Map(inSegment.map(({ row, place }) => [place, row]));
    const places = order([...byPlace.keys()], sort, collator);
    return places.flatMap((place) => byPlace.get(place) ?? []);
  }, [rows, segment, sort, i18n.language]);
}

function RequestFilters({ filter }: { filter: RequestFilter }) {
  const { t } = useTranslation('requests');
  const accounts = useAccounts();
  const chosen = useChosenAccount();
  const role: FoldedFilter = {
    label: t('filter.role'),
    value: filter.role,
    anyValue: 'any',
    onChange: (value) => changeLook({ role: value === 'any' ? '' : value }),
    items: [
      { value: 'any', label: t('filter.anyRole') },
      ...CONTACT_TYPES.map((type) => ({ value: type, label: t(`contact.${type}`) })),
    ],
  };
  const account: FoldedFilter = {
    label: t('filter.account'),
    value: filter.account,
    anyValue: 'all',
    onChange: (value) => changeLook({ account: value === 'all' ? '' : value }),
    items: [
      { value: 'all', label: t('filter.anyAccount') },
      ...accounts.map((one) => ({ value: one.id, label: accountName(one, accounts) })),
    ],
  };
  // With one account in force, here or for the whole window, there is nothing to choose.
  const hasAccounts = accounts.length > 1 && chosen === null;
  return <Filters label={t('filter.all')} filters={hasAccounts ? [role, account] : [role]} />;
}

type PaneProps = {
  requestKey: string;
  place: PlaceAmongYours | null;
  onClose: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

function Pane({ requestKey, place, onClose, onKeyDown }: PaneProps) {
  const { t } = useTranslation('requests');
  const request = useRequest(requestKey);
  const mineOf = useMineOf();
  const now = useNow();
  const row = useMemo(() => (request === null ? null : rowOf(request, mineOf, now)), [request, mineOf, now]);
  return (
    <PaneContent onKeyDown={onKeyDown}>
      {row === null ? (
        <GonePane
          title={t('pane.gone.title')}
          text={t('pane.gone.text')}
          close={t('pane.close')}
          onClose={onClose}
        />
      ) : (
        <RequestPane row={row} place={place} onClose={onClose} />
      )}
    </PaneContent>
  );
}

function Nothing({ filter, known }: { filter: RequestFilter; known: number }) {
  const { t } = useTranslation('requests');
  const sync = useStore((state) => state.sync);
  if (known === 0) {
    if (!everRead(sync, 'requestsAt')) return <RequestsUnread />;
    return (
      <Empty
        icon={<Inbox aria-hidden="true" />}
        title={t('empty.none.title')}
        text={t('empty.none.text')}
        action={<Button onClick={() => go({ screen: 'services' })}>{t('empty.noneAction')}</Button>}
      />
    );
  }
  const filtered = filter.query !== '' || filter.role !== 'any' || filter.account !== 'all';
  if (filtered)
    return (
      <Empty
        icon={<SearchX aria-hidden="true" />}
        title={t('empty.found.title')}
        text={t('empty.found.text')}
        action={
          <Button onClick={() => changeLook({ q: '', role: '', account: '', segment: '' })}>
            {t('empty.foundAction')}
          </Button>
        }
      />
    );
  const segment = filter.segment === 'all' ? 'waiting' : filter.segment;
  return (
    <Empty
      icon={<Inbox aria-hidden="true" />}
      title={t(`empty.${segment}.title`)}
      text={t(`empty.${segment}.text`)}
      action={<Button onClick={() => changeLook({ segment: '' })}>{t('empty.yoursAction')}</Button>}
    />
  );
}
