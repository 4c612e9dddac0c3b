/** Codes and decisions: pasting letters, deciding on one or many, again, stopping, asking for a new code. */
import type { Chance } from '../chance.ts';
import { firstNameOf } from '../machine/network.ts';
import { type Action, atTheWindow, isUnderWay, type Life, told } from './action.ts';
import { type Kind, type Mail, pickMail } from './mail.ts';
import {
  type DecisionItem,
  type Found,
  hush,
  idOfRequest,
  nichandleOf,
  sideOfDecision,
  speak,
} from './person.ts';

const KINDS: readonly (readonly [number, Kind])[] = [
  [10, 'good'],
  [2, 'old'],
  [1, 'foreign'],
  [1, 'made up'],
];

/** Told of a side that has decided as well: it needs no code any more. */
const TOLD_AS_OVER = ['accepted', 'refused', 'already-confirmed', 'wrong-code', 'not-waiting'];

async function paste(life: Life, mails: readonly Mail[], what: string): Promise<void> {
  const { computer, person } = life;
  const at = computer.scheduler.now();
  for (const { code } of mails) {
    person.secrets.add(code);
    person.pasted.push({ code, at });
  }
  const answer = await life.call('codes:recognise', { text: mails.map(({ text }) => text).join('\n\n') });
  if (!answer?.ok) {
    life.say(`pastes ${what}: ${told(answer)}`);
    return;
  }
  const { codes } = answer.value;
  life.say(`pastes ${what}: ${codes.map(({ verdict }) => verdict).join(', ')}`);
  const inOrder = [...new Set(mails.map(({ code }) => code))];
  for (const [index, { handle, requestKey, accountId, candidates }] of codes.entries()) {
    const sides = requestKey !== null && accountId !== null ? [{ requestKey, accountId }] : candidates;
    const code = inOrder.length === codes.length ? (inOrder[index] ?? null) : null;
    const [side] = sides;
    if (side === undefined) continue;
    person.found = person.found.filter((one) => one.handle !== handle);
    person.found.push({ handle, code, life: computer.life, at: computer.scheduler.now(), ...side });
  }
}

/** What she has before her in this run of the program. */
export function before(life: Life): Found[] {
  return life.person.found.filter((one) => one.life === life.computer.life);
}

export function chooseItems(found: readonly Found[], chance: Chance): DecisionItem[] {
  const items: DecisionItem[] = found.map(({ requestKey, accountId, handle }) => ({
    requestKey,
    accountId,
    handle,
    decision: chance.chance(0.8) ? 'accept' : 'refuse',
  }));
  // Now and then one is there twice: clicked in two places.
  if (chance.chance(0.15) && items[0] !== undefined) items.push({ ...items[0] });
  return items;
}

async function decide(life: Life, found: readonly Found[], chance: Chance): Promise<void> {
  const { computer, person } = life;
  const job = `decisions-${computer.step}`;
  person.jobs.push(job);
  const items = chooseItems(found, chance);
  for (const { accountId, requestKey, handle } of items) {
    const side = sideOfDecision(nichandleOf(accountId), idOfRequest(requestKey));
    speak(person, { side, at: computer.scheduler.now(), step: computer.step, from: 'window', handle });
  }
  const { server } = computer;
  const words = items.map(
    ({ accountId, requestKey, decision }) =>
      `${decision} ${firstNameOf(server, nichandleOf(accountId))}'s request ${idOfRequest(requestKey)}`,
  );
  life.say(`decides: ${words.join(', ')}`);
  const life_ = computer.life;
  const answer = await life.call('requests:decide', { job, items });
  for (const { accountId, requestKey } of items) {
    hush(person, sideOfDecision(nichandleOf(accountId), idOfRequest(requestKey)));
  }
  if (!answer?.ok) {
    life.say(`${job}: ${told(answer)}`);
    return;
  }
  life.say(
    `${job}: ${answer.value.map(({ outcome, failure }) => (failure ? `${outcome} (${failure.code})` : outcome)).join(', ')}`,
  );
  for (const [at, { outcome }] of answer.value.entries()) {
    if (!TOLD_AS_OVER.includes(outcome)) continue;
    const handle = items[at]?.handle ?? null;
    if (handle !== null) person.forgotten.push({ life: life_, handle, at: computer.scheduler.now() });
  }
}

