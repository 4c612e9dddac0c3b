/**
 * Sends entries of the outbox that were reviewed and still can be sent: each is marked on the disk before its post, and
 * sent at most once. SECURITY: a code leaves for the API client alone.
 */
import type { DecisionOutcome, SendOutcome } from '../../shared/contract.ts';
import type { Result } from '../../shared/failure.ts';
import { fail, ok } from '../../shared/failure.ts';
import type { OutboxOutcome } from '../../shared/outbox.ts';
import type { OutboxItem, OutboxStore } from '../storage/outbox.ts';
import type { Codes } from './codes.ts';
import type { DecisionItem, Decisions } from './decisions.ts';
import type { Handover } from './handover.ts';
import type { Job } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import type { Entries } from './outbox-entries.ts';
import { askedOf, readText, sideOf, type Text } from './outbox-text.ts';
import type { Clock } from './ports.ts';

const THROUGH: readonly OutboxOutcome['outcome'][] = ['accepted', 'refused', 'sent', 'found'];

export async function sendEntries(
  desk: {
    clock: Clock;
    store: OutboxStore;
    decisions: Decisions;
    codes: Codes;
    handover: Handover;
    ledger: Ledger;
    log: (line: string) => void;
  },
  entries: Entries,
  job: Job<OutboxOutcome>,
  ids: readonly string[],
): Promise<Result<OutboxOutcome[]>> {
  const { store, handover, ledger } = desk;
  const after = (id: string, { outcome }: OutboxOutcome): Promise<void> => {
    entries.underway.delete(id);
    if (THROUGH.includes(outcome)) return entries.remove([id]);
    if (outcome !== 'unknown') return store.change([id], { sending: null, last: outcome });
    entries.unknown.add(id);
    return store.change([id], { last: outcome });
  };

  const now = entries.checks(store.items());
  const outcomes = new Map<string, OutboxOutcome>();
  const end = (id: string, outcome: OutboxOutcome['outcome'], more: Partial<OutboxOutcome> = {}): void => {
    const told: OutboxOutcome = { id, outcome, requestIds: [], failure: null, ...more };
    outcomes.set(id, told);
    job.tell(told);
  };
  const chosen = new Map<string, { item: OutboxItem; text: Text }>();
  for (const item of store.items()) {
    const { id } = item;
    if (!ids.includes(id) || entries.underway.has(id)) continue;
    const verdict = now.get(id)?.verdict;
    const may = entries.reviewed.has(id) && (verdict === 'unchanged' || verdict === 'changed');
    const text = may ? readText(await store.open(id)) : null;
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
  for (const { item } of work) entries.underway.add(item.id);
  const at = new Date(desk.clock.now()).toISOString();
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
    for (const { item } of work) entries.underway.delete(item.id);
    desk.log(`outbox: not marked as being sent, so nothing was sent: ${String(error)}`);
    return fail('storage', 'check-disk');
  }
  entries.tellChanged();

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
    await desk.decisions.decide({ ...job, tell: fromDecision }, items);
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
    if (write.status === 'rejected') desk.log(`outbox: an outcome was not written: ${String(write.reason)}`);
  entries.tellChanged();
  return ok([...outcomes.values()]);
}
