/**
 * What waits for a connection: entries sealed by the shell's secret box in one file, or in memory where nothing safe is
 * there. Knows nothing of what an entry says. SECURITY: no text reaches the disk but sealed; what cannot be opened now is kept.
 */
import { z } from 'zod';
import type { SecretBox } from '../desk/ports.ts';
import { openJsonFile, type Place } from './json-file.ts';
import { openTurns } from './turns.ts';

const markSchema = z.object({
  group: z.string(),
  at: z.string(),
  /** Id of the newest deed in the ledger at that moment, `null` where there was none; older versions left it out. */
  after: z.string().nullable().optional(),
});
const storedSchema = z.object({
  id: z.string(),
  /** ISO 8601. */
  at: z.string(),
  /** In the clear, so that it can be wiped with its account even while it cannot be opened. */
  accountId: z.string(),
  /** It is being sent, or was when the program ended: under which group of the ledger, and since when (ISO 8601). */
  sending: markSchema.nullable(),
  /** What came of the last time. */
  last: z.string().nullable(),
  backend: z.string(),
  /** Base64. */
  sealed: z.string(),
});
const fileSchema = z.object({ version: z.literal(1), entries: z.array(storedSchema) });

export type OutboxItem = Omit<z.infer<typeof storedSchema>, 'backend' | 'sealed'>;

export type OutboxStore = {
  /** In the order they were kept. */
  items: () => OutboxItem[];
  /** The text of one, a JSON text, or why it cannot be had now. It is kept. */
  open: (id: string) => Promise<OutboxOpened>;
  /** Adds these and takes those away, in one write. Rejects where it is not on the disk: then nothing changed. */
  add: (items: readonly { item: OutboxItem; text: string }[], instead: readonly string[]) => Promise<void>;
  /** As `add`. */
  change: (ids: readonly string[], change: Partial<Pick<OutboxItem, 'sending' | 'last'>>) => Promise<void>;
  /** As `add`. */
  remove: (ids: readonly string[]) => Promise<void>;
  /** Waits for writes under way. */
  settled: () => Promise<void>;
};

export type OutboxOpened =
  | { state: 'open'; text: string }
  | { state: 'locked' | 'store-changed' | 'no-store' | 'undecryptable' };

type Held =
  | { item: OutboxItem; sealed: { backend: string; text: string } }
  | { item: OutboxItem; plain: string };

/** A file that cannot be understood is kept aside, never overwritten. */
export async function openOutboxStore(place: Place, box: SecretBox): Promise<OutboxStore> {
  const file = await openJsonFile(place, 'outbox.json', 'outbox', fileSchema, {
    key: 'entries',
    entry: storedSchema,
  });
  let held = new Map<string, Held>(
    (file.found?.entries ?? []).map(({ backend, sealed, ...item }) => [
      item.id,
      { item, sealed: { backend, text: sealed } },
    ]),
  );
  const turns = openTurns();

  const write = (entries: ReadonlyMap<string, Held>): Promise<void> =>
    file.write({
      version: 1,
      entries: [...entries.values()].flatMap((entry) =>
        'sealed' in entry
          ? [{ ...entry.item, backend: entry.sealed.backend, sealed: entry.sealed.text }]
          : [],
      ),
    });
  const isOnDisk = (entry: Held | undefined): boolean => entry !== undefined && 'sealed' in entry;

  /** `alter` answers whether the disk is concerned. */
  const alter = (make: (next: Map<string, Held>) => boolean): Promise<void> =>
    turns.next(async () => {
      const before = held;
      const next = new Map(held);
      const concerned = make(next);
      held = next;
      if (!concerned) return;
      try {
        await write(next);
      } catch (error) {
        held = before;
        throw error;
      }
    });

  return {
    items: () => [...held.values()].map(({ item }) => item),

    async open(id) {
      const entry = held.get(id);
      if (entry === undefined) return { state: 'undecryptable' };
      if ('plain' in entry) return { state: 'open', text: entry.plain };
      const isMine = entry.sealed.backend === box.backend;
      // What keeps nothing safe has sealed nothing either, but for its own key ring that does not answer now.
      if (!box.persistent && !isMine) return { state: 'no-store' };
      try {
        const text = await box.open(entry.sealed.text);
        // Not every backend notices a wrong key: what comes out then is no JSON.
        JSON.parse(text);
        return { state: 'open', text };
      } catch {
        if (!isMine) return { state: 'store-changed' };
        const reachable = box.persistent && ((await box.isReachable?.()) ?? false);
        return { state: reachable ? 'undecryptable' : 'locked' };
      }
    },

    async add(items, instead) {
      const { persistent, backend } = box;
      const entries = await Promise.all(
        items.map(
          async ({ item, text }): Promise<Held> =>
            persistent ? { item, sealed: { backend, text: await box.seal(text) } } : { item, plain: text },
        ),
      );
      await alter((next) => {
        let concerned = persistent;
        for (const id of instead) {
          concerned ||= isOnDisk(next.get(id));
          next.delete(id);
        }
        for (const entry of entries) next.set(entry.item.id, entry);
        return concerned;
      });
    },

    change: (ids, change) =>
      alter((next) => {
        let concerned = false;
        for (const id of ids) {
          const entry = next.get(id);
          if (entry === undefined) continue;
          concerned ||= isOnDisk(entry);
          next.set(id, { ...entry, item: { ...entry.item, ...change } });
        }
        return concerned;
      }),

    remove: (ids) =>
      alter((next) => {
        let concerned = false;
        for (const id of ids) {
          concerned ||= isOnDisk(next.get(id));
          next.delete(id);
        }
        return concerned;
      }),

    settled: turns.settled,
  };
}
