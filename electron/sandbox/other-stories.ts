/** The requests that ended before the world begins, and those the primary account cannot see. */
import { AGENCY, PRIMARY } from './cast.ts';
import { DAY, HOUR, MINUTE } from './clock.ts';
import { type Account, CONTACT_FIELDS, type ContactField, type TaskState } from './model.ts';
import type { Random } from './random.ts';
import { customersFor, type Draft, recast } from './story.ts';
import type { World } from './world.ts';

const [, LYON, HOSTING] = AGENCY;
const WEEK = 7 * DAY;

/** What ended; today's contacts need not show it. */
export function tellClosed(world: World, random: Random, count: number, now: number): Draft[] {
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
export function tellOthers(world: World, random: Random, count: number, now: number): Draft[] {
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
