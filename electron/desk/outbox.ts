/**
 * The outbox: decisions and hand-overs taken without a connection, kept sealed with their codes until the user's word. Sends
 * nothing by itself, each entry at most once, and nothing that was not read anew before. SECURITY: a code leaves for the API
 * client alone; what is listed has no field for one.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ActivityEntry } from '../../shared/activity.ts';
import type { DecisionOutcome, Input, SendOutcome } from '../../shared/contract.ts';
import type { Failure, Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { Asked } from '../../shared/handover.ts';
import { handoverTargetSchema, planRowSchema } from '../../shared/handover.ts';
import { mineByApi } from '../../shared/mine.ts';
import {
  checkDecision,
  checkHandover,
  type OutboxCheck,
  type OutboxEntry,
  type OutboxList,
  type OutboxOutcome,
  type OutboxTrouble,
  outboxOutcomeSchema,
  seenOf,
  seenRequestSchema,
} from '../../shared/outbox.ts';
import { decisionSchema } from '../../shared/request.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { OutboxItem, OutboxOpened, OutboxStore } from '../storage/outbox.ts';
import type { Accounts } from './accounts.ts';
import type { Codes } from './codes.ts';
import type { Handover } from './handover.ts';
import type { Job } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import type { Clock } from './ports.ts';
import type { DecisionItem, Requests } from './requests.ts';
import type { Sync } from './sync.ts';
import type { World } from './world.ts';
import { serviceByKey } from './world.ts';

const textSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('decision'),
    requestKey: z.string(),
    nichandle: z.string(),
    decision: decisionSchema,
    code: z.string(),
    seen: seenRequestSchema,
  }),
  z.object({
    kind: z.literal('handover'),
    serviceKey: z.string(),
    serviceName: z.string(),
    family: z.string().nullable(),
    target: handoverTargetSchema,
    /** What the ledger keeps together: the hand-over it was part of. */
    group: z.string(),
    row: planRowSchema,
  }),
]);
type Text = z.infer<typeof textSchema>;
/** What is held open in memory: all of it but the code. */
type Shown = (Omit<Text & { kind: 'decision' }, 'code'> & { code?: never }) | (Text & { kind: 'handover' });

