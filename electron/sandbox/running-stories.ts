/** The requests that run when the world begins, for the primary account: its code is needed, others' are, or all are given. */
import { AGENCY, PRIMARY } from './cast.ts';
import { DAY, HOUR, MINUTE } from './clock.ts';
import type { ContactField, Contacts, Service } from './model.ts';
import { isFinal } from './model.ts';
import type { Random } from './random.ts';
import { customersFor, type Draft, recast, STAGED } from './story.ts';
import type { World } from './world.ts';

const [, LYON, HOSTING] = AGENCY;
const WEEK = 7 * DAY;

type Running = {
  service: Service | undefined;
  /** The contacts the service must have for the story to be true; left out: as they are. */
  contacts?: Contacts;
  asking: string;
  from: string;
  to: string;
  fields: ContactField[];
  /** Time left until it expires. */
  left: number;
  confirmed?: string[];
  state?: 'doing';
  endsIn?: number;
};

/** Everything that runs at the start; where the world is too small for a story it is left out. */
export function tellRunning(world: World, random: Random, count: number, now: number): Draft[] {
  const used = new Set<Service>();
  const find = (...families: string[]): Service | undefined => {
    const found = world
      .servicesOf(PRIMARY)
      .find(
        (service) =>
          !used.has(service) &&
          (families.length === 0 || families.includes(service.family)) &&
          service.state === 'active' &&
          (service.status === 'ok' || service.status === 'autorenewInProgress') &&
          !STAGED.has(service.name),
      );
    if (found) used.add(found);
    return found;
  };
  const staged = (family: string, name: string): Service | undefined => world.serviceAt(family, name);
  const people = customersFor(world);
  const someone = (...except: string[]): string =>
    random.pick(people.filter((account) => !except.includes(account.nichandle))).nichandle;
  const all = (contactAdmin: string, contactTech: string, contactBilling: string): Contacts => ({
    contactAdmin,
    contactTech,
    contactBilling,
  });
  const mine = all(PRIMARY, PRIMARY, PRIMARY);

  const stories: (() => Running)[] = [
    // The primary account's code is needed.
    () => ({
      service: staged('/domain', 'clinicanorte.es'),
      asking: PRIMARY,
      from: PRIMARY,
      to: 'mp40311-ovh',
      fields: ['contactTech'],
      left: 2 * DAY + 4 * HOUR,
    }),
    () => ({
      service: staged('/domain/zone', 'clinicanorte.es'),
      asking: PRIMARY,
      from: PRIMARY,
      to: 'mp40311-ovh',
      fields: ['contactTech'],
      left: 2 * DAY + 4 * HOUR,
    }),
    () => ({
      service: staged('/vps', 'vps-5d1b0c7e.vps.ovh.net'),
      asking: 'lr88120-ovh',
      from: 'lr88120-ovh',
      to: PRIMARY,
      fields: ['contactAdmin', 'contactBilling'],
      left: 9 * HOUR,
      confirmed: ['lr88120-ovh'],
    }),
    () => ({
      service: find('/hosting/web'),
      contacts: all('el30277-ovh', 'jd55210-ovh', PRIMARY),
      asking: 'el30277-ovh',
      from: 'jd55210-ovh',
      to: PRIMARY,
      fields: ['contactTech'],
      left: 4 * DAY,
      confirmed: ['el30277-ovh'],
    }),
    () => ({
      service: find('/hosting/privateDatabase', '/domain'),
      contacts: mine,
      asking: PRIMARY,
      from: PRIMARY,
      to: LYON,
      fields: ['contactAdmin'],
      left: 3 * DAY + HOUR,
    }),
    () => ({
      service: find('/ip/service', '/vps'),
      contacts: all(PRIMARY, 'fv70912-ovh', PRIMARY),
      asking: PRIMARY,
      from: 'fv70912-ovh',
      to: PRIMARY,
      fields: ['contactTech'],
      left: 20 * HOUR,
    }),
    // It waits for others; the primary account has confirmed,
    () => ({
      service: staged('/domain', 'tiendadelbarrio.com'),
      asking: PRIMARY,
      from: PRIMARY,
      to: 'tb10094-ovh',
      fields: ['contactBilling'],
      left: 5 * DAY,
      confirmed: [PRIMARY],
    }),
    () => ({
      service: staged('/dedicated/server', 'ns3120884.ip-51-91-14.eu'),
      asking: 'jd55210-ovh',
      from: 'jd55210-ovh',
      to: PRIMARY,
      fields: ['contactTech'],
      left: 6 * DAY,
      confirmed: [PRIMARY],
    }),
    () => ({
      service: find('/cloud/project', '/domain'),
      contacts: mine,
      asking: PRIMARY,
      from: PRIMARY,
      to: 'kw21008-ovh',
      fields: ['contactAdmin', 'contactBilling'],
      left: 6 * DAY + 3 * HOUR,
      confirmed: [PRIMARY],
    }),
    () => ({
      service: find('/domain'),
      contacts: mine,
      asking: PRIMARY,
      from: PRIMARY,
      to: 'rs90045-ovh',
      fields: ['contactTech'],
      left: 16 * HOUR,
      confirmed: [PRIMARY],
    }),
    // or is only informed,
    () => ({
      service: find('/domain'),
      contacts: all('ps19953-ovh', PRIMARY, PRIMARY),
      asking: 'ps19953-ovh',
      from: PRIMARY,
      to: 'ps19953-ovh',
      fields: ['contactTech'],
      left: 5 * DAY + 7 * HOUR,
    }),
    () => ({
      service: find('/hosting/web'),
      contacts: all('lr88120-ovh', PRIMARY, 'lr88120-ovh'),
      asking: 'lr88120-ovh',
      from: PRIMARY,
      to: 'el30277-ovh',
      fields: ['contactTech'],
      left: 4 * DAY + 2 * HOUR,
      confirmed: ['lr88120-ovh'],
    }),
    () => ({
      service: find('/email/domain'),
      contacts: all('vs66201-ovh', PRIMARY, PRIMARY),
      asking: 'vs66201-ovh',
      from: PRIMARY,
      to: 'mp40311-ovh',
      fields: ['contactTech', 'contactBilling'],
      left: 6 * DAY + 20 * HOUR,
    }),
    () => {
      const who = someone();
      return {
        service: find('/vps', '/domain'),
        contacts: all(who, PRIMARY, PRIMARY),
        asking: who,
        from: PRIMARY,
        to: who,
        fields: ['contactBilling'],
        left: 2 * DAY + 11 * HOUR,
      };
    },
    () => {
      const who = someone(LYON);
      return {
        service: find('/domain'),
        contacts: all(who, PRIMARY, who),
        asking: who,
        from: PRIMARY,
        to: HOSTING,
        fields: ['contactTech'],
        left: 3 * DAY + 5 * HOUR,
        confirmed: [who],
      };
    },
    // or stands in for a colleague.
    () => ({
      service: find('/dedicated/server', '/domain'),
      contacts: all(PRIMARY, LYON, PRIMARY),
      asking: PRIMARY,
      from: LYON,
      to: 'mp40311-ovh',
      fields: ['contactTech'],
      left: 5 * DAY + HOUR,
      confirmed: [PRIMARY],
    }),
    () => {
      const who = someone('mp40311-ovh');
      return {
        service: find('/telephony', '/domain'),
        contacts: mine,
        asking: PRIMARY,
        from: PRIMARY,
        to: who,
        fields: ['contactAdmin', 'contactTech', 'contactBilling'],
        left: DAY + 3 * HOUR,
        confirmed: [PRIMARY],
      };
    },
    // All have confirmed.
    () => ({
      service: staged('/email/domain', 'cobalto-mail.eu'),
      asking: PRIMARY,
      from: PRIMARY,
      to: 'fv70912-ovh',
      fields: ['contactAdmin', 'contactTech', 'contactBilling'],
      left: 6 * DAY,
      confirmed: [PRIMARY, 'fv70912-ovh'],
      state: 'doing',
      endsIn: 20 * MINUTE,
    }),
    () => ({
      service: find('/domain'),
      contacts: mine,
      asking: PRIMARY,
      from: PRIMARY,
      to: LYON,
      fields: ['contactTech'],
      left: 6 * DAY + 2 * HOUR,
      confirmed: [PRIMARY, LYON],
      state: 'doing',
      endsIn: 7 * MINUTE,
    }),
  ];
  // Larger worlds have more of everything.
  for (let i = 0; i < Math.floor((count - 201) / 150); i++) {
    const to = someone();
    const left = random.int(1, 160) * HOUR;
    stories.push(
      i % 2 === 0
        ? () => ({
            service: find(),
            contacts: mine,
            asking: PRIMARY,
            from: PRIMARY,
            to,
            fields: ['contactTech'],
            left,
          })
        : () => ({
            service: find(),
            contacts: mine,
            asking: PRIMARY,
            from: PRIMARY,
            to,
            fields: ['contactAdmin'],
            left,
            confirmed: [PRIMARY],
          }),
    );
  }

  const drafts: Draft[] = [];
  for (const story of stories) {
    if (drafts.length >= count) break;
    const { service, contacts, left, ...rest } = story();
    if (!service) continue;
    if (contacts) recast(world, service, contacts);
    const requested = now - (WEEK - left);
    drafts.push({
      asking: rest.asking,
      from: rest.from,
      to: rest.to,
      fields: rest.fields,
      service,
      serviceDomain: service.name,
      requested,
      state: rest.state ?? 'validatingByCustomers',
      ended: rest.state ? now - 2 * MINUTE : null,
      confirmed: rest.confirmed ?? [],
      ...(rest.endsIn === undefined ? {} : { endsIn: rest.endsIn }),
    });
  }
  return drafts;
}

