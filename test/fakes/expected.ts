/** A world with rules that say who should stand where, services that deviate from them, and contacts that changed without a request. */
import type { ContactChange } from '../../shared/contact-change.ts';
import { nobody } from '../../shared/people.ts';
import type { Rule } from '../../shared/rules.ts';
import type { FakeOptions } from './bridge.ts';
import type { World } from './world.ts';

const DAY = 24 * 3_600_000;

export function expectedOptions(world: World, now: number): FakeOptions {
  const [me = 'ac21874-ovh'] = world.accounts.map(({ nichandle }) => nichandle);
  const rule = (id: string, query: string, expected: Rule['expected'], name = ''): Rule => ({
    id,
    name,
    query,
    expected,
    kept: [],
  });
  const changes = world.services.slice(40, 44).map(
    (service, index): ContactChange => ({
      id: `change-${index}`,
      at: new Date(now - (index + 1) * DAY).toISOString(),
      api: service.api,
      serviceKey: service.key,
      serviceName: service.name,
      family: service.family,
      type: index === 1 ? 'contactBilling' : 'contactTech',
      from: me,
      to: index === 1 ? 'jz39758-ovh' : 'ps19953-ovh',
      by: 'nobody',
      requestKey: null,
      seenBy: service.seenBy,
      kept: null,
    }),
  );
  return {
    now,
    world,
    rules: [
      rule('domains', 'type:domain', { contactAdmin: me, contactBilling: 'rs90045-ovh' }, 'Every domain'),
      rule('servers', 'type:"Dedicated server"', { contactTech: 'jd55210-ovh' }, 'Dedicated servers'),
      rule('clinica', 'clinica*', { contactAdmin: me, contactTech: 'lr88120-ovh' }),
    ],
    changes,
    people: [
      { ...nobody('rs90045-ovh'), name: 'Rita Santos', company: 'Santos Contas' },
      { ...nobody('jd55210-ovh'), name: 'Jonas Dietrich', company: 'Dietrich IT' },
      { ...nobody('lr88120-ovh'), name: 'Luis Romero', company: 'Romero Web' },
      { ...nobody('ps19953-ovh'), name: 'Pedro Sol' },
      { ...nobody('mp40311-ovh'), name: 'Marta Prieto', company: 'Prieto Sistemas' },
    ],
  };
}
