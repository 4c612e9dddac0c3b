/**
 * Changes made elsewhere: contacts that become others with no request that the API would show, as when somebody moves them
 * in a support ticket, or an older account is merged. A few on the clock as part of the demo's story; others when told.
 */
import type { Agenda } from './agenda.ts';
import { PRIMARY } from './cast.ts';
import { HOUR, MINUTE } from './clock.ts';
import { CONTACT_FIELDS, type ContactField, type Service } from './model.ts';
import type { World } from './world.ts';

/** The demo's: when after the start, which contact, of what family, who comes instead of the primary account. */
const STORY: readonly [after: number, field: ContactField, family: string, to: string][] = [
  [4 * MINUTE, 'contactTech', '/domain', 'ps19953-ovh'],
  [4 * MINUTE, 'contactBilling', '/domain', 'jd55210-ovh'],
  [6 * HOUR, 'contactTech', '/hosting/web', 'ps19953-ovh'],
];

export type Elsewhere = {
  /** Names somebody as contact without any request. */
  change: (service: Service, field: ContactField, to: string, now: number) => void;
  /** Begins the demo's story. */
  tellStory: (now: number) => void;
};

/** @param pace factor on the story's times. */
export function createElsewhere(world: World, agenda: Agenda, pace: number): Elsewhere {
  const change: Elsewhere['change'] = (service, field, to, now) => {
    if (service.contacts[field] === to) return;
    world.setContacts(service, { ...service.contacts, [field]: to }, now);
  };

  /** One of the primary account's that nothing else is told about. */
  const findQuiet = (family: string, field: ContactField, now: number): Service | undefined =>
    world
      .servicesOf(PRIMARY)
      .findLast(
        (service) =>
          service.family === family &&
          service.state === 'active' &&
          service.status === 'ok' &&
          service.former.length === 0 &&
          CONTACT_FIELDS.every((each) => service.contacts[each] === PRIMARY || each !== field) &&
          CONTACT_FIELDS.some((each) => each !== field && service.contacts[each] === PRIMARY) &&
          !world.isBusy(service, now),
      );

  return {
    change,
    tellStory(now) {
      for (const [after, field, family, to] of STORY) {
        agenda.enter(now + Math.round(after * pace), (then) => {
          const service = findQuiet(family, field, then);
          if (service) change(service, field, to, then);
        });
      }
    },
  };
}
