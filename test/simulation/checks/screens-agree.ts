/**
 * What the screens show agrees: a request never goes back to an earlier state, is not left behind by what the service told
 * since, and shows of the ledger what the ledger says; what was decided does not wait in the outbox.
 */
import type { ActivityEntry } from '../../../shared/activity.ts';
import type { ContactRequest } from '../../../shared/request.ts';
import type { Reading } from '../machine/network.ts';
import { ORIGIN, type Server } from '../machine/server.ts';
import { isEvent, lasting, type NewCheck, type Scene } from './check.ts';

/** How far a request has come, by the service's own record of it; -1: a state it never had. */
function placeOf({ universe }: Server, id: number, state: string): number {
  return universe.world.tasks.get(id)?.course.findIndex((step) => step.state === state) ?? -1;
}

/** A call goes out up to so long after somebody asked for it: it waits for its turn. */
const TURN_MS = 1_500;

/**
 * Whether the reading that says so was looked up before another one was even sent that said otherwise and came first. Of two
 * that were on their way together nobody here can tell which the service looked up last.
 */
function isStale(readings: readonly Reading[], id: number, state: string): boolean {
  const stale = readings.findLast(({ states }) => states.get(id) === state);
  return (
    stale === undefined ||
    readings.some(
      ({ states, sentAt, cameAt }) =>
        states.has(id) &&
        states.get(id) !== state &&
        stale.servedAt + TURN_MS < sentAt &&
        cameAt <= stale.cameAt,
    )
  );
}

export const neverBack: NewCheck = () => {
  let life = 0;
  let shown = new Map<string, number>();
  const see = (requests: readonly ContactRequest[], { computer }: Scene): string | null => {
    if (computer.life !== life) shown = new Map();
    life = computer.life;
    for (const { key, id, state } of requests) {
      const place = placeOf(computer.server, id, state);
      if (place < 0) return `request ${id} is shown as ${state}, which it never was`;
      const before = shown.get(key) ?? 0;
      if (place < before && isStale(computer.network.readings, id, state)) {
        return `request ${id} is shown as ${state}, and was shown further before`;
      }
      shown.set(key, place);
    }
    return null;
  };
  return {
    name: 'never back',
    hear: (said, scene) =>
      isEvent(said, 'requests:changed') ? see(said.value as readonly ContactRequest[], scene) : null,
    look: (scene) => (scene.screens === null ? null : see(scene.screens.requests, scene)),
  };
};

/** So many readings in a row that say more than is shown are no accident. */
const LEFT_BEHIND = 3;

export const notLeftBehind: NewCheck = () => ({
  name: 'not left behind',
  look({ computer, program, screens }) {
    if (program === null || screens === null) return null;
    const told = computer.network.readings.filter(({ life }) => life === program.life);
    for (const { id, state } of screens.requests) {
      const last = told.filter(({ states }) => states.has(id)).slice(-LEFT_BEHIND);
      if (last.length < LEFT_BEHIND) continue;
      const shown = placeOf(computer.server, id, state);
      if (last.every(({ states }) => placeOf(computer.server, id, states.get(id) ?? '') > shown)) {
        return `request ${id} is shown as ${state}, and was told to be ${last.at(-1)?.states.get(id)} ${LEFT_BEHIND} times`;
      }
    }
    return null;
  },
});

/** The ledger knows an outcome while it is still being written; the list of requests, when it is. */
const WRITTEN_MS = 20_000;

export const confirmationsAgree: NewCheck = () => {
  const forLong = lasting(WRITTEN_MS);
  return {
    name: 'confirmations agree',
    look({ computer, screens }) {
      if (screens === null) return null;
      const wrong = screens.requests.flatMap((request) => {
        const said = sidesIn(screens.activity, request);
        const shown = request.confirmations.map(({ nichandle, certain }) => `${nichandle} ${certain}`).sort();
        const expected = [...said].map(([nichandle, certain]) => `${nichandle} ${certain}`).sort();
        if (shown.join() === expected.join()) return [];
        return [`request ${request.id} shows «${shown.join()}», Activity says «${expected.join()}»`];
      });
      return forLong(computer.scheduler.awake(), wrong);
    },
  };
};

/** By side: whether it is certain that it was decided from here. Another world's request may have the same number; not here. */
function sidesIn(activity: readonly ActivityEntry[], { key }: ContactRequest): Map<string, boolean> {
  const here = new Map<string, boolean>();
  const elsewhere = new Set<string>();
  // Oldest first: what was said elsewhere may have been taken back.
  for (const { requestKey, kind, outcome, nichandle, failure } of activity.toReversed()) {
    if (requestKey !== key) continue;
    if (failure?.code === 'already-confirmed' || kind === 'say-confirmed') elsewhere.add(nichandle);
    if (kind === 'say-open') elsewhere.delete(nichandle);
    if (kind !== 'accept' && kind !== 'refuse') continue;
    if (outcome !== 'done' && outcome !== 'unknown') continue;
    here.set(nichandle, (here.get(nichandle) ?? false) || outcome === 'done');
  }
  return new Map([...here, ...[...elsewhere].map((nichandle) => [nichandle, true] as const)]);
}

export const outboxAgrees: NewCheck = () => {
  const forLong = lasting(60_000);
  return {
    name: 'outbox agrees',
    look({ computer, program, screens }) {
      const list = screens?.outbox;
      if (!list || !program) return null;
      const isSending = program.open().some(({ channel }) => channel === 'outbox:send');
      const wrong: string[] = [];
      for (const entry of list.entries) {
        if (entry.state === 'sending' && !isSending)
          wrong.push(`${entry.id} is said to be sent now, and nobody sends`);
        if (entry.kind !== 'decision' || entry.state === 'sending') continue;
        const certain = screens?.requests
          .find(({ key }) => key === entry.requestKey)
          ?.confirmations.find(({ nichandle }) => `${nichandle}@${ORIGIN}` === entry.accountId)?.certain;
        const mayGo = entry.now.verdict === 'unchanged' || entry.now.verdict === 'changed';
        if (certain === true && mayGo)
          wrong.push(`${entry.id} can be sent, and its side is decided: request ${entry.requestKey}`);
      }
      return forLong(computer.scheduler.awake(), wrong);
    },
  };
};
