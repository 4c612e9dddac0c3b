/** One row of the grid, drawn again only when something of its own changed. It acts through the grid; it decides nothing. */
import { type MouseEvent, memo, useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { useTip } from '../ui/tip.ts';
import type { Column } from './table.tsx';

export type RowActions = {
  choose: (key: string, range: boolean) => void;
  click: (key: string, event: MouseEvent) => void;
  open: (key: string) => void;
  /** Where the focus belongs when something of a row closes. */
  grid: () => HTMLElement | null;
};

/** What is read out beside a row's name; put together once for all of them. */
export type RowWords = {
  select: (name: string) => string;
  actions: (name: string) => string;
};

type TableRowProps<Row> = {
  /** Of the element, for `aria-activedescendant`. */
  id: string;
  rowId: string;
  /**
   * `null`: none is needed here now. It waits, hidden, as it is: to write other words into twenty rows takes half the time of
   * making them anew.
   */
  row: Row | null;
  name: string;
  index: number;
  /** Distance from the top of the list, in pixels. */
  start: number;
  height: number;
  tracks: string;
  columns: readonly Column<Row>[];
  selectable: boolean;
  choosable: boolean;
  selected: boolean;
  cursor: boolean;
  /** The column the cursor is in, where it is in one. */
  cell: string | null;
  active: boolean;
  rowMenu: ((row: Row) => readonly MenuEntry[]) | undefined;
  actions: RowActions;
  words: RowWords;
};

function PlainTableRow<Row>(props: TableRowProps<Row>) {
  const { rowId, row, name, selectable, selected, actions, rowMenu, words } = props;
  return (
    // The keys are answered by the grid around it.
    <div
      id={props.id}
      className={row === null ? 'grid-row grid-row-spare' : 'grid-row'}
      role="row"
      aria-rowindex={row === null ? undefined : props.index + 2}
      aria-selected={selectable ? selected : undefined}
      data-active={props.active ? '' : undefined}
      data-cursor={props.cursor ? (props.cell === null ? 'row' : 'cell') : undefined}
      style={{ gridTemplateColumns: props.tracks, height: props.height, top: props.start }}
      onClick={(event) => {
        if (!event.defaultPrevented && !isControl(event.target, event.currentTarget))
          actions.click(rowId, event);
      }}
      onDoubleClick={(event) => {
        if (!isControl(event.target, event.currentTarget)) actions.open(rowId);
      }}
    >
      {selectable ? (
        <div className="grid-cell grid-cell-check" role="gridcell">
          <Checkbox
            label={words.select(name)}
            checked={selected}
            disabled={!props.choosable}
            tabIndex={-1}
            onChange={(_, shift) => actions.choose(rowId, shift)}
          />
        </div>
      ) : null}
      <Cells id={props.id} row={row} columns={props.columns} cell={props.cell} />
      {rowMenu ? (
        <div className="grid-cell grid-cell-menu" role="gridcell">
          <RowMenu
            rowId={rowId}
            label={words.actions(name)}
            items={() => (row === null ? [] : rowMenu(row))}
            grid={actions.grid}
          />
        </div>
      ) : null}
    </div>
  );
}

type CellsProps<Row> = Pick<TableRowProps<Row>, 'id' | 'row' | 'columns' | 'cell'>;

function PlainCells<Row>({ id, row, columns, cell }: CellsProps<Row>) {
  if (row === null) return null;
  return columns.map((column) => (
    <div
      key={column.id}
      id={`${id}-${column.id}`}
      className={column.align === 'end' ? 'grid-cell grid-end' : 'grid-cell'}
      role="gridcell"
      data-cell={cell === column.id ? '' : undefined}
    >
      {column.cell(row)}
    </div>
  ));
}

/** Most of what a row costs: left alone where only its place or its selection changed, and while it waits. */
const Cells = memo(
  PlainCells,
  (before, next) =>
    next.row === null ||
    (next.row === before.row &&
      next.columns === before.columns &&
      next.cell === before.cell &&
      next.id === before.id),
) as typeof PlainCells;

export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;

/** A menu is heavy and a list has many rows: it is made when it is first asked for. */
function RowMenu({
  rowId,
  label,
  items,
  grid,
}: {
  rowId: string;
  label: string;
  items: () => readonly MenuEntry[];
  grid: () => HTMLElement | null;
}) {
  // An open menu never outlives the row it was opened for.
  const [madeFor, setMadeFor] = useState<string | null>(null);
  const made = madeFor === rowId;
  const tip = useTip(label);
  const button = (
    <IconButton
      label={label}
      {...tip}
      icon={DOTS}
      tabIndex={-1}
      data-row-menu=""
      aria-haspopup="menu"
      onClick={made ? undefined : () => setMadeFor(rowId)}
    />
  );
  return made ? <Menu key={rowId} startOpen items={items()} trigger={button} finalFocus={grid} /> : button;
}

/** One box with a background instead of a picture of four parts: it stands in every row. */
const DOTS = <span className="grid-dots" aria-hidden="true" />;

/** Clicks on what acts by itself (links, buttons, boxes) do not move the cursor. */
function isControl(target: EventTarget, row: HTMLElement): boolean {
  if (!(target instanceof Element)) return false;
  // A menu's click reaches the row through React although it lies elsewhere in the page.
  if (!row.contains(target)) return true;
  return target.closest('a, button, input, [role="checkbox"], [role="menuitem"]') !== null;
}
