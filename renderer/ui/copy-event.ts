/** Hears the keys that copy for an element that has the focus itself. Knows nothing of what is copied. */
import { type RefObject, useEffect, useRef } from 'react';

/**
 * `text` is asked at each copy; `''`: nothing is copied. Where nothing is selected, some versions of Chromium send the event
 * to the focused element and others to the page's body, as the specification has it: it is heard above both.
 */
export function useCopy(
  element: RefObject<HTMLElement | null>,
  text: () => string,
  told: (text: string) => void,
): void {
  const latest = useRef({ text, told });
  useEffect(() => {
    latest.current = { text, told };
  });
  useEffect(() => {
    const copy = (event: ClipboardEvent): void => {
      const meant = event.target === element.current || event.target === document.body;
      // Text marked with the mouse is what is meant then.
      if (!meant || document.activeElement !== element.current || String(getSelection()) !== '') return;
      const copied = latest.current.text();
      if (copied === '') return;
      event.clipboardData?.setData('text/plain', copied);
      event.preventDefault();
      latest.current.told(copied);
    };
    document.addEventListener('copy', copy);
    return () => document.removeEventListener('copy', copy);
  }, [element]);
}
