/** IAM's policies of an account: whom it lets in beside the three contacts, some of them made from the contacts themselves. */
import { AGENCY } from './cast.ts';
import { DAY, dateTime } from './clock.ts';
import { uuid } from './delivery.ts';
import type { Account, Service } from './model.ts';
import type { World } from './world.ts';

type Resource = {
  id: string;
  urn: string;
  resource: { displayName: string; name: string; type: string; owner: string };
};
export type Policy = {
  id: string;
  owner: string;
  name: string;
  description: string;
  identities: string[];
  resources: Resource[];
  permissions: { allow: { action: string }[]; deny: never[]; except: never[] };
  readOnly: boolean;
  createdAt: string;
};

const [MARTA, HUGO] = AGENCY;
const identity = (account: Pick<Account, 'zone'>, nichandle: string): string =>
  `urn:v1:${account.zone.toLowerCase()}:identity:account:${nichandle}`;

export function policiesOf(world: World, account: Account, now: number): Policy[] {
  const { nichandle } = account;
  const owned = world.servicesOf(nichandle).filter((service) => service.contacts.contactAdmin === nichandle);
  const resource = (service: Service): Resource => {
    const type = service.family.slice(1).replaceAll('/', ':');
    return {
      id: uuid(service.serviceId),
      urn: `urn:v1:${account.zone.toLowerCase()}:resource:${type}:${service.name}`,
      resource: { displayName: service.displayName, name: service.name, type, owner: nichandle },
    };
  };
  const policy = (number: number, name: string, of: readonly string[], on: readonly Service[]): Policy => ({
    id: uuid(0x4000 + number),
    owner: nichandle,
    name,
    description: '',
    identities: of.map((each) => identity(account, each)),
    resources: on.map(resource),
    permissions: { allow: [{ action: '*' }], deny: [], except: [] },
    readOnly: false,
    createdAt: dateTime(now - 400 * DAY),
  });

  const own: Policy[] = [];
  if (nichandle === MARTA) own.push(policy(1, 'Guardia de noche', ['mp40311-ovh', HUGO], owned.slice(0, 3)));
  // What Marta handed over once, and still reaches.
  if (nichandle === HUGO) own.push(policy(2, 'Reprise 2025', [MARTA], owned.slice(0, 2)));

  // As the control panel shows them, without a way to change them there.
  const byTech = new Map<string, Service[]>();
  for (const service of owned) {
    const { contactTech } = service.contacts;
    if (contactTech !== nichandle) byTech.set(contactTech, [...(byTech.get(contactTech) ?? []), service]);
  }
  const made = [...byTech].map(([tech, services], i) => ({
    ...policy(100 + i, `ovh-contact-tech-${tech}`, [tech], services),
    readOnly: true,
  }));
  return [...own, ...made];
}
