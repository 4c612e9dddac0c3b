/**
 * Keeps services and requests of every account up to date: snapshots first, then one expanded read for all requests of
 * an account, ever less often while nothing happens, less still while nobody looks. Accounts never wait for each other.
 */
import type { SyncState } from '../../shared/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail } from '../../shared/failure.ts';
import { isRunning } from '../../shared/turn.ts';
import { readMovedContacts } from '../ovh/moved-contacts.ts';
import { listServices } from '../ovh/services.ts';
import { listTasks } from '../ovh/tasks.ts';
import type { Snapshots } from '../storage/snapshots.ts';
import type { Accounts } from './accounts.ts';
import { failureOf } from './dispatch.ts';
import type { Drift } from './drift.ts';
import type { Member } from './member.ts';
import { openRecall, type Recall } from './recall.ts';
import { type Attention, nextLook, SERVICES_EVERY_MS } from './rhythm.ts';
import { byName } from './service-list.ts';
import type { DeskTime } from './time.ts';
import type { World } from './world.ts';

export type Sync = Recall & {
  states: () => SyncState[];
  /** Begins to read from OVHcloud, at intervals. */
  start: () => void;
  /** Reads now; `services` too unless told otherwise. Resolves when done, whatever came of it. */
  now: (accountIds: readonly string[], what?: { services?: boolean }) => Promise<void>;
  attention: (attention: Attention) => void;
  /** To be called when the computer wakes: its timers stood still, and the lists are old. */
  woke: () => void;
  forget: (accountId: string) => Promise<void>;
  close: () => Promise<void>;
};

type Watch = {
  phase: 'idle' | 'syncing';
  online: boolean | null;
  servicesAt: string | null;
  requestsAt: string | null;
  failure: Failure | null;
  nextAt: number | null;
  /** When the last attempt ended, failed or not, and when the services were last read; in `clock.steady()` milliseconds. */
  lookedAt: number;
  servicesReadAt: number | null;
  quiet: number;
  failures: number;
  callOff: () => void;
  running: Promise<void> | null;
  /** A read that was asked for while one was running: it follows that one. */
  again: { services: boolean } | null;
};

