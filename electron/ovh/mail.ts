/** The e-mails OVHcloud keeps a copy of. They may hold codes: what is read here goes to the recogniser and nowhere else. */
import { z } from 'zod';
import type { Result } from '../../shared/failure.ts';
import type { Client } from './client.ts';
import { type Batches, readBatches } from './lists.ts';

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

/** 50 a call where the service batches this path, else one by one. */
export function readMails(client: Client, ids: readonly number[]): Promise<Result<Batches<number, Mail>>> {
  return readBatches(client, ids, (keys) => `${PATH}/${keys}`, mailSchema);
}
