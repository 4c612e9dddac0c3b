/**
 * The ledger and the service agree: what is told as done is done there, and what is done there by a call of the program's is
 * told as done, or as not known yet. Sides, not single calls: a second call may have found the work of the first.
 */

import { decidedState } from '../../../electron/sandbox/model.ts';
import type { ActivityEntry } from '../../../shared/activity.ts';
import { type Post } from '../machine/network.ts';
import { ORIGIN, type Server } from '../machine/server.ts';
import { idOfRequest, sideOfDecision, sideOfPost } from '../user/person.ts';
import type { NewCheck, Scene } from './check.ts';

export const doneIsDone: NewCheck = () => ({
  name: 'done is done',
  look({ computer, screens }) {
    if (screens === null) return null;
    for (const entry of screens.activity) {
      if (entry.outcome === 'done' && !isDone(computer.server, entry)) {
        return `${wordsOf(entry)} is told as done, and the service knows nothing of it`;
      }
    }
    return null;
  },
});

export const nothingUntold: NewCheck = () => ({
  name: 'nothing untold',
  look(scene) {
    const { computer, screens } = scene;
    if (screens === null) return null;
    const told = new Map<string, ActivityEntry[]>();
    for (const entry of screens.activity) {
      const side = sideOfEntry(entry, computer.server);
      if (side !== null) told.set(side, [...(told.get(side) ?? []), entry]);
    }
    for (const post of computer.network.posts) {
      if (!post.statuses.includes(200) || isWiped(scene, post)) continue;
      const entries = told.get(sideOfPost(post)) ?? [];
      if (!entries.some(isTold) && !isOverForAll(scene, post, entries)) {
        const words = entries.map(({ outcome }) => outcome).join(', ') || 'nothing';
        return `the service did ${post.path} for ${post.caller}, and Activity says: ${words}`;
      }
    }
    return null;
  },
});

/**
 * A call that was sent twice by somebody on the way, and read again when somebody else had ended the request: that it does not
 * wait any more is all that could be told, and this side's word had no effect.
 */
function isOverForAll(
  { computer }: Scene,
  { path, statuses }: Post,
  entries: readonly ActivityEntry[],
): boolean {
  const task = computer.server.universe.world.tasks.get(Number(/(\d+)\/\w+$/.exec(path)?.[1]));
  const isEnded = task !== undefined && ['refused', 'expired'].includes(decidedState(task));
  return isEnded && statuses.length > 1 && entries.some(({ failure }) => failure?.code === 'not-waiting');
}

/** An answer to a second sending of the same call says that it was done before: that is told, too. */
function isTold({ outcome, failure }: ActivityEntry): boolean {
  return outcome === 'failed' ? failure?.code === 'already-confirmed' : outcome !== 'not-sent';
}

function isDone({ universe }: Server, entry: ActivityEntry): boolean {
  const { world } = universe;
  const task = entry.requestKey === null ? undefined : world.tasks.get(idOfRequest(entry.requestKey));
  switch (entry.kind) {
    case 'accept': {
      const side = task?.sides.find(({ nichandle }) => nichandle === entry.nichandle);
      return (side?.confirmedAt ?? null) !== null;
    }
    case 'refuse':
      return task !== undefined && decidedState(task) === 'refused';
    case 'resend':
      return world.lettersOf(entry.nichandle).some((letter) => letter.task === task && letter.code !== null);
    case 'changeContact':
      return (
        entry.requestIds.length > 0 &&
        entry.requestIds.every((id) => {
          const made = world.tasks.get(id);
          return (
            made?.asking === entry.nichandle &&
            made.service !== null &&
            keyOf(made.service) === entry.serviceKey
          );
        })
      );
    // Nothing was asked of the service.
    case 'say-confirmed':
    case 'say-open':
    case 'connect':
    case 'forget':
      return true;
  }
}

const keyOf = ({ serviceId }: { serviceId: number }): string => `${ORIGIN}/${serviceId}`;

function sideOfEntry(
  { kind, nichandle, requestKey, serviceKey }: ActivityEntry,
  { universe }: Server,
): string | null {
  if (kind === 'accept' || kind === 'refuse') return sideOfDecision(nichandle, idOfRequest(requestKey ?? ''));
  if (kind === 'resend') return `${nichandle} ${idOfRequest(requestKey ?? '')} resend`;
  if (kind !== 'changeContact') return null;
  const service = universe.world.services.get(idOfRequest(serviceKey ?? ''));
  return service === undefined ? null : `${service.family}/${encodeURIComponent(service.name)} changeContact`;
}

/** The user had the record of that account wiped since. */
function isWiped({ person }: Scene, { caller, sentAt }: Post): boolean {
  return (person.wiped.get(caller ?? '') ?? -1) >= sentAt;
}

function wordsOf({ kind, nichandle, requestKey, serviceName }: ActivityEntry): string {
  return `${kind} of ${requestKey ?? serviceName} by ${nichandle}`;
}
