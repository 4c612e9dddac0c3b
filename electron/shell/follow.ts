/** What the desk tells reaches the page, the icons and, where the program was locked, the page's memory. Holds no rule of the application. */
import { app } from 'electron';
import type { Channel } from '../../shared/channels.ts';
import type { EventPayload } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Clock, Desk } from '../desk/ports.ts';
import { badgeCounter, NOTHING_WAITS } from './badge.ts';
import { showCount } from './notices.ts';
import type { OneWindow } from './one-window.ts';
import type { Standing } from './tray-menu.ts';

/** A page that does not hand in what it was doing is not waited for any longer. */
const PAGE_HANDS_IN_MS = 2_000;

export type Emptying = {
  /** When the page has had a moment to hand in its work. */
  soon: () => void;
  /** To be called after each answer to the page. */
  answered: (channel: Channel) => void;
};

/** SECURITY: a locked program's page is loaded anew, once each time, so that nothing of what it showed stays on its heap. */
export function emptying(clock: Clock, reload: () => void): Emptying {
  let callOff: (() => void) | null = null;
  const now = (): void => {
    if (callOff === null) return;
    callOff();
    callOff = null;
    reload();
  };
  return {
    soon() {
      callOff = clock.after(PAGE_HANDS_IN_MS, now);
    },
    answered(channel) {
      // It has handed in what it was doing, and keeps nothing.
      if (channel === 'lock:leave') now();
    },
  };
}

/** From now on; `settings` is told each change of theirs, `standing` what the icon in the tray may say. */
export async function followDesk(
  desk: Desk,
  to: {
    window: OneWindow;
    emptying: Emptying;
    settings: (settings: Settings) => void;
    standing: (standing: Standing) => void;
    clock: Clock;
  },
): Promise<void> {
  let waiting = NOTHING_WAITS;
  let wasLocked = true;
  const tellStanding = (): void => to.standing(wasLocked ? { is: 'locked' } : { is: 'open', waiting });
  const count = badgeCounter(to.clock.now, (now) => {
    waiting = now;
    showCount(app, now.count);
    tellStanding();
  });
  /** From what the desk tells now; while it is locked that is nothing. */
  const countAnew = async (): Promise<boolean> => {
    const answer = await desk.handlers['app:open']({});
    count('accounts:changed', answer.ok ? answer.value.accounts : []);
    count('requests:changed', answer.ok ? answer.value.requests : []);
    return answer.ok;
  };
  wasLocked = !(await countAnew());
  tellStanding();
  desk.listen((event, payload) => {
    to.window.tell(event, payload);
    count(event, payload);
    if (event === 'settings:changed') to.settings(payload as Settings);
    if (event !== 'lock:changed') return;
    const isLocked = (payload as EventPayload<'lock:changed'>).state === 'locked';
    if (isLocked === wasLocked) return;
    wasLocked = isLocked;
    if (isLocked) to.emptying.soon();
    // SECURITY: first, so that no figure outlives the lock.
    tellStanding();
    void countAnew();
  });
}
