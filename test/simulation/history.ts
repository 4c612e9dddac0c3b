/**
 * Plays one history: from a seed, so many steps, each of them something the user or the world does while everything earlier
 * goes on; then a calm. The checks look on. Answers what went wrong first, and the trace. Decides nothing by itself.
 */
import type { Output } from '../../shared/contract.ts';
import { chanceOf } from './chance.ts';
import { newChecks } from './checks/all.ts';
import type { Check, Scene, Screens } from './checks/check.ts';
import { CALM_MS } from './checks/in-the-end.ts';
import { DATA, openComputer } from './machine/computer.ts';
import type { NamesAre } from './machine/disk.ts';
import { type Program, type Said, type Sources, startProgram } from './program.ts';
import { hangUp } from './stand-ins/connection.ts';
import type { Trace } from './trace.ts';
import type { Action, Life } from './user/action.ts';
import { CONNECTING, connect } from './user/connecting.ts';
import { DECIDING } from './user/deciding.ts';
import { HANDING_OVER } from './user/handing-over.ts';
import { type Habits, habitsOf } from './user/occasional.ts';
import { noteKept, OUTBOX } from './user/outbox.ts';
import { hush, newPerson, passphrasesOf } from './user/person.ts';
import { SURROUNDINGS } from './user/surroundings.ts';

export type Plan = {
  seed: number;
  steps: number;
  /** Steps left out. */
  without: ReadonlySet<number>;
  names: NamesAre;
  habits: Habits;
};

export type Violation = { check: string; text: string; step: number };

export type Played = {
  violation: Violation | null;
  steps: number;
  happenings: number;
  virtualMs: number;
  trace: Trace;
};

const USUAL: readonly Action[] = [...CONNECTING, ...DECIDING, ...HANDING_OVER, ...OUTBOX, ...SURROUNDINGS];

/** An action that takes longer goes on beside the next ones. */
const PATIENCE_MS = 20 * 60_000;
/** A history in which more happens than this goes round in circles. */
const MOST_HAPPENINGS = 200_000;

