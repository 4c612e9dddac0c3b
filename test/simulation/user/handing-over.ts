/** Hand-overs: planning and sending them, at once or through the outbox, and stopping them. */
import type { Input } from '../../../shared/contract.ts';
import type { Chance } from '../chance.ts';
import { ORIGIN } from '../machine/server.ts';
import { type Action, atTheWindow, isUnderWay, type Life, told } from './action.ts';
import { nichandleOf } from './person.ts';

type Asked = Pick<Input<'handover:check'>, 'serviceKeys' | 'target'>;

/** Services of one of her accounts, for a colleague, a customer or another account of hers. */
export function someHandover(life: Life, chance: Chance): Asked | null {
  const { universe, agency } = life.computer.server;
  if (life.person.connected.size === 0) return null;
  const nichandle = nichandleOf(chance.pick([...life.person.connected]));
  const services = universe.world.servicesOf(nichandle);
  if (services.length === 0) return null;
  const isOwn = chance.chance(0.5);
  const to = chance.pick(isOwn ? agency : universe.accounts).nichandle;
  const role = chance.pick(['contactTech', 'contactTech', 'contactBilling', 'contactAdmin'] as const);
  const chosen = chance.some(services, chance.int(1, 5));
  return { serviceKeys: chosen.map(({ serviceId }) => `${ORIGIN}/${serviceId}`), target: { [role]: to } };
}

/** What a POST for a service would be about. */
export function sideOfService(life: Life, serviceKey: string): string {
  const id = Number(serviceKey.slice(serviceKey.lastIndexOf('/') + 1));
  const service = life.computer.server.universe.world.services.get(id);
  return `${service?.family ?? ''}/${encodeURIComponent(service?.name ?? '')} changeContact`;
}

export const HANDING_OVER: readonly Action[] = [
  {
    name: 'hand over',
    weight: 8,
    can: (life) => atTheWindow(life) && life.person.connected.size > 0,
    async run(life, chance) {
      const { computer, person } = life;
      const asked = someHandover(life, chance);
      if (asked === null) return;
      if (chance.chance(0.6)) {
        const plan = await life.call('handover:check', asked);
        const verdicts = plan?.ok ? plan.value.rows.map(({ verdict }) => verdict).join(', ') : told(plan);
        life.say(`plans to hand over ${asked.serviceKeys.length} services: ${verdicts}`);
      }
      if (!atTheWindow(life)) return;
      const job = `handover-${computer.step}`;
      person.jobs.push(job);
      for (const key of asked.serviceKeys) {
        const side = sideOfService(life, key);
        person.words.push({
          side,
          at: computer.scheduler.now(),
          step: computer.step,
          isOpen: true,
          from: 'window',
        });
      }
      life.say(`hands over ${asked.serviceKeys.length} services`);
      const answer = await life.call('handover:send', { job, ...asked });
      life.say(
        `${job}: ${answer?.ok ? answer.value.map(({ outcome }) => outcome).join(', ') : told(answer)}`,
      );
      if (answer?.ok && chance.chance(0.3)) {
        // The same click once more.
        for (const key of asked.serviceKeys) {
          const side = sideOfService(life, key);
          person.words.push({
            side,
            at: computer.scheduler.now(),
            step: computer.step,
            isOpen: true,
            from: 'window',
          });
        }
        const again = await life.call('handover:send', { job: `${job}-again`, ...asked });
        life.say(
          `${job} again: ${again?.ok ? again.value.map(({ outcome }) => outcome).join(', ') : told(again)}`,
        );
      }
    },
  },
  {
    name: 'stop handing over',
    weight: 20,
    can: (life) => atTheWindow(life) && isUnderWay(life, 'handover:send'),
    async run(life) {
      const job = life.person.jobs.at(-1) ?? '';
      life.say(`stops ${job}`);
      await life.call('jobs:stop', { job });
    },
  },
];
