/** Which rows of a list are ticked and can be: what ticks, ranges and all of it make of the selection. The caller keeps it. */
import { useMemo, useRef } from 'react';
import { KeySet } from './key-set.ts';
import { allRows, type RowList } from './row-list.ts';
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

type Given<Row> = {
  rows: RowList<Row>;
  rowKey: (row: Row) => string;
  /** Of all rows, in order. */
  keys: () => readonly string[];
  selected: Selection | undefined;
  onSelect: ((next: Selection) => void) | undefined;
  /** Absent: all rows can be ticked. */
  selectable: ((row: Row) => boolean) | undefined;
};

export type Choice = {
  canTick: (key: string) => boolean;
  isTicked: (key: string) => boolean;
  /** How many can be ticked. */
  count: number;
  /** Whether none, some or all of those shown are ticked. */
  shown: boolean | 'mixed';
  tick: (key: string, range: boolean) => void;
  /** Ranges begin at this row from now on. */
  beginAt: (key: string) => void;
  /** Ticks everything up to this row, from where ranges begin or else from `start`, and nothing that cannot be ticked. */
  extendTo: (key: string, start: string | null) => void;
  tickAll: () => void;
  invert: () => void;
  /** Ticks all that is shown, or unticks it where it is. */
  toggleAll: () => void;
};

/** `null` where the list has no ticks. */
export function useChoice<Row>(given: Given<Row>): Choice | null {
  const { rows, rowKey, keys, selected, onSelect, selectable } = given;
  const anchor = useRef<string | null>(null);
  /** `null` where all can. */
  const some = useMemo(
    () => (selectable ? allRows(rows).filter(selectable).map(rowKey) : null),
    [rows, rowKey, selectable],
  );
  const someSet = useMemo(() => (some === null ? null : new Set(some)), [some]);
  const shown = useMemo(
    () => (selected !== undefined && selected.size > 0 ? shownState(selected, some ?? keys()) : false),
    [selected, some, keys],
  );
  if (onSelect === undefined) return null;
  const now = selected ?? NOTHING_SELECTED;
  const tickable = () => some ?? keys();
  const canTick = (key: string) => someSet?.has(key) ?? true;
  return {
    canTick,
    // Where all are ticked, no key needs to be looked for.
    isTicked: (key) => (shown === true && canTick(key)) || now.has(key),
    count: some?.length ?? rows.length,
    shown,
    tick(key, range) {
      if (!canTick(key)) return;
      onSelect(range ? ranged(now, tickable(), anchor.current, key, !now.has(key)) : toggled(now, key));
      anchor.current = key;
    },
    beginAt(key) {
      anchor.current = key;
    },
    extendTo(key, start) {
      anchor.current ??= start;
      const range = ranged(now, keys(), anchor.current, key);
      onSelect(
        someSet === null ? range : new KeySet([...range].filter((one) => canTick(one) || now.has(one))),
      );
    },
    tickAll: () => onSelect(joined(now, tickable())),
    invert: () => onSelect(inverted(now, tickable())),
    toggleAll: () => onSelect(allToggled(now, tickable())),
  };
}
