/** Fills a new world with accounts and services from a seed. Must not make tasks. */
import { AGENCY, CANADIAN, createCast, PRIMARY } from './cast.ts';
import { DAY } from './clock.ts';
import { FAMILIES, type Family, familyOf } from './families.ts';
import type { Account, Contacts, Service } from './model.ts';
import { createNames, type Name } from './names.ts';
import type { Random } from './random.ts';
import { World } from './world.ts';

/** Services which the stories are told about, with their contacts; `me` is the primary account. */
const STAGE: readonly [family: string, name: string, admin: string, tech: string, billing: string][] = [
  ['/domain', 'clinicanorte.es', 'me', 'me', 'me'],
  ['/domain/zone', 'clinicanorte.es', 'me', 'me', 'me'],
  ['/vps', 'vps-5d1b0c7e.vps.ovh.net', 'lr88120-ovh', 'me', 'lr88120-ovh'],
  ['/domain', 'tiendadelbarrio.com', 'me', 'me', 'me'],
  ['/domain/zone', 'tiendadelbarrio.com', 'me', 'me', 'me'],
  ['/dedicated/server', 'ns3120884.ip-51-91-14.eu', 'me', 'jd55210-ovh', 'me'],
  ['/email/domain', 'cobalto-mail.eu', 'me', 'me', 'me'],
  ['/hosting/web', 'estudiolumen.fr', 'el30277-ovh', 'me', 'el30277-ovh'],
  ['/domain', 'puertosol.com', 'ps19953-ovh', 'me', 'ps19953-ovh'],
  ['/domain', 'viverosanz.es', 'me', 'me', 'me'],
];

export function createWorld(
  random: Random,
  wanted: { services: number; accounts: number },
  now: number,
): World {
  const world = new World();
  for (const account of createCast(random, wanted.accounts)) world.accounts.set(account.nichandle, account);
  const customers = [...world.accounts.values()].filter(
    (account) => !account.agency && account.zone === 'EU',
  );
  const names = createNames(random);
  let serviceId = 104_220_310;

  const add = (family: Family, name: Name, contacts: Contacts): Service => {
    serviceId += random.int(1, 41);
    const age = random.int(20, 2500);
    const service: Service = {
      serviceId,
      family: family.family,
      path: `${family.family}/{${family.variable}}`,
      product: family.product,
      ...name,
      contacts,
      former: [],
      status: random.chance(0.03) ? 'autorenewInProgress' : 'ok',
      state: 'active',
      creation: now - age * DAY,
      expiration: now + random.int(3, 700) * DAY,
      automatic: random.chance(0.8),
      tellsContacts: !random.chance(0.03),
      tags: tagsOf(world.services.size),
    };
    world.addService(service);
    return service;
  };

  for (const [family, name, ...contacts] of STAGE.slice(0, wanted.services)) {
    const [contactAdmin, contactTech, contactBilling] = contacts.map((who) => (who === 'me' ? PRIMARY : who));
    const service = add(
      familyOf(family),
      { name, displayName: name },
      {
        contactAdmin: contactAdmin as string,
        contactTech: contactTech as string,
        contactBilling: contactBilling as string,
      },
    );
    service.tellsContacts = true;
    service.status = name === 'viverosanz.es' ? 'unPaid' : 'ok';
  }

  const pick = createFamilyPicker(random);
  for (let made = world.services.size; made < wanted.services; made++) {
    const family = pick(made - STAGE.length);
    const oddity = oddityOf(made);
    const contacts = oddity ? allMine() : contactsWithPrimary(random, customers);
    const service = add(family, names.forFamily(family.family), contacts);
    Object.assign(service, oddity);
    if (service.status === 'expired') service.expiration = now - random.int(2, 25) * DAY;
    if (service.status === 'inCreation') service.creation = now - random.int(1, 20) * 60_000;

    // A domain and its zone are two services; mostly, not always, with the same contacts.
    if (family.family === '/domain' && made + 1 < wanted.services && random.chance(0.85)) {
      made++;
      add(
        familyOf('/domain/zone'),
        { name: service.name, displayName: service.displayName },
        random.chance(0.92) ? { ...contacts } : contactsWithPrimary(random, customers),
      );
    }
  }

  addServicesOfOthers(random, customers, Math.min(500, Math.ceil(wanted.services / 25)), (contacts) => {
    const family = pick(Number.POSITIVE_INFINITY);
    add(family, names.forFamily(family.family), contacts);
  });
  return world;
}

