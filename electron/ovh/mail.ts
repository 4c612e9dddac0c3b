/** The e-mails OVHcloud keeps a copy of. They may hold codes: what is read here goes to the recogniser and nowhere else. */
import { z } from 'zod';
import { ok, type Result } from '../../shared/failure.ts';
import type { Client } from './client.ts';
import { readBatches } from './lists.ts';

const PATH = '/me/notification/email/history';

const mailSchema = z.object({
  id: z.number().int(),
  subject: z.string().catch(''),
  /** ISO 8601. */
  date: z.string().catch(''),
  body: z.string().catch(''),
});
export type Mail = z.infer<typeof mailSchema>;

/** Newest first, as far as ids tell. Needs the optional rights on this path. */
export async function listMailIds(client: Client): Promise<Result<number[]>> {
  const answer = await client.get(PATH, z.array(z.number().int()));
  if (answer.ok) answer.value.sort((a, b) => b - a);
  return answer;
}

/** 50 a call where the service batches this path, else one by one. Those that cannot be read are left out and noted. */
export async function readMails(client: Client, ids: readonly number[]): Promise<Result<Mail[]>> {
  const read = await readBatches(client, ids, (keys) => `${PATH}/${keys}`, mailSchema);
  if (!read.ok) return read;
  const { found, failed } = read.value;
  if (failed.size > 0) client.note(`${failed.size} of ${ids.length} e-mails could not be read`);
  return ok([...found.values()]);
}
