/**
 * «My messages», API v2: copies of what OVHcloud sent to an account with what became of each, the addresses and the rules they
 * go by. Inferred from the control panel and never tried with API keys: every field but an id may be missing. Texts are not read
 * here: they hold codes.
 */
import { z } from 'zod';
import { ok, type Result } from '../../shared/failure.ts';
import { redact } from '../../shared/redact.ts';
import { MEAN_STATES, SENDING_STATES } from '../../shared/trail.ts';
import type { Client } from './client.ts';
import { readAllCursors, readCursors } from './cursors.ts';

const HISTORY = '/v2/notification/history';

const words = z
  .string()
  .nullish()
  .transform((value) => (value ? redact(value).slice(0, 500) : null))
  .catch(null);
const names = z.array(z.string().max(200)).catch([]);

const contactSchema = z.object({
  to: z.string().max(320).nullish().catch(null),
  sentAt: z.string().nullish().catch(null),
  status: z.enum(SENDING_STATES).catch('unknown'),
  error: words,
});

const messageSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  title: z.string().catch(''),
  /** ISO 8601. */
  createdAt: z.string().catch(''),
  priority: z.string().catch(''),
  categories: names,
  contacts: z.array(contactSchema).catch([]),
});
export type Message = z.infer<typeof messageSchema>;

const meanSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String).catch(''),
  email: z.string().max(320),
  description: z.string().max(200).nullish().catch(null),
  default: z.boolean().catch(false),
  status: z.enum(MEAN_STATES).catch('unknown'),
  error: words,
});
export type Mean = z.infer<typeof meanSchema>;

const ruleSchema = z.object({
  condition: z.object({ category: names, priority: names }).catch({ category: [], priority: [] }),
  /** Whole addresses, or their ids alone. */
  contactMeans: z
    .array(z.union([z.string(), z.object({ id: z.string().optional(), email: z.string().optional() })]))
    .catch([]),
  continue: z.boolean().catch(false),
});
const routingSchema = z.object({
  name: z.string().max(200).catch(''),
  active: z.boolean().catch(true),
  rules: z.array(ruleSchema).catch([]),
});
export type Routing = z.infer<typeof routingSchema>;

/** A number in a title, not a part of a longer one. */
function isNamedIn(title: string, id: number): boolean {
  return new RegExp(`(?:^|\\D)${id}(?:\\D|$)`).test(title);
}

/**
 * The messages about one request since then, newest first. The service is asked to search; where it does not, the pages are
 * gone through until they are older. `cut`: there were more pages than are read.
 */
export async function findMessages(
  client: Client,
  id: number,
  since: number,
): Promise<Result<{ messages: Message[]; cut: boolean }>> {
  const isOld = ({ createdAt }: Message): boolean => Date.parse(createdAt) < since;
  const read = await readCursors(client, HISTORY, messageSchema, {
    query: { titleContains: String(id) },
    isEnough: (page) => page.some(isOld),
  });
  if (!read.ok) return read;
  const messages = read.value.elements
    .filter((message) => isNamedIn(message.title, id) && !isOld(message))
    .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  // The newest come first: what was found before a page was refused is the answer, nothing found is none.
  if (read.value.lost !== null && messages.length === 0) return { ok: false, error: read.value.lost };
  return ok({ messages, cut: read.value.cut });
}

/** Whether OVHcloud's own history holds a message of exactly this title, sent around then. `null`: not within what is read. */
export async function hasMessage(
  client: Client,
  title: string,
  around: { from: number; to: number },
): Promise<Result<boolean | null>> {
  const at = ({ createdAt }: Message): number => Date.parse(createdAt);
  const read = await readCursors(client, HISTORY, messageSchema, {
    query: { titleContains: title },
    isEnough: (page) => page.some((message) => at(message) < around.from),
  });
  if (!read.ok) return read;
  const found = read.value.elements.some(
    (message) => message.title.trim() === title && at(message) >= around.from && at(message) <= around.to,
  );
  if (!found && read.value.lost !== null) return { ok: false, error: read.value.lost };
  return ok(found ? true : read.value.cut ? null : false);
}

export function listMeans(client: Client): Promise<Result<Mean[]>> {
  return readAllCursors(client, '/v2/notification/contactMean', meanSchema);
}

export function listRoutings(client: Client): Promise<Result<Routing[]>> {
  return readAllCursors(client, '/v2/notification/routing', routingSchema);
}
