/**
 * The requests that are there when the world begins: some need the primary account's code, some wait for others, some
 * are being applied, and the rest ended over the last eighteen months. Runs the rules' outcome, never against it.
 */
import { AGENCY, PRIMARY } from './cast.ts';
import { DAY, HOUR, MINUTE, SECOND } from './clock.ts';
import type { Machine } from './machine.ts';
import {
  type Account,
  CONTACT_FIELDS,
  type ContactField,
  type Contacts,
  isFinal,
  type Service,
  type Task,
  type TaskState,
} from './model.ts';
import type { Random } from './random.ts';
import { sidesOf, type World } from './world.ts';

const [, LYON, HOSTING] = AGENCY;
const WEEK = 7 * DAY;

type Draft = {
  asking: string | null;
  from: string;
  to: string;
  fields: ContactField[];
  service: Service | null;
  serviceDomain: string | null;
  requested: number;
  state: TaskState;
  ended: number | null;
  confirmed: string[];
  endsIn?: number;
};

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

/**
 * `requests` that concern the primary account, a few that do not, and `waiting` more that need the primary's code.
 * Throws where there are not services enough for these.
 */
export function tellStories(
  world: World,
  machine: Machine,
  random: Random,
  { requests: count, waiting }: { requests: number; waiting: number },
  now: number,
): void {
  const primarys = tellRunning(world, random, count, now);
  primarys.push(...tellClosed(world, random, count - primarys.length, now));
  const drafts = [...primarys, ...tellOthers(world, random, Math.min(14, Math.ceil(count / 10)), now)];
  // Last, so that all else is the same with them and without.
  drafts.push(...tellWaiting(world, random, waiting, drafts, now));
  drafts.sort((a, b) => a.requested - b.requested);

  const ids = numberDrafts(drafts, random);
  drafts.forEach((draft, i) => {
    machine.adopt(toTask(draft, ids[i] as number), now, draft.endsIn);
  });
}

/** Rising with time, from six digits into seven, as they would over a year and a half. */
function numberDrafts(drafts: readonly Draft[], random: Random): number[] {
  const first = 978_112;
  const known = drafts.findIndex((draft) => draft.serviceDomain === 'clinicanorte.es');
  const span = 2_298_243 - first;
  const upTo = Math.max(1, known === -1 ? drafts.length : known);
  let last = 0;
  return drafts.map((_, i) => {
    const even = first + Math.round((span * i) / upTo);
    const jitter = i === known || i === 0 ? 0 : random.int(0, Math.floor(span / upTo / 3));
    last = Math.max(last + 1, i > upTo ? last + random.int(2, 60) : even - jitter);
    return last;
  });
}

function toTask(draft: Draft, id: number): Task {
  const sides = sidesOf(draft.asking, draft.to);
  for (const side of sides) {
    if (draft.confirmed.includes(side.nichandle)) side.confirmedAt = draft.requested + MINUTE;
  }
  const course: Task['course'] = [{ state: 'todo', at: draft.requested }];
  const wentOut = !['aborted', 'error'].includes(draft.state);
  course.push({ state: 'checkValidity', at: draft.requested + SECOND });
  if (wentOut) course.push({ state: 'validatingByCustomers', at: draft.requested + 2 * SECOND });
  if (draft.state !== 'validatingByCustomers') {
    course.push({ state: draft.state, at: draft.ended ?? draft.requested + 5 * MINUTE });
  }
  const { asking, from, to, fields, service, serviceDomain, requested } = draft;
  return { id, asking, from, to, fields, service, serviceDomain, requested, course, sides };
}

