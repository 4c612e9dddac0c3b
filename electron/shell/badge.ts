/** Counts the requests that wait for the user, for the program's icon. Shows nothing itself. */
import type { Account } from '../../shared/account.ts';
import type { EventName } from '../../shared/channels.ts';
import type { EventPayload } from '../../shared/contract.ts';
import { mineByApi } from '../../shared/mine.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { turnOf } from '../../shared/turn.ts';

/** Feed it every event; it calls `show` when the count is another than before. `now`: milliseconds since 1970. */
export function badgeCounter(
  now: () => number,
  show: (count: number) => void,
): <E extends EventName>(event: E, payload: EventPayload<E>) => void {
  let accounts: readonly Account[] = [];
  let requests: readonly ContactRequest[] = [];
  let shown = 0;
  return (event, payload) => {
    if (event === 'accounts:changed') accounts = payload as EventPayload<'accounts:changed'>;
    else if (event === 'requests:changed') requests = payload as EventPayload<'requests:changed'>;
    else return;
    const mine = mineByApi(accounts);
    const count = requests.filter(
      (request) => turnOf(request, mine(request.api), now()).whose === 'mine',
    ).length;
    if (count === shown) return;
    shown = count;
    show(count);
  };
}
