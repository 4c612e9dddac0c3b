/**
 * The outbox: decisions and hand-overs taken without a connection, kept sealed with their codes until the user's word. Sends
 * nothing by itself, each entry at most once, and nothing that was not read anew before. SECURITY: a code leaves for the API
 * client alone; what is listed has no field for one.
 */
import { randomUUID } from 'node:crypto';
import type { Input } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import { mineByApi } from '../../shared/mine.ts';
import { type OutboxList, type OutboxOutcome, seenOf } from '../../shared/outbox.ts';
import type { OutboxStore } from '../storage/outbox.ts';
import type { Accounts } from './accounts.ts';
import type { Codes } from './codes.ts';
import type { Decisions } from './decisions.ts';
import type { Handover } from './handover.ts';
import type { Job } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import { openEntries } from './outbox-entries.ts';
import { type Reviewed, reviewEntries } from './outbox-review.ts';
import { sendEntries } from './outbox-sending.ts';
import { sideOf, type Text, withoutCode } from './outbox-text.ts';
import type { Clock } from './ports.ts';
import type { Requests } from './requests.ts';
import type { Sync } from './sync.ts';
import type { World } from './world.ts';
import { serviceByKey } from './world.ts';

export type Outbox = {
  list: () => Promise<OutboxList>;
  /** Keeps decisions and hand-overs; what was kept for the same side or service before, and never sent, gives way. */
  keep: (what: Input<'outbox:keep'>) => Promise<Result<OutboxList>>;
  /** Reads anew what these rest on. `unread`: what could not be read, and why. */
  review: (ids: readonly string[]) => Promise<Reviewed>;
  /** Sends those that were reviewed and still can be sent; the others answer `left-out`. */
  send: (job: Job<OutboxOutcome>, ids: readonly string[]) => Promise<Result<OutboxOutcome[]>>;
  /** Forgets these, codes and all. What is being sent stays. */
  drop: (ids: readonly string[]) => Promise<Result<OutboxList>>;
  forgetAccount: (accountId: string) => Promise<void>;
  /** The key store may be open now: tries once more what could not be opened. */
  reopen: () => Promise<void>;
  /** Facts may have changed: who shows the outbox is told where that changes a verdict. */
  look: () => void;
  close: () => Promise<void>;
};

export function openOutbox(desk: {
  clock: Clock;
  store: OutboxStore;
  box: { readonly persistent: boolean };
  world: World;
  accounts: Accounts;
  requests: Requests;
  decisions: Decisions;
  codes: Codes;
  handover: Handover;
  ledger: Ledger;
  sync: Sync;
  log: (line: string) => void;
  changed: (list: OutboxList) => void;
}): Outbox {
  const { store, accounts, requests, handover } = desk;
  const entries = openEntries(desk);
  const opening = entries.openAll().catch((error: unknown) => desk.log(`outbox: ${String(error)}`));

  /** What these would replace: kept for the same side or service, and certainly never sent. */
  const replacedBy = (texts: readonly Text[]): string[] => {
    const sides = new Set(texts.map(sideOf));
    return store
      .items()
      .filter(({ id, sending }) => {
        const text = entries.shown.get(id);
        return text !== undefined && sending === null && !entries.underway.has(id) && sides.has(sideOf(text));
      })
      .map(({ id }) => id);
  };

  const textsOf = ({
    decisions,
    handover: asked,
  }: Input<'outbox:keep'>): Result<{ accountId: string; text: Text }[]> => {
    const texts = new Map<string, { accountId: string; text: Text }>();
    for (const { requestKey, accountId, handle, decision } of decisions ?? []) {
      const request = requests.get(requestKey);
      const member = accounts.get(accountId);
      if (!request || !member) return fail('not-found', 'read-again');
      const code = desk.codes.reveal(handle, decision);
      if (code === null) return fail('code-forgotten', 'check-code');
      const { nichandle } = member.record;
      const seen = seenOf(request, mineByApi(accounts.list())(request.api));
      const text: Text = { kind: 'decision', requestKey, nichandle, decision, code, seen };
      texts.set(sideOf(text), { accountId, text });
    }
    if (asked) {
      const { group, ...what } = asked;
      const own = new Map((what.targets ?? []).map(({ serviceKey, target }) => [serviceKey, target]));
      for (const row of handover.plan(what)) {
        const service = serviceByKey(desk.world, row.serviceKey);
        if (row.verdict !== 'ready' || row.accountId === null || service === null) continue;
        const { name: serviceName, family } = service;
        const target = own.get(row.serviceKey) ?? what.target;
        const text: Text = {
          kind: 'handover',
          serviceKey: row.serviceKey,
          serviceName,
          family,
          target,
          group,
          row,
        };
        texts.set(sideOf(text), { accountId: row.accountId, text });
      }
    }
    return texts.size > 0 ? ok([...texts.values()]) : fail('not-found', 'read-again');
  };

  return {
    async list() {
      await opening;
      return entries.list();
    },

    async keep(what) {
      await opening;
      const texts = textsOf(what);
      if (!texts.ok) return texts;
      const at = new Date(desk.clock.now()).toISOString();
      const items = texts.value.map(({ accountId, text }) => ({
        item: { id: randomUUID(), at, accountId, sending: null, last: null },
        text,
      }));
      const instead = replacedBy(items.map(({ text }) => text));
      for (const { item } of items) entries.arriving.add(item.id);
      try {
        await store.add(
          items.map(({ item, text }) => ({ item, text: JSON.stringify(text) })),
          instead,
        );
      } catch {
        // SECURITY: the error of a vault may quote what it was given.
        desk.log('outbox: decisions could not be kept');
        return fail('storage', 'check-disk');
      } finally {
        for (const { item } of items) entries.arriving.delete(item.id);
      }
      for (const id of instead) entries.shown.delete(id);
      for (const { item, text } of items) entries.shown.set(item.id, withoutCode(text));
      return ok(entries.tellChanged());
    },

    async review(ids) {
      await opening;
      return reviewEntries(desk, entries, ids);
    },

    async send(job, ids) {
      await opening;
      return sendEntries(desk, entries, job, ids);
    },

    async drop(ids) {
      await opening;
      try {
        await entries.remove(ids.filter((id) => !entries.underway.has(id)));
      } catch (error) {
        desk.log(`outbox: not dropped: ${String(error)}`);
        return fail('storage', 'check-disk');
      }
      return ok(entries.tellChanged());
    },

    async forgetAccount(accountId) {
      await opening;
      const ids = store.items().flatMap((item) => (item.accountId === accountId ? [item.id] : []));
      if (ids.length === 0) return;
      await entries.remove(ids);
      entries.tellChanged();
    },

    async reopen() {
      await opening;
      await entries.openAll();
      entries.tellChanged();
    },

    look() {
      const items = store.items();
      if (items.length === 0) return;
      entries.tellChanged();
      if (items.every(({ id, sending }) => sending === null || entries.underway.has(id))) return;
      entries
        .settle()
        .then(entries.tellChanged)
        .catch((error: unknown) => desk.log(`outbox: ${String(error)}`));
    },

    async close() {
      await opening;
      await store.settled();
    },
  };
}