/** Everything that runs at the start; where the world is too small for a story it is left out. */
function tellRunning(world: World, random: Random, count: number, now: number): Draft[] {
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

const STAGED = new Set([
  'clinicanorte.es',
  'vps-5d1b0c7e.vps.ovh.net',
  'tiendadelbarrio.com',
  'ns3120884.ip-51-91-14.eu',
  'cobalto-mail.eu',
  'estudiolumen.fr',
  'puertosol.com',
  'viverosanz.es',
]);

/** Gives a service the contacts its story needs, as if it had always had them. */
function recast(world: World, service: Service, contacts: Contacts): void {
  world.setContacts(service, contacts, 0);
  service.former.length = 0;
}

/** Nobody with debts, nobody who cannot pay, nobody in the other zone. */
function customersFor(world: World): Account[] {
  return [...world.accounts.values()].filter(
    (account) => !account.agency && account.debt === 0 && account.canPay && account.zone === 'EU',
  );
}

/**
 * Half of them hand something over to the primary account, and who asked has confirmed: its code is the last one. The
 * others it asked for itself, and the new contact has yet to confirm.
 */
function tellWaiting(
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

/** What ended; today's contacts need not show it. */
function tellClosed(world: World, random: Random, count: number, now: number): Draft[] {
  const people = customersFor(world);
  const services = world.servicesOf(PRIMARY);
  const drafts: Draft[] = [];
  if (count <= 0 || services.length === 0) return drafts;

  const known: [
    string,
    string,
    TaskState,
    ContactField[],
    asking: string,
    from: string,
    to: string,
    ended: number,
  ][] = [
    ['/hosting/web', 'estudiolumen.fr', 'done', ['contactTech'], PRIMARY, PRIMARY, 'el30277-ovh', 2 * DAY],
    ['/domain', 'puertosol.com', 'refused', ['contactAdmin'], 'ps19953-ovh', 'ps19953-ovh', PRIMARY, 3 * DAY],
    ['/domain', 'viverosanz.es', 'expired', ['contactBilling'], PRIMARY, PRIMARY, 'vs66201-ovh', 6 * DAY],
  ];
  for (const [family, name, state, fields, asking, from, to, endedAgo] of known.slice(0, count)) {
    const service = world.serviceAt(family, name);
    if (!service) continue;
    const ended = now - endedAgo;
    const requested = state === 'expired' ? ended - WEEK : ended - random.int(2, 40) * HOUR;
    drafts.push({
      asking,
      from,
      to,
      fields,
      service,
      serviceDomain: name,
      requested,
      state,
      ended,
      confirmed: [],
    });
  }

  while (drafts.length < count) {
    const service = random.pick(services);
    const other = random.pick(people).nichandle;
    const colleague = random.chance(0.5) ? LYON : HOSTING;
    const third = random.pick(people).nichandle;
    const [asking, from, to] = random.pick<[string, string, string]>([
      [PRIMARY, PRIMARY, other],
      [PRIMARY, PRIMARY, other],
      [PRIMARY, other, PRIMARY],
      [other, PRIMARY, other],
      [other, other, PRIMARY],
      [other, other, PRIMARY],
      [PRIMARY, PRIMARY, colleague],
      [colleague, colleague, PRIMARY],
      [PRIMARY, other, third === other ? colleague : third],
      [other, third === other ? colleague : third, PRIMARY],
    ]);
    // Only who is administrator can ask for somebody else; so the types stay away from the administrator there.
    const choice = asking === from ? CONTACT_FIELDS : (['contactTech', 'contactBilling'] as const);
    const fields = choice.filter(() => random.chance(0.4));
    if (fields.length === 0) fields.push('contactTech');
    const fate = random.next();
    const state: TaskState =
      fate < 0.62
        ? 'done'
        : fate < 0.74
          ? 'refused'
          : fate < 0.88
            ? 'expired'
            : fate < 0.94
              ? 'aborted'
              : 'error';
    const requested = now - 8 * DAY - Math.floor(random.next() ** 1.4 * 540 * DAY);
    const took =
      state === 'expired'
        ? WEEK
        : state === 'aborted' || state === 'error'
          ? random.int(1, 30) * MINUTE
          : random.int(5, 9000) * MINUTE;
    const gone = random.chance(0.02);
    drafts.push({
      asking:
        state === 'aborted' && random.chance(0.25) && (from === PRIMARY || to === PRIMARY) ? null : asking,
      from,
      to,
      fields: [...fields],
      service: gone ? null : service,
      serviceDomain: gone ? null : service.name,
      requested,
      state,
      ended: requested + took,
      confirmed: [],
    });
  }
  return drafts;
}

/** Requests that the primary account cannot see: two that run between the agency's others and a customer, and old ones. */
function tellOthers(world: World, random: Random, count: number, now: number): Draft[] {
  const people = customersFor(world);
  const drafts: Draft[] = [];
  for (const [i, asking] of [LYON, HOSTING].entries()) {
    const service = world
      .servicesOf(asking)
      .find((each) => !world.holds(PRIMARY, each) && each.status === 'ok');
    if (!service || drafts.length >= count) continue;
    const other = (people[i] as Account).nichandle;
    recast(world, service, { contactAdmin: asking, contactTech: asking, contactBilling: other });
    const requested = now - (2 + i) * DAY;
    drafts.push({
      asking,
      from: asking,
      to: other,
      fields: ['contactTech'],
      service,
      serviceDomain: service.name,
      requested,
      state: 'validatingByCustomers',
      ended: null,
      confirmed: [],
    });
  }
  while (drafts.length < count) {
    const from = random.pick([LYON, HOSTING, ...people.map((account) => account.nichandle)]);
    const to = random.pick(people.filter((account) => account.nichandle !== from)).nichandle;
    const requested = now - random.int(9, 400) * DAY;
    drafts.push({
      asking: from,
      from,
      to,
      fields: ['contactBilling'],
      service: null,
      serviceDomain: `${from.replace('-ovh', '')}.example`,
      requested,
      state: 'done',
      ended: requested + 3 * HOUR,
      confirmed: [],
    });
  }
  return drafts;
}
