/** The row the keyboard is on, beside the one whose pane is open: a click or Enter opens, arrows only take an open pane along. */
import { type FocusEvent, type PointerEvent, useRef, useState } from 'react';
import { openKey } from '../store/route.ts';
import { focusPane, wantPaneFocus } from './pane-focus.ts';

type ListCursor = {
  /** For the element around the table: they note what moved the cursor. */
  around: {
    onKeyDownCapture: () => void;
    onPointerDownCapture: (event: PointerEvent) => void;
    onFocusCapture: (event: FocusEvent) => void;
  };
  /** For the table. */
  cursor: { active: string | null; onActivate: (key: string) => void; onOpen: (key: string) => void };
};

/** `openedKey`: of the row whose pane is open. `firstKey`: where the keyboard starts; `null` where the list is empty. */
export function useListCursor(openedKey: string | null, firstKey: () => string | null): ListCursor {
  const [own, setOwn] = useState<string | null>(null);
  // Whoever opened it: once the pane is closed, the keyboard goes on from there.
  if (openedKey !== null && own !== openedKey) setOwn(openedKey);
  const byPointer = useRef(false);
  return {
    around: {
      onKeyDownCapture() {
        byPointer.current = false;
      },
      onPointerDownCapture(event) {
        byPointer.current = !event.shiftKey && !event.ctrlKey && !event.metaKey;
      },
      onFocusCapture(event) {
        if (own === null && openedKey === null && !byPointer.current && event.target.role === 'grid')
          setOwn(firstKey());
      },
    },
    cursor: {
      active: openedKey ?? own,
      onActivate(key) {
        setOwn(key);
        if (byPointer.current) openKey(key, { replace: openedKey !== null });
        else if (openedKey !== null) openKey(key, { replace: true });
      },
      onOpen(key) {
        if (key === openedKey) {
          focusPane(document);
          return;
        }
        wantPaneFocus();
        openKey(key, { replace: openedKey !== null });
      },
    },
  };
}
