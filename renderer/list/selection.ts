/** Selecting rows of a list, as pure functions of keys: toggling, ranges, all shown. Knows nothing of tables. */
import { KeySet } from './key-set.ts';

/** Keys of what is selected. Nobody may write into one: each change is a new one. */
export type Selection = Pick<KeySet, 'has' | 'size' | 'isWhole' | 'prepare'> & Iterable<string>;

export const NOTHING_SELECTED: Selection = new KeySet();

export function toggled(selected: Selection, key: string): Selection {
  const next = new KeySet(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Adds (or, where `on` is false, takes away) everything from `anchor` to `key`, both included, in the order shown. */
export function ranged(
  selected: Selection,
  keys: readonly string[],
  anchor: string | null,
  key: string,
  on = true,
): Selection {
  const end = keys.indexOf(key);
  if (end < 0) return selected;
  const start = anchor === null ? -1 : keys.indexOf(anchor);
  const [low, high] = start < 0 ? [end, end] : start < end ? [start, end] : [end, start];
  const next = new KeySet(selected);
  for (const one of keys.slice(low, high + 1)) {
    if (on) next.add(one);
    else next.delete(one);
  }
  return next;
}

/** All shown join the selection. */
export function joined(selected: Selection, keys: readonly string[]): Selection {
  if (selected.size === 0) return KeySet.whole(keys);
  const next = new KeySet(selected);
  for (const key of keys) next.add(key);
  return next;
}

/** How many of the shown are selected: none, some (`mixed`) or all of them. */
export function shownState(selected: Selection, keys: readonly string[]): boolean | 'mixed' {
  if (keys.length > 0 && selected.isWhole(keys)) return true;
  let some = false;
  let all = true;
  for (const key of keys) {
    if (selected.has(key)) some = true;
    else all = false;
    if (some && !all) return 'mixed';
  }
  return some;
}

/** All shown join the selection; where all are in it already, they leave it. What is not shown keeps its place. */
export function allToggled(selected: Selection, keys: readonly string[]): Selection {
  if (selected.isWhole(keys)) return NOTHING_SELECTED;
  if (selected.size === 0) return KeySet.whole(keys);
  const next = new KeySet(selected);
  if (shownState(selected, keys) === true) for (const key of keys) next.delete(key);
  else for (const key of keys) next.add(key);
  return next;
}

/** Of the shown, exactly those that were not selected; what is not shown keeps its place. */
export function inverted(selected: Selection, keys: readonly string[]): Selection {
  if (selected.isWhole(keys)) return NOTHING_SELECTED;
  if (selected.size === 0) return KeySet.whole(keys);
  const next = new KeySet(selected);
  for (const key of keys) if (!next.delete(key)) next.add(key);
  return next;
}