export function openSync(desk: {
  clock: DeskTime;
  world: World;
  accounts: Accounts;
  snapshots: Snapshots;
  log: (line: string) => void;
  changed: { sync: () => void; requests: () => void; services: () => void };
  /** Gets each reading before the world takes it up: it compares the two. */
  drift: Pick<Drift, 'read' | 'recalled'>;
  /** Called when a reading of the requests changed nothing: one may have become urgent by the time alone. */
  unchanged: () => void;
}): Sync {
  const { clock, world, accounts, snapshots } = desk;
  const watches = new Map<string, Watch>();
  let attention: Attention = 'watched';
  let started = false;
  let closed = false;

  const watchOf = (accountId: string): Watch => {
    const known = watches.get(accountId);
    if (known) return known;
    const watch: Watch = {
      phase: 'idle',
      online: null,
      servicesAt: null,
      requestsAt: null,
      failure: null,
      nextAt: null,
      lookedAt: clock.steady(),
      servicesReadAt: null,
      quiet: 0,
      failures: 0,
      callOff: () => {},
      running: null,
      again: null,
    };
    watches.set(accountId, watch);
    return watch;
  };

  const recall = openRecall({
    clock,
    world,
    members: () => accounts.members(),
    snapshots,
    log: desk.log,
    watchOf,
    isWatched: (accountId, watch) => watches.get(accountId) === watch,
    isClosed: () => closed,
    changed: desk.changed,
    told: desk.drift.recalled,
  });

  const iso = (): string => new Date(clock.now()).toISOString();

  const keep = (accountId: string, kind: 'services' | 'requests', at: string): void => {
    const write =
      kind === 'services'
        ? snapshots.writeServices(accountId, { at, items: byName(world.services.of(accountId), clock.now) })
        : snapshots.writeRequests(accountId, { at, items: world.tasks.of(accountId) });
    write.catch((error: unknown) => desk.log(`snapshots: ${kind} not written: ${String(error)}`));
  };

  const heard = (watch: Watch, accountId: string, failure: Failure): void => {
    watch.failure = failure;
    watch.failures += 1;
    // Any answer, a refusal too, means that the server was reached.
    watch.online = !['offline', 'proxy-login', 'timeout', 'bad-answer'].includes(failure.code);
    accounts.heardFailure(accountId, failure);
  };

  const readRequests = async (member: Member, watch: Watch): Promise<boolean> => {
    if (!member.client) return false;
    const { id, api } = member.record;
    const reading = world.reading();
    const before = new Map(world.tasks.of(id).map((task) => [task.id, task.state]));
    const tasks = await listTasks(member.client, { fresh: true, leaves: reading.begin });
    if (closed || accounts.get(id)?.client !== member.client) return false;
    if (!tasks.ok) {
      heard(watch, id, tasks.error);
      // A key that may not read requests may still read services: go on.
      return tasks.error.code === 'not-granted';
    }
    accounts.worked(id, 'requests');
    const changed = world.tasks.replaceFor(id, api, tasks.value, reading.number());
    watch.requestsAt = iso();
    watch.failure = null;
    watch.failures = 0;
    watch.online = true;
    watch.quiet = changed ? 0 : watch.quiet + 1;
    keep(id, 'requests', watch.requestsAt);
    if (changed) desk.changed.requests();
    else desk.unchanged();
    const finished = tasks.value.filter(
      (task) => task.state === 'done' && before.has(task.id) && before.get(task.id) !== 'done',
    );
    if (finished.length > 0)
      await readChanged(member, watch, new Set(finished.map((task) => task.serviceDomain)));
    return true;
  };

  /** Contacts changed: the services concerned are read again, the others stay as they are. */
  const readChanged = async (
    member: Member,
    watch: Watch,
    names: ReadonlySet<string | null>,
  ): Promise<void> => {
    if (!member.client || watch.servicesAt === null) return;
    const { id, api } = member.record;
    const concerned = world.services.of(id).filter((service) => names.has(service.name));
    if (concerned.length === 0) return;
    const reading = world.beginReading();
    const read = await readMovedContacts(member.client, concerned);
    if (!read.ok) {
      desk.log(`sync: contacts of ${concerned.length} changed services were not read (${read.error.code})`);
      return;
    }
    await desk.drift.read(member.record, read.value.services, { whole: false, since: watch.servicesAt });
    let changed = false;
    for (const facts of read.value.services)
      changed = world.services.update(id, api, facts, reading) || changed;
    if (!changed) return;
    keep(id, 'services', watch.servicesAt);
    desk.changed.services();
    desk.changed.requests();
  };

  const readServices = async (member: Member, watch: Watch): Promise<void> => {
    if (!member.client) return;
    const { id, api } = member.record;
    const reading = world.beginReading();
    // Beside the long list, not after it.
    const debtRead = accounts.refreshDebt(id);
    let told: number | null = null;
    const services = await listServices(member.client, { counted: (total) => (told = total) });
    await debtRead;
    if (closed || accounts.get(id)?.client !== member.client) return;
    if (!services.ok) {
      heard(watch, id, services.error);
      return;
    }
    accounts.worked(id, 'services');
    const listed = services.value.services;
    // The history is on the disk before the snapshot: a program that ends between the two must not forget a change.
    await desk.drift.read(member.record, listed, { whole: told === listed.length, since: watch.servicesAt });
    if (closed || accounts.get(id)?.client !== member.client) return;
    const changed = world.services.replaceFor(id, api, listed, reading);
    const first = watch.servicesAt === null;
    watch.servicesAt = iso();
    watch.servicesReadAt = clock.steady();
    keep(id, 'services', watch.servicesAt);
    if (changed || first) {
      desk.changed.services();
      desk.changed.requests();
    }
  };

  /** In milliseconds; that of a snapshot goes by the clock. A snapshot from the future was written by a wrong clock and counts as infinitely old. */
  const ageOfServices = (watch: Watch, servicesAt: string): number => {
    if (watch.servicesReadAt !== null) return clock.steady() - watch.servicesReadAt;
    const age = clock.now() - Date.parse(servicesAt);
    return age < 0 ? Number.POSITIVE_INFINITY : age;
  };
  /** Services are read only while somebody looks: no notification comes of them. */
  const servicesDue = (watch: Watch): boolean =>
    watch.servicesAt === null ||
    (attention === 'watched' && ageOfServices(watch, watch.servicesAt) >= SERVICES_EVERY_MS);

  const run = (accountId: string, services: boolean): Promise<void> => {
    if (closed) return Promise.resolve();
    const watch = watchOf(accountId);
    if (watch.running) {
      watch.again = { services: services || (watch.again?.services ?? false) };
      return watch.running.then(() => watch.running ?? undefined);
    }
    const work = async (): Promise<void> => {
      // The snapshot first: it must not replace what is read now.
      await recall.done();
      const member = accounts.get(accountId);
      if (!member) return;
      watch.callOff();
      watch.nextAt = null;
      if (!member.client && !member.candidate) {
        watch.failure = fail('no-credential', 'connect').error;
        desk.changed.sync();
        return;
      }
      watch.phase = 'syncing';
      desk.changed.sync();
      const known = await accounts.identify(accountId);
      if (!known.ok) {
        heard(watch, accountId, known.error);
        return;
      }
      // Does nothing where a signed call has read the server's clock.
      if (member.client) await member.client.askTime();
      const reached = await readRequests(member, watch);
      if (reached && (services || servicesDue(watch))) await readServices(member, watch);
    };
    watch.running = work()
      .catch((error: unknown) => {
        watch.failure = failureOf(error);
        watch.failures += 1;
        desk.log(`sync: ${String(error)}`);
      })
      .then(() => {
        watch.running = null;
        watch.phase = 'idle';
        watch.lookedAt = clock.steady();
        const { again } = watch;
        watch.again = null;
        if (again && !closed) void run(accountId, again.services);
        else schedule(accountId);
        if (!closed) desk.changed.sync();
      });
    return watch.running;
  };

  const schedule = (accountId: string): void => {
    const watch = watchOf(accountId);
    watch.callOff();
    watch.nextAt = null;
    const member = accounts.get(accountId);
    if (closed || !started || !(member?.client || member?.candidate)) return;
    // A credential that was refused stays refused: only the user can mend that.
    if (member.record.credential.state !== 'valid') return;
    const running = world.tasks.of(accountId).some((task) => isRunning(task.state));
    const gap = nextLook({ attention, running, quiet: watch.quiet, failures: watch.failures });
    if (gap === null) return;
    const wait = Math.max(0, watch.lookedAt + gap - clock.steady());
    watch.nextAt = clock.now() + wait;
    watch.callOff = clock.after(wait, () => void run(accountId, false));
  };

  return {
    states: () =>
      accounts.list().map(({ id }) => {
        const { phase, online, servicesAt, requestsAt, failure, nextAt } = watchOf(id);
        return {
          accountId: id,
          phase,
          online,
          servicesAt,
          requestsAt,
          failure,
          nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
          clockAhead: clock.ahead(),
        };
      }),

    recall: recall.recall,
    recalled: recall.recalled,
    preview: recall.preview,
    countOfServices: recall.countOfServices,

    start() {
      started = true;
      for (const { record } of accounts.members()) void run(record.id, false);
    },

    async now(accountIds, what = {}) {
      for (const accountId of accountIds) watchOf(accountId).quiet = 0;
      await Promise.all(accountIds.map((accountId) => run(accountId, what.services ?? true)));
    },

    attention(now) {
      if (attention === now) return;
      attention = now;
      for (const { record } of accounts.members()) {
        const watch = watchOf(record.id);
        if (watch.running) continue;
        if (attention === 'watched') {
          watch.quiet = 0;
          watch.failures = Math.min(watch.failures, 1);
        }
        schedule(record.id);
      }
      desk.changed.sync();
    },

    woke() {
      if (closed || !started || attention === 'nobody') return;
      for (const { record } of accounts.members()) {
        if (record.credential.state === 'valid') void run(record.id, false);
      }
    },

    async forget(accountId) {
      watchOf(accountId).callOff();
      watches.delete(accountId);
      world.services.forget(accountId);
      world.tasks.forget(accountId);
      await snapshots.forget(accountId);
      desk.changed.services();
      desk.changed.requests();
      desk.changed.sync();
    },

    async close() {
      closed = true;
      await recall.recalled();
      for (const watch of watches.values()) watch.callOff();
      await snapshots.settled();
    },
  };
}
