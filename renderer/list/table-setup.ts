/** How a list is set up: which columns it shows, in which order and how wide. Kept in the settings, or told by the address. */
import { useMemo } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { SavedView, SettingsChange } from '../../shared/settings.ts';
import { changeQuery } from '../store/route.ts';
import { useStore } from '../store/store.ts';

/** Keeps a change of the settings; answers why it could not, else `null`. */
export type Keep = (change: SettingsChange) => Promise<Failure | null>;

export type TableSetup<Id extends string = string> = {
  list: NonNullable<SavedView['list']>;
  /** Where the settings have it. */
  keptAs: 'servicesTable' | 'requestsTable';
  /** Every column there is, in the order in which they are offered. */
  ids: readonly Id[];
  /** Those that are shown until somebody chooses. */
  usual: readonly Id[];
  /** Always shown: a row without it is nobody's. */
  main: Id;
};

/** Known ones, each once, and the main one always. Nothing usable means the usual ones. */
export function understandColumns<Id extends string>(setup: TableSetup<Id>, ids: readonly string[]): Id[] {
  const known = [...new Set(ids)].flatMap((id) => setup.ids.find((one) => one === id) ?? []);
  if (known.length === 0) return [...setup.usual];
  return known.includes(setup.main) ? known : [setup.main, ...known];
}

/** As the address tells them, comma between. */
export function columnsInAddress(columns: readonly string[]): string {
  return columns.join(',');
}

/** Takes a column in (at its place among those offered) or off; the main one stays. */
export function toggledColumn<Id extends string>(
  setup: TableSetup<Id>,
  columns: readonly Id[],
  id: Id,
): Id[] {
  if (id === setup.main) return [...columns];
  if (columns.includes(id)) return columns.filter((one) => one !== id);
  const place = setup.ids.indexOf(id);
  const before = columns.findLastIndex((one) => setup.ids.indexOf(one) < place);
  return columns.toSpliced(before + 1, 0, id);
}

/** One place to the left or the right; past the ends it stays. */
export function movedColumn<Id extends string>(columns: readonly Id[], id: Id, by: 1 | -1): Id[] {
  const from = columns.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= columns.length) return [...columns];
  return columns.toSpliced(from, 1).toSpliced(to, 0, id);
}

export function areUsual<Id extends string>(setup: TableSetup<Id>, columns: readonly Id[]): boolean {
  return columnsInAddress(columns) === columnsInAddress(setup.usual);
}

/** Those in force: the address's where it tells any (a saved view), else those that were set up last. */
export function useColumnIds<Id extends string>(setup: TableSetup<Id>): Id[] {
  const given = useStore((state) => state.route.query['cols'] ?? '');
  const kept = useStore((state) => state.settings[setup.keptAs].columns);
  return useMemo(
    () => understandColumns(setup, given === '' ? kept : given.split(',')),
    [setup, given, kept],
  );
}

/** Remembered from now on; the address no longer says anything else. */
export function changeColumns(setup: TableSetup, columns: readonly string[], keep: Keep): void {
  const { widths } = useStore.getState().settings[setup.keptAs];
  changeQuery({ cols: '' });
  void keep({ [setup.keptAs]: { widths, columns: areUsual(setup, columns) ? [] : [...columns] } });
}

/** Not each step of a pull is worth a write. */
const KEEP_AFTER_MS = 400;
let keeping: ReturnType<typeof setTimeout> | undefined;

/** Shown at once, kept when the pull has come to rest. `null`: its own width again. */
export function resizeColumn(setup: TableSetup, column: string, width: number | null, keep: Keep): void {
  const { keptAs } = setup;
  useStore.setState(({ settings }) => {
    const { [column]: _, ...others } = settings[keptAs].widths;
    const widths = width === null ? others : { ...others, [column]: width };
    return { settings: { ...settings, [keptAs]: { ...settings[keptAs], widths } } };
  });
  clearTimeout(keeping);
  keeping = setTimeout(() => void keep({ [keptAs]: useStore.getState().settings[keptAs] }), KEEP_AFTER_MS);
}

/** As it was before anything was set up. */
export function resetColumns(setup: TableSetup, keep: Keep): void {
  clearTimeout(keeping);
  changeQuery({ cols: '' });
  void keep({ [setup.keptAs]: { columns: [], widths: {} } });
}
