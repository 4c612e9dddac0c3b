/** The requests: whose turn it is, until when, and one of them in full beside the list. Decides nothing by itself. */
import { ClipboardPaste, Inbox, KeyRound, Mail, SearchX } from 'lucide-react';
import { type KeyboardEvent, useMemo } from 'react';
import { accountName } from '../../shared/account.ts';
import { CONTACT_TYPES } from '../../shared/contact.ts';
import { useAccounts, useChosenAccount } from '../accounts/accounts.ts';
import { findCodesInMail, pasteFromClipboard } from '../codes/codes.ts';
import { openTray } from '../codes/tray.ts';
import { useCodesWaiting } from '../codes/use-tray.ts';
import { NOTHING_SELECTED } from '../list/selection.ts';
import { useMineOf } from '../people/mine.ts';
import { useCalled, useWordsOf } from '../people/names.ts';
import { useNow } from '../store/now.ts';
import { changeQuery, go, useQuery, useRoute } from '../store/route.ts';
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
import { type PlacedRow, useGoOn, usePinned } from './decided-rows.ts';
import { RequestPane } from './request-pane.tsx';
import { useRequestRows, useRequestsLoading } from './request-rows.ts';
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
import { stateText } from './state-pill.tsx';

const SEGMENTS: readonly SegmentChoice[] = ['yours', 'waiting', 'closed', 'all'];
const SORTABLE: readonly RequestSort['column'][] = ['service', 'roles', 'handover', 'state', 'expires'];

export function RequestsScreen() {
  const { t } = useTranslation('requests');
  const [query, setQuery] = useQuery('q');
  const [segmentText] = useQuery('segment');
  const { key } = useRoute();
  const filter = useFilter();
  const rows = useRequestRows();
  const typeName = useRequestTypeName();
  const wordsOf = useWordsOf();
  const narrowed = useMemo(() => narrow(rows, filter, typeName, wordsOf), [rows, filter, typeName, wordsOf]);
  const counts = useMemo(() => countSegments(narrowed), [narrowed]);
  const [sort, setSort] = useSort();
  const { placed, pin } = usePinned(narrowed);
  const shown = useShown(placed, filter.segment, sort);
  const selected = useStore((state) => state.selectedRequests);
  const loading = useRequestsLoading(rows.length);
  const { listPlace, close, closeByKey, clear } = useListPane(
    selected.size === 0 ? undefined : () => selectRequests(NOTHING_SELECTED),
  );
  useGoOn(listPlace.ref, shown, pin);

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
            onChange={(segment) => changeQuery({ segment: segment === 'all' ? '' : segment })}
            items={SEGMENTS.map((value) => ({ value, label: t(`segment.${value}`), count: counts[value] }))}
          />
          <RequestFilters filter={filter} />
        </>
      }
      search={
        <SearchField
          label={t('search.label')}
          placeholder={t('search.placeholder')}
          value={query}
          onChange={setQuery}
          shortcut="/"
        />
      }
      pane={key === null ? null : <Pane key={key} requestKey={key} onClose={close} onKeyDown={closeByKey} />}
      paneLabel={t('pane.heading')}
      onPaneClose={close}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the grid inside has the focus; this only hears Escape. */}
      <div className="list-place" {...listPlace}>
        <RequestsTable
          rows={shown}
          openedKey={key}
          selected={selected}
          onSelect={selectRequests}
          sort={sort}
          onSort={setSort}
          loading={loading}
          empty={<Nothing filter={filter} known={rows.length} segmentGiven={segmentText !== ''} />}
        />
        <RequestsSelection rows={rows} selected={selected} onClear={clear} />
      </div>
    </Screen>
  );
}

