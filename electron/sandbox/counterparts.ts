/**
 * The other people of the world: they answer requests after a while and ask for some themselves, so that the demo lives.
 * Never answers for the agency's accounts; those are the user's.
 */
import type { Agenda } from './agenda.ts';
import { PRIMARY } from './cast.ts';
import { MINUTE, SECOND } from './clock.ts';
import { ApiError } from './errors.ts';
import type { Machine } from './machine.ts';
import { type ContactField, decidedState, type Task } from './model.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

export type CounterpartMode = 'auto' | 'idle';

type Temper = 'accepts' | 'refuses' | 'silent';
const NAMED: Record<string, Temper> = {
  'kw21008-ovh': 'refuses',
  'rs90045-ovh': 'silent',
  'mp40311-ovh': 'accepts',
};

/** A nature, not a mood: the same person always answers alike, so that a demo can be repeated. */
export function temperOf(nichandle: string): Temper {
  const named = NAMED[nichandle];
  if (named) return named;
  let sum = 0;
  for (const letter of nichandle) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return sum % 10 === 0 ? 'silent' : sum % 10 === 1 ? 'refuses' : 'accepts';
}

/** So many requests may wait for the primary account before nobody asks for more. */
const ENOUGH_WAITING = 16;

export function createCounterparts(
  world: World,
  machine: Machine,
  agenda: Agenda,
  random: Random,
  pace: number,
) {
  let mode: CounterpartMode = 'idle';
  /** What was planned in an earlier auto time is void. */
  let era = 0;
  let today = 0;

  const plan = (task: Task, at: number, from: number, to: number): void => {
    for (const side of task.sides) {
      if (side.confirmedAt !== null || world.accounts.get(side.nichandle)?.agency) continue;
      // Who asked for it wants it.
      const temper = task.asking === side.nichandle ? 'accepts' : temperOf(side.nichandle);
      if (temper === 'silent') continue;
      const planned = era;
      agenda.enter(at + Math.round(random.int(from, to) * pace), (then) => {
        if (mode === 'idle' || planned !== era) return;
        machine.decideFor(task, side.nichandle, temper === 'refuses' ? 'refuse' : 'accept', then);
      });
    }
  };

  machine.watch({
    waiting: (task, at) => {
      if (mode === 'auto') plan(task, at, 8 * SECOND, 20 * SECOND);
    },
    confirmed: (task, _nichandle, at) => {
      if (mode === 'auto' && decidedState(task) === 'validatingByCustomers')
        plan(task, at, 8 * SECOND, 20 * SECOND);
    },
  });

  const scheduleArrival = (at: number): void => {
    const planned = era;
    agenda.enter(at + Math.max(SECOND, Math.round(random.int(70, 110) * SECOND * pace)), (then) => {
      if (mode === 'idle' || planned !== era) return;
      if (then >= today - MINUTE) arrive(then);
      // A leap of the clock does not bring one request for every ninety seconds of it.
      scheduleArrival(Math.max(then, today));
    });
  };

  const arrive = (at: number): void => {
    const waiting = world
      .tasksOf(PRIMARY)
      .filter(
        (task) =>
          decidedState(task) === 'validatingByCustomers' &&
          task.sides.some((side) => side.nichandle === PRIMARY && side.confirmedAt === null),
      );
    if (waiting.length >= ENOUGH_WAITING) return;
    const services = world.servicesOf(PRIMARY);
    for (let tries = 0; tries < 50 && services.length > 0; tries++) {
      const service = random.pick(services);
      const { contactAdmin, contactTech, contactBilling } = service.contacts;
      // A customer hands over what is his, as his role allows; the primary account takes over.
      const offer: [string, ContactField] =
        contactAdmin !== PRIMARY
          ? [contactAdmin, contactTech === PRIMARY ? 'contactBilling' : 'contactTech']
          : contactTech !== PRIMARY
            ? [contactTech, 'contactTech']
            : [contactBilling, 'contactBilling'];
      const [asking, field] = offer;
      if (asking === PRIMARY || world.accounts.get(asking)?.agency || service.contacts[field] === PRIMARY)
        continue;
      try {
        machine.request(service, asking, { [field]: PRIMARY }, at);
        return;
      } catch (error) {
        // Refused by the rules, as a person would be: try another service.
        if (!(error instanceof ApiError)) throw error;
      }
    }
  };

  return {
    mode: (): CounterpartMode => mode,
    /** Tells how far time goes before the agenda is let go. */
    seeTime: (now: number): void => {
      today = now;
    },
    setMode: (wanted: CounterpartMode, now: number): void => {
      if (wanted === mode) return;
      mode = wanted;
      era++;
      if (mode === 'idle') return;
      today = now;
      // What waits already is answered within the hour; what the user confirms, soon after.
      for (const task of world.tasks.values()) {
        if (decidedState(task) === 'validatingByCustomers') plan(task, now, 3 * MINUTE, 40 * MINUTE);
      }
      scheduleArrival(now);
    },
  };
}

export type Counterparts = ReturnType<typeof createCounterparts>;
