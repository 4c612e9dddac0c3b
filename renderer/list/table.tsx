/**
 * The grid every list is shown in: virtual from the first row, one tab stop, all of it reachable by keyboard. Rows come
 * filtered and sorted; selection, cursor and sorting belong to the caller.
 */
import { type Range, useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from '../store/store.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { useCopy } from '../ui/copy-event.ts';
import { HandlesLead } from '../ui/handle-place.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { useTranslation } from '../words/translation.ts';
import { beyondEdges, indexesInSight } from './in-sight.ts';
import { KeySet } from './key-set.ts';
import { allRows, lazyKeys, type RowList } from './row-list.ts';
import { RowPlaces } from './row-places.ts';
import {
  allToggled,
  inverted,
  joined,
  NOTHING_SELECTED,
  ranged,
  type Selection,
  shownState,
  toggled,
} from './selection.ts';
import { type RowActions, type RowWords, TableRow } from './table-row.tsx';

export type Column<Row> = {
  id: string;
  /** Empty for a column whose content speaks for itself; give `name` then. */
  title: string;
  /** For assistive technology, where `title` is empty. */
  name?: string;
  cell: (row: Row) => ReactNode;
  /** What copying it gives; a column without is left out of copies. */
  text?: (row: Row) => string;
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
  /** Another one only when something changed: rows are compared by identity. Only those on the screen are looked at. */
  rows: RowList<Row>;
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  selected?: Selection;
  onSelect?: (next: Selection) => void;
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
  /** Rows are still coming: what is told of them in all may be too little. */
  partial?: boolean;
  empty: ReactNode;
  rowMenu?: (row: Row) => readonly MenuEntry[];
  /** Widths given by hand, by column, in CSS pixels. */
  widths?: Readonly<Record<string, number>>;
  /** `null`: back to its own width. */
  onResize?: (column: string, width: number | null) => void;
  /** Asked with Alt Shift and an arrow on a column's head. */
  onMoveColumn?: (column: string, by: 1 | -1) => void;
  /** Rows or a cell went to the clipboard: cells parted by tabs, rows by line ends. */
  onCopied?: (text: string) => void;
};

const CHECK_TRACK = '26px';
const MENU_TRACK = '32px';
const SKELETON_ROWS = 9;
/** The head lies over the first row's height, in pixels. */
const HEAD = 32;
/** Stands for a row's name while its texts are put together; no name holds it. */
const NAME = '\u0001';

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

  const hidden = columns.flatMap(({ id: column, hideBelow = 0 }) => (width < hideBelow ? [column] : []));
  const hiddenIds = hidden.join(' ');
  const shownColumns = useMemo(() => {
    const gone = new Set(hiddenIds.split(' '));
    return columns.filter((column) => !gone.has(column.id));
  }, [columns, hiddenIds]);
  const keys = useMemo(() => lazyKeys(rows, rowKey), [rows, rowKey]);
  /** Only some rows can be chosen: `null` where all can. */
  const some = useMemo(
    () => (selectable ? allRows(rows).filter(selectable).map(rowKey) : null),
    [rows, rowKey, selectable],
  );
  const someSet = useMemo(() => (some === null ? null : new Set(some)), [some]);
  const choosable = () => some ?? keys();
  const isChoosable = (key: string) => someSet?.has(key) ?? true;
  const choosableCount = some?.length ?? rows.length;
  const cursor = useMemo(() => (active === null ? -1 : keys().indexOf(active)), [active, keys]);

  // All rows are of one height. Every change of the count would have each of a hundred thousand measured anew, at every key
  // of a search: the count told only grows, and what is drawn ends where the rows do.
  const [most, setMost] = useState(rows.length);
  if (rows.length > most) setMost(rows.length);
  const count = rows.length;
  const drawnFrom = useRef(0);
  const inSight = useCallback(
    (range: Range) => {
      const by = range.startIndex - drawnFrom.current;
      drawnFrom.current = range.startIndex;
      return indexesInSight(range, beyondEdges(by, range.endIndex - range.startIndex), count);
    },
    [count],
  );
  const virtual = useVirtualizer({
    count: Math.max(most, count),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    rangeExtractor: inSight,
    // The sticky head covers the first row's height: keep rows that are scrolled to clear of it.
    scrollPaddingStart: HEAD,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);

  const tracks = [
    ...(onSelect ? [CHECK_TRACK] : []),
    ...shownColumns.map((column) => trackOf(column, props.widths)),
    ...(rowMenu ? [MENU_TRACK] : []),
  ];
  const template = tracks.join(' ');
  // Wider than the table: it scrolls sideways, and lines and colours reach as far as the cells.
  const least = tracks.reduce(
    (sum, track) => sum + leastWidth(track),
    (tracks.length - 1) * GAP + 2 * PADDING,
  );
  const wide = least > width ? least : undefined;
  const columnCount = shownColumns.length + (onSelect ? 1 : 0) + (rowMenu ? 1 : 0);
  const shown = useMemo(
    () => (selected !== undefined && selected.size > 0 ? shownState(selected, some ?? keys()) : false),
    [selected, some, keys],
  );

  const isSelected = (key: string) => (shown === true && isChoosable(key)) || (selected?.has(key) ?? false);

  const [ownCell, setCell] = useState<string | null>(null);
  const cell = shownColumns.some((column) => column.id === ownCell) ? ownCell : null;

  function activate(key: string) {
    setOwnActive(key);
    props.onActivate?.(key);
  }
  function move(to: number, extend: boolean) {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    const key = keys()[index];
    if (key === undefined) return;
    if (extend && selected && onSelect) {
      anchor.current ??= active;
      const range = ranged(selected, keys(), anchor.current, key);
      onSelect(
        someSet === null
          ? range
          : new KeySet([...range].filter((one) => isChoosable(one) || selected.has(one))),
      );
    } else {
      anchor.current = key;
    }
    activate(key);
    virtual.scrollToIndex(index, { align: 'auto' });
  }
  function choose(key: string, range: boolean) {
    if (!selected || !onSelect || !isChoosable(key)) return;
    if (range) onSelect(ranged(selected, choosable(), anchor.current, key, !selected.has(key)));
    else onSelect(toggled(selected, key));
    anchor.current = key;
  }
  function moveCell(by: 1 | -1) {
    const place = shownColumns.findIndex((column) => column.id === cell);
    const next = shownColumns[place < 0 ? (by > 0 ? 0 : shownColumns.length - 1) : place + by];
    if (cursor < 0) move(0, false);
    // Past the ends the whole row is meant again.
    setCell(next?.id ?? null);
  }
  /** Selected rows as they stand in the list, else the cell the cursor is in, else its row. */
  function copied(): string {
    const columnsOf = shownColumns.filter((column) => column.text !== undefined);
    const line = (row: Row, of: readonly Column<Row>[]) =>
      of.map((column) => oneLine(column.text?.(row) ?? '')).join('\t');
    const chosen =
      selected !== undefined && selected.size > 0
        ? allRows(rows).filter((row) => selected.has(rowKey(row)))
        : [];
    if (chosen.length > 0) return chosen.map((row) => line(row, columnsOf)).join('\n');
    const row = cursor < 0 ? undefined : rows.at(cursor);
    if (row === undefined) return '';
    return line(row, cell === null ? columnsOf : columnsOf.filter((column) => column.id === cell));
  }
  useCopy(scroller, copied, (text) => props.onCopied?.(text));
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    // Buttons and boxes inside the grid answer their own keys.
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD) / rowHeight) - 1);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && selected && onSelect) {
      onSelect(joined(selected, choosable()));
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'i' && selected && onSelect) {
      onSelect(inverted(selected, choosable()));
    } else if (event.key === 'ArrowRight' && plain && !event.shiftKey) moveCell(1);
    else if (event.key === 'ArrowLeft' && plain && !event.shiftKey) moveCell(-1);
    else if (event.key === 'Escape' && cell !== null) {
      setCell(null);
      event.stopPropagation();
    } else if (event.key === 'ArrowDown') move(cursor + 1, event.shiftKey);
    else if (event.key === 'ArrowUp') move(cursor < 0 ? 0 : cursor - 1, event.shiftKey);
    else if (event.key === 'PageDown') move(cursor + page, event.shiftKey);
    else if (event.key === 'PageUp') move(cursor - page, event.shiftKey);
    else if (event.key === 'Home') move(0, event.shiftKey);
    else if (event.key === 'End') move(rows.length - 1, event.shiftKey);
    else if (event.key === ' ' && plain && active !== null) choose(active, event.shiftKey);
    else if (event.key === 'Enter' && plain && active !== null && cursor >= 0) props.onOpen?.(active);
    else if (
      (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) &&
      rowMenu &&
      cursor >= 0
    ) {
      document
        .getElementById(cursorId ?? '')
        ?.querySelector<HTMLElement>('[data-row-menu]')
        ?.click();
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

  const words = useMemo<RowWords>(() => {
    const named = (key: 'selectRow' | 'actionsFor') => {
      const [before = '', after = ''] = t(key, { name: NAME }).split(NAME);
      return (name: string) => before + name + after;
    };
    return { select: named('selectRow'), actions: named('actionsFor') };
  }, [t]);
  const items = virtual.getVirtualItems();
  // A row that leaves the screen at one end comes in with other words at the other.
  const [places] = useState(() => new RowPlaces());
  const placeOf = places.take(items.map(({ index }) => index));
  const elementId = (place: number | undefined): string => `${id}-row-${place}`;
  const cursorId = placeOf.has(cursor) ? elementId(placeOf.get(cursor)) : null;
  const drawn = new Map(items.map((item) => [placeOf.get(item.index), item]));

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
      aria-busy={loading || props.partial === true || undefined}
      aria-activedescendant={cursorId === null ? undefined : cell === null ? cursorId : `${cursorId}-${cell}`}
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
          const first = rows.at(0);
          if (first !== undefined) setOwnActive(rowKey(first));
        }
      }}
    >
      <div className="grid-head" role="rowgroup" style={{ minWidth: wide }}>
        <div className="grid-head-row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
          {onSelect ? (
            <div className="grid-head-cell grid-cell-check" role="columnheader" aria-label={t('select')}>
              <Checkbox
                label={t('selectAllShown')}
                checked={shown}
                disabled={choosableCount === 0}
                onChange={() => onSelect(allToggled(selected ?? NOTHING_SELECTED, choosable()))}
              />
            </div>
          ) : null}
          {shownColumns.map((column) => (
            <HeadCell
              key={column.id}
              column={column}
              sort={sort}
              onSort={props.onSort}
              onResize={props.onResize}
              onMove={props.onMoveColumn}
            />
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
          tracks={template}
          count={columnCount}
          first={onSelect ? 1 : 0}
          rowHeight={rowHeight}
          label={t('loading')}
        />
      ) : (
        <>
          {rows.length > 0 ? null : (
            <div role="rowgroup">
              <div role="row">
                <div className="grid-empty" role="gridcell">
                  {props.empty}
                </div>
              </div>
            </div>
          )}
          <div
            className={rows.length === 0 ? 'grid-body grid-row-spare' : 'grid-body'}
            role="rowgroup"
            // In the order they are read in, whichever element shows them.
            aria-owns={items.map(({ index }) => elementId(placeOf.get(index))).join(' ')}
            style={{ height: count * rowHeight, minWidth: wide }}
          >
            <HandlesLead value={false}>
              {Array.from({ length: places.made }, (_, place) => {
                const item = drawn.get(place);
                const row = item === undefined ? null : (rows.at(item.index) ?? null);
                const key = row === null ? '' : rowKey(row);
                const isCursor = row !== null && key === active;
                return (
                  // By its place, not by what it shows: searching and scrolling draw other rows into the same elements.
                  <TableRow
                    // biome-ignore lint/suspicious/noArrayIndexKey: the place is what it is.
                    key={place}
                    id={elementId(place)}
                    rowId={key}
                    row={row}
                    name={row === null ? '' : (rowName?.(row) ?? key)}
                    index={item?.index ?? -1}
                    start={item?.start ?? 0}
                    height={rowHeight}
                    tracks={template}
                    columns={shownColumns}
                    cell={isCursor ? cell : null}
                    selectable={onSelect !== undefined}
                    choosable={isChoosable(key)}
                    selected={row !== null && isSelected(key)}
                    cursor={isCursor}
                    active={props.active !== undefined && isCursor}
                    rowMenu={rowMenu}
                    actions={actions}
                    words={words}
                  />
                );
              })}
            </HandlesLead>
          </div>
        </>
      )}
    </div>
  );
}

