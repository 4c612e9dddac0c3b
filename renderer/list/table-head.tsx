/** The head of a list: sorting, widths and places of columns, by mouse and keyboard. It asks; the caller does. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { Checkbox } from '../ui/checkbox.tsx';
import { useTranslation } from '../words/translation.ts';
import type { Choice } from './choice.ts';
import type { Column, Sort } from './column.ts';

/** The narrowest and widest a column can be made, and how far one press of an arrow goes, in pixels. */
const NARROWEST = 48;
const WIDEST = 1200;
const PRESS = 16;

type TableHeadProps<Row> = {
  columns: readonly Column<Row>[];
  /** Value of `grid-template-columns`. */
  tracks: string;
  /** In pixels, where the list is wider than its place. */
  minWidth: number | undefined;
  choice: Choice | null;
  hasMenus: boolean;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
  /** `null`: back to its own width. */
  onResize: ((column: string, width: number | null) => void) | undefined;
  onMove: ((column: string, by: 1 | -1) => void) | undefined;
};

export function TableHead<Row>(props: TableHeadProps<Row>) {
  const { columns, tracks, minWidth, choice, hasMenus, ...rest } = props;
  const { t } = useTranslation('common');
  return (
    <div className="grid-head" role="rowgroup" style={{ minWidth }}>
      <div className="grid-head-row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
        {choice === null ? null : (
          <div className="grid-head-cell grid-cell-check" role="columnheader" aria-label={t('select')}>
            <Checkbox
              label={t('selectAllShown')}
              checked={choice.shown}
              disabled={choice.count === 0}
              onChange={choice.toggleAll}
            />
          </div>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} {...rest} />
        ))}
        {hasMenus ? (
          <div role="columnheader">
            <span className="visually-hidden">{t('actions')}</span>
          </div>
        ) : null}
      </div>
    </div>
  );
}

type HeadCellProps<Row> = { column: Column<Row> } & Pick<
  TableHeadProps<Row>,
  'sort' | 'onSort' | 'onResize' | 'onMove'
>;

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