const allMine = (): Contacts => ({ contactAdmin: PRIMARY, contactTech: PRIMARY, contactBilling: PRIMARY });

/** The primary account is administrator of most, only technical contact of some, only billing contact of a few. */
function contactsWithPrimary(random: Random, customers: readonly Account[]): Contacts {
  const customer = random.pick(customers).nichandle;
  const other = random.chance(0.25) ? random.pick(AGENCY) : random.pick(customers).nichandle;
  const share = random.next();
  if (share < 0.73) {
    return {
      contactAdmin: PRIMARY,
      contactTech: random.chance(0.75) ? PRIMARY : other,
      contactBilling: random.chance(0.6) ? PRIMARY : customer,
    };
  }
  if (share < 0.94) {
    return {
      contactAdmin: customer,
      contactTech: PRIMARY,
      contactBilling: random.chance(0.8) ? customer : other,
    };
  }
  return {
    contactAdmin: customer,
    contactTech: random.chance(0.5) ? customer : other,
    contactBilling: PRIMARY,
  };
}

/** Services in creation, unpaid, suspended and so on lie scattered at fixed places, so that small worlds have them too. */
function oddityOf(index: number): Partial<Service> | null {
  switch (index % 250) {
    case 14:
      return { status: 'inCreation', state: 'toActivate' };
    case 16:
      return { status: 'unPaid' };
    case 18:
      return { status: 'expired' };
    case 20:
      return { status: 'ok', state: 'suspended' };
    case 22:
      return { status: 'pendingDebt' };
    case 140:
      return { status: 'ok', state: 'toDelete' };
    case 190:
      return { status: 'ok', state: 'toSuspend' };
    default:
      return null;
  }
}

/** Some carry a word or two; no dice, so that the rest of the world stays as it is. */
function tagsOf(index: number): string[] {
  const words: string[] = [];
  if (index % 6 === 1) words.push('production');
  if (index % 9 === 4) words.push('staging');
  if (index % 14 === 9) words.push('archivo');
  return words;
}

/** Two of each family first, then by weight. */
function createFamilyPicker(random: Random): (index: number) => Family {
  const total = FAMILIES.reduce((sum, family) => sum + family.weight, 0);
  return (index) => {
    const early = FAMILIES[index >= 40 ? index - 40 : -1];
    if (early) return early;
    let left = random.next() * total;
    for (const family of FAMILIES) {
      left -= family.weight;
      if (left < 0) return family;
    }
    return FAMILIES[0] as Family;
  };
}

/** What the primary account does not see: services of the agency's other accounts, of customers, and in the other zone. */
function addServicesOfOthers(
  random: Random,
  customers: readonly Account[],
  count: number,
  add: (contacts: Contacts) => void,
): void {
  const others = AGENCY.filter((nichandle) => nichandle !== PRIMARY);
  for (let i = 0; i < count; i++) {
    const customer = random.pick(customers).nichandle;
    const second = i < 12 ? (others[(i >> 1) % others.length] as string) : random.pick(customers).nichandle;
    add(
      i % 8 === 7
        ? { contactAdmin: CANADIAN, contactTech: CANADIAN, contactBilling: CANADIAN }
        : { contactAdmin: i % 2 === 0 ? second : customer, contactTech: second, contactBilling: customer },
    );
  }
}
