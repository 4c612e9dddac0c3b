/**
 * The desk: everything the program does, behind one function per channel. It gets its ports and knows neither Electron
 * nor a web server. Reading this file tells which part answers what; the parts hold the rules of doing it.
 */
import type { DecisionOutcome, Handlers, Output, SendOutcome } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { OutboxOutcome } from '../../shared/outbox.ts';
import { redact } from '../../shared/redact.ts';
import { openAccountNotes } from './account-notes.ts';
import { openAccounts } from './accounts.ts';
import { openAttention } from './attention.ts';
import { openCodes } from './codes.ts';
import { openDecisions } from './decisions.ts';
import { endDesk } from './ending.ts';
import { recogniseFiles } from './file-codes.ts';
import { openGate } from './gate.ts';
import { gathered } from './gathered.ts';
import { decideWithGrace, openGrace } from './grace.ts';
import { openHandover } from './handover.ts';
import { openIncomingLinks } from './incoming-link.ts';
import { openJobs, type Progress } from './jobs.ts';
import { openLedger } from './ledger.ts';
import { linkUrl } from './links.ts';
import { pageOfServices } from './list-preview.ts';
import { openLock } from './lock.ts';
import { openMailCodes } from './mail-codes.ts';
import { findInMail } from './mail-search.ts';
import { type Emit, openNews } from './news.ts';
import { openOutbox } from './outbox.ts';
import type { Desk, Ports } from './ports.ts';
import { openReadingRoom } from './reading-room.ts';
import { openRecognise } from './recognise.ts';
import { openRequests } from './requests.ts';
import { readSandboxMail } from './sandbox-mail.ts';
import { openServiceList } from './service-list.ts';
import { openSides } from './sides.ts';
import { openStores } from './stores.ts';
import { openSync } from './sync.ts';
import { saveTable } from './table-files.ts';
import { openTime } from './time.ts';
import { wipeEverything } from './wipe.ts';
import { openWorld } from './world.ts';

