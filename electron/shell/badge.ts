/** What waits for the user, for the program's icon and the one in the tray: how many, and until when. Shows nothing itself. */
import type { Account } from '../../shared/account.ts';
import type { EventName } from '../../shared/channels.ts';
import type { EventPayload } from '../../shared/contract.ts';
import { deadlineOf } from '../../shared/deadline.ts';
import { mineByApi } from '../../shared/mine.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { turnOf } from '../../shared/turn.ts';

export type WaitingForMe = {
  count: number;
  /** When the next of them ends, milliseconds since 1970; `null`: none does. */
  next: number | null;
};
export const NOTHING_WAITS: WaitingForMe = { count: 0, next: null };

/** Feed it every event; it calls `show` when something is other than before. `now`: milliseconds since 1970. */
export function badgeCounter(
  now: () => number,
  show: (waiting: WaitingForMe) => void,
): <E extends EventName>(event: E, payload: EventPayload<E>) => void {
  let accounts: readonly Account[] = [];
  let requests: readonly ContactRequest[] = [];
  let shown = NOTHING_WAITS;
  return (event, payload) => {
    if (event === 'accounts:changed') accounts = payload as EventPayload<'accounts:changed'>;
    else if (event === 'requests:changed') requests = payload as EventPayload<'requests:changed'>;
    else return;
    const mine = mineByApi(accounts);
    const waiting = requests.filter((request) => turnOf(request, mine(request.api), now()).whose === 'mine');
    const ends = waiting.flatMap((request) => deadlineOf(request)?.at ?? []).filter((at) => at > now());
    const found = { count: waiting.length, next: ends.length === 0 ? null : Math.min(...ends) };
    if (found.count === shown.count && found.next === shown.next) return;
    shown = found;
    show(found);
  };
}
