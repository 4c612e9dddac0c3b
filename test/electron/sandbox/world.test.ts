/** The world that is there at the start: repeatable, plausible, and with everything a client must cope with. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AGENCY, PRIMARY } from '../../../electron/sandbox/cast.ts';
import { FAMILIES } from '../../../electron/sandbox/families.ts';
import { contactsAt, isFinal, type Service, stateAt, type Task } from '../../../electron/sandbox/model.ts';
import { createUniverse, type Universe, type UniverseOptions } from '../../../electron/sandbox/universe.ts';
import { START } from './client.ts';

const DAY = 24 * 3600 * 1000;
const make = (options: Partial<UniverseOptions> = {}): Universe =>
  createUniverse({
    services: 1248,
    requests: 201,
    waiting: 0,
    accounts: 30,
    seed: 7,
    counterparts: 'idle',
    pace: 1,
    lag: 1.5,
    now: () => START,
    ...options,
  });

let universe: Universe;
beforeAll(() => {
  universe = make();
});
afterAll(() => universe.faults.clear());

const seen = ({ world }: Universe) => ({
  services: [...world.services.values()],
  tasks: [...world.tasks.values()].map(({ sides, service, ...rest }) => ({
    ...rest,
    service: service?.serviceId,
    confirmed: sides.map((side) => [side.nichandle, side.confirmedAt]),
  })),
});

test('the same seed makes the same world, another seed another', () => {
  expect(seen(make())).toEqual(seen(universe));
  expect(seen(make({ seed: 8 })).services).not.toEqual(seen(universe).services);
});

test('dates move with the day the world is made', () => {
  const later = make({ now: () => START + DAY });
  const shift = (tasks: { requested: number }[]) => tasks.map((task) => task.requested);
  expect(shift(seen(later).tasks)).toEqual(shift(seen(universe).tasks).map((at) => at + DAY));
});

describe('the world', () => {
  test('has the numbers that were asked for', () => {
    expect(universe.world.servicesOf(PRIMARY)).toHaveLength(1248);
    expect(universe.world.tasksOf(PRIMARY)).toHaveLength(201);
    expect(universe.accounts).toHaveLength(30);
    expect(universe.accounts.slice(0, 3).map((account) => account.nichandle)).toEqual([...AGENCY]);
    expect(make({ services: 3, requests: 0 }).world.servicesOf(PRIMARY)).toHaveLength(3);
    expect(make({ services: 0, requests: 5 }).world.tasks.size).toBeLessThanOrEqual(6);
    expect(make({ services: 40, requests: 7, accounts: 50 }).world.tasksOf(PRIMARY)).toHaveLength(7);
  });

  test('has as many more requests that wait for the primary as were asked for, and else the same', () => {
    const more = make({ waiting: 500 });
    const before = new Set(universe.world.tasksOf(PRIMARY).map((task) => task.requested));
    const added = more.world.tasksOf(PRIMARY).filter((task) => !before.has(task.requested));
    expect(more.world.tasksOf(PRIMARY)).toHaveLength(701);
    expect(new Set(more.world.tasksOf(PRIMARY).map((task) => task.service)).size).toBeGreaterThan(500);
    for (const task of added) {
      expect(stateAt(task, START)).toBe('validatingByCustomers');
      expect(task.sides.find((side) => side.nichandle === PRIMARY)?.confirmedAt).toBeNull();
      expect(more.world.holds(PRIMARY, task.service as Service)).toBe(true);
    }
    const left = added.map((task) => task.sides.filter((side) => side.confirmedAt === null).length);
    expect([
      left.filter((sides) => sides === 1).length > 200,
      left.filter((sides) => sides === 2).length > 200,
    ]).toEqual([true, true]);
    expect(more.world.services.size).toBe(universe.world.services.size);
    expect(() => make({ services: 40, waiting: 41 })).toThrow(
      /41 waiting requests need as many free services/,
    );
  });

  test('has every family, each name once within its family', () => {
    const services = [...universe.world.services.values()];
    expect(new Set(services.map((service) => service.family))).toEqual(
      new Set(FAMILIES.map((each) => each.family)),
    );
    expect(new Set(services.map((service) => `${service.family} ${service.name}`)).size).toBe(
      services.length,
    );
    expect(new Set(services.map((service) => service.serviceId)).size).toBe(services.length);
  });

  test('has twins, international names, IPv6 and reverse names, long ones', () => {
    const services = universe.world.servicesOf(PRIMARY);
    const zones = new Set(services.filter((each) => each.family === '/domain/zone').map((each) => each.name));
    expect(
      services.filter((each) => each.family === '/domain' && zones.has(each.name)).length,
    ).toBeGreaterThan(200);
    expect(
      services.some((each) => each.name.startsWith('xn--') && /[^\x20-\x7e]/.test(each.displayName)),
    ).toBe(true);
    expect(services.some((each) => each.name.includes('::/64'))).toBe(true);
    expect(services.some((each) => each.name.endsWith('.ip6.arpa'))).toBe(true);
    expect(services.some((each) => each.name.length > 60)).toBe(true);
  });

  test('names domains that could exist', () => {
    for (const { family, name } of universe.world.services.values()) {
      if (family !== '/domain') continue;
      expect(name).toMatch(/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/);
    }
  });

  test('has services in every condition', () => {
    const services = universe.world.servicesOf(PRIMARY);
    const statuses = new Set(services.map((service) => service.status));
    expect(statuses).toEqual(
      new Set(['ok', 'autorenewInProgress', 'inCreation', 'unPaid', 'pendingDebt', 'expired']),
    );
    const states = new Set(services.map((service) => service.state));
    expect(states).toEqual(new Set(['active', 'suspended', 'toActivate', 'toDelete', 'toSuspend']));
    const silent = services.filter((service) => !service.tellsContacts).length / services.length;
    expect(silent).toBeGreaterThan(0.015);
    expect(silent).toBeLessThan(0.045);
  });

  test('has accounts in debt, one in the Canadian zone, and all seven languages', () => {
    const accounts = [...universe.world.accounts.values()];
    expect(accounts.filter((account) => account.debt > 0)).toHaveLength(3);
    expect(accounts.filter((account) => account.zone === 'CA')).toHaveLength(1);
    expect(new Set(accounts.map((account) => account.language)).size).toBe(7);
    expect(accounts.filter((account) => account.agency && account.debt > 0)).toEqual([]);
  });
});

describe('the requests', () => {
  const running = (): Task[] =>
    universe.world.tasksOf(PRIMARY).filter((task) => !isFinal(stateAt(task, START)));

  test('are in every final state and in every direction, over eighteen months', () => {
    const tasks = universe.world.tasksOf(PRIMARY);
    const states = new Set(tasks.map((task) => stateAt(task, START)));
    for (const state of [
      'validatingByCustomers',
      'doing',
      'done',
      'refused',
      'expired',
      'aborted',
      'error',
    ] as const) {
      expect(states).toContain(state);
    }
    expect(tasks.some((task) => task.from === PRIMARY && task.asking === PRIMARY)).toBe(true);
    expect(tasks.some((task) => task.to === PRIMARY && task.asking !== PRIMARY)).toBe(true);
    expect(
      tasks.some((task) => task.asking === PRIMARY && task.from !== PRIMARY && task.to !== PRIMARY),
    ).toBe(true);
    const agency: readonly string[] = AGENCY;
    expect(tasks.some((task) => agency.includes(task.from) && agency.includes(task.to))).toBe(true);
    expect(Math.min(...tasks.map((task) => task.requested))).toBeLessThan(START - 400 * DAY);
    expect(Math.min(...tasks.map((task) => task.requested))).toBeGreaterThan(START - 560 * DAY);
  });

  test('need the code of the primary account in six cases, wait for others in eleven, are being applied in two', () => {
    const waiting = running().filter((task) => stateAt(task, START) === 'validatingByCustomers');
    const mine = waiting.filter((task) =>
      task.sides.some((side) => side.nichandle === PRIMARY && side.confirmedAt === null),
    );
    expect([mine.length, waiting.length - mine.length, running().length - waiting.length]).toEqual([
      6, 11, 2,
    ]);
    expect(waiting.filter((task) => task.requested + 7 * DAY < START + DAY).length).toBeGreaterThan(1);
    expect(waiting.every((task) => task.requested + 7 * DAY > START)).toBe(true);
  });

  test('that run fit the services they are about', () => {
    for (const task of [...universe.world.tasks.values()].filter((each) => !isFinal(stateAt(each, START)))) {
      const contacts = contactsAt(task.service as NonNullable<Task['service']>, START);
      for (const field of task.fields) expect(contacts[field]).toBe(task.from);
      expect(task.asking === contacts.contactAdmin || task.asking === task.from).toBe(true);
      for (const nichandle of [task.from, task.to]) {
        expect(universe.world.accounts.get(nichandle)).toMatchObject({ debt: 0, zone: 'EU' });
      }
    }
  });

  test('run one at a time on a service', () => {
    const busy = running().map((task) => task.service);
    expect(new Set(busy).size).toBe(busy.length);
  });

  test('are numbered in the order of their dates, from six digits into seven', () => {
    const tasks = universe.world.tasksOf(PRIMARY);
    expect(tasks.map((task) => task.id)).toEqual(tasks.map((task) => task.id).sort((a, b) => a - b));
    expect(tasks.map((task) => task.requested)).toEqual(
      tasks.map((task) => task.requested).sort((a, b) => a - b),
    );
    expect(tasks[0]?.id).toBeLessThan(1_000_000);
    expect(tasks.at(-1)?.id).toBeGreaterThan(2_000_000);
  });

  test('that ended did so after they began, and the expired ones after seven days', () => {
    for (const task of universe.world.tasks.values()) {
      const moments = task.course.map((step) => step.at);
      expect(moments).toEqual([...moments].sort((a, b) => a - b));
      if (stateAt(task, START) === 'expired') expect((moments.at(-1) ?? 0) - task.requested).toBe(7 * DAY);
    }
  });
});

test('a hundred thousand services and ten thousand requests are there within ten seconds', () => {
  const before = performance.now();
  const large = make({ services: 100_000, requests: 10_000 });
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(large.world.servicesOf(PRIMARY)).toHaveLength(100_000);
  expect(large.world.tasksOf(PRIMARY)).toHaveLength(10_000);
});
