/**
 * The requests that are there when the world begins: some need the primary account's code, some wait for others, some
 * are being applied, and the rest ended over the last eighteen months. Runs the rules' outcome, never against it.
 */
import { MINUTE, SECOND } from './clock.ts';
import type { Machine } from './machine.ts';
import type { Task } from './model.ts';
import { tellClosed, tellOthers } from './other-stories.ts';
import type { Random } from './random.ts';
import { tellRunning, tellWaiting } from './running-stories.ts';
import type { Draft } from './story.ts';
import { sidesOf, type World } from './world.ts';

/**
 * `requests` that concern the primary account, a few that do not, and `waiting` more that need the primary's code.
 * Throws where there are not services enough for these.
 */
export function tellStories(
  world: World,
  machine: Machine,
  random: Random,
  { requests: count, waiting }: { requests: number; waiting: number },
  now: number,
): void {
  const primarys = tellRunning(world, random, count, now);
  primarys.push(...tellClosed(world, random, count - primarys.length, now));
  const drafts = [...primarys, ...tellOthers(world, random, Math.min(14, Math.ceil(count / 10)), now)];
  // Last, so that all else is the same with them and without.
  drafts.push(...tellWaiting(world, random, waiting, drafts, now));
  drafts.sort((a, b) => a.requested - b.requested);

  const ids = numberDrafts(drafts, random);
  drafts.forEach((draft, i) => {
    machine.adopt(toTask(draft, ids[i] as number), now, draft.endsIn);
  });
}

/** Rising with time, from six digits into seven, as they would over a year and a half. */
function numberDrafts(drafts: readonly Draft[], random: Random): number[] {
  const first = 978_112;
  const known = drafts.findIndex((draft) => draft.serviceDomain === 'clinicanorte.es');
  const span = 2_298_243 - first;
  const upTo = Math.max(1, known === -1 ? drafts.length : known);
  let last = 0;
  return drafts.map((_, i) => {
    const even = first + Math.round((span * i) / upTo);
    const jitter = i === known || i === 0 ? 0 : random.int(0, Math.floor(span / upTo / 3));
    last = Math.max(last + 1, i > upTo ? last + random.int(2, 60) : even - jitter);
    return last;
  });
}

function toTask(draft: Draft, id: number): Task {
  const sides = sidesOf(draft.asking, draft.to);
  for (const side of sides) {
    if (draft.confirmed.includes(side.nichandle)) side.confirmedAt = draft.requested + MINUTE;
  }
  const course: Task['course'] = [{ state: 'todo', at: draft.requested }];
  const wentOut = !['aborted', 'error'].includes(draft.state);
  course.push({ state: 'checkValidity', at: draft.requested + SECOND });
  if (wentOut) course.push({ state: 'validatingByCustomers', at: draft.requested + 2 * SECOND });
  if (draft.state !== 'validatingByCustomers') {
    course.push({ state: draft.state, at: draft.ended ?? draft.requested + 5 * MINUTE });
  }
  const { asking, from, to, fields, service, serviceDomain, requested } = draft;
  return { id, asking, from, to, fields, service, serviceDomain, requested, course, sides };
}
