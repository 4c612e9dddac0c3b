/**
 * What happens in some histories only, each kind of it in every second one: a history that leaves something out goes further in
 * the rest, and the seeds of before find what they found.
 */
import { type Chance, chanceOf } from '../chance.ts';
import { ORIGIN } from '../machine/server.ts';
import { type Action, atTheWindow, type Life, told } from './action.ts';
import { before, chooseItems } from './deciding.ts';
import { sideOfService } from './handing-over.ts';
import { idOfRequest, nichandleOf, sideOfDecision, unsay, type Word } from './person.ts';

/** Which of them: by the seed; none of them, as histories were before these; or all. */
export type Habits = 'some' | 'none' | 'all';

export function habitsOf(seed: number, habits: Habits): Action[] {
  const chance = chanceOf(seed, 'habits');
  return KINDS.filter(() => chance.chance(0.5) || habits === 'all').flatMap((kind) =>
    habits === 'none' ? [] : kind,
  );
}

/** Decides and has the ten seconds: what is taken back in them, or cut off, was never said. */
async function decideSlowly(life: Life, chance: Chance): Promise<void> {
  const { computer, person } = life;
  const items = chooseItems(chance.some(before(life), chance.int(1, 3)), chance);
  const job = `waits-${computer.step}`;
  const words = new Map<string, Word>();
  for (const { accountId, requestKey } of items) {
    const side = sideOfDecision(nichandleOf(accountId), idOfRequest(requestKey));
    // Not open: what she decides at once meanwhile is a word of its own.
    const word: Word = {
      side,
      at: computer.scheduler.now(),
      step: computer.step,
      isOpen: false,
      from: 'window',
    };
    if (!words.has(side)) words.set(side, word);
  }
  person.words.push(...words.values());
  person.waiting.push({ job, life: computer.life, words: [...words.values()] });
  life.say(`decides on ${items.length} and has ten seconds (${job})`);
  const answer = await life.call('requests:decide', { job, items, waits: true });
  person.waiting = person.waiting.filter((one) => one.job !== job);
  if (!answer?.ok) {
    life.say(`${job}: ${told(answer)}`);
    return;
  }
  life.say(`${job}: ${answer.value.map(({ outcome }) => outcome).join(', ')}`);
  for (const [at, { outcome, accountId, requestKey }] of answer.value.entries()) {
    const side = sideOfDecision(nichandleOf(accountId), idOfRequest(requestKey));
    const word = words.get(side);
    if (outcome === 'stopped' && word !== undefined) unsay(person, [word]);
    const handle = items[at]?.handle ?? null;
    if (outcome !== 'stopped' && outcome !== 'failed' && outcome !== 'unknown' && handle !== null)
      person.forgotten.push({ life: computer.life, handle, at: computer.scheduler.now() });
  }
}

const isWaiting = (life: Life): boolean =>
  atTheWindow(life) && life.person.waiting.some((one) => one.life === life.computer.life);

const TEN_SECONDS: readonly Action[] = [
  {
    name: 'decide and think it over',
    weight: 12,
    can: (life) => atTheWindow(life) && before(life).length > 0,
    run: decideSlowly,
  },
  {
    name: 'take it back',
    weight: 14,
    can: isWaiting,
    async run(life, chance) {
      const { job, words } = chance.pick(
        life.person.waiting.filter((one) => one.life === life.computer.life),
      );
      const answer = await life.call('requests:undo', { job });
      life.say(`takes ${job} back: ${answer?.ok ? answer.value.undone : told(answer)}`);
      if (answer?.ok && answer.value.undone) unsay(life.person, words);
    },
  },
  {
    name: 'send it now',
    weight: 8,
    can: isWaiting,
    async run(life, chance) {
      const { job } = chance.pick(life.person.waiting.filter((one) => one.life === life.computer.life));
      life.say(`has ${job} sent now`);
      await life.call('requests:sendNow', { job });
    },
  },
  {
    name: 'read of what was cut off',
    weight: 1,
    can: atTheWindow,
    async run(life) {
      await life.call('requests:noted', {});
    },
  },
];

const ELSEWHERE: readonly Action[] = [
  {
    name: 'say that it was confirmed elsewhere',
    weight: 4,
    can: (life) => atTheWindow(life) && life.person.connected.size > 0,
    async run(life, chance) {
      const list = await life.call('requests:list', {});
      const running = list?.ok ? list.value.filter(({ state }) => state === 'validatingByCustomers') : [];
      if (running.length === 0) return;
      const { key, id, seenBy } = chance.pick(running);
      const accountId = chance.pick(seenBy);
      const confirmed = chance.chance(0.7);
      const answer = await life.call('requests:say', { requestKey: key, accountId, confirmed });
      life.say(
        `says that ${nichandleOf(accountId)} ${confirmed ? 'confirmed' : 'did not confirm'} ${id} elsewhere: ${told(answer)}`,
      );
    },
  },
];

