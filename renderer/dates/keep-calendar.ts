/** Hands the desk the calendar file anew when something of it has moved, where one is kept. Chooses no place and writes nothing. */
import i18next from 'i18next';
import { isLocked } from '../lock/lock-state.ts';
import { call } from '../store/bridge.ts';
import { useStore } from '../store/store.ts';
import { calendarText } from './calendar-text.ts';

/** A sync brings many changes, one after the other. */
const REST_MS = 2000;
let resting: ReturnType<typeof setTimeout> | undefined;
let isFollowing = false;

/** Call as often as wanted: it follows once. */
export function keepCalendar(): void {
  if (isFollowing) return;
  isFollowing = true;
  useStore.subscribe((state, before) => {
    const moved =
      state.requests !== before.requests ||
      state.people !== before.people ||
      state.moves !== before.moves ||
      state.prepared !== before.prepared ||
      state.accounts !== before.accounts ||
      state.settings.calendarFile !== before.settings.calendarFile;
    if (moved) later();
  });
  i18next.on('languageChanged', later);
  later();
}

function later(): void {
  clearTimeout(resting);
  resting = setTimeout(() => {
    const state = useStore.getState();
    if (state.settings.calendarFile === null || state.accounts.length === 0 || isLocked(state)) return;
    void call('calendar:keep', { text: calendarText(Date.now()) });
  }, REST_MS);
}