export const DECIDING: readonly Action[] = [
  {
    name: 'paste one letter',
    weight: 14,
    can: atTheWindow,
    async run(life, chance) {
      const kind = chance.weighted(KINDS);
      const mail = pickMail(life.computer.server, kind, chance);
      if (mail !== null) await paste(life, [mail], `a letter (${kind})`);
    },
  },
  {
    name: 'paste several letters',
    weight: 6,
    can: atTheWindow,
    async run(life, chance) {
      const mails = Array.from({ length: chance.int(2, 6) }, () =>
        pickMail(life.computer.server, chance.weighted(KINDS), chance),
      ).filter((mail) => mail !== null);
      if (mails.length > 0) await paste(life, mails, `${mails.length} letters`);
    },
  },
  {
    name: 'look for codes in the mail',
    weight: 1,
    can: atTheWindow,
    async run(life) {
      const answer = await life.call('codes:findInMail', {});
      life.say(`looks for codes in the mail: ${answer?.ok ? answer.value.codes.length : told(answer)}`);
    },
  },
  {
    name: 'open a link with a code',
    weight: 1,
    can: (life) => life.isRunning(),
    async run(life, chance) {
      const mail = pickMail(life.computer.server, 'good', chance);
      if (mail === null) return;
      life.person.secrets.add(mail.code);
      life.person.pasted.push({ code: mail.code, at: life.computer.scheduler.now() });
      life.say('opens a link with a code');
      life.program()?.desk()?.openLink(`relevo://code?token=${mail.code}&id=${mail.requestId}`);
    },
  },
  {
    name: 'decide on one',
    weight: 12,
    can: (life) => atTheWindow(life) && before(life).length > 0,
    run: (life, chance) => decide(life, [chance.pick(before(life))], chance),
  },
  {
    name: 'decide on many',
    weight: 10,
    can: (life) => atTheWindow(life) && before(life).length > 1,
    run: (life, chance) => decide(life, chance.some(before(life), chance.int(2, 8)), chance),
  },
  {
    name: 'stop deciding',
    weight: 20,
    can: (life) => atTheWindow(life) && isUnderWay(life, 'requests:decide'),
    async run(life) {
      const job = life.person.jobs.at(-1) ?? '';
      life.say(`stops ${job}`);
      await life.call('jobs:stop', { job });
    },
  },
  {
    name: 'put codes away',
    weight: 1,
    can: (life) => atTheWindow(life) && before(life).length > 0,
    async run(life, chance) {
      const { computer, person } = life;
      const found = chance.pick(before(life));
      const { handle } = found;
      person.forgotten.push({ life: computer.life, handle, at: computer.scheduler.now(), found });
      person.found = person.found.filter((one) => one.handle !== handle);
      life.say('puts a code away');
      await life.call('codes:forget', { handles: [handle] });
    },
  },
  {
    name: 'ask for a new code',
    weight: 3,
    can: (life) => atTheWindow(life) && life.person.connected.size > 0,
    async run(life, chance) {
      const { computer, person } = life;
      const list = await life.call('requests:list', {});
      const running = list?.ok ? list.value.filter(({ state }) => state === 'validatingByCustomers') : [];
      if (running.length === 0) return;
      const { key, id, seenBy } = chance.pick(running);
      const accountId = chance.pick(seenBy);
      const side = `${nichandleOf(accountId)} ${id} resend`;
      person.words.push({
        side,
        at: computer.scheduler.now(),
        step: computer.step,
        isOpen: true,
        from: 'window',
      });
      const answer = await life.call('requests:resend', { requestKey: key, accountId });
      life.say(
        `asks for a new code for request ${id} of ${firstNameOf(computer.server, nichandleOf(accountId))}: ${told(answer)}`,
      );
    },
  },
];