const PEOPLE: readonly Action[] = [
  {
    name: 'import a table of people',
    weight: 2,
    can: atTheWindow,
    async run(life, chance) {
      const { person, computer } = life;
      const chosen = chance.some(computer.server.universe.accounts, chance.int(1, 12));
      const people = chosen.map(({ nichandle }) => ({
        nichandle: chance.chance(0.3) ? nichandle.toUpperCase() : nichandle,
        name: `colleague ${chance.int(1, 99)}`,
        company: chance.chance(0.3) ? 'Cobalto' : '',
      }));
      // Until it is answered either may be there.
      for (const { nichandle } of chosen) {
        person.labels.delete(nichandle);
        person.nameless.delete(nichandle);
      }
      const table = chosen.map(({ nichandle }) => nichandle);
      person.tables.add(table);
      const answer = await life.call('people:change', { people });
      person.tables.delete(table);
      life.say(`imports ${people.length} people: ${told(answer)}`);
      if (!answer?.ok) return;
      for (const [at, { nichandle }] of chosen.entries())
        person.labels.set(nichandle, people[at]?.name ?? '');
    },
  },
  {
    name: 'forget somebody',
    weight: 2,
    can: (life) => atTheWindow(life) && life.person.labels.size > 0,
    async run(life, chance) {
      const { person } = life;
      const nichandle = chance.pick([...person.labels.keys()]);
      person.labels.delete(nichandle);
      const nothing = { name: '', company: '', email: '', note: '', leaves: null, successor: null };
      const answer = await life.call('people:change', { people: [{ nichandle, ...nothing }] });
      life.say(`forgets ${nichandle}: ${told(answer)}`);
      // A table that was on its way meanwhile may bring it back.
      const comes = [...person.tables].some((table) => table.includes(nichandle));
      if (answer?.ok && !comes) person.nameless.add(nichandle);
    },
  },
];

const LEAVING: readonly Action[] = [
  {
    name: 'hand over everything of somebody',
    weight: 3,
    can: (life) => atTheWindow(life) && life.person.connected.size > 0,
    async run(life, chance) {
      const { computer, person } = life;
      const { universe } = computer.server;
      const account = nichandleOf(chance.pick([...person.connected]));
      const holders = new Set(
        universe.world.servicesOf(account).flatMap(({ contacts }) => Object.values(contacts)),
      );
      if (holders.size === 0) return;
      const leaver = chance.pick([...holders]);
      const successor = chance.pick(universe.accounts).nichandle;
      if (leaver === successor) return;
      const roles = (['contactAdmin', 'contactTech', 'contactBilling'] as const).filter(() =>
        chance.chance(0.7),
      );
      const all = universe.world
        .servicesOf(account)
        .filter(({ contacts }) => roles.some((role) => contacts[role] === leaver));
      if (all.length === 0) return;
      const asked = {
        serviceKeys: all.map(({ serviceId }) => `${ORIGIN}/${serviceId}`),
        target: { ...Object.fromEntries(roles.map((role) => [role, successor])), replaces: leaver },
      };
      const plan = await life.call('handover:check', asked);
      const ready = plan?.ok ? plan.value.rows.filter(({ verdict }) => verdict === 'ready').length : 0;
      life.say(
        `plans to hand over everything of ${leaver}: ${plan?.ok ? `${ready} of ${all.length}` : told(plan)}`,
      );
      if (ready === 0 || !atTheWindow(life)) return;
      const job = `leaving-${computer.step}`;
      person.jobs.push(job);
      for (const key of asked.serviceKeys) {
        person.words.push({
          side: sideOfService(life, key),
          at: computer.scheduler.now(),
          step: computer.step,
          isOpen: true,
          from: 'window',
        });
      }
      const answer = await life.call('handover:send', { job, ...asked });
      life.say(
        `${job}: ${answer?.ok ? answer.value.map(({ outcome }) => outcome).join(', ') : told(answer)}`,
      );
    },
  },
];

const DISK: readonly Action[] = [
  {
    name: 'folders are not synced',
    weight: 1,
    can: ({ computer }) => !computer.refusesFolderSync,
    async run({ computer, say }) {
      computer.refusesFolderSync = true;
      computer.trace.count('folders not synced');
      say('has a disk that syncs no folder');
    },
  },
  {
    name: 'folders are synced',
    weight: 6,
    can: ({ computer }) => computer.refusesFolderSync,
    async run({ computer, say }) {
      computer.refusesFolderSync = false;
      say('has a disk that syncs folders again');
    },
  },
];

const KINDS: readonly (readonly Action[])[] = [TEN_SECONDS, ELSEWHERE, PEOPLE, LEAVING, DISK];
