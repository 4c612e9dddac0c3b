/** Enter on a row brings the focus into the pane; arrows do not, they go on through the list. Remembers which it was. */
let wanted = false;

export function wantPaneFocus(): void {
  wanted = true;
}

/** Whether the pane that opens now is to take the focus; asked once. */
export function takePaneFocus(): boolean {
  const was = wanted;
  wanted = false;
  return was;
}

/** The code field where a code is still to be typed; the title where it is at hand, so that keys decide; else the way to close. */
export function focusPane(place: ParentNode): void {
  const field = place.querySelector<HTMLElement>('.code-input');
  const target =
    field?.dataset['atHand'] === undefined
      ? (field ?? place.querySelector('.pane-close'))
      : place.querySelector('.pane-title');
  if (target instanceof HTMLElement) target.focus();
}
