/** Saved views of the services: an address's query under a name, kept in the settings. Opening one is going there, so Back works. */
import type { Failure } from '../../shared/failure.ts';
import type { SavedView } from '../../shared/settings.ts';
import { MOST_VIEWS } from '../../shared/settings.ts';
import { changeSettings } from '../settings/settings-state.ts';
import { go } from '../store/route.ts';
import { useStore } from '../store/store.ts';

type Query = Readonly<Record<string, string>>;

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

export function useViews(): readonly SavedView[] {
  return useStore((state) => state.settings.savedViews);
}

/** The saved view that is looked at; `null` where what is looked at is none. */
export function viewInForce(views: readonly SavedView[], query: Query): SavedView | null {
  return views.find((view) => sameView(view.query, query)) ?? null;
}

export function openView(view: SavedView): void {
  go({ screen: 'services', query: view.query });
}

/** A view of the same name is replaced. Answers why it could not be kept, else `null`. */
export async function saveView(name: string, query: Query): Promise<Failure | 'too-many' | null> {
  const { savedViews } = useStore.getState().settings;
  const known = savedViews.find((view) => view.name === name);
  if (known === undefined && savedViews.length >= MOST_VIEWS) return 'too-many';
  const kept = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  const view = { id: known?.id ?? crypto.randomUUID(), name, query: kept };
  return changeSettings({
    savedViews: [...savedViews.filter((one) => one.id !== view.id), view].sort((a, b) =>
      a.name.localeCompare(b.name),
    ),
  });
}

export async function renameView(id: string, name: string): Promise<Failure | null> {
  const { savedViews } = useStore.getState().settings;
  return changeSettings({
    savedViews: savedViews
      .map((view) => (view.id === id ? { ...view, name } : view))
      .sort((a, b) => a.name.localeCompare(b.name)),
  });
}

export async function deleteView(id: string): Promise<Failure | null> {
  const { savedViews } = useStore.getState().settings;
  return changeSettings({ savedViews: savedViews.filter((view) => view.id !== id) });
}
