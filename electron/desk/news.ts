/**
 * Who is told when requests change: the window, what waits in the outbox, the notices outside the window. Before that it
 * looks whether the requests tell what became of deeds whose answer was lost.
 */
import type { EventName } from '../../shared/channels.ts';
import type { EventPayload } from '../../shared/contract.ts';
import { beginOfDay } from '../../shared/local-day.ts';
import { mineByApi } from '../../shared/mine.ts';
import type { Notice, OneNotice } from '../../shared/notice.ts';
import { isHeard, isQuietAt, minuteOfDay, quietEndsAt } from '../../shared/quiet.ts';
import type { Accounts } from './accounts.ts';
import { openAlarm } from './alarm.ts';
import type { Decisions } from './decisions.ts';
import type { Drift } from './drift.ts';
import type { Handover } from './handover.ts';
import type { Lock } from './lock.ts';
import { openNotices } from './notices.ts';
import type { Outbox } from './outbox.ts';
import type { Clock, Ports } from './ports.ts';
import type { PreparedDays } from './prepared.ts';
import type { Requests } from './requests.ts';
import type { Stores } from './stores.ts';
import type { Sync } from './sync.ts';

export type Emit = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

export type News = {
  /** Takes what is known at the start for told. */
  begin: () => void;
  /** The requests are others than before: everybody who shows them is told. */
  tell: () => void;
  /** OVHcloud was asked for the requests, and they changed or did not. */
  wereRead: (haveChanged: boolean) => void;
  /** Something was posted: one read of the lists of the accounts that acted, then the usual growing gaps. */
  acted: (accountIds: readonly string[]) => void;
  /** An account was read, or begins to be: once none is, contacts that changed are told. */
  synced: () => void;
  /** What is prepared for a day, or when it is quiet, is another than before. */
  dated: () => void;
  close: () => void;
};

/** `parts`: those that are opened after this one, and tell their news through it. */
export function openNews(
  desk: {
    clock: Clock;
    lock: Lock;
    settings: Stores['settings'];
    ports: Pick<Ports, 'notify' | 'log'>;
    emit: Emit;
  },
  parts: () => {
    accounts: Accounts;
    requests: Requests;
    decisions: Decisions;
    handover: Handover;
    outbox: Outbox;
    sync: Sync;
    drift: Drift;
    prepared: PreparedDays;
  },
): News {
  const { lock, settings, ports, emit } = desk;
  const notices = openNotices();

  const newNotices = (): ReturnType<typeof notices.look> => {
    const { accounts, requests, sync } = parts();
    const read = sync
      .states()
      .flatMap(({ accountId, requestsAt }) => (requestsAt === null ? [] : [accountId]));
    const { quietAccounts } = settings.get();
    return notices.look(
      requests.list(),
      mineByApi(accounts.list()),
      desk.clock.now(),
      new Set(read),
      (request) => isHeard(request, quietAccounts),
    );
  };
  const tellOf = (notice: Notice): void => {
    if (!settings.get().notifications) return;
    // A notification lies over whatever the screen shows: while it is locked it names nothing.
    ports.notify(lock.isLocked() ? nameless(notice) : notice);
    emit('notices:told', notice);
  };
  const isQuiet = (): boolean => isQuietAt(settings.get().quietHours, minuteOfDay(desk.clock.now()));
  /** In quiet hours nobody looks: at their end what is still so is told, as one. */
  let wasQuiet = false;
  /** Contacts that changed meanwhile. */
  let heldChanges = 0;
  const tellNotices = (): void => {
    if (isQuiet()) wasQuiet = true;
    else tellAll();
    alarm.set();
  };
  const tellAll = (): void => {
    const { prepared, drift } = parts();
    const count = Math.min(heldChanges, drift.open().length);
    const changed: OneNotice[] = count === 0 ? [] : [{ kind: 'changed', count, serviceName: null }];
    const asked = settings.get().notifications ? prepared.ask() : null;
    const all = [...changed, ...newNotices(), ...(asked === null ? [] : [asked])];
    const areTogether = wasQuiet && all.length > 1;
    wasQuiet = false;
    heldChanges = 0;
    if (areTogether) {
      const sum = all.reduce((whole, notice) => whole + notice.count, 0);
      tellOf({ kind: 'after-quiet', count: sum, serviceName: null, parts: all });
    } else for (const notice of all) tellOf(notice);
  };
  /** When something is to be told that no look at OVHcloud brings. */
  const alarm = openAlarm(
    desk.clock,
    () => {
      const { quietHours, notifications } = settings.get();
      const now = desk.clock.now();
      const day = notifications ? parts().prepared.nextDay() : null;
      const begins = day === null ? null : beginOfDay(day);
      if (quietHours === null || !isQuiet()) return begins;
      const isDue = begins !== null && begins <= now;
      return wasQuiet || isDue ? quietEndsAt(quietHours, now) : begins;
    },
    tellNotices,
  );
  const tell = (): void => {
    const { requests, outbox, drift } = parts();
    requests.stale();
    drift.requestsRead();
    emit('requests:changed', requests.list());
    outbox.look();
    tellNotices();
  };
  /** `true`: of some deed it is known now what became of it. */
  const settleUnknown = async (): Promise<boolean> => {
    const { decisions, handover } = parts();
    try {
      const areDecisionsSettled = await decisions.settleUnknown();
      return (await handover.settleUnknown()) || areDecisionsSettled;
    } catch (error) {
      ports.log(`ledger: ${String(error)}`);
      return false;
    }
  };

  return {
    synced() {
      const { sync, drift } = parts();
      if (sync.states().some(({ phase }) => phase === 'syncing')) return;
      const notice = drift.settle();
      if (notice === null) return;
      if (!isQuiet()) {
        tellOf(notice);
        return;
      }
      wasQuiet = true;
      heldChanges += notice.count;
      alarm.set();
    },
    begin() {
      newNotices();
      alarm.set();
    },
    dated: alarm.set,
    close: alarm.close,
    tell,
    wereRead(haveChanged) {
      if (haveChanged) {
        parts().requests.stale();
        void settleUnknown().then(tell);
        return;
      }
      // Time may have made one urgent, and may tell what became of a refusal.
      tellNotices();
      void settleUnknown().then((settled) => (settled ? tell() : undefined));
    },
    acted(accountIds) {
      tell();
      // Another look may have read the outcome already: then nothing is new to this one.
      void parts()
        .sync.now(accountIds, { services: false })
        .then(async () => {
          if (await settleUnknown()) tell();
        });
    },
  };
}

function nameless(notice: Notice): Notice {
  const bare = { ...notice, serviceName: null };
  return bare.kind === 'after-quiet'
    ? { ...bare, parts: bare.parts.map((part) => ({ ...part, serviceName: null })) }
    : bare;
}
