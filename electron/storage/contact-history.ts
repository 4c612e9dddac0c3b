/**
 * The history of contacts on the disk: lines of the journal's own kind, each checked, a damaged one told of and the rest
 * kept. Made when there is something to write; what is older than two years goes at the next start. Decides nothing.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { contactTypeSchema } from '../../shared/contact.ts';
import { type Journal, openJournal } from './journal.ts';
import type { Place } from './json-file.ts';

export const HISTORY_FILE = 'history.jsonl';
const KEPT_MS = 2 * 365 * 24 * 60 * 60_000;
/** The file is written anew for what is too old once so much is: not at every start. */
const SPARE_MS = 30 * 24 * 60 * 60_000;

const changeLineSchema = z.object({
  change: z.string(),
  at: z.string(),
  /** When the contact before was last read as such. */
  since: z.string(),
  api: z.string(),
  service: z.number().int(),
  name: z.string(),
  family: z.string().nullable(),
  type: contactTypeSchema,
  from: z.string(),
  to: z.string().nullable(),
  by: z.enum(['ours', 'informed', 'nobody']),
  request: z.string().nullable(),
  /** Ids of my accounts that see the service. */
  seenBy: z.array(z.string()),
});
export type ChangeLine = z.infer<typeof changeLineSchema>;

const lineSchema = z.union([
  changeLineSchema,
  /** A request that came to be known later explains it. */
  z.object({
    explained: z.string(),
    at: z.string(),
    by: z.enum(['ours', 'informed']),
    request: z.string().nullable(),
  }),
  /** Taken as known; `kept: false` takes that back. */
  z.object({ marked: z.array(z.string()), at: z.string(), kept: z.boolean() }),
  /** With which credential an account was read as a whole: what another one does not see is not gone. */
  z.object({ reads: z.string(), at: z.string(), with: z.string() }),
]);
export type HistoryLine = z.infer<typeof lineSchema>;

export type ContactHistoryFile = {
  /** What it held at the start, oldest first. */
  found: HistoryLine[];
  /** Resolves when they are on the disk. Rejects with the system's error. */
  append: (lines: readonly HistoryLine[]) => Promise<void>;
  /** Takes out what is told of changes that only these accounts saw. Rejects with the system's error. */
  forget: (accountId: string) => Promise<void>;
  wipe: () => Promise<void>;
  close: () => Promise<void>;
};

export async function openContactHistory(place: Place): Promise<ContactHistoryFile> {
  let journal: Journal | null = null;
  const open = (): Promise<Journal> => openJournal(place, HISTORY_FILE, 'history');
  let opening: Promise<Journal> | null = null;
  const opened = (): Promise<Journal> => {
    if (journal !== null) return Promise.resolve(journal);
    opening ??= open().then((made) => (journal = made));
    return opening;
  };

  const isThere = await place.disk.stat(join(place.folder, HISTORY_FILE)).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code !== 'ENOENT',
  );
  const found: HistoryLine[] = [];
  if (isThere) {
    const { lines } = await opened();
    let unknown = 0;
    for (const line of lines) {
      const parsed = lineSchema.safeParse(line);
      if (parsed.success) found.push(parsed.data);
      else unknown += 1;
    }
    // They are held once, as they are used.
    lines.length = 0;
    if (unknown > 0)
      place.tell({
        part: 'history',
        why: 'unknown',
        file: HISTORY_FILE,
        keptAs: null,
        count: unknown,
        names: [],
      });
    const oldest = Date.parse(found[0]?.at ?? '');
    if (place.now() - oldest > KEPT_MS + SPARE_MS) await dropOld();
  }

  async function dropOld(): Promise<void> {
    const from = new Date(place.now() - KEPT_MS).toISOString();
    const isOld = (line: unknown): boolean => {
      const parsed = lineSchema.safeParse(line);
      // With which credential an account was read last stays true however old it is.
      return parsed.success && !('reads' in parsed.data) && parsed.data.at < from;
    };
    // What stays too long does no harm: the next start tries again.
    await journal?.drop(isOld).catch(() => {});
    const young = found.filter((line) => !isOld(line));
    found.length = 0;
    for (const line of young) found.push(line);
  }

  return {
    found,
    async append(lines) {
      if (lines.length === 0) return;
      const { append } = await opened();
      await Promise.all(lines.map((line) => append(line)));
    },
    async forget(accountId) {
      if (journal === null) return;
      const gone = new Set<string>();
      await journal.drop((stored) => {
        const parsed = lineSchema.safeParse(stored);
        if (!parsed.success) return false;
        const line = parsed.data;
        if ('reads' in line) return line.reads === accountId;
        if ('explained' in line) return gone.has(line.explained);
        if ('marked' in line) return line.marked.every((id) => gone.has(id));
        const isOfIt = line.seenBy.every((id) => id === accountId);
        if (isOfIt) gone.add(line.change);
        return isOfIt;
      });
    },
    async wipe() {
      await journal?.wipe();
    },
    async close() {
      await journal?.close();
    },
  };
}
