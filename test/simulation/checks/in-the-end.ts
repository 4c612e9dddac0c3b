/**
 * Liveness: when nothing has gone wrong for eight minutes, everything is read, nothing is unknown that the service
 * could tell, and the outbox is empty or asks.
 */
import { stateAt } from '../../../electron/sandbox/model.ts';
import { ORIGIN } from '../machine/server.ts';
import { idOfRequest } from '../user/person.ts';
import type { NewCheck } from './check.ts';

/** Of virtual time, after the last fault. */
export const CALM_MS = 8 * 60_000;
/** The slowest look at an account whose window is watched, and its answer. */
const SLOWEST_LOOK_MS = 6 * 60_000;

export const endsWell: NewCheck = () => ({
  name: 'ends well',
  end({ computer, program, screens }) {
    const { scheduler, server } = computer;
    const { world } = server.universe;
    if (program?.state() !== 'open') return 'the program is not open';
    if (screens === null || screens.open === null) return 'the screens cannot be had';
    const open = program.open();
    if (open.length > 0) return `not answered: ${open.map(({ channel }) => channel).join(', ')}`;
    const underWay = program.desk()?.underWay() ?? 0;
    if (underWay > 0) return `${underWay} writes are still under way`;

    const valid = screens.open.accounts.filter(({ credential }) => credential.state === 'valid');
    for (const { id, nichandle } of valid) {
      const sync = screens.open.sync.find(({ accountId }) => accountId === id);
      if (sync?.online !== true || sync.failure !== null) {
        return `${nichandle} is not read: ${sync?.failure?.code ?? 'no call was made'}`;
      }
      const age = scheduler.now() - Date.parse(sync.requestsAt ?? '');
      if (!(age <= SLOWEST_LOOK_MS))
        return `${nichandle} was read last ${Math.round(age / 60_000)} minutes ago`;
    }
    const readers = new Set(valid.map(({ id }) => id));
    const then = scheduler.now() - SLOWEST_LOOK_MS;
    for (const { id, state, seenBy } of screens.requests) {
      const task = world.tasks.get(id);
      if (task === undefined || !seenBy.some((accountId) => readers.has(accountId))) continue;
      const place = (name: string): number => task.course.findIndex((step) => step.state === name);
      if (place(state) < place(stateAt(task, then)))
        return `request ${id} is shown as ${state}, and is long ${stateAt(task, then)}`;
    }
    for (const { outcome, kind, requestKey, nichandle } of screens.activity) {
      if (outcome === 'pending') return `${kind} of ${requestKey} is told to be on its way`;
      if (outcome !== 'unknown' || requestKey === null || !readers.has(`${nichandle}@${ORIGIN}`)) continue;
      const task = world.tasks.get(idOfRequest(requestKey));
      const state = task === undefined ? null : stateAt(task, then);
      // Who refused cannot be told where this side may have accepted as well: that answer was lost, too.
      const mayHaveAccepted = screens.activity.some(
        (other) =>
          other.kind === 'accept' &&
          other.outcome === 'unknown' &&
          other.requestKey === requestKey &&
          other.nichandle === nichandle,
      );
      const isTold =
        kind === 'accept'
          ? state === 'doing' || state === 'done'
          : kind === 'refuse' && state === 'refused' && !mayHaveAccepted;
      if (isTold) return `${kind} of ${requestKey} is told as unknown, and the request is ${state}`;
    }
    const stuck = screens.outbox?.entries.find(({ state }) => state === 'sending');
    return stuck === undefined ? null : `${stuck.id} of the outbox is told to be on its way`;
  },
});
