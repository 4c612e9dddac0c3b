/** A list of services inside the dialog, as a table whose rows are as high as their sentences need; thousands stay fluid. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useRef } from 'react';

type HandoverListProps<Row> = {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Names of the columns, in order; where a title is empty, `name` is for assistive technology alone. */
  head: readonly { id: string; title: ReactNode; name?: string }[];
  /** As many cells as columns. */
  cells: (row: Row) => readonly ReactNode[];
  className: string;
  /** For a row that is a heading over those below it. */
  heading?: (row: Row) => ReactNode | null;
};

const ROW_HEIGHT = 44;

export function HandoverList<Row>({
  label,
  rows,
  rowKey,
  head,
  cells,
  className,
  heading,
}: HandoverListProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
  });
  return (
    <div ref={scroller} className={`handover-list ${className}`} onKeyDown={moveBetweenBoxes}>
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1}>
        <div role="rowgroup" className="handover-list-head">
          <div role="row" aria-rowindex={1} className="handover-row">
            {head.map((column) => (
              <div key={column.id} role="columnheader" className={`cell-${column.id}`}>
                {column.title === '' ? <span className="visually-hidden">{column.name}</span> : column.title}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="handover-list-body" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <Line
                key={item.key}
                row={row}
                index={item.index}
                start={item.start}
                measure={virtual.measureElement}
                head={head}
                cells={cells}
                heading={heading}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

type LineProps<Row> = Pick<HandoverListProps<Row>, 'head' | 'cells' | 'heading'> & {
  row: Row;
  index: number;
  /** Of its place, in pixels. */
  start: number;
  measure: (element: Element | null) => void;
};

/** Drawn once: scrolling moves the window over the rows, and those that stay in sight are left alone. */
const Line = memo(function Line<Row>({ row, index, start, measure, head, cells, heading }: LineProps<Row>) {
  const over = heading?.(row) ?? null;
  const shown = over === null ? cells(row) : [];
  return (
    <div
      ref={measure}
      data-index={index}
      role="row"
      aria-rowindex={index + 2}
      className={over === null ? 'handover-row' : 'handover-row handover-heading'}
      style={{ transform: `translateY(${start}px)` }}
    >
      {over === null ? (
        head.map((column, at) => (
          <div key={column.id} role="cell" className={`cell-${column.id}`}>
            {shown[at]}
          </div>
        ))
      ) : (
        <div role="cell" aria-colspan={head.length}>
          {over}
        </div>
      )}
    </div>
  );
}) as <Row>(props: LineProps<Row>) => ReactNode;

/** Arrows go from box to box; Space ticks, as everywhere. */
function moveBetweenBoxes(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('input[type="checkbox"]:enabled')];
  const at = boxes.findIndex((box) => box === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  boxes[event.key === 'ArrowDown' ? at + 1 : at - 1]?.focus();
}
