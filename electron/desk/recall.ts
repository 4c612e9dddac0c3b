/**
 * What the snapshots of all accounts tell, taken up at the start: requests at once, services where they are few. A hundred
 * thousand follow by themselves: nothing waits for them that does not need them.
 */
import type { ServiceFacts } from '../../shared/service-chunk.ts';
import type { Snapshots } from '../storage/snapshots.ts';
import type { Member } from './member.ts';
import type { Clock } from './ports.ts';
import type { World } from './world.ts';
import { openWorld, RECALLED, taskFactsSchema } from './world.ts';

export type Recall = {
  /** Reads the snapshots: requests are there when it resolves, and services too where they are few. */
  recall: () => Promise<void>;
  /** When the services of the snapshots are there; from now on they are wanted. */
  recalled: () => Promise<void>;
  /** The first services of the snapshots by name, to be shown until then; `null` when they are all there. */
  preview: () => World | null;
  /** How many services the snapshots tell of, before they are read. */
  countOfServices: () => number;
};

/** When a server told of an account; ISO 8601. */
type Ages = { servicesAt: string | null; requestsAt: string | null };

/** So many services of snapshots are read in less time than a window takes to open. */
const AT_ONCE = 10_000;
/** A longer one waits this long for the screen to come up first, unless the screen asks for it before. */
const SCREEN_FIRST_MS = 1_500;

export function openRecall<W extends Ages>(desk: {
  clock: Clock;
  world: World;
  members: () => Member[];
  snapshots: Snapshots;
  log: (line: string) => void;
  watchOf: (accountId: string) => W;
  /** `false`: the account was forgotten meanwhile. */
  isWatched: (accountId: string, watch: W) => boolean;
  isClosed: () => boolean;
  changed: { sync: () => void; requests: () => void; services: () => void };
  /** What a snapshot tells of an account's services, and its age. */
  told: (api: string, at: string, services: readonly ServiceFacts[]) => void;
}): Recall & {
  /** As `recalled`, but nobody is in a hurry. */
  done: () => Promise<void>;
} {
  const { world } = desk;
  let recalled: Promise<void> = Promise.resolve();
  let recallNow: () => void = () => {};
  let count = 0;
  let preview: World | null = null;

  return {
    async recall() {
      const reads = desk.members().map(async ({ record }) => {
        const watch = desk.watchOf(record.id);
        const [services, requests] = await Promise.all([
          desk.snapshots.readServices(record.id),
          desk.snapshots.readRequests(record.id, taskFactsSchema),
        ]);
        return { record, watch, services, requests };
      });
      const read = await Promise.all(reads);
      // Of two accounts that saw the same the later word counts: it comes last.
      for (const { record, watch, requests } of read.toSorted(byDate(({ requests }) => requests?.at))) {
        if (!requests) continue;
        watch.requestsAt = requests.at;
        world.tasks.replaceFor(record.id, record.api, requests.items, RECALLED);
      }
      const found = read
        .flatMap(({ record, watch, services }) => (services ? [{ record, watch, services }] : []))
        .toSorted(byDate(({ services }) => services.at));
      for (const { watch, services } of found) {
        watch.servicesAt = services.at;
        count = Math.max(count, services.count);
      }
      if (found.length === 0) return;
      const first = openWorld();
      for (const { record, services } of found) {
        first.services.replaceFor(record.id, record.api, services.first, RECALLED);
      }
      preview = first;
      const all = found.reduce((sum, { services }) => sum + services.count, 0);
      const turn = Promise.withResolvers<void>();
      const callOff = desk.clock.after(all > AT_ONCE ? SCREEN_FIRST_MS : 0, turn.resolve);
      recallNow = () => {
        callOff();
        turn.resolve();
      };
      if (all <= AT_ONCE) recallNow();
      recalled = (async () => {
        await turn.promise;
        if (desk.isClosed()) return;
        for (const { record, watch, services } of found) {
          const items = await services.items();
          if (!desk.isWatched(record.id, watch)) continue;
          if (items === null) watch.servicesAt = null;
          else {
            world.services.replaceFor(record.id, record.api, items, RECALLED);
            desk.told(record.api, services.at, items);
          }
        }
      })()
        .catch((error: unknown) => desk.log(`snapshots: services not read: ${String(error)}`))
        .then(() => {
          preview = null;
          if (desk.isClosed()) return;
          desk.changed.services();
          desk.changed.requests();
          desk.changed.sync();
        });
      if (all > 0 && all <= AT_ONCE) await recalled;
    },

    recalled() {
      recallNow();
      return recalled;
    },
    preview: () => preview,
    countOfServices: () => count,

    done: () => recalled,
  };
}

/** Oldest first, by ISO 8601 dates. */
function byDate<T>(dateOf: (each: T) => string | undefined): (a: T, b: T) => number {
  const time = (each: T): number => Date.parse(dateOf(each) ?? '') || 0;
  return (a, b) => time(a) - time(b);
}
