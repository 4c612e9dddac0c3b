/**
 * What the desk answers: one function per channel. Reading this file tells which part does what; the parts hold the rules
 * of doing it.
 */
import type { DecisionOutcome, Handlers, Output, SendOutcome } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { OutboxOutcome } from '../../shared/outbox.ts';
import { desktopState, startAtLogin } from './desktop.ts';
import { recogniseFiles } from './file-codes.ts';
import { decideWithGrace } from './grace.ts';
import type { Progress } from './jobs.ts';
import { linkUrl } from './links.ts';
import { pageOfServices } from './list-preview.ts';
import { confirmMail, reportMail } from './mail-reports.ts';
import { findInMail } from './mail-search.ts';
import type { Parts } from './parts.ts';
import { areDecided, areSent, decidedOf } from './prepared.ts';
import { readSandboxMail } from './sandbox-mail.ts';
import { saveDocument } from './table-files.ts';
import { wipeEverything } from './wipe.ts';

export function answersOf(desk: Parts): Handlers {
  const {
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
  } = desk;
  const { settings, people, reminders, rules, moves } = stores;
  return {
    'app:open': async () => {
      const output: Output<'app:open'> = {
        shell: ports.shell,
        version: ports.version,
        platform: process.platform,
        systemLocale: ports.systemLocale,
        dataFolder: ports.dataFolder,
        vault: { backend: ports.secrets.backend, persistent: ports.secrets.persistent },
        settings: settings.get(),
        newer: newer.state(),
        administration: ports.administration,
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
        await moves.forget(record);
        emit('moves:changed', moves.list());
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
      news.dated();
      if (change.updateCheck !== undefined) {
        newer.stale();
        emit('newer:changed', newer.state());
      }
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
      clock.after(0, () => {
        links.tell();
        openedFiles.tell();
      });
      return ok(lock.resume(key));
    },
    'lock:reset': async () => {
      // Not while it is open: this is the way out of a lock, and of nothing else.
      if (!lock.isLocked()) return fail('not-allowed', 'read-again');
      try {
        const left = await wipeEverything({
          stores,
          jobs,
          gate,
          restored: attention.restored(),
          codes,
          links,
          openedFiles,
          accounts,
          ledger,
          drift,
        });
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
      const outcomes = await decideWithGrace({ grace, jobs, codes, decide: decisions.decide, tell }, asked);
      await prepared.decided(areDecided(outcomes));
      return ok(outcomes);
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
    'mails:confirm': ({ handle }) => confirmMail({ accounts, codes }, handle),
    'mails:report': ({ handle }) => reportMail({ codes, ports, isLocked: lock.isLocked }, handle),
    'trails:look': ({ requestKey, accountId, again }) => trails.look(requestKey, accountId, again),
    'trails:addresses': ({ accountId, again }) => trails.addresses(accountId, again),
    'standing:check': ({ nichandles, api, again }) => inquiries.standing(nichandles, api, again),
    'log:find': ({ of, again }) => inquiries.witness(of, again),
    'access:left': ({ nichandles, api, again }) => inquiries.access(nichandles, api, again),
    'domains:holder': ({ serviceKey, again }) => inquiries.holder(serviceKey, again),
    'codes:recognise': ({ text, requestKey, accountId }) => recognise(text, { requestKey, accountId }),
    'codes:recogniseFiles': async ({ files }) =>
      ok(await recogniseFiles(files, room.read, (found) => codes.take(found, {}, 'file'))),
    'codes:findInMail': ({ accountId }) => findInMail({ accounts, requests, mails, recognise }, accountId),
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
      const outcomes = await jobs.run({ id, total, tell }, (job) => handover.send(job, group, asked));
      await prepared.handedOver(group, areSent(outcomes));
      return ok(outcomes);
    },
    'outbox:list': async () => ok(await outbox.list()),
    'outbox:keep': async (what) => {
      const answer = await outbox.keep(what);
      if (answer.ok && what.handover) {
        const waits = answer.value.entries.flatMap((entry) =>
          entry.kind === 'handover' ? entry.serviceKey : [],
        );
        const asked = new Set(what.handover.serviceKeys);
        await prepared.handedOver(
          what.handover.group,
          waits.filter((key) => asked.has(key)),
        );
      }
      return answer;
    },
    'outbox:review': async ({ ids }) => ok(await outbox.review(ids)),
    'outbox:send': async ({ job: id, ids }) => {
      const tell = (told: Progress<OutboxOutcome>): void => emit('jobs:progress', { of: 'outbox', ...told });
      // Not awaited before the job runs: whoever asked for it may stop it at once.
      const before = outbox.list();
      const answer = await jobs.run({ id, total: ids.length, tell }, (job) => outbox.send(job, ids));
      if (answer.ok) await prepared.decided(decidedOf((await before).entries, answer.value));
      return answer;
    },
    'outbox:drop': ({ ids }) => outbox.drop(ids),
    'jobs:stop': async ({ job }) => {
      jobs.stop(job);
      return ok({});
    },
    'activity:list': async () => ok(ledger.activity()),
    'contacts:open': async () => ok(drift.open()),
    'contacts:list': async (asked) => ok(drift.list(asked)),
    'contacts:keep': async ({ ids, kept }) => {
      try {
        await drift.keep(ids, kept);
        return ok(drift.open());
      } catch (error) {
        ports.log(`history: ${String(error)}`);
        return fail('storage', 'check-disk');
      }
    },
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
    'moves:list': async () => ok(moves.list()),
    'moves:set': async ({ moves: wanted }) => {
      try {
        const all = await moves.set(wanted);
        emit('moves:changed', all);
        return ok(all);
      } catch (error) {
        ports.log(`moves: ${String(error)}`);
        return fail('storage', 'check-disk');
      }
    },
    'moves:closing': async ({ accountId }) => ok(await closing.read(accountId)),
    'prepared:list': async () => ok(prepared.list()),
    'prepared:keep': (given) => prepared.keep(given),
    'prepared:move': ({ id, day }) => prepared.move(id, day),
    'prepared:drop': ({ id }) => prepared.drop(id),
    'rules:list': async () => ok(rules.list()),
    'rules:set': async ({ rules: wanted }) => {
      try {
        const all = await rules.set(wanted);
        emit('rules:changed', all);
        return ok(all);
      } catch (error) {
        ports.log(`rules: ${String(error)}`);
        return fail('storage', 'check-disk');
      }
    },
    'reminders:list': async () => ok(reminders.list()),
    'reminders:note': async ({ nichandle, requestKeys }) => {
      try {
        const all = await reminders.note(nichandle, requestKeys);
        emit('reminders:changed', all);
        return ok(all);
      } catch (error) {
        ports.log(`reminders: ${String(error)}`);
        return fail('storage', 'check-disk');
      }
    },
    'records:prove': ({ group }) => records.prove(group),
    'records:verify': ({ text }) => records.verify(text),
    'records:savePdf': ({ name }) => records.savePdf(name),
    'calendar:state': async () => ok(calendar.state()),
    'calendar:place': async ({ keep }) => {
      const answer = await calendar.place(keep);
      emit('settings:changed', settings.get());
      return answer;
    },
    'calendar:keep': ({ text }) => calendar.keep(text),
    'desktop:state': () => desktopState(ports),
    'desktop:login': ({ on }) => startAtLogin(ports, on),
    'links:open': async (target) => {
      const url = linkUrl(target, accounts);
      if (!url.ok) return url;
      if (ports.openExternal === null) return ok({ url: url.value, opened: false });
      await ports.openExternal(url.value);
      return ok({ url: url.value, opened: true });
    },
    'tables:save': ({ name, text }) =>
      saveDocument({
        name,
        content: text,
        ask: ports.askWhereToSave,
        isLocked: lock.isLocked,
        log: ports.log,
      }),
    'sandbox:mail': async () => ok(await readSandboxMail(accounts.members(), ports.fetch)),
  };
}
