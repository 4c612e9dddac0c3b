/** The outbox: keeping decisions and hand-overs, looking them through, sending, stopping, dropping them. */
import type { Output } from '../../../shared/contract.ts';
import { type Action, atTheWindow, isUnderWay, type Life, told } from './action.ts';
import { sideOfService, someHandover } from './handing-over.ts';
import { idOfRequest, nichandleOf, type Person, sideOfDecision } from './person.ts';

type List = Output<'outbox:list'>;

const sideOf = (life: Life, entry: List['entries'][number]): string | null =>
  entry.kind === 'decision'
    ? sideOfDecision(nichandleOf(entry.accountId), idOfRequest(entry.requestKey))
    : entry.kind === 'handover'
      ? sideOfService(life, entry.serviceKey)
      : null;

/** Takes note of what is told to be kept. `isAnswer`: to her own word, just now; else it may be of an earlier run of the program. */
export function noteKept(life: Life, list: List, isAnswer: boolean): void {
  const { person, computer } = life;
  for (const entry of list.entries) {
    const known = person.kept.get(entry.id);
    // What could not be opened at first tells later what it is about.
    if (known !== undefined) known.side ||= sideOf(life, entry) ?? '';
    if (known !== undefined) continue;
    person.kept.set(entry.id, {
      id: entry.id,
      side: sideOf(life, entry) ?? '',
      accountId: entry.accountId,
      order: person.kept.size,
      isPersistent: list.persistent || !isAnswer,
      life: computer.life,
      wasSent: false,
      // Its account may be on its way out.
      mayBeGone: (!list.persistent && !isAnswer) || !person.connected.has(entry.accountId),
    });
  }
}

function give(person: Person, sides: readonly string[]): void {
  for (const kept of person.kept.values()) if (sides.includes(kept.side)) kept.mayBeGone = true;
}

async function keep(life: Life, what: Parameters<Life['call']>[1], sides: readonly string[], words: string) {
  // What waited for the same side gives way.
  give(life.person, sides);
  const answer = await life.call('outbox:keep', what as never);
  life.say(`keeps ${words} in the outbox: ${told(answer)}`);
  if (answer?.ok) noteKept(life, answer.value as List, true);
}

export const OUTBOX: readonly Action[] = [
  {
    name: 'keep decisions',
    weight: 8,
    can: (life) => atTheWindow(life) && life.person.found.some((one) => one.life === life.computer.life),
    async run(life, chance) {
      const before = life.person.found.filter((one) => one.life === life.computer.life);
      const chosen = chance.some(before, chance.int(1, 4));
      const decisions = chosen.map(({ requestKey, accountId, handle }) => ({
        requestKey,
        accountId,
        handle,
        decision: chance.chance(0.8) ? ('accept' as const) : ('refuse' as const),
      }));
      const sides = chosen.map(({ accountId, requestKey }) =>
        sideOfDecision(nichandleOf(accountId), idOfRequest(requestKey)),
      );
      await keep(life, { decisions }, sides, `${decisions.length} decisions`);
    },
  },
  {
    name: 'keep a hand-over',
    weight: 4,
    can: (life) => atTheWindow(life) && life.person.connected.size > 0,
    async run(life, chance) {
      const asked = someHandover(life, chance);
      if (asked === null) return;
      const sides = asked.serviceKeys.map((key) => sideOfService(life, key));
      const group = `kept-${life.computer.step}`;
      await keep(life, { handover: { group, ...asked } }, sides, `a hand-over of ${sides.length} services`);
    },
  },
  {
    name: 'send the outbox',
    weight: 12,
    can: (life) => atTheWindow(life) && life.person.kept.size > 0,
    async run(life, chance) {
      const { computer, person } = life;
      let list = await life.call('outbox:list', {});
      if (!list?.ok || list.value.entries.length === 0) return;
      const ids = chance.some(list.value.entries, chance.int(1, 6)).map(({ id }) => id);
      if (chance.chance(0.9)) {
        const review = await life.call('outbox:review', { ids });
        life.say(
          `looks the outbox through: ${review?.ok ? `${review.value.unread.length} unread` : told(review)}`,
        );
        if (!review?.ok) return;
        list = { ok: true, value: review.value.list };
      }
      if (!atTheWindow(life)) return;
      noteKept(life, list.value, false);
      const job = `outbox-${computer.step}`;
      person.sendingJobs.push(job);
      for (const entry of list.value.entries) {
        const side = sideOf(life, entry);
        if (!ids.includes(entry.id)) continue;
        const kept = person.kept.get(entry.id);
        if (kept !== undefined) kept.wasSent = true;
        if (side === null) continue;
        person.words.push({
          side,
          at: computer.scheduler.now(),
          step: computer.step,
          isOpen: false,
          from: 'outbox',
        });
      }
      life.say(`sends ${ids.length} of the outbox`);
      const answer = await life.call('outbox:send', { job, ids });
      life.say(
        `${job}: ${answer?.ok ? answer.value.map(({ outcome }) => outcome).join(', ') : told(answer)}`,
      );
    },
  },
  {
    name: 'stop the outbox',
    weight: 12,
    can: (life) => atTheWindow(life) && isUnderWay(life, 'outbox:send'),
    async run(life) {
      const job = life.person.sendingJobs.at(-1) ?? '';
      life.say(`stops ${job}`);
      await life.call('jobs:stop', { job });
    },
  },
  {
    name: 'drop from the outbox',
    weight: 1,
    can: (life) => atTheWindow(life) && life.person.kept.size > 0,
    async run(life, chance) {
      const list = await life.call('outbox:list', {});
      if (!list?.ok || list.value.entries.length === 0) return;
      const { id } = chance.pick(list.value.entries);
      const kept = life.person.kept.get(id);
      if (kept !== undefined) kept.mayBeGone = true;
      const answer = await life.call('outbox:drop', { ids: [id] });
      life.say(`drops one of the outbox: ${told(answer)}`);
    },
  },
];