/** As in table.css. */
const GAP = 8;
const PADDING = 16;
const NARROWEST = 48;
const WIDEST = 1200;
/** How far one press of an arrow goes, in pixels. */
const PRESS = 16;

function trackOf<Row>(column: Column<Row>, widths: Readonly<Record<string, number>> | undefined): string {
  const width = widths?.[column.id];
  return width === undefined ? column.width : `${width}px`;
}

/** The least a track takes: the first length in it. */
function leastWidth(track: string): number {
  return Number(/(\d+)px/.exec(track)?.[1] ?? 0);
}

/** A cell of a copied table holds neither tab nor line end. */
function oneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}

type HeadCellProps<Row> = {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
  onResize: ((column: string, width: number | null) => void) | undefined;
  onMove: ((column: string, by: 1 | -1) => void) | undefined;
};

function HeadCell<Row>({ column, sort, onSort, onResize, onMove }: HeadCellProps<Row>) {
  const { t } = useTranslation('common');
  const cell = useRef<HTMLDivElement>(null);
  const sorted = sort?.column === column.id;
  const className = column.align === 'end' ? 'grid-head-cell grid-end' : 'grid-head-cell';
  const resizeTo = (width: number) =>
    onResize?.(column.id, Math.round(Math.max(NARROWEST, Math.min(WIDEST, width))));
  function onKeyDown(event: KeyboardEvent) {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null;
    if (by === null || !event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.shiftKey) onMove?.(column.id, by);
    else resizeTo((cell.current?.offsetWidth ?? 0) + by * PRESS);
    event.preventDefault();
    event.stopPropagation();
  }
  const grip =
    onResize === undefined ? null : (
      <Grip
        title={t('resizeColumn', { name: column.title === '' ? column.name : column.title })}
        width={() => cell.current?.offsetWidth ?? 0}
        onResize={resizeTo}
        onReset={() => onResize(column.id, null)}
      />
    );
  if (!column.sortable || !onSort) {
    return (
      <div ref={cell} className={className} role="columnheader">
        {column.title === '' ? <span className="visually-hidden">{column.name}</span> : column.title}
        {grip}
      </div>
    );
  }
  return (
    <div
      ref={cell}
      className={className}
      role="columnheader"
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="grid-sort"
        data-sorted={sorted ? '' : undefined}
        onClick={() => onSort({ column: column.id, descending: sorted ? !sort.descending : false })}
        onKeyDown={onKeyDown}
      >
        {/* A column that speaks for itself is named only to whoever looks for a way to sort by it. */}
        <span className={column.title === '' ? 'grid-sort-quiet ellipsis' : 'ellipsis'}>
          {column.title === '' ? column.name : column.title}
        </span>
        {sorted ? sort.descending ? <ArrowDown aria-hidden="true" /> : <ArrowUp aria-hidden="true" /> : null}
      </button>
      {grip}
    </div>
  );
}

