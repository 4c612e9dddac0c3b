/** Selecting rows of a list, as pure functions of keys: toggling, ranges, all shown. Knows nothing of tables. */

export function toggled(selected: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Selections known to be just these rows, so that a heap of them need not be gone through again to say so. */
const wholes = new WeakMap<ReadonlySet<string>, readonly string[]>();

function whole(keys: readonly string[]): ReadonlySet<string> {
  const set = new Set(keys);
  wholes.set(set, keys);
  return set;
}

/** Adds (or, where `on` is false, takes away) everything from `anchor` to `key`, both included, in the order shown. */
export function ranged(
  selected: ReadonlySet<string>,
  keys: readonly string[],
  anchor: string | null,
  key: string,
  on = true,
): ReadonlySet<string> {
  const end = keys.indexOf(key);
  if (end < 0) return selected;
  const start = anchor === null ? -1 : keys.indexOf(anchor);
  const [low, high] = start < 0 ? [end, end] : start < end ? [start, end] : [end, start];
  const next = new Set(selected);
  for (const one of keys.slice(low, high + 1)) {
    if (on) next.add(one);
    else next.delete(one);
  }
  return next;
}

/** All shown join the selection. */
export function joined(selected: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  if (selected.size === 0) return whole(keys);
  const next = new Set(selected);
  for (const key of keys) next.add(key);
  return next;
}

/** How many of the shown are selected: none, some (`mixed`) or all of them. */
export function shownState(selected: ReadonlySet<string>, keys: readonly string[]): boolean | 'mixed' {
  if (keys.length > 0 && wholes.get(selected) === keys) return true;
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
export function allToggled(selected: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  if (wholes.get(selected) === keys) return new Set();
  if (selected.size === 0) return whole(keys);
  const next = new Set(selected);
  if (shownState(selected, keys) === true) for (const key of keys) next.delete(key);
  else for (const key of keys) next.add(key);
  return next;
}

/** Of the shown, exactly those that were not selected; what is not shown keeps its place. */
export function inverted(selected: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  if (wholes.get(selected) === keys) return new Set();
  if (selected.size === 0) return whole(keys);
  const next = new Set(selected);
  for (const key of keys) if (!next.delete(key)) next.add(key);
  return next;
}
