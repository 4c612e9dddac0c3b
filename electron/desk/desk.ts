/**
 * The desk: everything the program does, behind one function per channel. It gets its ports and knows neither Electron
 * nor a web server. Reading this file tells which part answers what; the parts hold the rules of doing it.
 */
import { join } from 'node:path';
import type { EventName } from '../../shared/channels.ts';
import type { DecisionOutcome, EventPayload, Handlers, Output, SendOutcome } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { Recognition } from '../../shared/found-code.ts';
import { mergeRecognitions } from '../../shared/found-code.ts';
import type { OutboxOutcome } from '../../shared/outbox.ts';
import { redact } from '../../shared/redact.ts';
import { DEFAULT_SETTINGS } from '../../shared/settings.ts';
import { isRunning } from '../../shared/turn.ts';
import { openAppLock } from '../storage/app-lock.ts';
import { openDamageList } from '../storage/damage.ts';
import { prepareFolder } from '../storage/folder.ts';
import { openJournal } from '../storage/journal.ts';
import type { Place } from '../storage/json-file.ts';
import { sweepLeftovers } from '../storage/leftovers.ts';
import { openOutboxStore } from '../storage/outbox.ts';
import { openPeople } from '../storage/people.ts';
import { openSettings } from '../storage/settings.ts';
import { openSnapshots } from '../storage/snapshots.ts';
import { openVault } from '../storage/vault.ts';
import { wipeFiles } from '../storage/wipe.ts';
import { openAccounts } from './accounts.ts';
import { type Meant, openCodes } from './codes.ts';
import { recogniseFiles } from './file-codes.ts';
import { openGate } from './gate.ts';
import { openHandover } from './handover.ts';
import { textOfLink } from './incoming-link.ts';
import { openJobs, type Progress } from './jobs.ts';
import { isLedgerLine, openLedger } from './ledger.ts';
import { linkUrl } from './links.ts';
import { openLock } from './lock.ts';
import { openMailCodes } from './mail-codes.ts';
import { openNotices } from './notices.ts';
import { openOutbox } from './outbox.ts';
import type { Desk, Ports } from './ports.ts';
import { openReadingRoom } from './reading-room.ts';
import { openRequests } from './requests.ts';
import type { Attention } from './rhythm.ts';
import { readSandboxMail } from './sandbox-mail.ts';
import { openServiceList } from './service-list.ts';
import { openSync } from './sync.ts';
import { saveTable } from './table-files.ts';
import { openTime } from './time.ts';
import { openWorld } from './world.ts';

const LEDGER = 'ledger.jsonl';
/** More than these are nobody's e-mails. */
const MOST_WAITING_LINKS = 50;
/** Longer texts are read in a room of their own: nobody waits for them, and nothing waits behind them. */
const LONG_TEXT = 50_000;
/** The end of the program waits so long for an answer: a write's own patience, and a look at what became of it. */
const WRITE_ENDS_MS = 40_000;
/** And so long for the last lines to be written. */
const NOTED_MS = 2_000;

