/**
 * What the user gave into the program's hands stays there until its end is told: pasted codes, what waits in the outbox and in
 * which order, accounts, names given to people.
 */
import type { EventPayload } from '../../../shared/contract.ts';
import { accountIdOf } from '../user/person.ts';
import { isDoneFor } from '../user/truth.ts';
import type { NewCheck } from './check.ts';

const HOUR = 3_600_000;

export const codesStay: NewCheck = () => ({
  name: 'codes stay',
  hear(said, { computer, person }) {
    if (said.kind !== 'event' || said.name !== 'jobs:progress') return null;
    const told = said.value as EventPayload<'jobs:progress'>;
    if (told.of !== 'decisions') return null;
    const { last } = told;
    if (last.failure?.code !== 'code-forgotten') return null;
    const now = computer.scheduler.now();
    const mine = person.found.filter(
      ({ life, requestKey, accountId }) =>
        life === computer.life && requestKey === last.requestKey && accountId === last.accountId,
    );
    const isExcused = mine.some(
      ({ handle, code, at, life }) =>
        now - at >= HOUR ||
        person.forgotten.some(
          (one) => one.life === life && (one.handle === null || one.handle === handle) && one.at >= at,
        ) ||
        computer.network.posts.some((post) => post.life === life && post.code === code),
    );
    // Decided with and put away in the ten seconds, while another code for the same side is there.
    const isPutAway = person.forgotten.some(
      ({ life, found }) =>
        life === computer.life &&
        found?.requestKey === last.requestKey &&
        found?.accountId === last.accountId,
    );
    return mine.length === 0 || isExcused || isPutAway
      ? null
      : `the code pasted for ${last.requestKey} is forgotten, and nobody used it or put it away`;
  },
});

export const outboxStays: NewCheck = () => {
  /** All that were ever seen: what a loss of power brought back stands where it stood. */
  const order: string[] = [];
  return {
    name: 'outbox stays',
    look(scene) {
      const { computer, person, screens } = scene;
      const list = screens?.outbox;
      if (!list) return null;
      const ids = list.entries.map(({ id }) => id);
      for (const kept of person.kept.values()) {
        if (ids.includes(kept.id)) {
          if (!kept.isPersistent && kept.life !== computer.life)
            return `${kept.side} was to live in memory only, and is there`;
          continue;
        }
        if (kept.mayBeGone || (!kept.isPersistent && kept.life !== computer.life)) continue;
        if (kept.wasSent && isDoneFor(computer.server, kept.side)) continue;
        // Two troubles in a row: the folder refused its sync, and then the power was lost.
        if (computer.refused.has('')) continue;
        return `${kept.side} is gone from the outbox, ${kept.wasSent ? 'and the service does not have it' : 'and it was never sent'}`;
      }
      const known = order.filter((id) => ids.includes(id));
      const now = ids.filter((id) => known.includes(id));
      if (known.join() !== now.join()) return 'what waits in the outbox stands in another order than before';
      order.push(...ids.filter((id) => !known.includes(id)));
      return null;
    },
  };
};

export const accountsStay: NewCheck = () => ({
  name: 'accounts stay',
  look({ person, screens, computer }) {
    if (screens === null) return null;
    const ids = screens.open === null ? null : new Set(screens.open.accounts.map(({ id }) => id));
    const gone = computer.server.agency.find(({ nichandle }) => {
      const id = accountIdOf(nichandle);
      return ids !== null && person.connected.has(id) && !ids.has(id);
    });
    if (computer.refused.has('')) return null;
    if (gone !== undefined) return `${gone.nichandle} was connected and is gone`;
    for (const [nichandle, label] of person.labels) {
      if (!screens.people.some((one) => one.nichandle === nichandle && one.name === label)) {
        return `${nichandle} was called «${label}» and is not any more`;
      }
    }
    const back = [...person.nameless].find((handle) =>
      screens.people.some(({ nichandle }) => nichandle === handle),
    );
    if (back !== undefined) return `${back} was forgotten and is there`;
    return null;
  },
});