export type Outbox = {
  list: () => Promise<OutboxList>;
  /** Keeps decisions and hand-overs; what was kept for the same side or service before, and never sent, gives way. */
  keep: (what: Input<'outbox:keep'>) => Promise<Result<OutboxList>>;
  /** Reads anew what these rest on. `unread`: what could not be read, and why. */
  review: (
    ids: readonly string[],
  ) => Promise<{ list: OutboxList; unread: { id: string; failure: Failure }[] }>;
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

const THROUGH: readonly OutboxOutcome['outcome'][] = ['accepted', 'refused', 'sent', 'found'];

export function openOutbox(desk: {
  clock: Clock;
  store: OutboxStore;
  box: { readonly persistent: boolean };
  world: World;
  accounts: Accounts;
  requests: Requests;
  codes: Codes;
  handover: Handover;
  ledger: Ledger;
  sync: Sync;
  log: (line: string) => void;
  changed: (list: OutboxList) => void;
}): Outbox {
  const { store, accounts, requests, handover, ledger, clock } = desk;
  const shown = new Map<string, Shown>();
  /** Of those that are not shown: why. */
  const troubles = new Map<string, OutboxTrouble>();
  /** Read anew since they were kept, in this run of the program. */
  const reviewed = new Set<string>();
  const underway = new Set<string>();
  /** On their way to the disk, which may refuse them: not told yet. */
  const arriving = new Set<string>();
  let told = '';

  const iso = (): string => new Date(clock.now()).toISOString();

  /** Opens what can be opened now; a vault that was locked may be open the next time. */
  const openAll = async (): Promise<void> => {
    await Promise.all(
      store.items().map(async ({ id }) => {
        if (shown.has(id)) return;
        const opened = await store.open(id);
        const text = read(opened);
        if (text !== null) shown.set(id, withoutCode(text));
        troubles.set(id, opened.state === 'open' ? 'unknown-form' : opened.state);
      }),
    );
    await settle();
  };
  const opening = openAll().catch((error: unknown) => desk.log(`outbox: ${String(error)}`));

  /** What the ledger tells of those that were being sent when the program ended, or whose answer was lost. */
  const states = new Map<string, 'unknown'>();
  const settle = async (): Promise<void> => {
    const open = store.items().filter((item) => item.sending !== null && !underway.has(item.id));
    states.clear();
    if (open.length === 0) return;
    const activity = ledger.activity();
    const place = new Map(activity.map(({ id }, index) => [id, index]));
    const through: string[] = [];
    const unsent: string[] = [];
    for (const item of open) {
      const text = shown.get(item.id);
      const { sending } = item;
      if (sending === null) continue;
      if (text === undefined) {
        states.set(item.id, 'unknown');
        continue;
      }
      // By the ledger's order: the clock may have been set between the mark and the deed. Older versions marked the time alone.
      const before = sending.after === undefined ? null : (place.get(sending.after ?? '') ?? activity.length);
      const isSince = (entry: ActivityEntry): boolean =>
        before === null
          ? Date.parse(entry.at) >= Date.parse(sending.at)
          : (place.get(entry.id) ?? 0) < before;
      const deed = activity.find(
        (entry) =>
          entry.group === sending.group &&
          isSince(entry) &&
          (text.kind === 'decision'
            ? entry.requestKey === text.requestKey && sameNichandle(entry.nichandle, text.nichandle)
            : entry.serviceKey === text.serviceKey),
      );
      // The intent is on the disk before the post: without one nothing was sent.
      if (deed === undefined || deed.outcome === 'not-sent' || deed.outcome === 'failed')
        unsent.push(item.id);
      else if (deed.outcome === 'done') through.push(item.id);
      else states.set(item.id, 'unknown');
    }
    if (unsent.length > 0) await store.change(unsent, { sending: null });
    if (through.length > 0) await remove(through);
  };

  const remove = async (ids: readonly string[]): Promise<void> => {
    await store.remove(ids);
    for (const id of ids) {
      shown.delete(id);
      reviewed.delete(id);
    }
  };

  const mineOf = (api: string): ReadonlySet<string> => mineByApi(accounts.list())(api);

  const checks = (items: readonly OutboxItem[]): Map<string, OutboxCheck> => {
    const all = new Map<string, OutboxCheck>();
    const handovers: { id: string; text: Shown & { kind: 'handover' } }[] = [];
    for (const item of items) {
      const text = shown.get(item.id);
      if (text === undefined) continue;
      if (text.kind === 'handover') {
        handovers.push({ id: item.id, text });
        continue;
      }
      const request = accounts.get(item.accountId) ? requests.get(text.requestKey) : null;
      const kept = {
        seen: text.seen,
        nichandle: text.nichandle,
        at: Date.parse(item.at),
        wrongCode: item.last === 'wrong-code',
      };
      all.set(item.id, checkDecision(kept, request, request ? mineOf(request.api) : new Set(), clock.now()));
    }
    if (handovers.length > 0) {
      const rows = new Map(
        handover.plan(askedOf(handovers.map(({ text }) => text))).map((row) => [row.serviceKey, row]),
      );
      for (const { id, text } of handovers)
        all.set(id, checkHandover(text.row, rows.get(text.serviceKey) ?? null));
    }
    return all;
  };

  const make = (): OutboxList => {
    const items = store.items().filter(({ id }) => !arriving.has(id));
    const now = checks(items);
    const entries = items.map((item): OutboxEntry => {
      const { id, at, accountId } = item;
      const last = outboxOutcomeSchema.shape.outcome.safeParse(item.last).data ?? null;
      const state = underway.has(id) ? 'sending' : (states.get(id) ?? 'waiting');
      const common = { id, at, accountId, state, last } as const;
      const text = shown.get(id);
      const check = now.get(id);
      if (text === undefined || check === undefined)
        return { kind: 'locked', ...common, why: troubles.get(id) ?? 'locked' };
      if (text.kind === 'decision') {
        const { requestKey, decision, seen } = text;
        return { kind: 'decision', ...common, requestKey, decision, seen, now: check };
      }
      const { serviceKey, serviceName, family, row } = text;
      return { kind: 'handover', ...common, serviceKey, serviceName, family, row, now: check };
    });
    return { persistent: desk.box.persistent, entries };
  };

  const tellChanged = (): OutboxList => {
    const list = make();
    const key = JSON.stringify(list);
    if (key !== told) desk.changed(list);
    told = key;
    return list;
  };

  /** What these would replace: kept for the same side or service, and certainly never sent. */
  const replacedBy = (texts: readonly Text[]): string[] => {
    const sides = new Set(texts.map(sideOf));
    return store
      .items()
      .filter(({ id, sending }) => {
        const text = shown.get(id);
        return text !== undefined && sending === null && !underway.has(id) && sides.has(sideOf(text));
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
      const code = desk.codes.reveal(handle);
      if (code === null) return fail('code-forgotten', 'check-code');
      const { nichandle } = member.record;
      const seen = seenOf(request, mineOf(request.api));
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

  const after = (id: string, { outcome }: OutboxOutcome): Promise<void> => {
    underway.delete(id);
    if (THROUGH.includes(outcome)) return remove([id]);
    if (outcome !== 'unknown') return store.change([id], { sending: null, last: outcome });
    states.set(id, 'unknown');
    return store.change([id], { last: outcome });
  };

  return {
    async list() {
      await opening;
      return make();
    },

    async keep(what) {
      await opening;
      const texts = textsOf(what);
      if (!texts.ok) return texts;
      const items = texts.value.map(({ accountId, text }) => ({
        item: { id: randomUUID(), at: iso(), accountId, sending: null, last: null },
        text,
      }));
      const instead = replacedBy(items.map(({ text }) => text));
      for (const { item } of items) arriving.add(item.id);
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
        for (const { item } of items) arriving.delete(item.id);
      }
      for (const id of instead) shown.delete(id);
      for (const { item, text } of items) shown.set(item.id, withoutCode(text));
      return ok(tellChanged());
    },

    async review(ids) {
      await opening;
      await openAll();
      const wanted = store.items().filter(({ id }) => ids.includes(id));
      const unread: { id: string; failure: Failure }[] = [];
      const read = async (accountId: string, items: readonly OutboxItem[]): Promise<void> => {
        const failure = await readAnew(
          accountId,
          items.flatMap(({ id }) => shown.get(id) ?? []),
        );
        for (const { id } of items) {
          const locked = shown.has(id) ? null : fail('storage', 'retry').error;
          const why = failure ?? locked;
          if (why === null) reviewed.add(id);
          else unread.push({ id, failure: why });
        }
      };
      const byAccount = Map.groupBy(wanted, ({ accountId }) => accountId);
      await Promise.all([...byAccount].map(([accountId, items]) => read(accountId, items)));
      await settle();
      return { list: tellChanged(), unread };
    },

    async send(job, ids) {
      await opening;
      const now = checks(store.items());
      const outcomes = new Map<string, OutboxOutcome>();
      const end = (
        id: string,
        outcome: OutboxOutcome['outcome'],
        more: Partial<OutboxOutcome> = {},
      ): void => {
        const told: OutboxOutcome = { id, outcome, requestIds: [], failure: null, ...more };
        outcomes.set(id, told);
        job.tell(told);
      };
      const chosen = new Map<string, { item: OutboxItem; text: Text }>();
      for (const item of store.items()) {
        const { id } = item;
        if (!ids.includes(id) || underway.has(id)) continue;
        const verdict = now.get(id)?.verdict;
        const may = reviewed.has(id) && (verdict === 'unchanged' || verdict === 'changed');
        const text = may ? read(await store.open(id)) : null;
        if (text === null) {
          end(id, 'left-out');
          continue;
        }
        // Of two for the same side the newer counts: an older code may have died with it.
        const older = chosen.get(sideOf(text));
        if (older) end(older.item.id, 'left-out');
        chosen.set(sideOf(text), { item, text });
      }
      const work = [...chosen.values()];
      if (work.length === 0) return ok([...outcomes.values()]);
      for (const { item } of work) underway.add(item.id);
      const at = iso();
      const newest = ledger.activity()[0]?.id ?? null;
      try {
        await Promise.all(
          [...Map.groupBy(work, ({ text }) => (text.kind === 'handover' ? text.group : job.id))].map(
            ([group, items]) =>
              store.change(
                items.map(({ item }) => item.id),
                { sending: { group, at, after: newest }, last: null },
              ),
          ),
        );
      } catch (error) {
        for (const { item } of work) underway.delete(item.id);
        desk.log(`outbox: not marked as being sent, so nothing was sent: ${String(error)}`);
        return fail('storage', 'check-disk');
      }
      tellChanged();

      const writes: Promise<void>[] = [];
      const came = (id: string, outcome: OutboxOutcome['outcome'], more: Partial<OutboxOutcome>): void => {
        end(id, outcome, more);
        const told = outcomes.get(id);
        if (!told) return;
        const write = after(id, told);
        // Looked at when all are through; a promise that fails before that would be nobody's, and ends a Node program.
        write.catch(() => {});
        writes.push(write);
      };
      const fromDecision = ({ requestKey, accountId, outcome, failure }: DecisionOutcome): void => {
        const one = work.find(
          ({ item, text }) =>
            text.kind === 'decision' && text.requestKey === requestKey && item.accountId === accountId,
        );
        if (one && !outcomes.has(one.item.id)) came(one.item.id, outcome, { failure });
      };
      const fromHandover = ({ serviceKey, outcome, requestIds, failure }: SendOutcome): void => {
        const one = work.find(({ text }) => text.kind === 'handover' && text.serviceKey === serviceKey);
        if (one && !outcomes.has(one.item.id)) came(one.item.id, outcome, { requestIds, failure });
      };

      /** Of codes that are held for this sending alone: what lies pasted in the window stays there. */
      const ownHandles: string[] = [];
      const items = work.flatMap(({ item, text }): DecisionItem[] => {
        if (text.kind !== 'decision') return [];
        const { requestKey, decision, code } = text;
        const { handle, wasHeld } = desk.codes.hold(code);
        if (!wasHeld) ownHandles.push(handle);
        return [{ requestKey, accountId: item.accountId, handle, decision }];
      });
      if (items.length > 0) {
        await requests.decide({ ...job, tell: fromDecision }, items);
        desk.codes.forget(ownHandles);
      }
      const groups = Map.groupBy(
        work.flatMap(({ text }) => (text.kind === 'handover' ? [text] : [])),
        ({ group }) => group,
      );
      for (const [group, texts] of groups) {
        if (job.isStopped()) break;
        await handover.send({ ...job, tell: fromHandover }, group, askedOf(texts));
      }
      // What was not come to: stopped before, or no longer known to the plan.
      for (const { item } of work)
        if (!outcomes.has(item.id)) came(item.id, job.isStopped() ? 'stopped' : 'left-out', {});
      for (const write of await Promise.allSettled(writes))
        if (write.status === 'rejected')
          desk.log(`outbox: an outcome was not written: ${String(write.reason)}`);
      tellChanged();
      return ok([...outcomes.values()]);
    },

    async drop(ids) {
      await opening;
      try {
        await remove(ids.filter((id) => !underway.has(id)));
      } catch (error) {
        desk.log(`outbox: not dropped: ${String(error)}`);
        return fail('storage', 'check-disk');
      }
      return ok(tellChanged());
    },

    async forgetAccount(accountId) {
      await opening;
      const ids = store.items().flatMap((item) => (item.accountId === accountId ? [item.id] : []));
      if (ids.length === 0) return;
      await remove(ids);
      tellChanged();
    },

    async reopen() {
      await opening;
      await openAll();
      tellChanged();
    },

    look() {
      const items = store.items();
      if (items.length === 0) return;
      tellChanged();
      if (items.every(({ id, sending }) => sending === null || underway.has(id))) return;
      settle()
        .then(tellChanged)
        .catch((error: unknown) => desk.log(`outbox: ${String(error)}`));
    },

    async close() {
      await opening;
      await store.settled();
    },
  };

  /** One account's requests, and the plan of its hand-overs, past every cache; answers why not, else `null`. */
  async function readAnew(accountId: string, texts: readonly Shown[]): Promise<Failure | null> {
    if (!accounts.get(accountId)) return null;
    await desk.sync.now([accountId], { services: false });
    const state = desk.sync.states().find((one) => one.accountId === accountId);
    if (state === undefined) return fail('not-found', 'read-again').error;
    if (state.failure !== null) return state.failure;
    const handovers = texts.flatMap((text) => (text.kind === 'handover' ? [text] : []));
    if (handovers.length === 0) return null;
    const { fresh } = await handover.check(askedOf(handovers));
    return fresh ? null : fail('offline', 'check-network').error;
  }
}

function askedOf(texts: readonly (Text & { kind: 'handover' })[]): Asked {
  return {
    serviceKeys: texts.map(({ serviceKey }) => serviceKey),
    target: {},
    targets: texts.map(({ serviceKey, target }) => ({ serviceKey, target })),
  };
}

/** What at most one entry waits for: a side of a request, or a service. */
function sideOf(text: Text | Shown): string {
  return text.kind === 'decision' ? `${text.requestKey} ${text.nichandle}` : text.serviceKey;
}

/** `null` for what is not open, or of a shape this version does not know. */
function read(opened: OutboxOpened): Text | null {
  if (opened.state !== 'open') return null;
  return textSchema.safeParse(JSON.parse(opened.text)).data ?? null;
}

function withoutCode(text: Text): Shown {
  if (text.kind === 'handover') return text;
  const { code: _code, ...rest } = text;
  return rest;
}