/** Opens the data folder and answers from it at once; `start` begins to talk to the servers. Rejects where the folder cannot be used. */
export async function openDesk(given: Ports): Promise<Desk> {
  // SECURITY: nothing is logged that did not pass here.
  const ports: Ports = { ...given, log: (line) => given.log(redact(line)) };
  const time = openTime(ports.clock);
  const clock = time;
  const listeners = new Set<Parameters<Desk['listen']>[0]>();
  const gate = openGate(() => lock.isLocked());
  const emit: Emit = (event, payload) => {
    if (!gate.mayTell(event)) return;
    for (const listener of listeners) listener(event, payload);
  };

  const stores = await openStores(ports, clock, (all) => {
    // Until somebody listens, whether it is locked is not known either.
    if (listeners.size > 0) emit('damage:changed', all);
  });
  const { settings, people } = stores;
  const lock = openLock({
    clock,
    keeper: stores.lock,
    system: ports.systemAuthentication,
    tellsScreen: ports.tellsScreenLock,
    log: ports.log,
    changed: (state, moved) => {
      // Before the window is told, so that what it is told after unlocking is true.
      if (moved && state.state === 'locked') grace.lock();
      emit('lock:changed', state);
      if (moved) attention.lockMoved();
    },
  });
  const ledger = openLedger(
    stores.journal,
    clock.now,
    gathered(clock, () => emit('activity:changed', {})),
  );
  const note = openAccountNotes(ledger, ports.log);
  const grace = openGrace({
    clock,
    note: stores.unsent,
    begunSince: (requestKey, at) =>
      ledger.activity().some((entry) => entry.requestKey === requestKey && entry.at >= at),
    log: ports.log,
    changed: (waiting) => emit('decisions:waiting', waiting),
  });
  const world = openWorld();
  const serviceList = openServiceList(world, () => performance.now());
  const jobs = openJobs();
  const mails = openMailCodes();
  const room = openReadingRoom();

  const accounts = await openAccounts(ports, stores.vault, stores.place, {
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
      mails.forget(accountId);
      codes.forgetAll();
      await outbox.forgetAccount(accountId);
      await sync.forget(accountId);
      if (settings.get().account === accountId) emit('settings:changed', settings.change({ account: null }));
    },
  });

  const news = openNews({ clock, lock, settings, ports, emit }, () => ({
    accounts,
    requests,
    decisions,
    handover,
    outbox,
    sync,
  }));

  const sync = openSync({
    clock,
    world,
    accounts,
    snapshots: stores.snapshots,
    log: ports.log,
    changed: {
      sync: () => emit('sync:changed', sync.states()),
      requests: () => news.wereRead(true),
      services: () => emit('services:changed', serviceList.change()),
    },
    unchanged: () => news.wereRead(false),
  });

  const requests = openRequests({ world, ledger, familyOf: (key) => codes.familyOf(key) });
  const codes = openCodes(clock, {
    requests: () => requests.list(),
    owners: () =>
      accounts.members().map(({ record }) => ({
        accountId: record.id,
        api: record.api,
        nichandle: record.nichandle,
        email: record.email,
      })),
    learned: gathered(clock, () => {
      requests.stale();
      news.tell();
    }),
  });
  const decisions = openDecisions({
    clock,
    world,
    ledger,
    accounts,
    requests,
    codes,
    log: ports.log,
    acted: news.acted,
  });
  const sides = openSides({ ledger, accounts, requests, jobs, log: ports.log, acted: news.acted });
  const handover = openHandover({
    clock,
    world,
    accounts,
    requests,
    ledger,
    log: ports.log,
    factsChanged: () => {
      emit('services:changed', serviceList.change());
      news.tell();
    },
    acted: news.acted,
  });

  const outbox = openOutbox({
    clock,
    store: stores.outbox,
    box: ports.secrets,
    world,
    accounts,
    requests,
    decisions,
    codes,
    handover,
    ledger,
    sync,
    log: ports.log,
    changed: (list) => emit('outbox:changed', list),
  });

  const recognise = openRecognise(codes, room);
  const links = openIncomingLinks({
    isLocked: lock.isLocked,
    recognise: (text) => codes.recognise(text, {}, 'link'),
    arrived: (found) => emit('codes:arrived', found),
  });
  const attention = openAttention({ lock, sync, log: ports.log });
  let restored: Promise<void> | null = null;

  await sync.recall();
  news.begin();

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
        damage: stores.damage(),
        lock: lock.state(),
        accounts: accounts.list(),
        sync: sync.states(),
        requests: requests.list(),
        waiting: grace.list(),
        unsent: grace.unsent(),
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
      accounts.validations.start({ endpoint, url }, keys),
    'accounts:checkValidation': ({ validation, renews }) => accounts.validations.check(validation, renews),
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
      clock.after(0, links.tell);
      return ok(lock.resume(key));
    },
    'lock:reset': async () => {
      // Not while it is open: this is the way out of a lock, and of nothing else.
      if (!lock.isLocked()) return fail('not-allowed', 'read-again');
      try {
        const left = await wipeEverything({ stores, jobs, gate, restored, codes, links, accounts, ledger });
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
      attention.pay(visible ? 'watched' : 'aside');
      return ok({});
    },
    'services:list': async (asked) => ok(await pageOfServices(sync, serviceList, asked)),
    'requests:list': async () => ok(requests.list()),
    'requests:decide': async (asked) => {
      const tell = (told: Progress<DecisionOutcome>): void =>
        emit('jobs:progress', { of: 'decisions', ...told });
      return ok(await decideWithGrace({ grace, jobs, decide: decisions.decide, tell }, asked));
    },
    'requests:undo': async ({ job }) => ok({ undone: grace.undo(job) }),
    'requests:sendNow': async ({ job }) => {
      grace.sendNow(job);
      return ok({});
    },
    'requests:noted': async () => {
      await grace.noted();
      return ok({});
    },
    'requests:resend': ({ requestKey, accountId }) => sides.resend(requestKey, accountId),
    'requests:say': async ({ requestKey, accountId, confirmed }) => {
      const told = await sides.say(requestKey, accountId, confirmed ? 'say-confirmed' : 'say-open');
      if (told.ok) news.tell();
      return told;
    },
    'codes:recognise': ({ text, requestKey, accountId }) => recognise(text, { requestKey, accountId }),
    'codes:recogniseFiles': async ({ files }) =>
      ok(await recogniseFiles(files, room.read, (found) => codes.take(found, {}, 'file'))),
    'codes:findInMail': ({ accountId }) =>
      findInMail({ accounts, requests, mails, recognise, codes }, accountId),
    'codes:list': async () => ok(codes.list()),
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
    'people:change': async ({ people: changes }) => {
      try {
        const all = await people.change(changes);
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
      attention.start(restored);
    },
    // SECURITY: a link only fills in. What it carries is shown and waits for the user.
    openLink: links.take,
    attention: attention.pay,
    screenLocked: () => lock.screenLocked(),
    woke: attention.woke,
    underWay: ledger.underWay,
    close: (cut) =>
      endDesk(
        { clock, lock, jobs, grace, sync, room, ledger, accounts, gate, codes, outbox, log: ports.log },
        cut,
      ),
  };
}
