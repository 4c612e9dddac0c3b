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
  const look = () => {
    looks = false;
    if (isNowhere()) setTimeout(bringBack, LATER_MS);
  };
  document.addEventListener('focusin', ({ target }) => {
    held = target instanceof Element ? target : null;
    pane = held?.closest('.pane') ?? null;
  });
  // A browser tells nobody of the focus of what is taken away or hidden, and takes it only once it has drawn.
  const changes = {
    subtree: true,
    childList: true,
    attributeFilter: ['class', 'disabled', 'hidden', 'style'],
  };
  new MutationObserver(() => {
    if (!looks) setTimeout(look, LATER_MS);
    looks = true;
  }).observe(document.body, changes);
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

/** Not to be seen, or not to be used: the browser takes the focus from it. */
function isGone(element: Element): boolean {
  return !element.isConnected || element.matches(':disabled') || element.getClientRects().length === 0;
}
