/**
 * What a task goes through: `todo → checkValidity → validatingByCustomers → doing → done`, or refused, or expired.
 * Knows codes and time; must not know HTTP.
 */
import type { Agenda } from './agenda.ts';
import { DAY, SECOND } from './clock.ts';
import { createCode } from './codes.ts';
import { badRequest, conflict, forbidden } from './errors.ts';
import { type ContactField, decidedState, type Service, type Side, stateAt, type Task } from './model.ts';
import type { Random } from './random.ts';
import { planMoves } from './rules.ts';
import { sidesOf, type World } from './world.ts';

/** Days a request waits for its confirmations: from the e-mail's text; the API does not tell. */
export const DAYS_TO_CONFIRM = 7;

type Watcher = {
  /** The codes have gone out. */
  waiting?: (task: Task, at: number) => void;
  confirmed?: (task: Task, nichandle: string, at: number) => void;
};

export type Machine = ReturnType<typeof createMachine>;

type Tempo = {
  /** Factor on all steps; 1 = seconds as a person sees them. */
  pace: number;
  /** Seconds that what is shown lags behind a decision. */
  lag: number;
};

export function createMachine(world: World, agenda: Agenda, random: Random, tempo: Tempo) {
  const watchers: Watcher[] = [];
  const step = (seconds: number): number => Math.round(seconds * SECOND * tempo.pace);
  const lag = Math.round(tempo.lag * SECOND);

  const sendCode = (task: Task, side: Side, at: number): void => {
    side.code = createCode();
    const thrownAway = side.confirmedAt !== null;
    world.addLetter({ to: side.nichandle, task, date: at, code: side.code, thrownAway });
  };

  /** A side that was confirmed has its code used already. */
  const startWaiting = (task: Task, at: number): void => {
    for (const side of task.sides) {
      sendCode(task, side, at);
      side.used = side.confirmedAt !== null;
    }
    if (!task.sides.some((side) => side.nichandle === task.from)) {
      world.addLetter({ to: task.from, task, date: at, code: null, thrownAway: false });
    }
    agenda.enter(task.requested + DAYS_TO_CONFIRM * DAY, (end) => {
      if (decidedState(task) === 'validatingByCustomers') task.course.push({ state: 'expired', at: end });
    });
  };

  const finish = (task: Task, at: number): void => {
    const service = task.service;
    const unchanged = service !== null && task.fields.every((field) => service.contacts[field] === task.from);
    task.course.push({ state: unchanged ? 'done' : 'error', at });
    if (!unchanged || service === null) return;
    const contacts = { ...service.contacts };
    for (const field of task.fields) contacts[field] = task.to;
    world.setContacts(service, contacts, at);
  };

  const startDoing = (task: Task, at: number, duration: number): void => {
    task.course.push({ state: 'doing', at });
    agenda.enter(at + duration, (end) => finish(task, end));
  };

  const mustWait = (task: Task, now: number): void => {
    const waits =
      stateAt(task, now) === 'validatingByCustomers' && decidedState(task) === 'validatingByCustomers';
    if (!waits) throw conflict('This task is not waiting for a confirmation');
  };

  /** SECURITY: a code works for the account it was mailed to alone, on its task alone, and once. */
  const sideFor = (task: Task, nichandle: string, code: string, now: number): Side => {
    const side = task.sides.find((candidate) => candidate.nichandle === nichandle);
    if (side?.used && code === side.code) throw conflict('This token has already been used');
    mustWait(task, now);
    if (!side || code !== side.code) throw badRequest('Invalid token');
    return side;
  };

  const confirm = (task: Task, side: Side, now: number): void => {
    side.used = true;
    side.confirmedAt = now;
    if (task.sides.every((each) => each.confirmedAt !== null)) startDoing(task, now + lag, step(3));
    for (const watcher of watchers) watcher.confirmed?.(task, side.nichandle, now);
  };

  const refuse = (task: Task, now: number): void => {
    task.course.push({ state: 'refused', at: now + lag });
    for (const side of task.sides) side.used = true;
  };

  return {
    watch: (watcher: Watcher): void => {
      watchers.push(watcher);
    },

    /** Makes the tasks of one `changeContact`; throws the refusal. Answers their ids. */
    request: (
      service: Service,
      asking: string,
      wanted: Partial<Record<ContactField, string>>,
      now: number,
    ): number[] => {
      return planMoves(world, service, asking, wanted, now).map((move) => {
        const task: Task = {
          id: world.lastTaskId + random.int(1, 9),
          asking,
          ...move,
          service,
          serviceDomain: service.name,
          requested: now,
          course: [
            { state: 'todo', at: now },
            { state: 'checkValidity', at: now + step(1) },
          ],
          sides: sidesOf(asking, move.to),
        };
        world.addTask(task);
        agenda.enter(now + step(2), (at) => {
          if (decidedState(task) !== 'checkValidity') return;
          task.course.push({ state: 'validatingByCustomers', at });
          startWaiting(task, at);
          for (const watcher of watchers) watcher.waiting?.(task, at);
        });
        return task.id;
      });
    },

    accept: (task: Task, nichandle: string, code: string, now: number): void => {
      confirm(task, sideFor(task, nichandle, code, now), now);
    },

    refuse: (task: Task, nichandle: string, code: string, now: number): void => {
      sideFor(task, nichandle, code, now);
      refuse(task, now);
    },

    /** Mails a new code; the old one is dead from now on. */
    resend: (task: Task, nichandle: string, now: number): void => {
      mustWait(task, now);
      const side = task.sides.find((candidate) => candidate.nichandle === nichandle);
      if (!side) throw forbidden('This task does not need your confirmation');
      if (side.confirmedAt !== null) throw conflict('You have already confirmed this task');
      sendCode(task, side, now);
    },

    /** For the counterparts, who read their own mail: decides without a code. Nothing happens when it is too late. */
    decideFor: (task: Task, nichandle: string, decision: 'accept' | 'refuse', now: number): void => {
      const side = task.sides.find((candidate) => candidate.nichandle === nichandle);
      if (!side || side.confirmedAt !== null || decidedState(task) !== 'validatingByCustomers') return;
      if (decision === 'accept') confirm(task, side, now);
      else refuse(task, now);
    },

    /** Takes up a task that began before the world did; `course` is its past. `endsIn` (ms): how long `doing` still takes. */
    adopt: (task: Task, now: number, endsIn?: number): void => {
      world.addTask(task);
      const state = decidedState(task);
      if (state !== 'validatingByCustomers' && state !== 'doing') return;
      startWaiting(
        task,
        task.course.find((each) => each.state === 'validatingByCustomers')?.at ?? task.requested,
      );
      if (state === 'doing') agenda.enter(now + (endsIn ?? step(3)), (end) => finish(task, end));
    },
  };
}
