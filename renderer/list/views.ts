/** Saved views of a list: an address's query under a name, kept in the settings. Opening one is going there, so Back works. */
import { useMemo } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { SavedView } from '../../shared/settings.ts';
import { MOST_VIEWS } from '../../shared/settings.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';
import type { Keep, TableSetup } from './table-setup.ts';

type Query = Readonly<Record<string, string>>;
type List = TableSetup['list'];

export function listOf({ list = 'services' }: SavedView): List {
  return list;
}

/** What a view is: the same filters, search, order and columns, however the address spells them. */
export function sameView(a: Query, b: Query): boolean {
  const plain = (query: Query): string =>
    JSON.stringify(
      Object.entries(query)
        .filter(([, value]) => value !== '')
        .sort(([x], [y]) => (x < y ? -1 : 1)),
    );
  return plain(a) === plain(b);
}

export function useViews(list: List): readonly SavedView[] {
  const all = useStore((state) => state.settings.savedViews);
  return useMemo(() => all.filter((view) => listOf(view) === list), [all, list]);
}

/** The saved view that is looked at; `null` where what is looked at is none. */
export function viewInForce(views: readonly SavedView[], query: Query): SavedView | null {
  return views.find((view) => sameView(view.query, query)) ?? null;
}

export function openView(view: SavedView): void {
  go({ screen: listOf(view), query: view.query });
}

const byName = (a: SavedView, b: SavedView): number => a.name.localeCompare(b.name);

/** A view of the same list and name is replaced. Answers why it could not be kept, else `null`. */
export async function saveView(
  list: List,
  name: string,
  query: Query,
  keep: Keep,
): Promise<Failure | 'too-many' | null> {
  const { savedViews } = useStore.getState().settings;
  const known = savedViews.find((view) => view.name === name && listOf(view) === list);
  if (known === undefined && savedViews.length >= MOST_VIEWS) return 'too-many';
  const kept = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const view: SavedView = { id: known?.id ?? crypto.randomUUID(), list, name, query: kept };
  return keep({ savedViews: [...savedViews.filter((one) => one.id !== view.id), view].sort(byName) });
}

export async function renameView(id: string, name: string, keep: Keep): Promise<Failure | null> {
  const { savedViews } = useStore.getState().settings;
  const renamed = savedViews.map((view) => (view.id === id ? { ...view, name } : view));
  return keep({ savedViews: renamed.sort(byName) });
}

export async function deleteView(id: string, keep: Keep): Promise<Failure | null> {
  const { savedViews } = useStore.getState().settings;
  return keep({ savedViews: savedViews.filter((view) => view.id !== id) });
}