/** What the address says; what it says wrongly counts as not said. */
function useFilter(): RequestFilter {
  const [segment] = useQuery('segment');
  const [role] = useQuery('role');
  const [account] = useQuery('account');
  const [query] = useQuery('q');
  const accounts = useAccounts();
  const chosen = useChosenAccount();
  const isMine = chosen === null && accounts.some((each) => each.id === account);
  return useMemo(
    () => ({
      segment: SEGMENTS.find((each) => each === segment) ?? 'all',
      role: CONTACT_TYPES.find((each) => each === role) ?? 'any',
      account: isMine ? account : 'all',
      query,
    }),
    [segment, role, account, query, isMine],
  );
}

function useSort(): [RequestSort | null, (sort: { column: string; descending: boolean }) => void] {
  const [text, setText] = useQuery('sort');
  const sort = useMemo(() => {
    const descending = text.startsWith('-');
    const column = SORTABLE.find((each) => each === text.slice(descending ? 1 : 0));
    return column === undefined ? null : { column, descending };
  }, [text]);
  return [
    sort,
    ({ column, descending }) => {
      // The third press on a column goes back to the order of urgency.
      const back = sort?.column === column && sort.descending && !descending;
      setText(back ? '' : `${descending ? '-' : ''}${column}`);
    },
  ];
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

function useShown(rows: PlacedRow[], segment: SegmentChoice, sort: RequestSort | null): RequestRow[] {
  const { t, i18n } = useTranslation('requests');
  const called = useCalled();
  return useMemo(() => {
    const collator = new Intl.Collator(i18n.language, { numeric: true, sensitivity: 'base' });
    const inSegment = segment === 'all' ? rows : rows.filter(({ place }) => place.segment === segment);
    const byPlace = new Map(inSegment.map(({ row, place }) => [place, row]));
    const places = order([...byPlace.keys()], sort, collator, (row) => stateText(t, row, called));
    return places.flatMap((place) => byPlace.get(place) ?? []);
  }, [rows, segment, sort, t, i18n.language, called]);
}

function RequestFilters({ filter }: { filter: RequestFilter }) {
  const { t } = useTranslation('requests');
  const accounts = useAccounts();
  const chosen = useChosenAccount();
  const role: FoldedFilter = {
    label: t('filter.role'),
    value: filter.role,
    anyValue: 'any',
    onChange: (value) => changeQuery({ role: value === 'any' ? '' : value }),
    items: [
      { value: 'any', label: t('filter.anyRole') },
      ...CONTACT_TYPES.map((type) => ({ value: type, label: t(`contact.${type}`) })),
    ],
  };
  const account: FoldedFilter = {
    label: t('filter.account'),
    value: filter.account,
    anyValue: 'all',
    onChange: (value) => changeQuery({ account: value === 'all' ? '' : value }),
    items: [
      { value: 'all', label: t('filter.anyAccount') },
      ...accounts.map((one) => ({ value: one.id, label: accountName(one, accounts) })),
    ],
  };
  // With one account in force, here or for the whole window, there is nothing to choose.
  const hasAccounts = accounts.length > 1 && chosen === null;
  return <Filters label={t('filter.all')} filters={hasAccounts ? [role, account] : [role]} />;
}

type PaneProps = { requestKey: string; onClose: () => void; onKeyDown: (event: KeyboardEvent) => void };

function Pane({ requestKey, onClose, onKeyDown }: PaneProps) {
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
        <RequestPane row={row} onClose={onClose} />
      )}
    </PaneContent>
  );
}

function Nothing({
  filter,
  known,
  segmentGiven,
}: {
  filter: RequestFilter;
  known: number;
  segmentGiven: boolean;
}) {
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
          <Button onClick={() => changeQuery({ q: '', role: '', account: '', segment: '' })}>
            {t('empty.foundAction')}
          </Button>
        }
      />
    );
  const segment = segmentGiven && filter.segment !== 'all' ? filter.segment : 'waiting';
  return (
    <Empty
      icon={<Inbox aria-hidden="true" />}
      title={t(`empty.${segment}.title`)}
      text={t(`empty.${segment}.text`)}
      action={<Button onClick={() => changeQuery({ segment: '' })}>{t('empty.yoursAction')}</Button>}
    />
  );
}