/** The edge of a column that the mouse can pull. The keyboard has Alt and the arrows on the head itself. */
function Grip({
  title,
  width,
  onResize,
  onReset,
}: {
  title: string;
  width: () => number;
  onResize: (width: number) => void;
  onReset: () => void;
}) {
  const start = useRef<{ x: number; width: number } | null>(null);
  return (
    <span
      className="grid-grip"
      title={title}
      aria-hidden="true"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        start.current = { x: event.clientX, width: width() };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (start.current !== null) onResize(start.current.width + event.clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onPointerCancel={() => {
        start.current = null;
      }}
      onDoubleClick={onReset}
    />
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
    <>
      <div role="rowgroup" className="visually-hidden">
        <div role="row">
          <div role="gridcell">{label}</div>
        </div>
      </div>
      {/* Drawn for the eye alone: read out, they would be rows that are not there. */}
      <div aria-hidden="true">
        {Array.from({ length: SKELETON_ROWS }, (_, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity.
            key={index}
            className="grid-row grid-row-still"
            style={{ gridTemplateColumns: tracks, height: rowHeight }}
          >
            {Array.from({ length: count }, (__, cell) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells without identity.
              <div key={cell} className="grid-cell">
                {cell < first ? null : (
                  <span className="skeleton" style={{ width: `${40 + ((index * 7 + cell * 13) % 45)}%` }} />
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
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
