/** A list with a pane beside it: Escape closes the pane, then clears the ticks; the list has the focus afterwards. Opens nothing. */
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
  clear: () => void;
};

/** `onClear` takes the ticks away; absent where there are none to take. */
export function useListPane(onClear?: () => void): ListPane {
  const { key } = useRoute();
  const place = useRef<HTMLDivElement>(null);
  const focusList = () => {
    place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
  };
  const close = () => {
    openKey(null);
    focusList();
  };
  // What clears them goes with them, and must not take the focus along.
  const clear = () => {
    onClear?.();
    focusList();
  };
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (key === null && onClear === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (key === null) clear();
    else close();
  };
  return { listPlace: { ref: place, onKeyDown: closeByKey }, close, closeByKey, clear };
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
