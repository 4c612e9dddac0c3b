/** Calls that tell how an account stands: whether it can pay, what its log holds, whom its policies let in, who holds a domain. All are optional; none is part of the sync. */
import { z } from 'zod';
import { type Failure, ok, type Result } from '../../shared/failure.ts';
import type { Client } from './client.ts';
import { readCursors } from './cursors.ts';
import { readBatches } from './lists.ts';

const ids = z.array(z.number().int());

const paymentSchema = z.object({ status: z.string().catch('') });

/** Whether any of its means of payment is valid. */
export async function readCanPay(client: Client): Promise<Result<boolean>> {
  const list = await client.get('/me/payment/method', ids);
  if (!list.ok) return list;
  if (list.value.length === 0) return ok(false);
  const read = await readBatches(client, list.value, (keys) => `/me/payment/method/${keys}`, paymentSchema);
  if (!read.ok) return read;
  const [first] = read.value.failed.values();
  const valid = [...read.value.found.values()].some(({ status }) => status.toUpperCase() === 'VALID');
  // One that could not be read may be the valid one.
  return !valid && first !== undefined ? { ok: false, error: first } : ok(valid);
}

const logSchema = z.object({
  date: z.string(),
  ip: z.string().max(64).catch(''),
  method: z.string(),
  path: z.string(),
});
export type LoggedCall = z.infer<typeof logSchema>;

/** More calls of a quarter of an hour are not looked through. */
const MOST_CALLS = 2000;

/** OVHcloud's own log of this account's calls between these times (milliseconds). It is written minutes behind. `lost`: why some could not be read. */
export async function readOwnCalls(
  client: Client,
  between: { from: number; to: number },
): Promise<Result<{ calls: LoggedCall[]; lost: Failure | null }>> {
  const query = {
    'date.from': new Date(between.from).toISOString(),
    'date.to': new Date(between.to).toISOString(),
  };
  const list = await client.get('/me/api/logs/self', ids, { query });
  if (!list.ok) return list;
  const newest = list.value.sort((a, b) => b - a).slice(0, MOST_CALLS);
  if (newest.length === 0) return ok({ calls: [], lost: null });
  const read = await readBatches(client, newest, (keys) => `/me/api/logs/self/${keys}`, logSchema);
  if (!read.ok) return read;
  const { found, failed } = read.value;
  return ok({ calls: [...found.values()], lost: failed.values().next().value ?? null });
}

const policySchema = z.object({
  id: z.string(),
  name: z.string().max(300).catch(''),
  readOnly: z.boolean().catch(false),
  identities: z.array(z.string()).catch([]),
  resources: z
    .array(
      z.object({
        urn: z.string().catch(''),
        resource: z
          .object({ displayName: z.string().nullish(), name: z.string().nullish() })
          .nullish()
          .catch(null),
      }),
    )
    .catch([]),
});
export type IamPolicy = z.infer<typeof policySchema>;

/** `lost`: why the rest of them could not be read. */
export async function readPolicies(
  client: Client,
): Promise<Result<{ policies: IamPolicy[]; lost: Failure | null }>> {
  const read = await readCursors(client, '/v2/iam/policy', policySchema, { query: { details: 'true' } });
  return read.ok ? ok({ policies: read.value.elements, lost: read.value.lost }) : read;
}

const domainSchema = z.object({
  whoisOwner: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((value) => (value === null || value === undefined ? null : String(value).slice(0, 100)))
    .catch(null),
});

/** Who holds a domain, by OVHcloud's number or handle of the person. */
export async function readHolder(client: Client, name: string): Promise<Result<string | null>> {
  const answer = await client.get(`/domain/${encodeURIComponent(name)}`, domainSchema);
  return answer.ok ? ok(answer.value.whoisOwner) : answer;
}
