/** Which columns the services table shows, in which order and how wide: kept in the settings, or told by the address. */
import { useMemo } from 'react';
import { changeSettings } from '../settings/settings-state.ts';
import { changeQuery } from '../store/route.ts';
import { useStore } from '../store/store.ts';

/** Every column there is, in the order in which they are offered. */
export const SERVICE_COLUMN_IDS = [
  'name',
  'type',
  'contactAdmin',
  'contactTech',
  'contactBilling',
  'role',
  'expires',
  'status',
  'state',
  'pending',
  'tags',
] as const;
export type ServiceColumnId = (typeof SERVICE_COLUMN_IDS)[number];

/** Type stands below the name, state and requests share a column: what fits beside each other everywhere. */
export const USUAL_COLUMNS: readonly ServiceColumnId[] = [
  'name',
  'contactAdmin',
  'contactTech',
  'contactBilling',
  'expires',
  'status',
];

function isColumn(id: string): id is ServiceColumnId {
  return (SERVICE_COLUMN_IDS as readonly string[]).includes(id);
}

/** Known ones, each once; the name always, for a row without one is nobody's. Nothing usable means the usual ones. */
export function understandColumns(ids: readonly string[]): ServiceColumnId[] {
  const known = [...new Set(ids.filter(isColumn))];
  if (known.length === 0) return [...USUAL_COLUMNS];
  return known.includes('name') ? known : ['name', ...known];
}

/** As the address tells them, comma between. */
export function columnsInAddress(columns: readonly ServiceColumnId[]): string {
  return columns.join(',');
}

/** Takes a column in (at its place among those offered) or off; the name stays. */
export function toggledColumn(columns: readonly ServiceColumnId[], id: ServiceColumnId): ServiceColumnId[] {
  if (id === 'name') return [...columns];
  if (columns.includes(id)) return columns.filter((one) => one !== id);
  const place = SERVICE_COLUMN_IDS.indexOf(id);
  const before = columns.findLastIndex((one) => SERVICE_COLUMN_IDS.indexOf(one) < place);
  return columns.toSpliced(before + 1, 0, id);
}

/** One place to the left or the right; past the ends it stays. */
export function movedColumn(
  columns: readonly ServiceColumnId[],
  id: ServiceColumnId,
  by: 1 | -1,
): ServiceColumnId[] {
  const from = columns.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= columns.length) return [...columns];
  return columns.toSpliced(from, 1).toSpliced(to, 0, id);
}

export function areUsual(columns: readonly ServiceColumnId[]): boolean {
  return columnsInAddress(columns) === columnsInAddress(USUAL_COLUMNS);
}

/** Those in force: the address's where it tells any (a saved view), else those that were set up last. */
export function useColumnIds(): ServiceColumnId[] {
  const given = useStore((state) => state.route.query['cols'] ?? '');
  const kept = useStore((state) => state.settings.servicesTable.columns);
  return useMemo(() => understandColumns(given === '' ? kept : given.split(',')), [given, kept]);
}

/** Remembered from now on; the address no longer says anything else. */
export function changeColumns(columns: readonly ServiceColumnId[]): void {
  const { servicesTable } = useStore.getState().settings;
  changeQuery({ cols: '' });
  void changeSettings({
    servicesTable: { ...servicesTable, columns: areUsual(columns) ? [] : [...columns] },
  });
}

/** Not each step of a pull is worth a write. */
const KEEP_AFTER_MS = 400;
let keeping: ReturnType<typeof setTimeout> | undefined;

/** Shown at once, kept when the pull has come to rest. `null`: its own width again. */
export function resizeColumn(column: string, width: number | null): void {
  useStore.setState(({ settings }) => {
    const { [column]: _, ...others } = settings.servicesTable.widths;
    const widths = width === null ? others : { ...others, [column]: width };
    return { settings: { ...settings, servicesTable: { ...settings.servicesTable, widths } } };
  });
  clearTimeout(keeping);
  keeping = setTimeout(
    () => void changeSettings({ servicesTable: useStore.getState().settings.servicesTable }),
    KEEP_AFTER_MS,
  );
}

/** As it was before anything was set up. */
export function resetColumns(): void {
  clearTimeout(keeping);
  changeQuery({ cols: '' });
  void changeSettings({ servicesTable: { columns: [], widths: {} } });
}
