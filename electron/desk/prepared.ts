/**
 * What is prepared for a day: kept, moved, dropped, and asked for on that day, once by notification. It sends nothing, and
 * takes away what the ordinary ways have sent or decided.
 */
import type { DecisionOutcome, SendOutcome } from '../../shared/contract.ts';
import { fail, ok, type Result } from '../../shared/failure.ts';
import { daysBetween, localDay } from '../../shared/local-day.ts';
import type { OneNotice } from '../../shared/notice.ts';
import type { OutboxList, OutboxOutcome } from '../../shared/outbox.ts';
import {
  countOf,
  inOrder,
  isDue,
  lateBy,
  MOST_DAYS_AHEAD,
  MOST_PREPARED,
  type Prepared,
  type ToPrepare,
  without,
} from '../../shared/prepared.ts';
import type { PreparedKeeper } from '../storage/prepared.ts';
import type { Log } from './dispatch.ts';
import type { Clock } from './ports.ts';

type Answer = Result<Prepared[]>;
type Of = Parameters<Parameters<typeof without>[1]>[0];

export type PreparedDays = {
  list: () => Prepared[];
  keep: (given: ToPrepare) => Promise<Answer>;
  move: (id: string, day: string) => Promise<Answer>;
  drop: (id: string) => Promise<Answer>;
  /** What an account was to send or to decide goes with it. Rejects where the disk keeps it. */
  forgetAccount: (accountId: string) => Promise<void>;
  /** These of a hand-over were sent, or wait in the outbox: they are not asked for again. */
  handedOver: (group: string, serviceKeys: readonly string[]) => Promise<void>;
  decided: (outcomes: readonly Pick<DecisionOutcome, 'requestKey' | 'accountId'>[]) => Promise<void>;
  /** What is to be asked for now and was not yet, as one notice; it is noted that it was. */
  ask: () => OneNotice | null;
  /** The first day that something is to be asked for, which may be over; `null` = none. */
  nextDay: () => string | null;
};

/** Of a hand-over: what led to a request or stands in Activity, so that it goes on from there. */
export function areSent(outcomes: readonly SendOutcome[]): string[] {
  return outcomes.flatMap(({ serviceKey, outcome }) =>
    outcome === 'stopped' || outcome === 'left-out' ? [] : [serviceKey],
  );
}

/** Of decisions: what is through, or may be; the others are still to be taken. */
const DECIDED: ReadonlySet<string> = new Set(['accepted', 'refused', 'already-confirmed', 'unknown']);

export function areDecided(outcomes: readonly DecisionOutcome[]): DecisionOutcome[] {
  return outcomes.filter(({ outcome }) => DECIDED.has(outcome));
}

/** The same of decisions that waited in the outbox, as they stood there. */
export function decidedOf(
  entries: OutboxList['entries'],
  outcomes: readonly OutboxOutcome[],
): { requestKey: string; accountId: string }[] {
  const through = new Set(outcomes.flatMap(({ id, outcome }) => (DECIDED.has(outcome) ? [id] : [])));
  return entries.flatMap((entry) => (entry.kind === 'decision' && through.has(entry.id) ? [entry] : []));
}

export function openPreparedDays(desk: {
  clock: Clock;
  keeper: PreparedKeeper;
  log: Log;
  changed: (all: Prepared[]) => void;
}): PreparedDays {
  const { clock, keeper, log } = desk;
  const today = (): string => localDay(clock.now());
  const list = (): Prepared[] => inOrder(keeper.list());
  const change = async (how: (all: readonly Prepared[]) => readonly Prepared[]): Promise<void> => {
    const before = keeper.list();
    await keeper.change(how);
    if (keeper.list() !== before) desk.changed(list());
  };
  const answered = async (how: (all: readonly Prepared[]) => readonly Prepared[]): Promise<Answer> => {
    try {
      await change(how);
      return ok(list());
    } catch (error) {
      log(`prepared: ${String(error)}`);
      return fail('storage', 'check-disk');
    }
  };
  /** In this run of the program: a disk that does not take it makes nobody ask twice. */
  const asked = new Set<string>();
  const askOf = ({ id, day }: Prepared): string => `${id} ${day}`;
  const isToAsk = (one: Prepared): boolean => one.asked === null && !asked.has(askOf(one));
  const isDay = (day: string): boolean => {
    const ahead = daysBetween(today(), day);
    return ahead >= 0 && ahead <= MOST_DAYS_AHEAD;
  };
  /** Without these; `become` says what is noted of one that lost some. The list itself where none did. */
  const lessen = (
    isAway: (of: Of, id: string) => boolean,
    become: (left: Prepared, lost: number) => Prepared = (left) => left,
  ) => {
    return (all: readonly Prepared[]): readonly Prepared[] => {
      const next = all.flatMap((one) => {
        const left = without(one, (of) => isAway(of, one.id));
        if (left === null) return [];
        const lost = countOf(one) - countOf(left);
        return lost === 0 ? [one] : [become(left, lost)];
      });
      return next.length === all.length && next.every((one, index) => one === all[index]) ? all : next;
    };
  };

  return {
    list,
    keep: (given) => {
      if (!isDay(given.day) || keeper.list().length >= MOST_PREPARED)
        return Promise.resolve(fail('bad-input', 'fix-input'));
      const made = new Date(clock.now()).toISOString();
      return answered((all) => [
        ...all.filter(({ id }) => id !== given.id),
        { ...given, made, asked: null, gone: 0 },
      ]);
    },
    move: (id, day) => {
      if (!isDay(day)) return Promise.resolve(fail('bad-input', 'fix-input'));
      return answered((all) => all.map((one) => (one.id === id ? { ...one, day, asked: null } : one)));
    },
    drop: (id) => answered(lessen((_of, own) => own === id)),
    forgetAccount: (accountId) =>
      change(
        lessen(
          (of) => of.accountId === accountId,
          (left, lost) => ({ ...left, gone: left.gone + lost }),
        ),
      ),
    async handedOver(group, serviceKeys) {
      const sent = new Set(serviceKeys);
      // Where the disk does not take it, the check of that day finds these running or done already.
      await answered(
        lessen(({ serviceKey }, id) => id === group && serviceKey !== undefined && sent.has(serviceKey)),
      );
    },
    async decided(outcomes) {
      const through = new Set(outcomes.map(({ requestKey, accountId }) => `${requestKey} ${accountId}`));
      await answered(
        lessen(
          ({ requestKey, accountId }) =>
            requestKey !== undefined && through.has(`${requestKey} ${accountId}`),
        ),
      );
    },
    ask() {
      const day = today();
      const due = keeper.list().filter((one) => isToAsk(one) && isDue(one, day));
      if (due.length === 0) return null;
      const ids = new Set(due.map(({ id }) => id));
      for (const one of due) asked.add(askOf(one));
      void answered((all) => all.map((one) => (ids.has(one.id) ? { ...one, asked: day } : one)));
      const late = Math.max(...due.map((one) => lateBy(one, day) ?? 0));
      return { kind: 'prepared', count: due.length, late, serviceName: null };
    },
    nextDay: () => list().find(isToAsk)?.day ?? null,
  };
}
