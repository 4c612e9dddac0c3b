/** What happens around the program: network, disk, key ring, clock, the lock, the control panel, and its own beginning and end. */
import { decidedState } from '../../../electron/sandbox/model.ts';
import { AGENCY_HANDLES } from '../machine/server.ts';
import { type Action, atTheWindow, isUnderWay, told } from './action.ts';
import { passphrasesOf } from './person.ts';

const HOUR = 3_600_000;
const PASSPHRASES = ['correct horse battery', 'Ñandú y cigüeña 7', 'nine lives of a cat'];

export const SURROUNDINGS: readonly Action[] = [
  {
    name: 'read anew',
    weight: 8,
    can: atTheWindow,
    async run(life) {
      const answer = await life.call('sync:now', {});
      const states = answer?.ok
        ? answer.value.map(({ failure }) => failure?.code ?? 'read').join(', ')
        : told(answer);
      life.say(`reads anew: ${states}`);
    },
  },
  {
    name: 'wait',
    weight: 6,
    can: () => true,
    async run(life, chance) {
      const ms = chance.weighted([
        [6, chance.int(500, 5_000)],
        [4, chance.int(10_000, 90_000)],
        [1, chance.int(120_000, 900_000)],
      ]);
      life.say(`waits ${Math.round(ms / 1000)} s`);
      await new Promise<void>((resolve) => void life.computer.scheduler.after(ms, 'wait', resolve, 0));
    },
  },
  {
    name: 'network off',
    weight: 3,
    can: ({ computer }) => computer.isOnline,
    async run({ computer, say }) {
      computer.isOnline = false;
      computer.trace.count('offline');
      say('is offline');
    },
  },
  {
    name: 'network on',
    weight: 12,
    can: ({ computer }) => !computer.isOnline,
    async run({ computer, say }) {
      computer.isOnline = true;
      say('is online again');
    },
  },
  {
    name: 'disk full',
    weight: 1,
    can: ({ computer }) => !computer.isDiskFull,
    async run({ computer, say }) {
      computer.isDiskFull = true;
      computer.trace.count('disk full');
      say('has a full disk');
    },
  },
  {
    name: 'room on the disk',
    weight: 16,
    can: ({ computer }) => computer.isDiskFull,
    async run({ computer, say }) {
      computer.isDiskFull = false;
      say('makes room on the disk');
    },
  },
  {
    name: 'key ring locked',
    weight: 1,
    can: ({ computer }) => !computer.ring.isLocked,
    async run({ computer: { ring, trace }, say }) {
      ring.isLocked = true;
      trace.count('key ring locked');
      say('has her key ring locked');
    },
  },
  {
    name: 'key ring unlocked',
    weight: 12,
    can: ({ computer }) => computer.ring.isLocked,
    async run({ computer: { ring }, say }) {
      ring.isLocked = false;
      say('unlocks her key ring');
    },
  },
  {
    name: 'clock set',
    weight: 2,
    can: () => true,
    async run({ computer, say }, chance) {
      computer.clockIsOff = chance.pick([0, 0, -HOUR, HOUR, -26 * HOUR, 40_000, -600_000]);
      computer.trace.count('clock set');
      say(
        `sets the clock ${computer.clockIsOff === 0 ? 'right' : `${computer.clockIsOff / 60_000} min wrong`}`,
      );
    },
  },
  {
    name: 'sleep',
    weight: 1,
    can: () => true,
    async run(life, chance) {
      const ms = chance.pick([HOUR / 2, 3 * HOUR, 30 * HOUR]);
      life.computer.scheduler.leap(ms);
      life.computer.trace.count('slept');
      life.say(`closes the lid for ${ms / HOUR} h`);
      if (life.isRunning()) life.program()?.desk()?.woke();
    },
  },
  {
    name: 'look away or back',
    weight: 1,
    can: (life) => life.isRunning(),
    async run(life, chance) {
      const visible = chance.chance(0.6);
      life.say(visible ? 'looks at the window' : 'looks away');
      await life.call('sync:attention', { visible });
    },
  },
  {
    name: 'decide in the control panel',
    weight: 2,
    can: () => true,
    async run({ computer, say }, chance) {
      const { universe } = computer.server;
      const now = universe.live();
      const sides = [...universe.world.tasks.values()].flatMap((task) =>
        decidedState(task) !== 'validatingByCustomers'
          ? []
          : task.sides
              .filter(
                ({ nichandle, confirmedAt }) => confirmedAt === null && AGENCY_HANDLES.includes(nichandle),
              )
              .map(({ nichandle }) => ({ task, nichandle })),
      );
      if (sides.length === 0) return;
      const { task, nichandle } = chance.pick(sides);
      const decision = chance.chance(0.8) ? 'accept' : 'refuse';
      universe.machine.decideFor(task, nichandle, decision, now);
      say(`goes to the control panel and decides request ${task.id}: ${decision}`);
    },
  },
  {
    name: 'set a passphrase',
    weight: 3,
    can: (life) => atTheWindow(life) && life.person.passphrase === null,
    async run(life, chance) {
      const passphrase = chance.pick(PASSPHRASES);
      life.person.secrets.add(passphrase);
      life.person.passphrase = passphrase;
      life.person.hasTakenLockAway = false;
      const answer = await life.call('lock:set', { passphrase });
      life.say(`sets a passphrase: ${told(answer)}`);
      // Without an answer it may be set: then it is tried when it is asked for.
      if (answer !== null && !answer.ok) life.person.passphrase = null;
    },
  },
  {
    name: 'lock',
    weight: 4,
    can: (life) => atTheWindow(life) && life.person.passphrase !== null,
    async run(life, chance) {
      life.say('locks the program');
      if (chance.chance(0.5)) life.program()?.desk()?.screenLocked();
      else await life.call('lock:now', {});
    },
  },
  {
    name: 'unlock',
    weight: 30,
    can: (life) => life.isRunning() && life.isLocked(),
    async run(life, chance) {
      const isWrong = chance.chance(0.1);
      const passphrase = isWrong ? 'not this one' : chance.pick(passphrasesOf(life.person));
      const answer = await life.call('lock:unlock', { by: 'passphrase', passphrase });
      life.say(`unlocks it: ${told(answer)}`);
      // It is back, as she was told it might be.
      if (answer?.ok && passphrase === life.person.oldPassphrase) life.person.passphrase = passphrase;
    },
  },
  {
    name: 'take the passphrase away',
    weight: 2,
    can: (life) => atTheWindow(life) && life.person.passphrase !== null && !isUnderWay(life, 'lock:set'),
    async run(life, chance) {
      const answer = await life.call('lock:off', { current: life.person.passphrase ?? '-' });
      life.say(`takes the passphrase away: ${told(answer)}`);
      if (!answer?.ok) return;
      const { person } = life;
      if (person.isLockUnconfirmed) person.oldPassphrase = person.passphrase;
      else person.hasTakenLockAway = true;
      person.passphrase = null;
      // What was told as gone is gone, whatever happens next.
      if (chance.chance(0.4)) life.end('power cut');
    },
  },
  {
    name: 'start',
    weight: 60,
    can: (life) => life.program() === null,
    async run(life, chance) {
      const { ring, trace } = life.computer;
      ring.isGone = chance.chance(0.05);
      if (chance.chance(0.02)) {
        ring.key = `key ${life.computer.step}`;
        trace.count('key ring lost its key');
        life.say('finds her key ring made anew');
      }
      if (ring.isGone) trace.count('no key ring');
      life.say(`starts the program${ring.isGone ? ', without a key ring' : ''}`);
      life.start();
    },
  },
  {
    name: 'quit',
    weight: 2,
    can: (life) => life.isRunning(),
    run: (life) => life.quit(),
  },
  {
    name: 'kill',
    weight: 2,
    can: (life) => life.isRunning(),
    async run(life, chance) {
      life.end(chance.chance(0.5) ? 'killed' : 'power cut');
    },
  },
];
