/**
 * Where what had the focus is gone, the nearest thing that is left gets it: the dialog it was in, the pane, the list, the title.
 * On the page itself it would be lost to whoever works by keyboard. Moves it in no other case.
 */
import { focusPane } from '../list/pane-focus.ts';

/** By then whatever gives the focus back on purpose has done so. */
const LATER_MS = 250;

/** What had the focus last, and the pane that it was in. */
let held: Element | null = null;
let pane: Element | null = null;

/** For as long as the window is there. */
export function keepFocus(): void {
  let looks = false;
  const wait = () => {
    if (!looks) setTimeout(look, LATER_MS);
    looks = true;
  };
  const look = () => {
    looks = false;
    const { activeElement } = document;
    if (isNowhere()) setTimeout(bringBack, LATER_MS);
    // A browser that is busy has not taken it from there yet.
    else if (activeElement !== null && isGone(activeElement)) wait();
  };
  document.addEventListener('focusin', ({ target }) => {
    held = target instanceof Element ? target : null;
    pane = held?.closest('.pane') ?? null;
  });
  // What is hidden in a transition may lose it long after the change.
  document.addEventListener('focusout', wait);
  // A browser tells nobody of the focus of what is taken away, and takes it from what is disabled only once it has drawn.
  const changes = {
    subtree: true,
    childList: true,
    attributeFilter: ['class', 'disabled', 'hidden', 'style'],
  };
  new MutationObserver(wait).observe(document.body, changes);
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function bringBack(): void {
  if (!isNowhere() || held === null || !isGone(held)) return;
  const dialog = [...document.querySelectorAll<HTMLElement>('[role="dialog"]:is(.dialog, .sheet)')].at(-1);
  if (dialog !== undefined) dialog.focus();
  else if (pane?.isConnected) focusPane(pane);
  else {
    const list = document.querySelector<HTMLElement>('main [role="grid"]');
    (list ?? document.querySelector<HTMLElement>('main h1'))?.focus({ preventScroll: true });
  }
}

/** Not to be seen, or not to be used: the browser takes the focus from it. A list keeps rows that it has no use for, invisible. */
function isGone(element: Element): boolean {
  return element.matches(':disabled') || !element.checkVisibility({ visibilityProperty: true });
}
