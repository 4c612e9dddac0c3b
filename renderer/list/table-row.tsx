/** One row of the grid, drawn again only when something of its own changed. It acts through the grid; it decides nothing. */
import { type MouseEvent, memo, useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { useTip } from '../ui/tip.ts';
import type { Column } from './column.ts';

export type RowActions = {
  choose: (key: string, range: boolean) => void;
  click: (key: string, event: MouseEvent) => void;
  open: (key: string) => void;
  /** Where the focus belongs when something of a row closes. */
  grid: () => HTMLElement | null;
};

/** Names of a row's box and menu. Made once per language: i18next takes too long to be asked for each row. */
export type RowWords = {
  select: (name: string) => string;
  actions: (name: string) => string;
};

type TableRowProps<Row> = {
  /** Of the element, for `aria-activedescendant`. */
  id: string;
  rowId: string;
  /**
   * `null` = the element shows no row now. It stays hidden, with its old words: writing new words into 20 elements takes half
   * the time of making 20 elements.
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
      onContextMenu={(event) => {
        // Over a field or a link the window's own menu has more to offer.
        if (rowMenu === undefined || isControl(event.target, event.currentTarget)) return;
        event.preventDefault();
        event.currentTarget.querySelector<HTMLElement>('[data-row-menu]')?.click();
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

/** Cells take most of a row's time. They are not drawn again when only the row's place or tick changed, nor while it is hidden. */
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

/** A menu is made when a person first opens it: made with each row, 20 menus would be most of the list's time. */
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

/** Three dots as the background of one element: an icon is an SVG of four elements, in every row. */
const DOTS = <span className="grid-dots" aria-hidden="true" />;

/** Clicks on what acts by itself (links, buttons, boxes) do not move the cursor. */
function isControl(target: EventTarget, row: HTMLElement): boolean {
  if (!(target instanceof Element)) return false;
  // A menu's click reaches the row through React although it lies elsewhere in the page.
  if (!row.contains(target)) return true;
  return target.closest('a, button, input, [role="button"], [role="checkbox"], [role="menuitem"]') !== null;
}
