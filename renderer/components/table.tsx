/**
 * The grid every list is shown in: virtual from the first row, one tab stop, all of it reachable by keyboard. Rows come
 * filtered and sorted; selection, cursor and sorting belong to the caller.
 */
import { columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '../state/store.ts';
import { Checkbox } from './checkbox.tsx';
import { HandlesLead } from './handle-place.ts';
import type { MenuEntry } from './menu.tsx';
import { allToggled, ranged, shownState, toggled } from './selection.ts';
import { type RowActions, TableRow } from './table-row.tsx';

export type Column<Row> = {
  id: string;
  /** Empty for a column whose content speaks for itself; give `name` then. */
  title: string;
  /** For assistive technology, where `title` is empty. */
  name?: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** CSS grid track: `minmax(180px, 2fr)`. */
  width: string;
  /** Gives way when the table itself (not the window) is narrower, in CSS pixels. */
  hideBelow?: number;
  align?: 'start' | 'end';
};

export type Sort = { column: string; descending: boolean };

type TableProps<Row> = {
  label: string;
  /** A new array only when something changed: rows are compared by identity. */
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  selected?: ReadonlySet<string>;
  onSelect?: (next: ReadonlySet<string>) => void;
  selectable?: (row: Row) => boolean;
  /** What the row is called beside its check box and menu; its key where none is given. */
  rowName?: (row: Row) => string;
  /** The row the keyboard is on (and the pane shows); the table keeps it itself where it is not given. */
  active?: string | null;
  onActivate?: (key: string) => void;
  /** Enter, or a double click. */
  onOpen?: (key: string) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** No row is known yet: skeleton rows. */
  loading?: boolean;
  empty: ReactNode;
  rowMenu?: (row: Row) => readonly MenuEntry[];
};

const features = tableFeatures({ columnVisibilityFeature });
const CHECK_TRACK = '26px';
const MENU_TRACK = '32px';
const SKELETON_ROWS = 9;

export function Table<Row extends object>(props: TableProps<Row>) {
  const { t } = useTranslation('common');
  const { label, rows, rowKey, columns, selected, onSelect, selectable, rowName, sort, rowMenu } = props;
  const compact = useStore((state) => state.settings.density === 'compact');
  const rowHeight = compact ? 32 : 44;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const [ownActive, setOwnActive] = useState<string | null>(null);
  const active = props.active === undefined ? ownActive : props.active;
  const anchor = useRef<string | null>(null);

  const table = useTable({
    features,
    columns: useMemo(
      () =>
        columns.map((column) => ({
          id: column.id,
          header: () => column.title,
          cell: ({ row }: { row: { original: Row } }) => column.cell(row.original),
        })),
      [columns],
    ),
    data: rows as Row[],
    getRowId: (row: Row) => rowKey(row),
    state: {
      columnVisibility: useMemo(
        () => Object.fromEntries(columns.map((column) => [column.id, width >= (column.hideBelow ?? 0)])),
        [columns, width],
      ),
    },
  });
  const shownIds = table
    .getVisibleLeafColumns()
    .map((column) => column.id)
    .join(' ');
  const shownColumns = useMemo(() => {
    const ids = new Set(shownIds.split(' '));
    return columns.filter((column) => ids.has(column.id));
  }, [columns, shownIds]);
  const model = table.getRowModel().rows;
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const choosable = useMemo(
    () => (selectable ? rows.filter(selectable).map(rowKey) : keys),
    [rows, rowKey, selectable, keys],
  );
  const choosableSet = useMemo(() => new Set(choosable), [choosable]);
  const cursor = active === null ? -1 : keys.indexOf(active);

  const virtual = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    // The sticky head covers the first row's height: keep rows that are scrolled to clear of it.
    scrollPaddingStart: 32,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const tracks = [
    ...(onSelect ? [CHECK_TRACK] : []),
    ...shownColumns.map((column) => column.width),
    ...(rowMenu ? [MENU_TRACK] : []),
  ].join(' ');
  const columnCount = shownColumns.length + (onSelect ? 1 : 0) + (rowMenu ? 1 : 0);
  const shown = selected && onSelect ? shownState(selected, choosable) : false;

  function activate(key: string) {
    setOwnActive(key);
    props.onActivate?.(key);
  }
  function move(to: number, extend: boolean) {
    const key = keys[Math.max(0, Math.min(keys.length - 1, to))];
    if (key === undefined) return;
    if (extend && selected && onSelect) {
      anchor.current ??= active;
      const range = ranged(selected, keys, anchor.current, key);
      onSelect(new Set([...range].filter((one) => choosableSet.has(one) || selected.has(one))));
    } else {
      anchor.current = key;
    }
    activate(key);
    virtual.scrollToIndex(keys.indexOf(key), { align: 'auto' });
  }
  function choose(key: string, range: boolean) {
    if (!selected || !onSelect || !choosableSet.has(key)) return;
    if (range) onSelect(ranged(selected, choosable, anchor.current, key, !selected.has(key)));
    else onSelect(toggled(selected, key));
    anchor.current = key;
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    // Buttons and boxes inside the grid answer their own keys.
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - 32) / rowHeight) - 1);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && selected && onSelect) {
      onSelect(new Set([...selected, ...choosable]));
    } else if (event.key === 'ArrowDown') move(cursor + 1, event.shiftKey);
    else if (event.key === 'ArrowUp') move(cursor < 0 ? 0 : cursor - 1, event.shiftKey);
    else if (event.key === 'PageDown') move(cursor + page, event.shiftKey);
    else if (event.key === 'PageUp') move(cursor - page, event.shiftKey);
    else if (event.key === 'Home') move(0, event.shiftKey);
    else if (event.key === 'End') move(keys.length - 1, event.shiftKey);
    else if (event.key === ' ' && plain && active !== null) choose(active, event.shiftKey);
    else if (event.key === 'Enter' && plain && active !== null && cursor >= 0) props.onOpen?.(active);
    else if (
      (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) &&
      rowMenu &&
      cursor >= 0
    ) {
      document.getElementById(`${id}-row-${cursor}`)?.querySelector<HTMLElement>('[data-row-menu]')?.click();
    } else return;
    event.preventDefault();
  }

  // One object for good, so that a row is drawn again only when something of its own changed.
  const latest = useRef({ choose, activate, open: props.onOpen });
  useLayoutEffect(() => {
    latest.current = { choose, activate, open: props.onOpen };
  });
  const actions = useMemo<RowActions>(
    () => ({
      choose: (key, range) => latest.current.choose(key, range),
      click: (key, event) => {
        scroller.current?.focus({ preventScroll: true });
        if (event.shiftKey || event.ctrlKey || event.metaKey) latest.current.choose(key, event.shiftKey);
        else anchor.current = key;
        latest.current.activate(key);
      },
      open: (key) => latest.current.open?.(key),
      grid: () => scroller.current,
    }),
    [],
  );

  const loading = props.loading === true && rows.length === 0;
  return (
    // The grid pattern of WAI-ARIA: one tab stop, the row under the cursor named by aria-activedescendant.
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={loading ? -1 : rows.length + 1}
      aria-colcount={columnCount}
      aria-multiselectable={onSelect ? true : undefined}
      aria-busy={loading || undefined}
      aria-activedescendant={cursor >= 0 ? `${id}-row-${cursor}` : undefined}
      data-selecting={selected && selected.size > 0 ? '' : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (
          event.target === event.currentTarget &&
          cursor < 0 &&
          active === null &&
          props.active === undefined
        ) {
          const [first] = keys;
          if (first !== undefined) setOwnActive(first);
        }
      }}
    >
      <div className="grid-head" role="rowgroup">
        <div className="grid-head-row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
          {onSelect ? (
            <div className="grid-head-cell grid-cell-check" role="columnheader" aria-label={t('select')}>
              <Checkbox
                label={t('selectAllShown')}
                checked={shown}
                disabled={choosable.length === 0}
                onChange={() => onSelect(allToggled(selected ?? new Set(), choosable))}
              />
            </div>
          ) : null}
          {shownColumns.map((column) => (
            <HeadCell key={column.id} column={column} sort={sort} onSort={props.onSort} />
          ))}
          {rowMenu ? (
            <div role="columnheader">
              <span className="visually-hidden">{t('actions')}</span>
            </div>
          ) : null}
        </div>
      </div>
      {loading ? (
        <Skeleton
          tracks={tracks}
          count={columnCount}
          first={onSelect ? 1 : 0}
          rowHeight={rowHeight}
          label={t('loading')}
        />
      ) : rows.length === 0 ? (
        <div role="rowgroup">
          <div role="row">
            <div className="grid-empty" role="gridcell">
              {props.empty}
            </div>
          </div>
        </div>
      ) : (
        <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          <HandlesLead value={false}>
            {virtual.getVirtualItems().map((item) => {
              const row = model[item.index];
              if (row === undefined) return null;
              return (
                <TableRow
                  key={row.id}
                  id={`${id}-row-${item.index}`}
                  rowId={row.id}
                  row={row.original}
                  name={rowName?.(row.original) ?? row.id}
                  index={item.index}
                  start={item.start}
                  height={rowHeight}
                  tracks={tracks}
                  columns={shownColumns}
                  selectable={onSelect !== undefined}
                  choosable={choosableSet.has(row.id)}
                  selected={selected?.has(row.id) ?? false}
                  cursor={row.id === active}
                  active={props.active !== undefined && row.id === active}
                  rowMenu={rowMenu}
                  actions={actions}
                />
              );
            })}
          </HandlesLead>
        </div>
      )}
    </div>
  );
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}) {
  const sorted = sort?.column === column.id;
  const className = column.align === 'end' ? 'grid-head-cell grid-end' : 'grid-head-cell';
  if (!column.sortable || !onSort) {
    return (
      <div className={className} role="columnheader">
        {column.title === '' ? <span className="visually-hidden">{column.name}</span> : column.title}
      </div>
    );
  }
  return (
    <div
      className={className}
      role="columnheader"
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="grid-sort"
        data-sorted={sorted ? '' : undefined}
        onClick={() => onSort({ column: column.id, descending: sorted ? !sort.descending : false })}
      >
        <span className="ellipsis">{column.title}</span>
        {sorted ? sort.descending ? <ArrowDown aria-hidden="true" /> : <ArrowUp aria-hidden="true" /> : null}
      </button>
    </div>
  );
}

function Skeleton({
  tracks,
  count,
  first,
  rowHeight,
  label,
}: {
  tracks: string;
  count: number;
  /** The first column with words. */
  first: number;
  rowHeight: number;
  label: string;
}) {
  return (
    <div role="rowgroup">
      {Array.from({ length: SKELETON_ROWS }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity.
          key={index}
          className="grid-row grid-row-still"
          role="row"
          style={{ gridTemplateColumns: tracks, height: rowHeight }}
        >
          {Array.from({ length: count }, (__, cell) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells without identity.
            <div key={cell} className="grid-cell" role="gridcell">
              {index === 0 && cell === 0 ? <span className="visually-hidden">{label}</span> : null}
              {cell < first ? null : (
                <span className="skeleton" style={{ width: `${40 + ((index * 7 + cell * 13) % 45)}%` }} />
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Inner width of an element, followed as it changes. */
function useWidth(ref: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
