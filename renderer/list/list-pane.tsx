/** A list with a pane beside it: closing the pane, by its button or Escape, gives the list the focus back. Opens nothing. */
import { SearchX } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { openKey, useRoute } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { focusPane, takePaneFocus } from './pane-focus.ts';

type ListPane = {
  /** Around the list. */
  listPlace: { ref: RefObject<HTMLDivElement | null>; onKeyDown: (event: KeyboardEvent) => void };
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
  return { listPlace: { ref: place, onKeyDown: closeByKey }, close, closeByKey };
}

/** What stands in the pane; give it the key of the row, so that another row's begins anew. It takes the focus where Enter opened it. */
export function PaneContent({
  onKeyDown,
  children,
}: {
  onKeyDown: (event: KeyboardEvent) => void;
  children: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takePaneFocus() && place.current !== null) focusPane(place.current);
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is inside has the focus; this only hears Escape.
    <div ref={place} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

/** The row whose pane is open is no longer there. */
export function GonePane(words: { title: string; text: string; close: string; onClose: () => void }) {
  return (
    <Empty
      icon={<SearchX aria-hidden="true" />}
      title={words.title}
      text={words.text}
      action={<Button onClick={words.onClose}>{words.close}</Button>}
    />
  );
}
