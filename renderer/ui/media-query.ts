/** Whether a media query holds now, followed as the window changes. */
import { useSyncExternalStore } from 'react';

type Followed = { subscribe: (changed: () => void) => () => void; holds: () => boolean };

/** Asking the browser for a list is slow, and one serves every component for good. */
const lists = new Map<string, Followed>();

export function useMediaQuery(query: string): boolean {
  let followed = lists.get(query);
  if (followed === undefined) {
    const list = window.matchMedia(query);
    followed = {
      subscribe(changed) {
        list.addEventListener('change', changed);
        return () => list.removeEventListener('change', changed);
      },
      holds: () => list.matches,
    };
    lists.set(query, followed);
  }
  return useSyncExternalStore(followed.subscribe, followed.holds);
}

/** Where the rail is of icons, as frame.css has it. */
export function useNarrowWindow(): boolean {
  return useMediaQuery('(max-width: 1023px)');
}