/** Opens the data folder and answers from it at once; `start` begins to talk to the servers. Rejects where the folder cannot be used. */
export async function openDesk(given: Ports): Promise<Desk> {
  // SECURITY: nothing is logged that did not pass here.
  const ports: Ports = { ...given, log: (line) => given.log(redact(line)) };
  const time = openTime(ports.clock);
  const clock = time;
  const listeners = new Set<Parameters<Desk['listen']>[0]>();
  const gate = openGate(() => lock.isLocked());
  const emit = <E extends EventName>(event: E, payload: EventPayload<E>): void => {
    if (!gate.mayTell(event)) return;
    for (const listener of listeners) listener(event, payload);
  };

  const damage = openDamageList(() => {
    // Until somebody listens, whether it is locked is not known either.
    if (listeners.size > 0) emit('damage:changed', damage.list());
  });
  const place: Place = {
    disk: ports.disk,
    folder: ports.dataFolder,
    now: clock.now,
    tell: (found) => {
      ports.log(`storage: ${found.file}: ${found.why}`);
      damage.found(found);
    },
    mended: damage.mended,
  };
  await prepareFolder(place);
  for (const folder of [place.folder, join(place.folder, 'snapshots')]) {
    await sweepLeftovers(folder, Date.now(), ports.disk);
  }
  if (ports.settingsStore.damage !== null) place.tell(ports.settingsStore.damage);
  const settings = openSettings(ports.settingsStore, place.tell);
  const lock = openLock({
    clock,
    keeper: await openAppLock(place),
    system: ports.systemAuthentication,
    tellsScreen: ports.tellsScreenLock,
    log: ports.log,
    changed: (state, moved) => {
      emit('lock:changed', state);
      if (moved) attend();
    },
  });
  const snapshots = openSnapshots(place);
  const vault = await openVault(place, ports.secrets);
  const journal = await openJournal(place, LEDGER);
  const unknown = journal.lines.filter((line) => !isLedgerLine(line)).length;
  if (unknown > 0) {
    place.tell({ part: 'ledger', why: 'unknown', file: LEDGER, keptAs: null, count: unknown, names: [] });
  }
  /** Many lines in one go (a heap of decisions) are one piece of news. */
  let activityTold = true;
  const tellActivity = (): void => {
    if (!activityTold) return;
    activityTold = false;
    clock.after(200, () => {
      activityTold = true;
      emit('activity:changed', {});
    });
  };
  const ledger = openLedger(journal, clock.now, tellActivity);
  const world = openWorld();
  const serviceList = openServiceList(world, () => performance.now());
  const people = await openPeople(place);
  const outboxStore = await openOutboxStore(place, ports.secrets);
  const jobs = openJobs();
  const notices = openNotices();
  const mailCodes = openMailCodes();
  const room = openReadingRoom();

  const accounts = await openAccounts(ports, vault, place, {
    changed: () => {
      emit('accounts:changed', accounts.list());
      emit('sync:changed', sync.states());
    },
    time: time.learn,
    connected: (account) => {
      void note('connect', account.api, account.nichandle);
      requests.stale();
      void sync.now([account.id]);
    },
    forgotten: async (accountId) => {
      mailCodes.forget(accountId);
      codes.forgetAll();
      await outbox.forgetAccount(accountId);
      await sync.forget(accountId);
      if (settings.get().account === accountId) emit('settings:changed', settings.change({ account: null }));
    },
  });

  const mine = (api: string): ReadonlySet<string> =>
    new Set(
      accounts
        .list()
        .filter((account) => account.api === api)
        .map((account) => account.nichandle),
    );

  const accountsRead = (): ReadonlySet<string> =>
    new Set(sync.states().flatMap(({ accountId, requestsAt }) => (requestsAt === null ? [] : [accountId])));

  const tellRequests = (): void => {
    requests.stale();
    const list = requests.list();
    emit('requests:changed', list);
    outbox.look();
    tellNotices();
  };

  const tellNotices = (): void => {
    const list = requests.list();
    for (const notice of notices.look(list, mine, clock.now(), accountsRead())) {
      if (!settings.get().notifications) continue;
      // A notification lies over whatever the screen shows: while it is locked it names nothing.
      ports.notify(lock.isLocked() ? { ...notice, serviceName: null } : notice);
      emit('notices:told', notice);
    }
  };

  const settleUnknown = async (): Promise<boolean> => {
    try {
      const decisions = await requests.settleUnknown();
      return (await handover.settleUnknown()) || decisions;
    } catch (error) {
      ports.log(`ledger: ${String(error)}`);
      return false;
    }
  };

  const sync = openSync({
    clock,
    world,
    accounts,
    snapshots,
    log: ports.log,
    changed: {
      sync: () => emit('sync:changed', sync.states()),
      requests: () => {
        requests.stale();
        void settleUnknown().then(tellRequests);
      },
      services: () => emit('services:changed', serviceList.change()),
    },
    unchanged: () => {
      tellNotices();
      // As they were, but later: that may tell what became of a refusal.
      void settleUnknown().then((settled) => (settled ? tellRequests() : undefined));
    },
  });

  /** After something was posted: one read of the lists of the accounts that acted, then the usual growing gaps. */
  const acted = (accountIds: readonly string[]): void => {
    tellRequests();
    // Another look may have read the outcome already: then nothing is new to this one.
    void sync.now(accountIds, { services: false }).then(async () => {
      if (await settleUnknown()) tellRequests();
    });
  };

  const requests = openRequests({
    clock,
    world,
    ledger,
    accounts,
    codes: () => codes,
    jobs,
    log: ports.log,
    acted,
  });
  const codes = openCodes(clock, {
    requests: () => requests.list(),
    owners: () =>
      accounts.members().map(({ record }) => ({
        accountId: record.id,
        api: record.api,
        nichandle: record.nichandle,
        email: record.email,
      })),
  });
  const handover = openHandover({
    clock,
    world,
    accounts,
    requests,
    ledger,
    log: ports.log,
    factsChanged: () => {
      emit('services:changed', serviceList.change());
      tellRequests();
    },
    acted,
  });

  const outbox = openOutbox({
    clock,
    store: outboxStore,
    box: ports.secrets,
    world,
    accounts,
    requests,
    codes,
    handover,
    ledger,
    sync,
    log: ports.log,
    changed: (list) => emit('outbox:changed', list),
  });

  /** Connecting and forgetting stand in the ledger too. */
  const note = async (kind: 'connect' | 'forget', api: string, nichandle: string): Promise<void> => {
    try {
      const intent = await ledger.intend({
        kind,
        api,
        nichandle,
        serviceName: null,
        serviceKey: null,
        requestKey: null,
        requestId: null,
        dateRequest: null,
        changes: [],
        group: null,
      });
      await ledger.settle(intent, 'done');
    } catch (error) {
      ports.log(`ledger: ${String(error)}`);
    }
  };

  let attention: Attention = 'watched';
  let restored: Promise<void> | null = null;
  let isTalking = false;
  /** A locked window shows nothing, but notifications say without a name that something waits. */
  const attend = (): void => {
    if (isTalking) sync.attention(attention === 'watched' && lock.isLocked() ? 'aside' : attention);
    else if (restored !== null) void restored.then(talk);
  };
  const talk = (): void => {
    if (isTalking || lock.isLocked()) return;
    isTalking = true;
    sync.start();
    attend();
  };

  /** When it is done, or after `ms`, or when `cut` is aborted, whichever is first. */
  const within = (ms: number, done: Promise<unknown>, cut: AbortSignal | null = null): Promise<void> =>
    new Promise((resolve) => {
      const callOff = clock.after(ms, resolve);
      cut?.addEventListener('abort', () => resolve(), { once: true });
      if (cut?.aborted) resolve();
      void done.then(() => resolve()).finally(callOff);
    });

  /** Links that opened the program while it was locked, as they came. */
  const waitingLinks: string[] = [];
  const tellLinks = (): void => {
    if (lock.isLocked() || waitingLinks.length === 0) return;
    emit(
      'codes:arrived',
      mergeRecognitions(waitingLinks.splice(0).map((link) => codes.recognise(textOfLink(link) ?? ''))),
    );
  };

  /** Everything that holds a name, a key or a code. Rejects where something could not be wiped: it may be tried again. */
  const wipe = async (): Promise<number> => {
    jobs.stopAll();
    await gate.settled();
    await restored;
    codes.forgetAll();
    waitingLinks.length = 0;
    let left = 0;
    for (const { id, credential } of accounts.list()) {
      const answer = await accounts.forget(id);
      if (!answer.ok) throw new Error(answer.error.code);
      if (!answer.value.loggedOut && credential.kept !== 'environment') left += 1;
    }
    await outboxStore.remove(outboxStore.items().map(({ id }) => id));
    await vault.wipe();
    await people.wipe();
    await snapshots.settled();
    await ledger.wipe();
    const { language, theme, density, notifications } = settings.get();
    settings.change({ ...DEFAULT_SETTINGS, language, theme, density, notifications });
    await wipeFiles(ports.dataFolder, ports.disk);
    return left;
  };

  await sync.recall();
  notices.look(requests.list(), mine, clock.now(), accountsRead());

  const recognise = async (text: string, meant: Meant = {}): Promise<Result<Recognition>> => {
    if (text.length <= LONG_TEXT) return ok(codes.recognise(text, meant));
    const reading = await room.read({ kind: 'text', text });
    if ('why' in reading) return fail('too-heavy', 'retry');
    return ok(mergeRecognitions(reading.found.map((found) => codes.take(found, meant))));
  };

  const findInMail = async (accountId: string | undefined): Promise<Result<Recognition>> => {
    const running = requests.list().filter((request) => isRunning(request.state));
    const found: Recognition = { codes: [], emails: 0, links: 0, bare: 0 };
    let failure: Result<never> | null = null;
    for (const { record, client } of accounts.members()) {
      if (accountId !== undefined && record.id !== accountId) continue;
      const dates = running
        .filter((request) => request.seenBy.includes(record.id))
        .map((request) => Date.parse(request.dateRequest));
      if (dates.length === 0) continue;
      if (!client) {
        failure ??= fail('no-credential', 'connect');
        continue;
      }
      const texts = await mailCodes.texts(record.id, client, Math.min(...dates) - 60_000);
      if (!texts.ok) {
        accounts.heardFailure(record.id, texts.error);
        failure ??= texts;
        continue;
      }
      for (const text of texts.value) {
        const recognition = await recognise(text, { accountId: record.id });
        found.emails += 1;
        if (!recognition.ok) continue;
        for (const code of recognition.value.codes) {
          // Old mails of closed requests are no news.
          const useful = code.verdict === 'fits' || code.verdict === 'choose';
          if (useful && !found.codes.some((known) => known.handle === code.handle)) found.codes.push(code);
        }
      }
    }
    // One account's failure does not hide what another's mails gave.
    return failure && found.codes.length === 0 ? failure : ok(found);
  };

  const handlers: Handlers = {
    'app:open': async () => {
      const output: Output<'app:open'> = {
        shell: ports.shell,
        version: ports.version,
        platform: process.platform,
        systemLocale: ports.systemLocale,
        dataFolder: ports.dataFolder,
        vault: { backend: ports.secrets.backend, persistent: ports.secrets.persistent },
        settings: settings.get(),
        damage: damage.list(),
        lock: lock.state(),
        accounts: accounts.list(),
        sync: sync.states(),
        requests: requests.list(),
        serviceCount: Math.max(world.services.size, sync.countOfServices()),
      };
      return ok(output);
    },
    'app:restart': async () => {
      if (ports.restart === null) return fail('not-allowed', 'report');
      ports.restart();
      return ok({});
    },
    'accounts:trySandbox': () => accounts.trySandbox(),
    'accounts:connectKeys': ({ endpoint, url, renews, ...keys }) =>
      accounts.connect({ endpoint, url }, { kind: 'application', ...keys }, renews),
    'accounts:connectOAuth2': ({ endpoint, url, renews, ...keys }) =>
      accounts.connect({ endpoint, url }, { kind: 'oauth2', ...keys }, renews),
    'accounts:startValidation': ({ endpoint, url, ...keys }) =>
      accounts.startValidation({ endpoint, url }, keys),
    'accounts:checkValidation': ({ validation, renews }) => accounts.checkValidation(validation, renews),
    'accounts:offers': async () => ok(await accounts.offers()),
    'accounts:takeOffer': ({ offer, renews }) => accounts.takeOffer(offer, renews),
    'accounts:change': ({ accountId, ...change }) => accounts.change(accountId, change),
    'accounts:reopen': async ({ accountId }) => {
      const answer = await accounts.reopen(accountId);
      if (answer.ok && answer.value.credential.state === 'valid') void sync.now([accountId]);
      // What waits in the outbox is sealed by the same key store.
      void outbox.reopen().catch((error: unknown) => ports.log(`outbox: ${String(error)}`));
      return answer;
    },
    'accounts:forget': async ({ accountId, record: wipes = false }) => {
      const record = accounts.get(accountId)?.record;
      const answer = await accounts.forget(accountId);
      if (!record || !answer.ok) return answer;
      if (!wipes) {
        await note('forget', record.api, record.nichandle);
        return answer;
      }
      try {
        await ledger.forget(record);
      } catch {
        return fail('storage', 'check-disk');
      }
      requests.stale();
      return answer;
    },
    'accounts:revealEmail': async ({ accountId }) => {
      const member = accounts.get(accountId);
      return member ? ok({ email: member.record.email }) : fail('not-found', 'read-again');
    },
    'settings:change': async (change) => {
      const changed = settings.change(change);
      emit('settings:changed', changed);
      return ok(changed);
    },
    'lock:look': async () => {
      const { language, theme, density } = settings.get();
      return ok({
        shell: ports.shell,
        version: ports.version,
        platform: process.platform,
        systemLocale: ports.systemLocale,
        language,
        theme,
        density,
        lock: await lock.look(),
      });
    },
    'lock:set': ({ passphrase, current }) => lock.set(passphrase, current),
    'lock:change': (change) => lock.change(change),
    'lock:off': ({ current }) => lock.off(current),
    'lock:now': async () => {
      lock.lock();
      return ok(lock.state());
    },
    'lock:unlock': (how) => (how.by === 'system' ? lock.unlockBySystem() : lock.unlock(how.passphrase)),
    'lock:active': async () => {
      lock.active();
      return ok({});
    },
    'lock:leave': async ({ key, drawer }) => {
      lock.leave(key, drawer);
      return ok({});
    },
    'lock:resume': async ({ key }) => {
      // The window is back, and shows what came meanwhile over what it showed before.
      clock.after(0, tellLinks);
      return ok(lock.resume(key));
    },
    'lock:reset': async () => {
      // Not while it is open: this is the way out of a lock, and of nothing else.
      if (!lock.isLocked()) return fail('not-allowed', 'read-again');
      try {
        const left = await wipe();
        await lock.remove();
        return ok({ left });
      } catch (error) {
        ports.log(`reset: ${String(error)}`);
        return fail('storage', 'check-disk');
      }
    },
    'sync:now': async ({ accountId }) => {
      await sync.now(accountId === undefined ? accounts.list().map(({ id }) => id) : [accountId]);
      return ok(sync.states());
    },
    'sync:attention': async ({ visible }) => {
      attention = visible ? 'watched' : 'aside';
      attend();
      return ok({});
    },
    'services:list': async ({ from, revision }) => {
      const preview = sync.preview();
      if (preview !== null && revision === null) {
        const first = await openServiceList(preview, () => performance.now()).page(0, null);
        const count = first.services.ids.length;
        // Of a list that is none: whoever asks on gets the real one from its beginning.
        if (count > 0) return ok({ ...first, revision: 0, next: count, total: sync.countOfServices() });
      }
      await sync.recalled();
      return ok(await serviceList.page(from, revision));
    },
    'requests:list': async () => ok(requests.list()),
    'requests:decide': async ({ job: id, items }) => {
      const tell = (told: Progress<DecisionOutcome>): void =>
        emit('jobs:progress', { of: 'decisions', ...told });
      return ok(await jobs.run({ id, total: items.length, tell }, (job) => requests.decide(job, items)));
    },
    'requests:resend': ({ requestKey, accountId }) => requests.resend(requestKey, accountId),
    'requests:say': async ({ requestKey, accountId, confirmed }) => {
      const told = await requests.say(requestKey, accountId, confirmed ? 'say-confirmed' : 'say-open');
      if (told.ok) tellRequests();
      return told;
    },
    'codes:recognise': ({ text, requestKey, accountId }) => recognise(text, { requestKey, accountId }),
    'codes:recogniseFiles': async ({ files }) => ok(await recogniseFiles(files, room.read, codes.take)),
    'codes:findInMail': ({ accountId }) => findInMail(accountId),
    'codes:forget': async ({ handles }) => {
      codes.forget(handles);
      return ok({});
    },
    'handover:check': async (asked) => {
      await sync.recalled();
      return ok(await handover.check(asked));
    },
    'handover:send': async ({ job: id, group = id, ...asked }) => {
      const tell = (told: Progress<SendOutcome>): void => emit('jobs:progress', { of: 'handover', ...told });
      const total = asked.serviceKeys.length;
      return ok(await jobs.run({ id, total, tell }, (job) => handover.send(job, group, asked)));
    },
    'outbox:list': async () => ok(await outbox.list()),
    'outbox:keep': (what) => outbox.keep(what),
    'outbox:review': async ({ ids }) => ok(await outbox.review(ids)),
    'outbox:send': ({ job: id, ids }) => {
      const tell = (told: Progress<OutboxOutcome>): void => emit('jobs:progress', { of: 'outbox', ...told });
      return jobs.run({ id, total: ids.length, tell }, (job) => outbox.send(job, ids));
    },
    'outbox:drop': ({ ids }) => outbox.drop(ids),
    'jobs:stop': async ({ job }) => {
      jobs.stop(job);
      return ok({});
    },
    'activity:list': async () => ok(ledger.activity()),
    'people:list': async () => ok(people.list()),
    'people:label': async ({ labels }) => {
      try {
        const all = await people.label(labels);
        emit('people:changed', all);
        return ok(all);
      } catch (error) {
        ports.log(`people: ${String(error)}`);
        return fail('storage', 'check-disk');
      }
    },
    'links:open': async (target) => {
      const url = linkUrl(target, accounts);
      if (!url.ok) return url;
      if (ports.openExternal === null) return ok({ url: url.value, opened: false });
      await ports.openExternal(url.value);
      return ok({ url: url.value, opened: true });
    },
    'tables:save': ({ name, text }) =>
      saveTable({ name, text, ask: ports.askWhereToSave, isLocked: lock.isLocked, log: ports.log }),
    'sandbox:mail': async () => ok(await readSandboxMail(accounts.members(), ports.fetch)),
  };

  return {
    handlers: gate.guard(handlers),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      restored = accounts.restore();
      restored.then(talk).catch((error: unknown) => ports.log(`start: ${String(error)}`));
    },
    openLink(url) {
      // SECURITY: a link only fills in. What it carries is shown and waits for the user.
      if (waitingLinks.length < MOST_WAITING_LINKS) waitingLinks.push(url);
      tellLinks();
    },
    attention(who) {
      attention = who;
      attend();
    },
    screenLocked: () => lock.screenLocked(),
    woke() {
      if (isTalking) sync.woke();
    },
    underWay: ledger.underWay,
    async close(cut) {
      lock.close();
      // What waits for its turn in a job has its end at once; what was posted already is waited for.
      jobs.close();
      const quiet = sync.close();
      const emptied = room.close();
      await within(WRITE_ENDS_MS, ledger.settled(), cut);
      await accounts.close();
      // Calls that were cut off are answered at once, and what they were part of notes what it knows.
      await within(NOTED_MS, gate.settled(), null);
      await ledger.abandon().catch((error: unknown) => ports.log(`ledger: ${String(error)}`));
      codes.forgetAll();
      await outbox.close();
      await emptied;
      await quiet;
      await ledger.close();
    },
  };
}
