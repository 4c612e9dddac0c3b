/** Reads anew what entries of the outbox rest on, each account by itself. Nothing is sent that was not read anew before. */
import type { Failure } from '../../shared/failure.ts';
import { fail } from '../../shared/failure.ts';
import type { OutboxList } from '../../shared/outbox.ts';
import type { OutboxItem, OutboxStore } from '../storage/outbox.ts';
import type { Accounts } from './accounts.ts';
import type { Handover } from './handover.ts';
import type { Entries } from './outbox-entries.ts';
import { askedOf, type Shown } from './outbox-text.ts';
import type { Sync } from './sync.ts';

type Reading = { accounts: Accounts; sync: Sync; handover: Handover };

export type Reviewed = { list: OutboxList; unread: { id: string; failure: Failure }[] };

export async function reviewEntries(
  desk: Reading & { store: OutboxStore },
  entries: Entries,
  ids: readonly string[],
): Promise<Reviewed> {
  await entries.openAll();
  const wanted = desk.store.items().filter(({ id }) => ids.includes(id));
  const unread: { id: string; failure: Failure }[] = [];
  const read = async (accountId: string, items: readonly OutboxItem[]): Promise<void> => {
    const failure = await readAnew(
      desk,
      accountId,
      items.flatMap(({ id }) => entries.shown.get(id) ?? []),
    );
    for (const { id } of items) {
      const locked = entries.shown.has(id) ? null : fail('storage', 'retry').error;
      const why = failure ?? locked;
      if (why === null) entries.reviewed.add(id);
      else unread.push({ id, failure: why });
    }
  };
  const byAccount = Map.groupBy(wanted, ({ accountId }) => accountId);
  await Promise.all([...byAccount].map(([accountId, items]) => read(accountId, items)));
  await entries.settle();
  return { list: entries.tellChanged(), unread };
}

/** One account's requests, and the plan of its hand-overs, past every cache; answers why not, else `null`. */
async function readAnew(
  { accounts, sync, handover }: Reading,
  accountId: string,
  texts: readonly Shown[],
): Promise<Failure | null> {
  if (!accounts.get(accountId)) return null;
  await sync.now([accountId], { services: false });
  const state = sync.states().find((one) => one.accountId === accountId);
  if (state === undefined) return fail('not-found', 'read-again').error;
  if (state.failure !== null) return state.failure;
  const handovers = texts.flatMap((text) => (text.kind === 'handover' ? [text] : []));
  if (handovers.length === 0) return null;
  const { fresh } = await handover.check(askedOf(handovers));
  return fresh ? null : fail('offline', 'check-network').error;
}