/**
 * Half of them hand something over to the primary account, and who asked has confirmed: its code is the last one. The
 * others it asked for itself, and the new contact has yet to confirm.
 */
export function tellWaiting(
  world: World,
  random: Random,
  count: number,
  drafts: readonly Draft[],
  now: number,
): Draft[] {
  const busy = new Set(drafts.filter(({ state }) => !isFinal(state)).map(({ service }) => service));
  const free = world
    .servicesOf(PRIMARY)
    .filter(
      (service) =>
        !busy.has(service) &&
        service.state === 'active' &&
        (service.status === 'ok' || service.status === 'autorenewInProgress') &&
        !STAGED.has(service.name),
    );
  if (free.length < count) {
    throw new RangeError(`${count} waiting requests need as many free services; there are ${free.length}`);
  }
  const people = customersFor(world);
  return free.slice(0, count).map((service, i): Draft => {
    const other = random.pick(people).nichandle;
    const handsOver = i % 2 === 0;
    const asking = handsOver ? other : PRIMARY;
    recast(world, service, {
      contactAdmin: asking,
      contactTech: asking,
      contactBilling: PRIMARY,
    });
    return {
      asking,
      from: asking,
      to: handsOver ? PRIMARY : other,
      fields: ['contactTech'],
      service,
      serviceDomain: service.name,
      requested: now - random.int(1, 140) * HOUR,
      state: 'validatingByCustomers',
      ended: null,
      confirmed: handsOver ? [other] : [],
    };
  });
}
