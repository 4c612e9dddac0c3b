/** A list with a pane beside it: closing the pane, by its button or Escape, gives the list the focus back. Opens nothing. */
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { openKey, useRoute } from '../store/route.ts';

type ListPane = {
  /** What holds the list. */
  place: RefObject<HTMLDivElement | null>;
  close: () => void;
  closeByKey: (event: KeyboardEvent) => void;
};

export function useListPane(): ListPane {
  const { key } = useRoute();
  const place = useRef<HTMLDivElement>(null);
  const close = () => {
    openKey(null);
    place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
  };
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || key === null) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return { place, close, closeByKey };
}
