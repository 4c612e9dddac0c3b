/** One running stand-in world with everything that belongs to it: made once by server.ts and handed to the routes. */
import { type Agenda, createAgenda } from './agenda.ts';
import { AGENCY } from './cast.ts';
import { createClock, type SandboxClock } from './clock.ts';
import { type CounterpartMode, type Counterparts, createCounterparts } from './counterparts.ts';
import { createKeyring, type Keyring } from './credentials.ts';
import { createDelivery, type DeliveryService } from './delivery.ts';
import { createElsewhere, type Elsewhere } from './elsewhere.ts';
import { createFaults, type Faults } from './faults.ts';
import { createForgeries } from './forgeries.ts';
import { createJournal, type Journal } from './journal.ts';
import { createMachine, type Machine } from './machine.ts';
import { createPost, type Post } from './mail.ts';
import { createNotices, type Notices } from './notices.ts';
import { createWorld } from './population.ts';
import { createRandom } from './random.ts';
import { tellStories } from './stories.ts';
import type { World } from './world.ts';

export type UniverseOptions = {
  /** Visible to the primary account. */
  services: number;
  requests: number;
  /** On top of `requests`: those which wait for the primary account's code. */
  waiting: number;
  accounts: number;
  seed: number;
  counterparts: CounterpartMode;
  pace: number;
  lag: number;
  /** As of the sandbox's options; what is left out has their defaults. */
  notices?: number | undefined;
  logDelay?: number | undefined;
  forgeries?: boolean | undefined;
  /** Milliseconds since 1970 underneath the sandbox's clock. */
  now: () => number;
};

export type SandboxAccount = {
  nichandle: string;
  email: string;
  name: string;
  organisation: string;
  language: string;
  zone: 'EU' | 'CA';
  /** One of the agency's own, which a user of the demo holds. */
  agency: boolean;
  applicationKey: string;
  applicationSecret: string;
  consumerKey: string;
  clientId: string;
  clientSecret: string;
};

export type Universe = {
  world: World;
  clock: SandboxClock;
  agenda: Agenda;
  machine: Machine;
  counterparts: Counterparts;
  elsewhere: Elsewhere;
  keyring: Keyring;
  post: Post;
  delivery: DeliveryService;
  notices: Notices;
  /** Seconds until OVHcloud's own log shows a call. */
  logDelay: number;
  faults: Faults;
  journal: Journal;
  /** The primary first, then the agency's others. */
  accounts: SandboxAccount[];
  /** Brings the world up to the clock; called before anything is read. Answers the time. */
  live: () => number;
};

export function createUniverse(options: UniverseOptions): Universe {
  const clock = createClock(options.now);
  const start = clock.now();
  const random = createRandom(options.seed);
  const agenda = createAgenda();
  const world = createWorld(random, options, start);
  const machine = createMachine(world, agenda, random, options);
  tellStories(world, machine, random, options, start);
  const counterparts = createCounterparts(world, machine, agenda, random, options.pace);
  counterparts.setMode(options.counterparts, start);
  const delivery = createDelivery(world, start);
  const elsewhere = createElsewhere(world, agenda, options.pace);
  if (options.counterparts === 'auto') elsewhere.tellStory(start);

  const keyring = createKeyring(options.seed);
  const accounts = [...world.accounts.values()].map((account): SandboxAccount => {
    const credential = keyring.provide(account.nichandle, start);
    return {
      nichandle: account.nichandle,
      email: account.email,
      name: `${account.firstname} ${account.name}`,
      organisation: account.organisation,
      language: account.language,
      zone: account.zone,
      agency: account.agency,
      applicationKey: credential.application.key,
      applicationSecret: credential.application.secret,
      consumerKey: credential.consumerKey,
      clientId: credential.serviceAccount.clientId,
      clientSecret: credential.serviceAccount.clientSecret,
    };
  });
  accounts.sort((a, b) => rank(a.nichandle) - rank(b.nichandle));

  return {
    world,
    clock,
    agenda,
    machine,
    counterparts,
    elsewhere,
    keyring,
    post: createPost(world, delivery.isInMailbox, options.forgeries ? createForgeries(world, start) : []),
    delivery,
    notices: createNotices(world, delivery, options.notices ?? 40, start),
    logDelay: options.logDelay ?? 180,
    faults: createFaults(),
    journal: createJournal(),
    accounts,
    live: () => {
      const now = clock.now();
      counterparts.seeTime(now);
      agenda.advance(now);
      return now;
    },
  };
}

const rank = (nichandle: string): number => {
  const place = (AGENCY as readonly string[]).indexOf(nichandle);
  return place === -1 ? AGENCY.length : place;
};
