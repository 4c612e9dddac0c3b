/**
 * The desk: the program itself, with neither Electron nor a web server. This file opens its parts and ties them together;
 * `answers.ts` tells which of them answers what.
 */
import { redact } from '../../shared/redact.ts';
import { openAccountNotes } from './account-notes.ts';
import { openAccounts } from './accounts.ts';
import { answersOf } from './answers.ts';
import { openAttention } from './attention.ts';
import { openCalendarFile } from './calendar-file.ts';
import { openClosing } from './closing.ts';
import { openCodes } from './codes.ts';
import { openDecisions } from './decisions.ts';
import { openDrift } from './drift.ts';
import { endDesk } from './ending.ts';
import { openGate } from './gate.ts';
import { gathered } from './gathered.ts';
import { openGrace } from './grace.ts';
import { openHandover } from './handover.ts';
import { openIncomingLinks } from './incoming-link.ts';
import { openInquiries } from './inquiries.ts';
import { openJobs } from './jobs.ts';
import { openLedger } from './ledger.ts';
import { openLock } from './lock.ts';
import { openMailCodes } from './mail-codes.ts';
import { openNewer } from './newer.ts';
import { type Emit, openNews } from './news.ts';
import { openOpenedFiles } from './opened-files.ts';
import { openOutbox } from './outbox.ts';
import type { Parts } from './parts.ts';
import type { Desk, Ports } from './ports.ts';
import { openPreparedDays } from './prepared.ts';
import { openReadingRoom } from './reading-room.ts';
import { openRecognise } from './recognise.ts';
import { openRecords } from './records.ts';
import { openRequests } from './requests.ts';
import { openServiceList } from './service-list.ts';
import { openSides } from './sides.ts';
import { LEDGER, openStores } from './stores.ts';
import { openSync } from './sync.ts';
import { openTime } from './time.ts';
import { openTrails } from './trails.ts';
import { openWorld } from './world.ts';

/** Opens the data folder and answers from it at once; `start` begins to talk to the servers. Rejects where the folder cannot be used. */
export async function openDesk(given: Ports): Promise<Desk> {
  // SECURITY: nothing is logged that did not pass here.
  const ports: Ports = { ...given, log: (line) => given.log(redact(line)) };
  const time = openTime(ports.clock);
  const clock = time;
  const listeners = new Set<Parameters<Desk['listen']>[0]>();
  const gate = openGate(
    () => lock.isLocked(),
    () => lock.isOwed(),
  );
  const emit: Emit = (event, payload) => {
    if (!gate.mayTell(event)) return;
    for (const listener of listeners) listener(event, payload);
  };

  const stores = await openStores(ports, clock, (all) => {
    // Until somebody listens, whether it is locked is not known either.
    if (listeners.size > 0) emit('damage:changed', all);
  });
  const { settings } = stores;
  const lock = openLock({
    clock,
    keeper: stores.lock,
    system: ports.systemAuthentication,
    tellsScreen: ports.tellsScreenLock,
    required: ports.administration.lock,
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
    cut: (unsent) => emit('decisions:unsent', unsent),
  });
  const world = openWorld();
  const serviceList = openServiceList(world, () => performance.now());
  const jobs = openJobs();
  const mails = openMailCodes();
  const room = openReadingRoom();

  const accounts = await openAccounts(ports, stores.vault, stores.place, {
    changed: () => {
      emit('accounts:changed', accounts.list());
      newer.stale();
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
      trails.forget(accountId);
      inquiries.forget(accountId);
      codes.forgetAccount(accountId);
      await outbox.forgetAccount(accountId);
      const before = new Set(requests.list().map(({ key }) => key));
      await sync.forget(accountId);
      requests.stale();
      const known = new Set(requests.list().map(({ key }) => key));
      // What was not known before may belong to an account that is not read yet.
      await stores.reminders.keepOnly((key) => known.has(key) || !before.has(key));
      emit('reminders:changed', stores.reminders.list());
      await drift.forget(accountId);
      closing.forget(accountId);
      await prepared.forgetAccount(accountId);
      if (settings.get().account === accountId) emit('settings:changed', settings.change({ account: null }));
    },
  });

  const closing = openClosing(clock, (accountId) => accounts.get(accountId));
  const drift = openDrift({
    clock,
    file: stores.history,
    world,
    accounts: () => accounts,
    requests: () => requests,
    ledger,
    log: ports.log,
    changed: () => emit('contacts:changed', drift.open()),
  });

  const news = openNews({ clock, lock, settings, ports, emit }, () => ({
    accounts,
    requests,
    decisions,
    handover,
    outbox,
    sync,
    drift,
    prepared,
  }));
  const prepared = openPreparedDays({
    clock,
    keeper: stores.prepared,
    log: ports.log,
    changed: (all) => {
      emit('prepared:changed', all);
      news.dated();
    },
  });

  const sync = openSync({
    clock,
    world,
    accounts,
    snapshots: stores.snapshots,
    log: ports.log,
    drift,
    changed: {
      sync: () => {
        emit('sync:changed', sync.states());
        news.synced();
      },
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

  const inquiries = openInquiries({ clock, accounts, ledger, world });
  const trails = openTrails({ clock, accounts, requests, mails });
  const recognise = openRecognise(codes, room);
  const calendar = openCalendarFile({ ports, settings, isLocked: lock.isLocked, log: ports.log });
  const records = openRecords({ ports, ledgerFile: LEDGER, isLocked: lock.isLocked, log: ports.log });
  const links = openIncomingLinks({
    isLocked: lock.isLocked,
    recognise: (text) => codes.recognise(text, {}, 'link'),
    arrived: (found) => emit('codes:arrived', found),
  });
  const openedFiles = openOpenedFiles({
    isLocked: lock.isLocked,
    arrived: (files) => emit('files:opened', files),
  });
  const attention = openAttention({ lock, sync, log: ports.log });

  const newer = openNewer({
    clock,
    ports,
    settings,
    file: stores.newer,
    isForbidden: !ports.administration.updateCheck,
    isInUse: () => !lock.isLocked() && accounts.list().some(({ endpoint }) => endpoint !== 'sandbox'),
    log: ports.log,
    changed: (state) => emit('newer:changed', state),
  });

  await sync.recall();
  news.begin();

  const parts: Parts = {
    ports,
    clock,
    stores,
    lock,
    gate,
    emit,
    ledger,
    note,
    grace,
    world,
    serviceList,
    jobs,
    mails,
    trails,
    inquiries,
    room,
    accounts,
    news,
    sync,
    requests,
    codes,
    decisions,
    sides,
    handover,
    outbox,
    drift,
    closing,
    records,
    calendar,
    prepared,
    recognise,
    links,
    openedFiles,
    attention,
    newer,
  };

  return {
    handlers: gate.guard(answersOf(parts)),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      attention.start(accounts.restore());
      newer.start();
    },
    // SECURITY: a link only fills in. What it carries is shown and waits for the user.
    openLink: links.take,
    openFiles: openedFiles.take,
    attention: attention.pay,
    screenLocked: () => lock.screenLocked(),
    sleeps: () => {
      lock.screenLocked();
      grace.sleep();
    },
    woke: attention.woke,
    underWay: ledger.underWay,
    close(cut) {
      newer.close();
      return endDesk({ ...parts, log: ports.log }, cut);
    },
  };
}
