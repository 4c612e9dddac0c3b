/** Contact-change tasks: list, read, accept, refuse, mail a new code. What a task means is not decided here. */
import { z } from 'zod';
import { ok, type Result } from '../../shared/failure.ts';
import type { Client } from './client.ts';
import { type Batches, readBatches, readPages } from './lists.ts';

const PATH = '/me/task/contactChange';

/** All that OVHcloud says of a decision it took; an object is some gateway's, whatever its status. */
const NOTHING = z.null();

const text = z
  .string()
  .nullish()
  .transform((value) => value || null);

const taskSchema = z.object({
  id: z.number().int(),
  askingAccount: text,
  fromAccount: text,
  toAccount: text,
  /** `ContactType` values; unknown ones are kept. */
  contactTypes: z.array(z.string()).catch([]),
  serviceDomain: text,
  /** One of `TASK_STATES`; unknown ones are kept. */
  state: z.string(),
  /** ISO 8601. */
  dateRequest: z.string(),
  dateDone: text,
});
export type Task = z.infer<typeof taskSchema>;

/**
 * All tasks the account sees, or those requested after `since` (ISO 8601): expanded, 5,000 a call, past the service's
 * cache unless `fresh` is `false`. The filter by date is put to the service; one that refuses it is asked for all. Order
 * as the service gives it; each id once.
 */
export async function listTasks(
  client: Client,
  { since, fresh = true, leaves }: { since?: string; fresh?: boolean; leaves?: () => void } = {},
): Promise<Result<Task[]>> {
  const filter = since === undefined ? {} : { filter: `dateRequest:gt=${since}` };
  let answer = await readPages(client, PATH, taskSchema, { fresh, leaves, ...filter });
  if (!answer.ok && since !== undefined && answer.error.code === 'rejected') {
    answer = await readPages(client, PATH, taskSchema, { fresh, leaves });
  }
  if (!answer.ok) return answer;
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  // While pages are read the list may shift, so that an element comes twice; the later reading is the newer one.
  const byId = new Map(answer.value.map((task) => [task.id, task]));
  return ok([...byId.values()].filter(({ dateRequest }) => !(Date.parse(dateRequest) <= from)));
}

/** `fresh`: past the service's cache, for looking what became of a call. */
export function readTask(
  client: Client,
  id: number,
  { fresh = false, leaves }: { fresh?: boolean; leaves?: () => void } = {},
): Promise<Result<Task>> {
  return client.get(`${PATH}/${id}`, taskSchema, {
    ...(fresh ? { headers: { Pragma: 'no-cache' } } : {}),
    ...(leaves === undefined ? {} : { leaves }),
  });
}

/** 50 a call. `failed` says why each of the others could not be read. */
export function readTasks(client: Client, ids: readonly number[]): Promise<Result<Batches<number, Task>>> {
  return readBatches(client, ids, (keys) => `${PATH}/${keys}`, taskSchema);
}

/**
 * Sent once. `outcome-unknown`: read the task to see what became of it. `wrong-code`, `not-waiting`: not this code, or
 * no longer; where the same code was sent before, that earlier call may have been the one that counted.
 */
export function acceptTask(client: Client, id: number, code: string): Promise<Result<null>> {
  return decide(client, id, 'accept', code);
}

/** As `acceptTask`. */
export function refuseTask(client: Client, id: number, code: string): Promise<Result<null>> {
  return decide(client, id, 'refuse', code);
}

/** Mails a new code to the client's account. Sent once: each one kills the code before it. */
export function resendEmail(client: Client, id: number): Promise<Result<null>> {
  return client.post(`${PATH}/${id}/resendEmail`, null, NOTHING, { decision: true });
}

function decide(
  client: Client,
  id: number,
  decision: 'accept' | 'refuse',
  code: string,
): Promise<Result<null>> {
  return client.post(`${PATH}/${id}/${decision}`, { token: code }, NOTHING, { decision: true, code });
}
