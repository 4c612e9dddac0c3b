/**
 * The grid every list is shown in: virtual from the first row, one tab stop, all of it reachable by keyboard. Rows come
 * filtered and sorted; selection, cursor and sorting belong to the caller.
 */
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from '../store/store.ts';
import { useCopy } from '../ui/copy-event.ts';
import { HandlesLead } from '../ui/handle-place.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { useTranslation } from '../words/translation.ts';
import { useChoice } from './choice.ts';
import type { Column, Sort } from './column.ts';
import { copiedRows } from './copied-rows.ts';
import { useDrawnRows } from './drawn-rows.ts';
import { HEAD } from './in-sight.ts';
import { meantBy } from './list-keys.ts';
import { lazyKeys, type RowList } from './row-list.ts';
import type { Selection } from './selection.ts';
import { BAR_ROOM } from './selection-bar.tsx';
import { TableHead } from './table-head.tsx';
import { type RowActions, type RowWords, TableRow } from './table-row.tsx';
import { Skeleton } from './table-skeleton.tsx';
import { tracksOf, useShownColumns } from './tracks.ts';

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

  const shownColumns = useShownColumns(columns, width);
  const keys = useMemo(() => lazyKeys(rows, rowKey), [rows, rowKey]);
  const cursor = useMemo(() => (active === null ? -1 : keys().indexOf(active)), [active, keys]);
  const choice = useChoice({ rows, rowKey, keys, selected, onSelect, selectable });
  const { indexes, places, placeOf, scrollTo } = useDrawnRows(
    scroller,
    rows.length,
    rowHeight,
    selected !== undefined && selected.size > 0 ? BAR_ROOM : 0,
  );
  const tracks = tracksOf({
    columns: shownColumns,
    widths: props.widths,
    hasChecks: choice !== null,
    hasMenus: rowMenu !== undefined,
  });
  // Wider than the table: it scrolls sideways, and lines and colours reach as far as the cells.
  const minWidth = tracks.least > width ? tracks.least : undefined;

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
    if (extend) choice?.extendTo(key, active);
    else choice?.beginAt(key);
    activate(key);
    scrollTo(index);
  }
  function moveCell(by: 1 | -1) {
    const place = shownColumns.findIndex((column) => column.id === cell);
    const next = shownColumns[place < 0 ? (by > 0 ? 0 : shownColumns.length - 1) : place + by];
    if (cursor < 0) move(0, false);
    // Past the ends the whole row is meant again.
    setCell(next?.id ?? null);
  }
  const copied = () => copiedRows({ rows, rowKey, columns: shownColumns, selected, cursor, cell });
  useCopy(scroller, copied, (text) => props.onCopied?.(text));

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    // Buttons and boxes inside the grid answer their own keys.
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - HEAD) / rowHeight) - 1);
    const meant = meantBy(event, { cursor, inCell: cell !== null, count: rows.length, page });
    switch (meant?.is) {
      case 'all':
        if (choice === null) return;
        choice.tickAll();
        break;
      case 'invert':
        if (choice === null) return;
        choice.invert();
        break;
      case 'cell':
        moveCell(meant.by);
        break;
      case 'leave-cell':
        setCell(null);
        event.stopPropagation();
        break;
      case 'row':
        move(meant.to, meant.extend);
        break;
      case 'tick':
        if (active === null) return;
        choice?.tick(active, meant.range);
        break;
      case 'open':
        if (active !== null) props.onOpen?.(active);
        break;
      case 'menu':
        if (rowMenu === undefined) return;
        openMenuOf(cursorId);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  // One object for good, so that a row is drawn again only when something of its own changed.
  const latest = useRef({ choice, activate, open: props.onOpen });
  useLayoutEffect(() => {
    latest.current = { choice, activate, open: props.onOpen };
  });
  const actions = useMemo<RowActions>(
    () => ({
      choose: (key, range) => latest.current.choice?.tick(key, range),
      click: (key, event) => {
        scroller.current?.focus({ preventScroll: true });
        if (event.shiftKey || event.ctrlKey || event.metaKey)
          latest.current.choice?.tick(key, event.shiftKey);
        else latest.current.choice?.beginAt(key);
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
  const elementId = (place: number | undefined): string => `${id}-row-${place}`;
  const cursorId = placeOf.has(cursor) ? elementId(placeOf.get(cursor)) : null;
  const drawn = new Map(indexes.map((index) => [placeOf.get(index), index]));

  const loading = props.loading === true && rows.length === 0;
  return (
    // The grid pattern of WAI-ARIA: one tab stop, the row under the cursor named by aria-activedescendant.
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={label}
      aria-rowcount={loading ? -1 : rows.length + 1}
      aria-colcount={tracks.count}
      aria-multiselectable={choice === null ? undefined : true}
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
      <TableHead
        columns={shownColumns}
        tracks={tracks.template}
        minWidth={minWidth}
        choice={choice}
        hasMenus={rowMenu !== undefined}
        sort={sort}
        onSort={props.onSort}
        onResize={props.onResize}
        onMove={props.onMoveColumn}
      />
      {loading ? (
        <Skeleton
          tracks={tracks.template}
          count={tracks.count}
          first={choice === null ? 0 : 1}
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
            aria-owns={indexes.map((index) => elementId(placeOf.get(index))).join(' ')}
            style={{ height: rows.length * rowHeight, minWidth }}
          >
            <HandlesLead value={false}>
              {Array.from({ length: places }, (_, place) => {
                const index = drawn.get(place) ?? -1;
                const row = index < 0 ? null : (rows.at(index) ?? null);
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
                    index={index}
                    start={Math.max(0, index) * rowHeight}
                    height={rowHeight}
                    tracks={tracks.template}
                    columns={shownColumns}
                    cell={isCursor ? cell : null}
                    selectable={choice !== null}
                    choosable={choice?.canTick(key) ?? false}
                    selected={row !== null && (choice?.isTicked(key) ?? false)}
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

/** As if its button had been clicked. */
function openMenuOf(rowId: string | null): void {
  document
    .getElementById(rowId ?? '')
    ?.querySelector<HTMLElement>('[data-row-menu]')
    ?.click();
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