export async function playHistory(plan: Plan, sources: Sources): Promise<Played> {
  const { seed } = plan;
  const computer = openComputer(seed, plan.names);
  const { scheduler, trace } = computer;
  const person = newPerson();
  const actions = [...USUAL, ...habitsOf(seed, plan.habits)];
  const checks: Check[] = newChecks();
  const began = scheduler.now();
  const mood = chanceOf(seed, 'mood');
  const weather = {
    network: mood.pick([0, 0.03, 0.1, 0.2, 0.35]),
    disk: mood.pick([0, 0, 0.003, 0.02]),
  };
  let program: Program | null = null;
  let isLocked = false;
  let violation: Violation | null = null;
  let happenings = 0;
  /** So many happenings until the program is killed in the middle of them; 0: it is not. */
  let fuse = 0;

  for (const { applicationKey, applicationSecret, consumerKey, clientSecret } of computer.server.agency) {
    for (const secret of [applicationKey, applicationSecret, consumerKey, clientSecret])
      person.secrets.add(secret);
  }

  const scene = (screens: Screens | null): Scene => ({ computer, person, program, screens, isLocked });
  const accuse = (check: string, text: string | null): void => {
    if (text === null || violation !== null) return;
    violation = { check, text, step: computer.step };
    trace.say(`✗ ${check}: ${text}`);
  };
  const hear = (said: Said): void => {
    trace.note(`${said.kind} ${said.name} ${said.text.length}`);
    if (said.kind === 'event' && said.name === 'lock:changed')
      lockedNow((said.value as { state: string }).state === 'locked');
    if (said.kind === 'event' && said.name === 'damage:changed') {
      const damage = said.value as Output<'app:open'>['damage'];
      person.isLockUnconfirmed = damage.some(({ part, why }) => part === 'lock' && why === 'unconfirmed');
    }
    if (said.kind === 'event' && said.name === 'jobs:progress') hushWhatIsTold(said);
    if (said.kind === 'event' && said.name === 'accounts:changed') {
      const accounts = said.value as Output<'app:open'>['accounts'];
      const keyless = accounts.filter(
        ({ id, credential }) => credential.state !== 'valid' && person.connected.has(id),
      );
      person.keyless = new Set(keyless.map(({ id }) => id));
    }
    for (const check of checks) accuse(check.name, check.hear?.(said, scene(null)) ?? null);
  };
  const lockedNow = (now: boolean): void => {
    isLocked = now;
    if (now) for (const word of person.words) word.isUntold = word.isOpen;
  };
  const hushWhatIsTold = ({ value }: Said): void => {
    const { last } = value as { last: { requestKey?: string; accountId?: string } };
    if (last.requestKey === undefined || last.accountId === undefined) return;
    const id = last.requestKey.slice(last.requestKey.lastIndexOf('/') + 1);
    hush(person, `${last.accountId.slice(0, last.accountId.indexOf('@'))} ${id} decide`);
  };
  computer.disk.wrote = (bytes) => {
    for (const check of checks) accuse(check.name, check.wrote?.(bytes, scene(null)) ?? null);
  };
  const broken = (error: unknown): void => accuse('nothing is thrown past the ports', stackOf(error));
  process.on('unhandledRejection', broken);
  process.on('uncaughtException', broken);

  const isRunning = (): boolean => program?.state() === 'open';
  const over = (): void => {
    program?.ended();
    program = null;
    isLocked = false;
    fuse = 0;
    hush(person);
  };
  const life: Life = {
    computer,
    person,
    program: () => program,
    isRunning,
    isLocked: () => isLocked,
    start() {
      // The file of the lock tells it before the program does.
      isLocked = computer.disk.at(`${DATA}/lock.json`) !== undefined;
      program = startProgram(computer, sources, hear);
    },
    end(how) {
      computer.end(how);
      over();
    },
    async quit() {
      const ending = program;
      trace.say('quits the program');
      await ending?.quit();
      if (program !== ending) return;
      scheduler.end(computer.life);
      trace.say('the program has ended');
      over();
    },
    call: async (channel, input) => (program === null ? null : await program.call(channel, input)),
    say: (line) => trace.say(line),
  };

  /** Lets things happen until then, or until so much time has passed. */
  const pass = async (until: () => boolean, ms: number): Promise<void> => {
    const end = scheduler.now() + ms;
    await scheduler.settle();
    while (!until() && violation === null) {
      const happened = await scheduler.next(end);
      if (happened === null) return;
      happenings += 1;
      trace.note(happened.what);
      if (happenings > MOST_HAPPENINGS) accuse('comes to an end', `${MOST_HAPPENINGS} happenings and no end`);
      if (fuse > 0) {
        fuse -= 1;
        if (fuse === 0 && program !== null) life.end(computer.around.chance(0.6) ? 'killed' : 'power cut');
      }
      if (program?.state() === 'failed') over();
    }
  };

  const look = async (isWhole: boolean): Promise<Screens | null> => {
    if (!isRunning() || isLocked) return null;
    const kept: Partial<Screens> = {};
    const ask = (name: keyof Screens, channel: Parameters<Life['call']>[0]): void => {
      void program?.call(channel, {} as never).then((answer) => {
        if (answer?.ok) Object.assign(kept, { [name]: answer.value });
      });
    };
    if (isWhole) ask('open', 'app:open');
    ask('requests', 'requests:list');
    ask('activity', 'activity:list');
    ask('people', 'people:list');
    ask('outbox', 'outbox:list');
    await scheduler.settle();
    if ((isWhole && !kept.open) || !kept.requests || !kept.activity || !kept.people) return null;
    const screens: Screens = { open: null, outbox: null, ...kept } as Screens;
    if (screens.outbox !== null) noteKept(life, screens.outbox, false);
    return screens;
  };
  const check = async (): Promise<void> => {
    const screens = await look(computer.step % 4 === 0);
    for (const one of checks) accuse(one.name, one.look?.(scene(screens)) ?? null);
  };

  life.start();
  await pass(() => program?.state() !== 'opening', PATIENCE_MS);
  await settleIn();
  computer.trouble = weather;
  for (let step = 1; step <= plan.steps && violation === null; step += 1) {
    computer.step = step;
    computer.around = chanceOf(seed, `around ${step}`);
    if (plan.without.has(step)) continue;
    const chance = chanceOf(seed, `step ${step}`);
    const possible = actions.filter((action) => action.can(life));
    const action = chance.weighted(possible.map((one) => [one.weight, one] as const));
    trace.note(`step ${step}: ${action.name}`);
    // Half of the time nobody waits for what was asked for.
    const patience = chance.weighted([
      [5, PATIENCE_MS],
      [2, chance.int(0, 50)],
      [3, chance.int(50, 3000)],
    ]);
    if (fuse === 0 && chance.chance(0.08)) fuse = chance.int(1, 40);
    let isDone = false;
    void action.run(life, chance).then(() => {
      isDone = true;
    }, broken);
    await pass(() => isDone, patience);
    if (program !== null && (program as Program).state() === 'opening') {
      await pass(() => program?.state() !== 'opening', chance.pick([0, 200, PATIENCE_MS]));
    }
    // She thinks it over.
    await pass(
      () => false,
      chance.weighted([
        [4, 0],
        [4, chance.int(0, 1_500)],
        [2, chance.int(1_500, 10_000)],
      ]),
    );
    await check();
  }

  if (violation === null) {
    computer.step = plan.steps + 1;
    computer.around = chanceOf(seed, 'calm');
    await calm();
    const screens = await look(true);
    for (const one of checks) accuse(one.name, one.look?.(scene(screens)) ?? null);
    for (const one of checks) accuse(one.name, one.end?.(scene(screens)) ?? null);
  }
  // Whatever still waits belongs to nobody.
  over();
  scheduler.end(computer.life);
  const played: Played = {
    violation,
    steps: computer.step,
    happenings,
    virtualMs: scheduler.now() - began,
    trace,
  };
  hangUp();
  await scheduler.settle();
  process.off('unhandledRejection', broken);
  process.off('uncaughtException', broken);
  return played;

  /** Most histories begin where accounts are connected already; the others with a program nobody has used yet. */
  async function settleIn(): Promise<void> {
    const many = mood.weighted([
      [1, 0],
      [2, 1],
      [6, 2],
      [3, 3],
    ]);
    for (const { nichandle } of computer.server.agency.slice(0, many)) {
      let isDone = false;
      void connect(life, nichandle, mood).then(() => {
        isDone = true;
      }, broken);
      await pass(() => isDone, PATIENCE_MS);
    }
    if (many > 0) await pass(() => false, mood.int(0, 20_000));
  }

  /** The last fault is over: everything is there again, and the program open. */
  async function calm(): Promise<void> {
    trace.say('from here on nothing goes wrong');
    fuse = 0;
    computer.trouble = { network: 0, disk: 0 };
    computer.isOnline = true;
    computer.isDiskFull = false;
    computer.refusesFolderSync = false;
    computer.clockIsOff = 0;
    computer.ring.isLocked = false;
    const isBare = computer.ring.isGone;
    computer.ring.isGone = false;
    // What she did last may still go on: the end of the program, for one.
    await pass(() => false, 60_000);
    if (program !== null && isBare) {
      let hasQuit = false;
      void life.quit().then(() => {
        hasQuit = true;
      });
      await pass(() => hasQuit, PATIENCE_MS);
    }
    if (!isRunning()) {
      life.start();
      await pass(isRunning, PATIENCE_MS);
    }
    // A clock that leapt may lock it once more, and after many wrong tries the lock takes its time.
    for (let tries = 0; tries < 6; tries += 1) {
      const known = passphrasesOf(person);
      if (isLocked) {
        const passphrase = known[tries % known.length] ?? '-';
        void life.call('lock:unlock', { by: 'passphrase', passphrase });
        await pass(() => false, 2 * 60_000);
      }
      void life.call('lock:change', { minutes: null });
      await pass(() => false, 10_000);
      if (!isLocked) break;
    }
    void life.call('sync:attention', { visible: true });
    for (const { id } of (await look(true))?.open?.accounts ?? [])
      void life.call('accounts:reopen', { accountId: id });
    await pass(() => false, CALM_MS);
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
