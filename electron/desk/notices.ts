/** Decides what is worth telling outside the window: a request that now waits for me, one near its end, one that ended. Pure but for its memory. */
import { isUrgent } from '../../shared/deadline.ts';
import type { OneNotice } from '../../shared/notice.ts';
import type { ContactRequest } from '../../shared/request.ts';
import { isRunning, turnOf } from '../../shared/turn.ts';

type Known = { mine: boolean; urgent: boolean; running: boolean };

export type Notices = {
  /**
   * Compares with the last look and answers what is new, grouped. `read`: accounts whose requests have been read; what is
   * seen by an account that had not been read at the last look (the first look, a new account) is learnt, not told; so is
   * what became mine because one of its sides was connected since.
   */
  look: (
    requests: readonly ContactRequest[],
    mine: (api: string) => ReadonlySet<string>,
    now: number,
    read: ReadonlySet<string>,
    isHeard?: (request: ContactRequest) => boolean,
  ) => OneNotice[];
};

const NOBODY = (_api: string): ReadonlySet<string> => new Set();

/** My handles among those that ask, hand over or take over. */
function sidesIn(
  { api, askingAccount, fromAccount, toAccount }: ContactRequest,
  mine: (api: string) => ReadonlySet<string>,
): string[] {
  return [askingAccount, fromAccount, toAccount].flatMap((side) => {
    const handle = side?.toLowerCase();
    return handle !== undefined && mine(api).has(handle) ? [handle] : [];
  });
}

export function openNotices(): Notices {
  let last = new Map<string, Known>();
  let lastRead: ReadonlySet<string> = new Set();
  let lastMine: typeof NOBODY = NOBODY;
  return {
    look(requests, mine, now, read, isHeard = () => true) {
      const seen = new Map<string, Known>();
      const groups = { 'your-turn': [], urgent: [], done: [], refused: [] } as Record<
        'your-turn' | 'urgent' | 'done' | 'refused',
        ContactRequest[]
      >;
      for (const request of requests) {
        const state: Known = {
          mine: turnOf(request, mine(request.api), now).whose === 'mine',
          urgent: isUrgent(request, now),
          running: isRunning(request.state),
        };
        seen.set(request.key, state);
        const before = last.get(request.key);
        // Known all the same: who wants to hear of it again is not told of what is old by then.
        if (!isHeard(request)) continue;
        if (!request.seenBy.every((accountId) => lastRead.has(accountId))) continue;
        if (sidesIn(request, mine).some((handle) => !lastMine(request.api).has(handle))) continue;
        if (state.mine && !before?.mine) groups['your-turn'].push(request);
        else if (state.mine && state.urgent && !before?.urgent) groups.urgent.push(request);
        if (before?.running && (request.state === 'done' || request.state === 'refused'))
          groups[request.state].push(request);
      }
      last = seen;
      lastRead = new Set(read);
      lastMine = mine;
      const about = (list: ContactRequest[]): { count: number; serviceName: string | null } => ({
        count: list.length,
        serviceName: list.length === 1 ? (list[0]?.serviceDomain ?? null) : null,
      });
      const notices: OneNotice[] = [];
      for (const kind of ['your-turn', 'urgent'] as const)
        if (groups[kind].length > 0) notices.push({ kind, ...about(groups[kind]) });
      for (const state of ['done', 'refused'] as const) {
        if (groups[state].length > 0) notices.push({ kind: 'ended', state, ...about(groups[state]) });
      }
      return notices;
    },
  };
}
