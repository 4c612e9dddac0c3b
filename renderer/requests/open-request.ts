/** Leads to one request, from wherever the person is. */
import { go, openKey } from '../store/route.ts';
import { useStore } from '../store/store.ts';

/** Keeps filters and search where the list is already in sight. */
export function openRequest(key: string): void {
  if (useStore.getState().route.screen === 'requests') openKey(key);
  // Whatever its state, it is on the list.
  else go({ screen: 'requests', key, query: { segment: 'all' } });
}
