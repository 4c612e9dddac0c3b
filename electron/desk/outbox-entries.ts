/**
 * The entries of the outbox as this run of the program knows them: opened where they can be, each with what the facts of
 * now say of it. SECURITY: what is listed has no field for a code.
 */
import type { ActivityEntry } from '../../shared/activity.ts';
import { mineByApi } from '../../shared/mine.ts';
import {
  checkDecision,
  checkHandover,
  type OutboxCheck,
  type OutboxEntry,
  type OutboxList,
  type OutboxTrouble,
  outboxOutcomeSchema,
} from '../../shared/outbox.ts';
import { sameNichandle } from '../../shared/roles.ts';
import type { OutboxItem, OutboxStore } from '../storage/outbox.ts';
import type { Accounts } from './accounts.ts';
import type { Handover } from './handover.ts';
import type { Ledger } from './ledger.ts';
import { askedOf, readText, type Shown, withoutCode } from './outbox-text.ts';
import type { Clock } from './ports.ts';
import type { Requests } from './requests.ts';

export type Entries = {
  /** Of those that could be opened. */
  shown: Map<string, Shown>;
  /** Read anew since they were kept, in this run of the program. */
  reviewed: Set<string>;
  underway: Set<string>;
  /** On their way to the disk, which may refuse them: not told yet. */
  arriving: Set<string>;
  /** Sent, and nobody knows what became of them. */
  unknown: Set<string>;
  /** Opens what can be opened now; a vault that was locked may be open the next time. */
  openAll: () => Promise<void>;
  /** What the ledger tells of those that were being sent when the program ended, or whose answer was lost. */
  settle: () => Promise<void>;
  /** Rejects where the disk does not forget them: then nothing changed. */
  remove: (ids: readonly string[]) => Promise<void>;
  /** What has changed for each since it was kept. */
  checks: (items: readonly OutboxItem[]) => Map<string, OutboxCheck>;
  list: () => OutboxList;
  /** The list, told to whoever shows it where it is another than was told last. */
  tellChanged: () => OutboxList;
};

export function openEntries(desk: {
  clock: Clock;
  store: OutboxStore;
  box: { readonly persistent: boolean };
  accounts: Accounts;
  requests: Requests;
  handover: Handover;
  ledger: Ledger;
  changed: (list: OutboxList) => void;
}): Entries {
  const { store, accounts, requests, handover, ledger, clock } = desk;
  const shown: Entries['shown'] = new Map();
  /** Of those that are not shown: why. */
  const troubles = new Map<string, OutboxTrouble>();
  const reviewed: Entries['reviewed'] = new Set();
  const underway: Entries['underway'] = new Set();
  const arriving: Entries['arriving'] = new Set();
  const unknown: Entries['unknown'] = new Set();
  let told = '';

  const openAll = async (): Promise<void> => {
    await Promise.all(
      store.items().map(async ({ id }) => {
        if (shown.has(id)) return;
        const opened = await store.open(id);
        const text = readText(opened);
        if (text !== null) shown.set(id, withoutCode(text));
        troubles.set(id, opened.state === 'open' ? 'unknown-form' : opened.state);
      }),
    );
    await settle();
  };
  const settle = async (): Promise<void> => {
    const open = store.items().filter((item) => item.sending !== null && !underway.has(item.id));
    unknown.clear();
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
        unknown.add(item.id);
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
      else unknown.add(item.id);
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

  const checks = (items: readonly OutboxItem[]): Map<string, OutboxCheck> => {
    const mine = mineByApi(accounts.list());
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
      all.set(item.id, checkDecision(kept, request, request ? mine(request.api) : new Set(), clock.now()));
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

  const list = (): OutboxList => {
    const items = store.items().filter(({ id }) => !arriving.has(id));
    const now = checks(items);
    const entries = items.map((item): OutboxEntry => {
      const { id, at, accountId } = item;
      const last = outboxOutcomeSchema.shape.outcome.safeParse(item.last).data ?? null;
      const state = underway.has(id) ? 'sending' : unknown.has(id) ? 'unknown' : 'waiting';
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
    const now = list();
    const key = JSON.stringify(now);
    if (key !== told) desk.changed(now);
    told = key;
    return now;
  };

  return { shown, reviewed, underway, arriving, unknown, openAll, settle, remove, checks, list, tellChanged };
}
